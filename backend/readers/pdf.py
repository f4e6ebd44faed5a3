"""PDF: the text layer where there is one, text recognition where there is none, ruled tables, and embedded files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from backend.content import media_type
from backend.model.document import Document, Origin, Page
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings, ocr, pdf_files, pdf_tables, pdf_words, pdfium, raster
from backend.readers.progress import MAX_SECONDS, Deadline, Progress, Report, silent

MEDIA_TYPES = frozenset({media_type.PDF})

#: The most pages read of one PDF.
MAX_PAGES = 150

#: The width at which a page is drawn for text recognition, in pixels: A4 at 225 dpi.
OCR_WIDTH = 1860

#: A page with fewer words than this, most of it covered by pictures, is a scan with a stamp.
_FEW_WORDS = 12

#: How much of a page pictures must cover to be the page.
_COVERED = 0.5


@dataclass(frozen=True)
class _Read:
    """One page, and what is to be said of it."""

    page: Page
    findings: tuple[Finding, ...] = ()


def read(attachment: Attachment, report: Report = silent) -> Document:
    """The pages with words and ruled tables, and the embedded files as parts."""
    problems: list[Finding] = []
    pages: list[Page] = []
    try:
        with pdfium.opened(attachment.content) as document:
            for found in _pages(document, attachment, report):
                pages += [found.page] if found.page.words or not found.findings else []
                problems += [finding for finding in found.findings if finding not in problems]
    except pdfium.Locked:
        problems.append(findings.encrypted(attachment))
    except pdfium.Broken:
        problems.append(findings.broken(attachment))
    return Document(
        part=attachment.part,
        name=attachment.name,
        media_type=media_type.PDF,
        pages=tuple(pages),
        parts=pdf_files.read(attachment),
        findings=tuple(problems),
    )


def _pages(document: pypdfium2.PdfDocument, attachment: Attachment, report: Report) -> Iterator[_Read]:
    """The pages one after the other, as far as bounds and time allow."""
    deadline = Deadline()
    with pdfium.PDFIUM:
        total = len(document)
    for number in range(1, min(total, MAX_PAGES) + 1):
        report(Progress(attachment.part, attachment.name, number, total))
        if deadline.passed:
            yield _Read(
                Page(number, Origin.TEXT_LAYER, ()), (findings.truncated(attachment, findings.time_limit(MAX_SECONDS, number - 1, total)),)
            )
            return
        try:
            yield _page(document, number, attachment, deadline)
        except pdfium.Broken:
            yield _Read(Page(number, Origin.TEXT_LAYER, ()), (findings.broken_page(attachment, number),))
    if total > MAX_PAGES:
        yield _Read(
            Page(total, Origin.TEXT_LAYER, ()), (findings.truncated(attachment, findings.count_limit(MAX_PAGES, "pages", "pages")),)
        )


def _page(document: pypdfium2.PdfDocument, number: int, attachment: Attachment, deadline: Deadline) -> _Read:
    """One page by its text layer, or else by text recognition; raises Broken."""
    picture: Image.Image | None = None
    with pdfium.page_of(document, number) as page:
        layer = pdf_words.read(page)
        tables = () if layer.rotation or not layer.words else pdf_tables.find(page, layer.words)
        if _is_picture(page, layer):
            try:
                picture = raster.rendered(page, OCR_WIDTH)
            except (raster.TooManyPixels, raster.Unreadable) as error:
                raise pdfium.Broken from error
    read_page = Page(number, Origin.TEXT_LAYER, layer.words, tables, layer.width, layer.height, rotation=layer.rotation)
    cut = (findings.truncated(attachment, findings.count_limit(pdf_words.MAX_CHARACTERS, "caractères par page", "characters a page")),)
    if picture is None:
        return _Read(read_page, cut if layer.is_cut else ())
    # Outside the lock: recognition takes seconds, and other threads may draw pages meanwhile.
    return _recognised(picture, read_page, attachment, deadline, keep=not layer.is_garbled)


def _recognised(picture: Image.Image, layer: Page, attachment: Attachment, deadline: Deadline, *, keep: bool) -> _Read:
    """The page as recognised; its few words of text stay (`keep`) when nothing can be recognised."""
    kept = layer if keep else Page(layer.number, Origin.TEXT_LAYER, ())
    if not ocr.available():
        return _Read(kept, (findings.no_ocr(attachment),))
    found = ocr.recognise(picture, min(deadline.remaining, ocr.MAX_PAGE_SECONDS))
    if found.is_cut:
        return _Read(kept, (findings.slow_page(attachment, layer.number),))
    page = Page(layer.number, Origin.OCR, found.words, (), found.width, found.height, rotation=found.rotation)
    return _Read(page if found.words or not keep else kept)


def _is_picture(page: pypdfium2.PdfPage, layer: pdf_words.TextLayer) -> bool:
    """Whether the page's text must be read from its picture."""
    if layer.is_garbled:
        return True
    if len(layer.words) >= _FEW_WORDS:
        return False
    if not layer.words:
        # An empty page has no objects; letters drawn as outlines are objects without a text.
        return bool(raw.FPDFPage_CountObjects(page))
    return _covered(page) >= _COVERED


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of the page that pictures cover."""
    width, height = page.get_size()
    area = 0.0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        area += max(right - left, 0) * max(top - bottom, 0)
    return float(area / max(width * height, 1.0))
