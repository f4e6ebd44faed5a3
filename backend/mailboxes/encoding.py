"""A Mail written as an Internet message (RFC 5322, MIME)."""

from __future__ import annotations

from email import policy
from email.headerregistry import Address as HeaderAddress
from email.message import EmailMessage
from email.utils import format_datetime

from backend.model.mail import Address, Attachment, Mail


def as_message(mail: Mail) -> bytes:
    """The bytes of a message with the mail's headers, bodies and attachments."""
    message = EmailMessage(policy=policy.SMTP)
    set_header(message, "Subject", mail.subject)
    set_people(message, "From", (mail.sender,))
    set_people(message, "To", mail.recipients)
    set_header(message, "Message-ID", mail.message_id)
    if mail.received_at:
        message["Date"] = format_datetime(mail.received_at)
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for attachment in mail.attachments:
        attach(message, attachment)
    return message.as_bytes()


def attach(message: EmailMessage, attachment: Attachment) -> None:
    """Add a file to a message. An attached message goes as a file too: writing it anew would change its bytes."""
    kind, _, subtype = attachment.media_type.partition("/")
    if kind in {"message", "multipart", "text"} or not subtype:
        kind, subtype = "application", "octet-stream"
    message.add_attachment(attachment.content, maintype=kind, subtype=subtype, filename=attachment.name)


def set_people(message: EmailMessage, name: str, people: tuple[Address, ...]) -> None:
    """Set an address field; who has no e-mail address is left out, for the field could not be written."""
    known = [address for person in people if (address := _header_address(person))]
    if known:
        message[name] = known


def set_header(message: EmailMessage, name: str, value: str) -> None:
    """Set a text field on one line, unless it is empty."""
    if clean := " ".join(value.split()):
        message[name] = clean


def _header_address(person: Address) -> HeaderAddress | None:
    """The address as the email package writes it, None when it is no address."""
    try:
        return HeaderAddress(display_name=" ".join(person.name.split()), addr_spec=person.email) if "@" in person.email else None
    except (ValueError, IndexError):
        return None
