"""winmail.dat ([MS-OXTNEF]) taken apart into body and attachments."""

from __future__ import annotations

import logging
import struct

from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from backend.content import file_name, html, media_type
from backend.content.charset import decoded
from backend.mailboxes import headers, rtf
from backend.model.mail import Attachment, Mail

#: What tnefparse raises on broken files.
_BROKEN = (ValueError, IndexError, KeyError, TypeError, AttributeError, LookupError, struct.error, OverflowError, UnboundLocalError)

#: The most attributes of one container; tnefparse copies the rest of the file for each.
MAX_ATTRIBUTES = 2000

# Unknown properties are no news for the operator of this product.
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


def read_or_none(raw: bytes) -> Mail | None:
    """What the container holds, None for a broken or empty one."""
    if _attributes(raw) > MAX_ATTRIBUTES:
        return None
    try:
        container = TNEF(raw, do_checksum=False)
        page = _as_text(container.htmlbody)
        text = _as_text(container.body) or html.text_of(page) or rtf.text_of_compressed(container._rtfbody or b"")  # noqa: SLF001 - rtfbody is unbounded
        attachments = tuple(_attachment(inner, str(number)) for number, inner in enumerate(container.attachments, start=1))
    except _BROKEN:
        return None
    if not attachments and not text:
        return None
    return Mail(message_id="", subject="", sender=headers.NOBODY, text=text, html=page, attachments=attachments)


def _attributes(raw: bytes) -> int:
    """How many attributes follow one another: level, id, type and length, the content, a checksum ([MS-OXTNEF] 2.1.3)."""
    position, found = 6, 0
    while position + 11 <= len(raw):
        position += 11 + int.from_bytes(raw[position + 5 : position + 9], "little")
        found += 1
    return found


def _attachment(inner: TNEFAttachment, number: str) -> Attachment:
    """One attached file; an attached item is again TNEF."""
    content = inner.data if isinstance(inner.data, bytes) else bytes(inner.data or b"")
    name = file_name.clean(_as_text(inner.long_filename()))
    kind = media_type.detect(name, content)
    return Attachment(part=number, name=name or file_name.invented(number, kind), media_type=kind, content=content)


def _as_text(value: object) -> str:
    """A string of the container, which may have been decoded or not."""
    text = value if isinstance(value, str) else decoded(bytes(value)) if isinstance(value, (bytes, bytearray)) else ""
    return text.replace("\0", "").strip()
