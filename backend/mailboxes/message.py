"""One MIME message taken apart into body and attachments, containers still closed (RFC 2045, 2046, 2183, 2387)."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import BytesParser

from backend.content import file_name, html, media_type
from backend.content.charset import decoded
from backend.mailboxes import authentication, headers
from backend.model.mail import Attachment, Mail

#: The most parts that are looked at; what follows is kept closed in one attachment.
MAX_PARTS = 500


@dataclass
class _Body:
    """What the walk has gathered so far."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    seen: int = 0


def read(raw: bytes) -> Mail:
    """The message as it stands, attached messages still closed; one nested beyond reason becomes a mail with itself as its attachment."""
    found = read_or_none(raw)
    if found:
        return found
    closed = Attachment(part="1", name="message.eml", media_type=media_type.MESSAGE, content=raw)
    return Mail(message_id="", subject="", sender=headers.NOBODY, attachments=(closed,), digest=hashlib.sha256(raw).hexdigest())


def read_or_none(raw: bytes) -> Mail | None:
    """The message as it stands, None when its parts are nested beyond reason."""
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(raw)
        return _mail(message, hashlib.sha256(raw).hexdigest())
    except RecursionError:
        return None


def _mail(message: Message, digest: str) -> Mail:
    """The message as it stands."""
    body = _Body()
    _walk(message, body, inside="")
    sender = headers.addresses(headers.value(message, "from")) or headers.addresses(headers.value(message, "sender"))
    page = "\n".join(body.htmls)
    return Mail(
        message_id=headers.text(headers.value(message, "message-id")),
        subject=headers.text(headers.value(message, "subject")),
        sender=sender[0] if sender else headers.NOBODY,
        recipients=tuple(p for name in ("to", "cc") for raw_value in headers.values(message, name) for p in headers.addresses(raw_value)),
        received_at=headers.received_at(message),
        text="\n".join(body.texts) or html.text_of(page),
        html=page,
        attachments=tuple(body.attachments),
        authentication=authentication.parse(headers.value(message, "authentication-results")),
        in_reply_to=headers.text(headers.value(message, "in-reply-to")),
        digest=digest,
    )


def _walk(part: Message, body: _Body, inside: str) -> None:
    """Gather the leaves of one part; `inside` is the multipart subtype around it."""
    body.seen += 1
    kind = part.get_content_type()
    payload = part.get_payload()
    if kind == "message/rfc822" or body.seen > MAX_PARTS:
        _attach(part, _message_bytes(part), body)
    elif part.get_content_maintype() == "multipart" and isinstance(payload, list):
        for child in payload:
            if isinstance(child, Message):
                _walk(child, body, inside=part.get_content_subtype())
    elif _is_body(part, kind, inside):
        content = _bytes(part)
        (body.htmls if kind == "text/html" else body.texts).append(
            _plain_line_ends(decoded(content, str(part.get_content_charset() or "")))
        )
    elif not (inside == "alternative" and kind == "text/calendar"):
        _attach(part, _bytes(part), body)


def _is_body(part: Message, kind: str, inside: str) -> bool:
    """Whether a leaf is text of the message itself: shown inline, and without the name of a file."""
    if kind not in {"text/plain", "text/html"} or part.get_content_disposition() == "attachment":
        return False
    return inside == "alternative" or not headers.file_name(part)


def _attach(part: Message, content: bytes, body: _Body) -> None:
    """Keep a part as an attachment, unless it is empty and nameless."""
    name = headers.file_name(part)
    if not content and not name:
        return
    number = str(len(body.attachments) + 1)
    kind = media_type.detect(name, content, part.get_content_type())
    content_id = headers.text(headers.value(part, "content-id")).strip("<> ")
    body.attachments.append(
        Attachment(
            part=number,
            name=name or file_name.invented(number, kind),
            media_type=kind,
            content=content,
            is_inline=part.get_content_disposition() == "inline" or (bool(content_id) and part.get_content_disposition() != "attachment"),
            content_id=content_id,
        )
    )


def _bytes(part: Message) -> bytes:
    """The decoded content of a leaf; of a message/* part that is no message, its fields."""
    if part.is_multipart():
        return b"\n".join(bytes(child) for child in part.get_payload() if isinstance(child, Message))
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        # An undecodable transfer encoding: the raw text is better than nothing.
        content = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return content if isinstance(content, bytes) else b""


def _message_bytes(part: Message) -> bytes:
    """The bytes of an attached message; some senders wrap it in base64, against RFC 2046, 5.2.1."""
    payload = part.get_payload()
    inner = payload[0] if isinstance(payload, list) and payload else None
    if not isinstance(inner, Message):
        return _bytes(part)
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64" and not inner.keys():
        try:
            return b64decode(str(inner.get_payload()), validate=False)
        except (binascii.Error, ValueError):
            return b""
    return bytes(inner)


def _plain_line_ends(text: str) -> str:
    """The text with every line ended by a newline only."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
