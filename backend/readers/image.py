"""Images: photographs and scans of documents, read by text recognition."""

from __future__ import annotations

from functools import partial

from backend.content import media_type
from backend.model.document import Document, Origin, Page
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings, ocr, paging, raster
from backend.readers.paging import PageRead
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp", "image/webp"})

#: Fewer pixels than this hold no document: a stamp of 300 by 100 is a logo.
_MIN_PIXELS = 30_000

#: A shorter side below this holds at most a line of text, in pixels.
_MIN_SIDE = 60

#: Longer than that in proportion is a banner or a rule.
_MAX_PROPORTION = 8.0

#: An image shown inside the body with fewer pixels than this is a logo or an icon; a pasted screenshot has more.
_MIN_INLINE_PIXELS = 120_000

#: An inline image with fewer words than this is a picture, not a document.
_FEW_WORDS = 8

#: Media types that accompany a message and are no documents: signatures, cards, appointments, vector logos, Apple's forks.
_ACCOMPANYING = frozenset(
    {
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
        "application/applefile",
        "image/svg+xml",
        "text/calendar",
        "text/vcard",
    }
)


def is_decoration(attachment: Attachment) -> bool:
    """Whether a file only accompanies the message: a logo, an icon, a rule, a signature, a business card."""
    kind = media_type.detect(attachment.name, attachment.content, attachment.media_type)
    if kind in _ACCOMPANYING or attachment.media_type in _ACCOMPANYING:
        return True
    if kind not in MEDIA_TYPES:
        return False
    width, height = raster.size(attachment.content)
    if not width or not height:
        return False
    short, long = min(width, height), max(width, height)
    if width * height < _MIN_PIXELS or short < _MIN_SIDE or long > _MAX_PROPORTION * short:
        return True
    return _is_shown_inline(attachment) and width * height < _MIN_INLINE_PIXELS


def read(attachment: Attachment, reading: Reading) -> Document:
    """The recognised pages; an inline image without text gives none, and nothing is said of it."""
    total = raster.frames(attachment.content)
    if not total:
        return _document(attachment, (), (findings.broken(attachment),))
    if not ocr.available():
        return _document(attachment, (), (findings.no_ocr(attachment),))
    pages, problems = paging.read(attachment, total, raster.MAX_FRAMES, partial(_page, attachment, reading), reading)
    if _is_shown_inline(attachment) and sum(len(page.words) for page in pages) < _FEW_WORDS:
        return _document(attachment, (), ())
    return _document(attachment, pages, problems)


def _page(attachment: Attachment, reading: Reading, number: int) -> PageRead:
    """One page, recognised."""
    try:
        picture = raster.frame(attachment.content, number)
    except raster.TooManyPixels:
        limit = findings.count_limit(raster.MAX_PIXELS // 1_000_000, "millions de pixels", "million pixels")
        return PageRead(None, (findings.too_large(attachment, limit),))
    except raster.Unreadable:
        return PageRead(None, (findings.broken_page(attachment, number),))
    found = ocr.recognise(picture, reading.seconds_left)
    page = Page(number, Origin.OCR, found.words, (), found.width, found.height, rotation=found.rotation)
    return PageRead(page, (findings.slow_page(attachment, number),) if found.is_cut else ())


def _is_shown_inline(attachment: Attachment) -> bool:
    """Whether the body shows it."""
    return attachment.is_inline and bool(attachment.content_id)


def _document(attachment: Attachment, pages: tuple[Page, ...], problems: tuple[Finding, ...]) -> Document:
    """The document of an image."""
    return Document(part=attachment.part, name=attachment.name, media_type=attachment.media_type, pages=pages, findings=problems)
