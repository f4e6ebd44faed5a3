"""The files beside a dropped document: the originals and the message they came with, under names of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from backend.content import media_type
from backend.model.mail import Attachment, Mail

#: The endings that a name may have: what a stranger sent is not to be run by a click on it.
_ENDINGS = {
    media_type.MESSAGE: "eml",
    media_type.PDF: "pdf", media_type.XML: "xml", media_type.PLAIN: "txt", media_type.CSV: "csv", media_type.XLSX: "xlsx",
    media_type.EDIFACT: "edi", media_type.X12: "x12", "image/png": "png", "image/jpeg": "jpg", "image/tiff": "tif",
}  # fmt: skip
#: So much of a hash tells one file of a document from another.
_DIGITS = 16


def of(stem: str, mail: Mail, files: Sequence[Attachment]) -> Iterator[tuple[str, bytes]]:
    """The files of a document by their names, and what message they came with, which says what their sender called them."""
    named = [(_named(stem, file.content_hash, _ENDINGS.get(file.media_type, "bin")), file) for file in files]
    for name, file in named:
        yield name, file.content
    message = {
        "from": mail.sender.email, "name": mail.sender.name, "subject": mail.subject, "message_id": mail.message_id,
        "received_at": mail.received_at.isoformat() if mail.received_at else None, "text": mail.text,
        "files": [{"file": name, "name": file.name, "media_type": file.media_type} for name, file in named],
    }  # fmt: skip
    yield _of_text(f"{stem}.mail", json.dumps(message, ensure_ascii=False, indent=1), "json")


def note(stem: str, text: str) -> tuple[str, bytes]:
    """A line of a document's history as a file."""
    return _of_text(f"{stem}.note", text, "txt")


def _of_text(start: str, text: str, ending: str) -> tuple[str, bytes]:
    content = text.encode(errors="replace")
    return _named(start, sha256(content).hexdigest(), ending), content


def _named(start: str, digest: str, ending: str) -> str:
    return f"{start}.{digest[:_DIGITS]}.{ending}"
