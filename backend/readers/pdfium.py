"""The one door to PDFium, which is not thread-safe: every call happens under its lock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2

#: Held around every use of PDFium in this process.
PDFIUM = RLock()

#: FPDF_ERR_PASSWORD of fpdfview.h.
_PASSWORD_ERROR = 4


class Locked(Exception):
    """The document needs a password."""


class Broken(Exception):
    """The document, or one page of it, cannot be read."""


@contextmanager
def opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed afterwards; raises Locked or Broken."""
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise (Locked if error.err_code == _PASSWORD_ERROR else Broken) from error
    try:
        yield document
    finally:
        with PDFIUM:
            document.close()


def count(document: pypdfium2.PdfDocument) -> int:
    """How many pages it has."""
    with PDFIUM:
        return len(document)


@contextmanager
def page_of(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """One page, counted from 1, under the lock for as long as it is open; raises Broken."""
    with PDFIUM:
        try:
            page = document[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise Broken from error
        try:
            yield page
        finally:
            page.close()
