"""Attachments become Documents: exactly one reader a media type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from backend.content import media_type
from backend.model.document import Document
from backend.model.mail import Attachment, Mail
from backend.readers import archive, body, delimited, edi, findings, image, pdf, spreadsheet, unread, xml
from backend.readers.body import read_body
from backend.readers.image import is_decoration
from backend.readers.progress import Progress, Report, silent
from backend.readers.reading import Reading

__all__ = ["READERS", "Progress", "Reader", "Reading", "Report", "is_decoration", "read", "read_body", "read_mail"]

#: The largest attachment read, in bytes.
MAX_BYTES = 64 * 1024 * 1024

#: How deep parts may lie in parts: a PDF in a ZIP in a ZIP, and its XML.
MAX_DEPTH = 4


class Reader(Protocol):
    """A file format: which media types it reads, and how.

    `read` never raises for bad content and never guesses fields: what went wrong is a Finding of the Document.
    """

    @property
    def MEDIA_TYPES(self) -> frozenset[str]:  # noqa: N802 - a constant of each module
        """The media types it reads."""

    def read(self, attachment: Attachment, reading: Reading) -> Document:
        """The attachment, whose media type is one of its own, read within bounds."""


def _registry(*readers: Reader) -> Mapping[str, Reader]:
    """The readers by media type."""
    return {kind: reader for reader in readers for kind in reader.MEDIA_TYPES}


READERS = _registry(archive, body, delimited, edi, image, pdf, spreadsheet, unread, xml)


def read(attachment: Attachment, progress: Report | None = None) -> tuple[Document, ...]:
    """The attachment read, and after it every part found inside; never raises for bad content."""
    reading = Reading(progress or silent)
    first, *inside = _read(attachment, reading, depth=1)
    if reading.met:
        first = replace(first, findings=(*first.findings, findings.truncated(attachment, reading.met)))
    return (first, *inside)


def read_mail(mail: Mail) -> tuple[Document, ...]:
    """The body of a mail and all its attachments read, the body first."""
    return (read_body(mail), *(document for attachment in mail.attachments for document in read(attachment)))


def _read(attachment: Attachment, reading: Reading, depth: int) -> Iterator[Document]:
    """One attachment and its parts, depth first."""
    document = _read_one(attachment, reading)
    if document.parts and depth >= MAX_DEPTH:
        reading.note(findings.count_limit(MAX_DEPTH, "niveaux", "levels"))
        document = replace(document, parts=())
    yield document
    for part in document.parts:
        # XML takes no time, and says more than the pages that were recognised so slowly.
        if part.media_type == media_type.XML or reading.has_time():
            yield from _read(part, reading, depth + 1)


def _read_one(attachment: Attachment, reading: Reading) -> Document:
    """The attachment itself, by the reader of what its bytes are."""
    kind = media_type.detect(attachment.name, attachment.content, attachment.media_type)
    document = Document(part=attachment.part, name=attachment.name, media_type=kind)
    if is_decoration(attachment):
        return document
    attachment = replace(attachment, media_type=kind)
    if not attachment.content:
        return replace(document, findings=(findings.empty(attachment),))
    if attachment.size > MAX_BYTES:
        return replace(document, findings=(findings.too_large(attachment, findings.byte_limit(MAX_BYTES)),))
    return READERS.get(kind, unread).read(attachment, reading)
