"""An A4 page to draw a business document on, in millimetres from the top left corner."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

INK = "#1c1c1c"
GREY = "#6b6b6b"
FONTS = Path(reportlab.__file__).parent / "fonts"


@dataclass(frozen=True)
class Typeface:
    """Regular, bold and italic of one family."""

    regular: str
    bold: str
    italic: str


HELVETICA = Typeface("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
TIMES = Typeface("Times-Roman", "Times-Bold", "Times-Italic")
COURIER = Typeface("Courier", "Courier-Bold", "Courier-Oblique")
#: Comes with reportlab and is embedded in the file, as PDF/A asks.
VERA = Typeface("Vera", "VeraBd", "VeraIt")
for _name in (VERA.regular, VERA.bold, VERA.italic):
    pdfmetrics.registerFont(TTFont(_name, str(FONTS / f"{_name}.ttf")))


@dataclass(frozen=True)
class Column:
    """One column of a table: its title, width in millimetres and alignment (left, right or center)."""

    title: str
    width: float
    align: str = "left"


@dataclass(frozen=True)
class TableLook:
    """How a table is drawn."""

    head_fill: str = ""
    head_ink: str = INK
    #: grid: all rules; rows: a rule under each row; zebra: every other row shaded; frame: vertical rules only; none.
    rules: str = "rows"
    rule_ink: str = "#c8c8c8"
    shade: str = "#f3f5f7"
    size: float = 8.5
    head_size: float = 8
    row_height: float = 6.2
    #: At least so high, in millimetres: the empty box that many invoices draw down to their totals.
    least_height: float = 0


class Paper:
    """A PDF being drawn, the same bytes each time."""

    def __init__(self, face: Typeface, title: str, author: str) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, invariant=1, initialFontName=face.regular)
        self.canvas.setTitle(title)
        self.canvas.setAuthor(author)
        self.face = face

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 9,
        *,
        bold: bool = False,
        italic: bool = False,
        ink: str = INK,
        align: str = "left",
    ) -> None:
        """Write one line of text whose baseline is at y."""
        font = self.face.bold if bold else self.face.italic if italic else self.face.regular
        self.canvas.setFont(font, size)
        self.canvas.setFillColor(HexColor(ink))
        draw = {"left": self.canvas.drawString, "right": self.canvas.drawRightString, "center": self.canvas.drawCentredString}[align]
        draw(x * mm, self._up(y), text)

    def texts(
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        size: float = 9,
        step: float = 4.4,
        *,
        bold: bool = False,
        ink: str = INK,
        align: str = "left",
    ) -> float:
        """Write lines under each other; answers the baseline after the last."""
        for line in lines:
            self.text(x, y, line, size, bold=bold, ink=ink, align=align)
            y += step
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, ink: str = INK, width: float = 0.5) -> None:
        """Draw a line, `width` in points."""
        self.canvas.setStrokeColor(HexColor(ink))
        self.canvas.setLineWidth(width)
        self.canvas.line(x1 * mm, self._up(y1), x2 * mm, self._up(y2))

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: str = "", ink: str = "", radius: float = 0, line: float = 0.6
    ) -> None:
        """Draw a rectangle, filled, outlined or both."""
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if ink:
            self.canvas.setStrokeColor(HexColor(ink))
            self.canvas.setLineWidth(line)
        self.canvas.roundRect(x * mm, self._up(y + height), width * mm, height * mm, radius * mm, stroke=bool(ink), fill=bool(fill))

    def table(self, x: float, y: float, columns: Sequence[Column], rows: Sequence[Sequence[str]], look: TableLook) -> float:
        """Draw a table from its top; answers where it ends. A "\\n" in a cell begins a new line."""
        top, width, head = y, sum(column.width for column in columns), look.row_height + 1
        if look.head_fill:
            self.box(x, y, width, head, fill=look.head_fill)
        self._cells(x, y, columns, [column.title for column in columns], look.head_size, look.head_ink, bold=True)
        y += head
        body = y
        self.rule(x, y, x + width, y, look.rule_ink, 0.8)
        for number, row in enumerate(rows):
            height = look.row_height + 3.6 * max(cell.count("\n") for cell in row)
            if look.rules == "zebra" and number % 2:
                self.box(x, y, width, height, fill=look.shade)
            self._cells(x, y, columns, row, look.size, INK)
            y += height
            if look.rules in {"rows", "grid"}:
                self.rule(x, y, x + width, y, look.rule_ink, 0.4)
        y = max(y, body + look.least_height)
        if look.rules in {"grid", "frame"}:
            self._frame(x, top, y, columns, look)
        return y

    def next_page(self) -> None:
        """Go on with an empty page."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """The PDF."""
        self.canvas.showPage()
        self.canvas.save()
        return self._buffer.getvalue()

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a text is, in millimetres."""
        return pdfmetrics.stringWidth(text, self.face.bold if bold else self.face.regular, size) / mm

    def _cells(
        self, x: float, y: float, columns: Sequence[Column], row: Sequence[str], size: float, ink: str, *, bold: bool = False
    ) -> None:
        for column, cell in zip(columns, row, strict=True):
            at = {"left": x + 1.8, "right": x + column.width - 1.8, "center": x + column.width / 2}[column.align]
            for number, line in enumerate(cell.split("\n")):
                self.text(at, y + 4.4 + 3.6 * number, line, size, bold=bold, ink=ink, align=column.align)
            x += column.width

    def _frame(self, x: float, top: float, bottom: float, columns: Sequence[Column], look: TableLook) -> None:
        self.box(x, top, sum(column.width for column in columns), bottom - top, ink=look.rule_ink)
        for column in columns[:-1]:
            x += column.width
            self.rule(x, top, x, bottom, look.rule_ink, 0.5)

    @staticmethod
    def _up(y: float) -> float:
        """PDF counts from the bottom."""
        return float(A4[1] - y * mm)
