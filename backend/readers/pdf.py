"""PDF: the text layer where there is one, text recognition where there is none, ruled tables, and embedded files."""

from __future__ import annotations

from functools import partial

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from backend.content import media_type
from backend.model.document import Document, Origin, Page
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings, ocr, paging, pdf_geometry, pdf_tables, pdf_words, pdfium, raster
from backend.readers.paging import PageRead
from backend.readers.reading import Reading

MEDIA_TYPES = frozenset({media_type.PDF})

#: The most pages read of one PDF.
MAX_PAGES = 150

#: The width at which a page is drawn for text recognition, in pixels: A4 at 225 dpi.
OCR_WIDTH = 1860

#: A PDF with embedded files names where they are, or has its objects packed (ISO 32000-2, 7.11.3 and 7.5.7).
_EMBEDDING = (b"/EF", b"/ObjStm")

#: Fewer words of a copier's recognition than this are no reading of a page.
_FEW_WORDS = 12

#: A page with fewer printed words than this beside its pictures is a scan with a stamp, a remark or a browser's margins.
_FEW_PRINTED = 25

#: How much of a page pictures must cover to be the page, and how much to be what a page with few words shows.
_COVERED, _SHOWN = 0.5, 0.25


def read(attachment: Attachment, reading: Reading) -> Document:
    """The pages with words and ruled tables, and the embedded files as parts."""
    pages: tuple[Page, ...] = ()
    problems: tuple[Finding, ...] = ()
    try:
        with pdfium.opened(attachment.content) as document:
            one = partial(_page, document, attachment, reading)
            pages, problems = paging.read(attachment, pdfium.count(document), MAX_PAGES, one, reading)
    except pdfium.Locked:
        problems = (findings.encrypted(attachment),)
    except pdfium.Broken:
        problems = (findings.broken(attachment),)
    parts, more = _embedded(attachment, reading)
    return Document(attachment.part, attachment.name, media_type.PDF, pages, parts=parts, findings=problems + more)


def _embedded(attachment: Attachment, reading: Reading) -> tuple[tuple[Attachment, ...], tuple[Finding, ...]]:
    """The embedded files as parts, and what is to be said of them."""
    if not any(word in attachment.content for word in _EMBEDDING):
        return (), ()
    # What opens them takes longer to load than most PDFs take to read.
    from backend.readers import pdf_files  # noqa: PLC0415

    return pdf_files.read(attachment, reading)


def _page(document: pypdfium2.PdfDocument, attachment: Attachment, reading: Reading, number: int) -> PageRead:
    """One page by its text layer, or else by text recognition."""
    picture: Image.Image | None = None
    try:
        with pdfium.page_of(document, number) as page:
            shown = pdf_geometry.display(page)
            layer = pdf_words.read(page, shown)
            tables = () if layer.rotation or not layer.words else pdf_tables.find(page, shown, layer.words)
            if _is_picture(page, layer):
                picture = raster.rendered(page, OCR_WIDTH)
    except (pdfium.Broken, raster.TooManyPixels, raster.Unreadable):
        return PageRead(None, (findings.broken_page(attachment, number),))
    printed = Page(number, Origin.TEXT_LAYER, layer.words, tables, layer.width, layer.height, rotation=layer.rotation)
    if picture is None:
        cut = findings.truncated(attachment, findings.count_limit(pdf_words.MAX_CHARACTERS, "caractères par page", "characters a page"))
        return PageRead(printed, (cut,) if layer.is_cut else ())
    # Outside the lock: recognition takes seconds, and other threads may draw pages meanwhile.
    return _recognised(picture, None if layer.is_garbled else printed, attachment, reading, number)


def _recognised(picture: Image.Image, printed: Page | None, attachment: Attachment, reading: Reading, number: int) -> PageRead:
    """The page as recognised; the few words that are `printed` as text stay when nothing can be recognised."""
    if not ocr.available():
        return PageRead(printed, (findings.no_ocr(attachment),))
    found = ocr.recognise(picture, reading.seconds_left)
    if found.is_cut:
        return PageRead(printed, (findings.slow_page(attachment, number),))
    if not found.words and printed is not None:
        return PageRead(printed)
    return PageRead(Page(number, Origin.OCR, found.words, (), found.width, found.height, rotation=found.rotation))


def _is_picture(page: pypdfium2.PdfPage, layer: pdf_words.TextLayer) -> bool:
    """Whether the page's text must be read from its picture."""
    if layer.is_garbled:
        return True
    if layer.is_hidden and len(layer.words) >= _FEW_WORDS:
        # Text recognised elsewhere, most often by a copier, is not read better again by the light engine.
        return ocr.is_accurate() and _covered(page) >= _COVERED
    if len(layer.words) >= _FEW_PRINTED:
        return False
    if not layer.words:
        # An empty page has no objects; letters drawn as outlines are objects without a text.
        return bool(raw.FPDFPage_CountObjects(page))
    return _covered(page) >= _SHOWN


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of the page that pictures cover."""
    width, height = page.get_size()
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area += max(right - left, 0) * max(top - bottom, 0)
    return float(area / max(width * height, 1.0))
