"""Small documents that the readers' tests make for themselves."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pikepdf
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from backend.content import media_type
from backend.model.mail import Attachment

LINES = (
    "Facture FA-2026-0815",
    "Date : 12/11/2026",
    "Vis inox M8x40 200 pièces",
    "Montant total 1 234,50 EUR",
    "Échéance le 12 décembre 2026",
)


def attachment(content: bytes, name: str = "document", **more) -> Attachment:
    """The bytes as an attachment with the media type that they are."""
    return Attachment(part="1", name=name, media_type=media_type.detect(name, content), content=content, **more)


def pdf(draw: Callable[[Canvas], None], pagesize=A4, **options) -> bytes:
    """A PDF that a function draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=pagesize, invariant=True, **options)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def invoice(canvas: Canvas) -> None:
    """One page of printed lines."""
    canvas.setFont("Helvetica", 14)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 760 - 40 * number, line)
    canvas.showPage()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **options) -> bytes:
    """A PDF after a change by pikepdf."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(buffer, **options)
    return buffer.getvalue()


def scan(lines: tuple[str, ...] = LINES * 3, size=(1240, 1000)) -> Image.Image:
    """A page of text as a picture."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(30)
    for number, line in enumerate(lines):
        draw.text((120, 80 + 55 * number), line, fill=0, font=font)
    return picture


def ruled_scan(rows: tuple[tuple[str, ...], ...]) -> Image.Image:
    """A ruled table as a picture: a tall frame with upright lines between the columns, a grey heading, and few rows at its top."""
    picture = Image.new("L", (1860, 1300), 246)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(27)
    edges = (140, 360, 1020, 1140, 1330, 1560, 1700)
    draw.rectangle((edges[0], 100, edges[-1], 160), fill=228)
    for top in (100, 160, 1200):
        draw.line((edges[0], top, edges[-1], top), fill=50, width=3)
    for edge in edges:
        draw.line((edge, 100, edge, 1200), fill=50, width=3)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            at = (edges[column] + 16, 130 + 55 * number) if column < 2 else (edges[column + 1] - 16, 130 + 55 * number)
            draw.text(at, text, fill=30, font=font, anchor="lm" if column < 2 else "rm")
    return picture


def image(picture: Image.Image, kind: str = "PNG", **options) -> bytes:
    """A picture as a file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def workbook(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    """An XLSX file that a function fills."""
    made = openpyxl.Workbook()
    fill(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
