"""One Outlook item ([MS-OXMSG]) taken apart into body and attachments, containers still closed.

The property streams are read by name: their values stand for themselves, and survive files whose property tables are broken.
"""

from __future__ import annotations

import hashlib
import struct
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser

from olefile import OleFileIO
from oxmsg.storage import Storage

from backend.content import file_name, html, media_type
from backend.content.charset import decoded
from backend.mailboxes import authentication, headers, rtf
from backend.mailboxes.encoding import as_message
from backend.model.mail import Address, Attachment, Mail

#: What the Compound File and property parsers raise on broken files.
_BROKEN = (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, struct.error, RecursionError, OverflowError, MemoryError)

#: How much larger than the file its streams may be together; streams of a hostile file can share their sectors.
_MAX_GROWTH = 4

#: Property ids ([MS-OXPROPS]).
_SUBJECT, _TRANSPORT_HEADERS, _BODY, _HTML, _RTF, _MESSAGE_ID, _IN_REPLY_TO = 0x0037, 0x007D, 0x1000, 0x1013, 0x1009, 0x1035, 0x1042
_SENDER_NAME, _SENDER_EMAIL, _SENDER_SMTP, _SENT_FOR_SMTP = 0x0C1A, 0x0C1F, 0x5D01, 0x5D02
_DISPLAY_NAME, _EMAIL, _SMTP = 0x3001, 0x3003, 0x39FE
_FILE_DATA, _SHORT_NAME, _LONG_NAME, _MIME_TAG, _CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_DELIVERED, _SUBMITTED = 0x0E06, 0x0039


def read(raw: bytes) -> Mail:
    """The item as it stands; a broken file becomes a mail with that file as its one attachment."""
    found = read_or_none(raw)
    if found:
        return found
    broken = Attachment(part="1", name="message.msg", media_type=media_type.OUTLOOK_MESSAGE, content=raw)
    return Mail(message_id="", subject="", sender=headers.NOBODY, attachments=(broken,), digest=hashlib.sha256(raw).hexdigest())


def read_or_none(raw: bytes) -> Mail | None:
    """The item as it stands, None for a broken file."""
    try:
        with OleFileIO(raw) as ole:
            if sum(entry.size for entry in ole.direntries if entry) > _MAX_GROWTH * len(raw):
                return None
            storage = Storage.from_ole(ole)
        return _mail(storage, hashlib.sha256(raw).hexdigest())
    except _BROKEN:
        return None


def _mail(storage: Storage, digest: str) -> Mail:
    """The item of one storage: the file itself, or an item attached to it."""
    transport = HeaderParser().parsestr(_text(storage, _TRANSPORT_HEADERS))
    sender = headers.addresses(headers.value(transport, "from"))
    page = decoded(_stream(storage, _HTML, "0102")) or _text(storage, _HTML)
    text = _text(storage, _BODY)
    if not text.strip() and not page.strip():
        text = rtf.text_of_compressed(_stream(storage, _RTF, "0102"))
    return Mail(
        message_id=_text(storage, _MESSAGE_ID) or headers.text(headers.value(transport, "message-id")),
        subject=headers.text(_text(storage, _SUBJECT)),
        sender=sender[0] if sender else _sender(storage),
        recipients=tuple(_recipient(inner) for inner in storage.iter_recipient_storages()),
        received_at=headers.by_the_writers_clock(_moment(storage, _DELIVERED), transport)
        or headers.received_at(transport)
        or _moment(storage, _SUBMITTED),
        text=text or html.text_of(page),
        html=page,
        attachments=tuple(_attachments(storage)),
        authentication=authentication.parse(headers.value(transport, "authentication-results")),
        in_reply_to=_text(storage, _IN_REPLY_TO),
        digest=digest,
    )


def _sender(storage: Storage) -> Address:
    """The sender by properties; an Exchange address (/O=...) is no address for us."""
    emails = (_text(storage, pid) for pid in (_SENDER_SMTP, _SENT_FOR_SMTP, _SENDER_EMAIL))
    return Address(email=next((email.lower() for email in emails if "@" in email), ""), name=_text(storage, _SENDER_NAME))


def _recipient(storage: Storage) -> Address:
    """One recipient."""
    emails = (_text(storage, pid) for pid in (_SMTP, _EMAIL))
    return Address(email=next((email.lower() for email in emails if "@" in email), ""), name=_text(storage, _DISPLAY_NAME))


def _attachments(storage: Storage) -> list[Attachment]:
    """The attachments; an attached item is given as the Internet message it would be."""
    found: list[Attachment] = []
    for inner in storage.iter_attachment_storages():
        content, claimed = _stream(inner, _FILE_DATA, "0102"), _text(inner, _MIME_TAG)
        item = next((s for s in inner.storages if s.name == f"__substg1.0_{_FILE_DATA:04X}000D"), None)
        if item is not None and not content:
            content, claimed = as_message(_mail(item, "")), media_type.MESSAGE
        name = file_name.clean(_text(inner, _LONG_NAME) or _text(inner, _SHORT_NAME) or _text(inner, _DISPLAY_NAME))
        if not content and not name:
            continue
        number = str(len(found) + 1)
        kind = claimed if claimed == media_type.MESSAGE else media_type.detect(name, content, claimed)
        content_id = _text(inner, _CONTENT_ID).strip("<> ")
        found.append(Attachment(number, name or file_name.invented(number, kind), kind, content, bool(content_id), content_id))
    return found


def _text(storage: Storage, pid: int) -> str:
    """A string property, "" when it is absent."""
    unicode = _stream(storage, pid, "001F")
    text = unicode.decode("utf-16-le", "replace") if unicode else decoded(_stream(storage, pid, "001E"))
    return text.replace("\0", "").strip()


def _stream(storage: Storage, pid: int, kind: str) -> bytes:
    """The stream of a property of variable length, b"" when it is absent."""
    name = f"__substg1.0_{pid:04X}{kind}"
    return next((stream.bytes_ for stream in storage.streams if stream.name.upper() == name.upper()), b"")


def _moment(storage: Storage, pid: int) -> datetime | None:
    """A time property from the property table: 16-byte entries of tag, flags and 100 ns since 1601 ([MS-OXMSG] 2.4)."""
    table = next((stream.bytes_ for stream in storage.streams if stream.name == "__properties_version1.0"), b"")
    entry = table.find(struct.pack("<HH", 0x0040, pid))
    if entry < 0 or entry % 8 or entry + 16 > len(table):
        return None
    (ticks,) = struct.unpack_from("<Q", table, entry + 8)
    try:
        return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None
