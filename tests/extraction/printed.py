"""What the tests of printed documents share: lines of text, PDFs, sheets and mails made on the spot, and what was extracted as text."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from backend import readers
from backend.extraction import printed
from backend.extraction.layout import rows_of
from backend.model.document import Box, Document, Origin, Page, Word
from backend.model.mail import Address, Attachment, Mail

MAIL = Mail("", "", Address("commande@client.example"), received_at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))
#: An invoice of which everything adds up.
INVOICE = """Verrerie du Forez SARL
12 rue des Forges, 42600 Montbrison

Facture N° FA-2026-0042
Date : 31/01/2026
Échéance : 28/02/2026

Total HT      100,00 €
TVA 20 %       20,00 €
Total TTC     120,00 €
"""


def text_document(text):
    """A document of the text on the character grid."""
    lines = text.split("\n")
    width, height = max(map(len, lines)) or 1, len(lines)
    words = []
    for number, line in enumerate(lines):
        at = 0
        for part in line.split(" "):
            if part:
                words.append(Word(part, Box(at / width, number / height, (at + len(part)) / width, (number + 1) / height)))
            at += len(part) + 1
    return Document("0", "", "text/plain", (Page(1, Origin.BODY, tuple(words), width=width, height=height),))


def row(text):
    """One printed line."""
    (line,) = rows_of(text_document(text), [1]) or [None]
    return line


def pdf(*pages):
    """The document read from a PDF; a page is (x, y, size, text)s, y in points from the top, right-aligned when x is negative."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont("Helvetica", size)
            (canvas.drawRightString if x < 0 else canvas.drawString)(abs(x), A4[1] - y, text)
        canvas.showPage()
    canvas.save()
    return readers.read(Attachment("1", "document.pdf", "application/pdf", file.getvalue()))[0]


def table(top, columns, rows, step=16):
    """The words of a table: columns are x positions (negative: right-aligned), rows are tuples of texts."""
    return [(x, top + n * step, 9, text) for n, cells in enumerate(rows) for x, text in zip(columns, cells, strict=True) if text]


def sheet(rows, name="Commande"):
    """The document read from an XLSX of those rows."""
    return sheets(rows, name=name)


def sheets(*pages, name="Commande"):
    """The document read from an XLSX with a sheet of each of those rows."""
    book = Workbook()
    book.active.title = name
    for number, rows in enumerate(pages, 1):
        drawn = book.active if number == 1 else book.create_sheet(f"{name} {number}")
        for cells in rows:
            drawn.append(cells)
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return readers.read(Attachment("1", "document.xlsx", kind, file.getvalue()))[0]


def extracted(document, document_type, language, mail=MAIL):
    """The trade document of all pages."""
    return printed.extract(document, tuple(p.number for p in document.pages), document_type, language, mail)


def told(trade):
    """What was extracted, as JSON: values with their confidence and the excerpt they stand in."""

    def fields(some):
        return {name: [f.value, f.confidence, f.evidence.excerpt] for name, f in some.items()}

    return {
        "fields": fields(trade.fields),
        "lines": [{name: [f.value, f.confidence] for name, f in line.items()} for line in trade.lines],
        "tax_breakdown": [{name: f.value for name, f in rate.items()} for rate in trade.tax_breakdown],
    }
