"""A mailbox in Gmail: the open message with all its parts, a reply as a draft in its thread, and its labels."""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from dataclasses import dataclass
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import HeaderParser
from enum import StrEnum
from http import HTTPStatus

from backend.content import html
from backend.errors import BadInput, MailboxRefused, MailboxUnavailable, NotAllowed
from backend.mailboxes import headers, mime, protection
from backend.mailboxes.gmail import ME, Gmail
from backend.mailboxes.http import Json, too_large
from backend.model.mail import Mail
from backend.model.reply import Reply

#: The name under which references of messages in Gmail are kept: those that `reference` makes.
MAILBOX = "gmail"
DRAFT = "DRAFT"

#: Ids of messages, as the API has them and as an add-on's events do (msg-f:1775…, msg-a:r-12…).
_ID = re.compile(r"[A-Za-z0-9:_-]{4,200}")
#: An event's id of a received message: the API's, written as a decimal number.
_OF_EVENT = re.compile(r"msg-f:([0-9]{1,20})")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,500}>")
#: As many characters of References as fit on the longest line of a message (RFC 5322, 2.1.1).
_MOST_REFERENCES = 900
_REPLIED_BY = ["Message-ID", "References", "Subject", "From", "Reply-To"]


class Label(StrEnum):
    """What a message's label says of it; the same words for everybody, since colleagues share mailboxes."""

    POSTED = "ERP/posted"
    TO_CHECK = "ERP/to check"


#: Green and orange, of the colours that Gmail allows.
_COLOURS = {
    Label.POSTED: {"backgroundColor": "#16a766", "textColor": "#ffffff"},
    Label.TO_CHECK: {"backgroundColor": "#ffad47", "textColor": "#000000"},
}


@dataclass(frozen=True)
class Draft:
    """A draft in the mailbox, and the thread that it stands in."""

    id: str
    thread_id: str


