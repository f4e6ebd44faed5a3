"""Reading where it can be stopped: an attachment that cannot be read within bounds becomes a Finding, and costs the others nothing."""

from __future__ import annotations

from collections.abc import Callable

from backend import readers
from backend.confinement import MEGABYTES, SECONDS, Caller, ExceededError, TooLongError, TooMuchMemoryError
from backend.content import media_type
from backend.errors import NotFound
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import BODY, Attachment, Mail
from backend.readers import findings, pages
from backend.readers.progress import Report


def read(caller: Caller, attachment: Attachment, progress: Report | None = None) -> tuple[Document, ...]:
    """Like `readers.read`, where `caller` calls it."""
    return _within_bounds(attachment, lambda: caller.call(readers.read, attachment, report=progress))


def read_mail(caller: Caller, mail: Mail) -> tuple[Document, ...]:
    """Like `readers.read_mail`, where `caller` calls it."""
    return (read_body(caller, mail), *(document for attachment in mail.attachments for document in read(caller, attachment)))


def read_body(caller: Caller, mail: Mail) -> Document:
    """Like `readers.read_body`, where `caller` calls it."""
    body = Attachment(BODY, "message", media_type.PLAIN, b"")
    return _within_bounds(body, lambda: (caller.call(readers.read_body, mail),))[0]


def page_image(caller: Caller, attachment: Attachment, page: int, rotation: float, width: int) -> bytes:
    """Like `pages.image`, where `caller` calls it; raises NotFound also for a page that cannot be drawn within bounds."""
    try:
        return caller.call(pages.image, attachment, page, rotation, width)
    except ExceededError as exceeded:
        raise NotFound from exceeded


def _within_bounds(attachment: Attachment, reading: Callable[[], tuple[Document, ...]]) -> tuple[Document, ...]:
    try:
        return reading()
    except ExceededError as exceeded:
        unread = Document(attachment.part, attachment.name, attachment.media_type, findings=(_reason(exceeded, attachment),))
        return (unread,)


def _reason(exceeded: ExceededError, attachment: Attachment) -> Finding:
    if isinstance(exceeded, TooLongError):
        return findings.too_slow(attachment, SECONDS)
    if isinstance(exceeded, TooMuchMemoryError):
        return findings.too_much_memory(attachment, MEGABYTES)
    return findings.broken(attachment)