@dataclass(frozen=True)
class GmailMailbox:
    """The mailbox of whoever `gmail` has tokens of."""

    gmail: Gmail

    def fetch(self, message: str, most_bytes: int) -> Mail:
        """The message with this id (the API's, or an event's), whole.

        Raises BadInput when it has more bytes or is protected, NotAllowed for a draft, NotFound, NotPermitted and MailboxError.
        """
        request = self.gmail.users.messages().get(userId=ME, id=_checked(message), format="raw", fields="raw,labelIds")
        # Four characters for three bytes, in JSON.
        answer = self.gmail.call(request, most_bytes // 3 * 4 + 4096)
        if DRAFT in (answer.get("labelIds") or ()):
            raise NotAllowed(
                "This message has not been sent yet: there is nothing to read.",
                "Ce message n’est pas encore envoyé : il n’y a rien à lire.",
            )
        try:
            raw = base64.b64decode(f"{answer.get('raw') or ''}==".encode(), altchars=b"-_")
        except (binascii.Error, ValueError):
            raise MailboxUnavailable("Gmail answered no message.", "Gmail n’a pas répondu un message.") from None
        if len(raw) > most_bytes:
            raise too_large(most_bytes)
        return mime.parse(protection.unsealed(raw))

    def draft_reply(self, message: str, reply: Reply) -> Draft:
        """A draft of the reply in the message's thread. Raises as `fetch` does."""
        request = self.gmail.users.messages().get(userId=ME, id=_checked(message), format="metadata", metadataHeaders=_REPLIED_BY)
        told = self.gmail.call(request)
        raw = base64.urlsafe_b64encode(_answering(headers_of(told), reply).as_bytes()).decode()
        body = {"message": {"raw": raw, "threadId": _text(told, "threadId")}}
        made = self.gmail.call(self.gmail.users.drafts().create(userId=ME, body=body))
        return Draft(_text(made, "id"), _text(made.get("message") or {}, "threadId"))

    def label(self, message: str, wanted: Label | None) -> None:
        """Give the message this one of our labels, or none of them; those of others stay. It takes the right to change messages."""
        told = self.gmail.call(self.gmail.users.messages().get(userId=ME, id=_checked(message), format="minimal"))
        present = frozenset(told.get("labelIds") or ())
        ours = self._labels()
        if wanted and wanted not in ours:
            ours[wanted] = self._made(wanted)
        add = [ours[wanted]] if wanted and ours[wanted] not in present else []
        remove = [id_ for name, id_ in ours.items() if name != wanted and id_ in present]
        if add or remove:
            body = {"addLabelIds": add, "removeLabelIds": remove}
            self.gmail.call(self.gmail.users.messages().modify(userId=ME, id=_text(told, "id"), body=body))

    def _labels(self) -> dict[str, str]:
        """The ids of our labels that the mailbox has, by name."""
        listed = self.gmail.call(self.gmail.users.labels().list(userId=ME)).get("labels") or ()
        return {each["name"]: each["id"] for each in listed if each.get("name") in set(Label)}

    def _made(self, label: Label) -> str:
        """The id of the label, made now; somebody may have made it at the same moment."""
        body = {"name": label, "labelListVisibility": "labelShow", "messageListVisibility": "show", "color": _COLOURS[label]}
        try:
            return _text(self.gmail.call(self.gmail.users.labels().create(userId=ME, body=body)), "id")
        except MailboxRefused as error:
            if error.status == HTTPStatus.CONFLICT:
                with suppress(KeyError):
                    return self._labels()[label]
            raise


def reference(address: str, message: str) -> str:
    """The name of a message among all mailboxes of Gmail: ids are those of one mailbox. Takes the API's id or an event's."""
    of_event = _OF_EVENT.fullmatch(message)
    return f"{address.lower()}/{int(of_event[1]):x}" if of_event else f"{address.lower()}/{message}"


def headers_of(told: Json) -> Message:
    """The header fields of a message that Gmail told of."""
    found = HeaderParser().parsestr("")
    for each in (told.get("payload") or {}).get("headers") or ():
        found[str(each.get("name"))] = str(each.get("value"))
    return found


def _answering(original: Message, reply: Reply) -> Message:
    """The reply as a message: what Gmail puts in a thread has its subject, and refers to it (RFC 5322, 3.6.4)."""
    made = MIMEMultipart("alternative")
    subject = headers.text(headers.value(original, "subject")) or reply.subject
    made["Subject"] = Header(subject if subject.lower().startswith("re:") else f"Re: {subject}", "utf-8", header_name="Subject").encode()
    to = headers.addresses(reply.to) or headers.addresses(headers.value(original, "reply-to") or headers.value(original, "from"))
    if to:
        made["To"] = to[0].email
    replied = _MESSAGE_ID.findall(headers.value(original, "message-id"))[:1]
    if replied:
        referred = [*dict.fromkeys([*_MESSAGE_ID.findall(headers.value(original, "references")), *replied])]
        while len(" ".join(referred)) > _MOST_REFERENCES and len(referred) > 1:
            del referred[1 if len(referred) > 2 else 0]  # noqa: PLR2004 -- the first began the thread, the last is answered
        made["In-Reply-To"], made["References"] = replied[0], " ".join(referred)
    made.attach(MIMEText(html.text_of(reply.html), "plain", "utf-8"))
    made.attach(MIMEText(reply.html, "html", "utf-8"))
    return made


def _checked(message: str) -> str:
    """The id; raises BadInput for what is none."""
    if not _ID.fullmatch(message):
        raise BadInput("This is not a reference of a message.", "Ce n'est pas une référence de message.")
    return message


def _text(told: Json, name: str) -> str:
    """What Gmail must have told; raises MailboxUnavailable when it did not."""
    found = told.get(name)
    if isinstance(found, str):
        return found
    raise MailboxUnavailable("Gmail answered without an id.", "Gmail a répondu sans identifiant.")
