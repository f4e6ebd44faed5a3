"""A Document: one attachment, or the body, read into words and tables with their places, or into XML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from backend.model.finding import Finding
from backend.model.mail import Attachment


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, as fractions of its width and height from the top left corner, each from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height as a fraction of the page's height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle."""
        return (self.top + self.bottom) / 2

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds them all; raises ValueError for none."""
        sides = ((b.left, b.top, b.right, b.bottom) for b in boxes)
        lefts, tops, rights, bottoms = zip(*sides, strict=True)
        return Box(min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Word:
    """One word as printed, and where. In a spreadsheet a word is a cell's whole content and `cell` its reference ("Commande!B7")."""

    text: str
    box: Box
    #: What the OCR engine thinks of it, from 0 to 1; text layers are certain.
    confidence: float = 1.0
    cell: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table; `row` and `column` count from 0, spans say how far a merged cell reaches."""

    row: int
    column: int
    text: str
    box: Box
    row_span: int = 1
    column_span: int = 1
    reference: str = ""


@dataclass(frozen=True)
class Table:
    """A table that the format itself declares: HTML, a sheet, ruled lines of a PDF."""

    cells: tuple[Cell, ...]

    def rows(self) -> list[list[Cell]]:
        """The cells by row and column; a merged cell stands only where it begins."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return [sorted(rows[n], key=lambda c: c.column) for n in sorted(rows)]


class Origin(StrEnum):
    """How a page's words came to be."""

    TEXT_LAYER = "text_layer"
    OCR = "ocr"
    BODY = "body"
    SHEET = "sheet"


@dataclass(frozen=True)
class Page:
    """One page, sheet or body, its words in reading order.

    Body text and sheets are laid out on a character grid, so that places mean the same everywhere.
    """

    #: Counts from 1.
    number: int
    origin: Origin
    words: tuple[Word, ...]
    tables: tuple[Table, ...] = ()
    #: In points (1/72 inch) for PDF, pixels for images, characters for body and sheets: only their ratio matters.
    width: float = 1.0
    height: float = 1.0
    #: The name of the sheet.
    name: str = ""
    #: Clockwise degrees that the stored image must be turned to stand upright, deskew included; the boxes are those of the upright page.
    rotation: float = 0.0

    def text(self) -> str:
        """The words as lines of text, in reading order, with wide gaps kept as two spaces."""
        return "\n".join(" ".join(w.text for w in line) for line in self.lines())

    def lines(self) -> list[list[Word]]:
        """The words grouped into printed lines, from top to bottom, each from left to right."""
        lines: list[list[Word]] = []
        for word in sorted(self.words, key=lambda w: (w.box.middle, w.box.left)):
            if lines and word.box.middle - lines[-1][0].box.middle < 0.5 * max(lines[-1][0].box.height, word.box.height, 1e-6):
                lines[-1].append(word)
            else:
                lines.append([word])
        return [sorted(line, key=lambda w: w.box.left) for line in lines]


@dataclass(frozen=True)
class Document:
    """What reading one attachment gave: pages, or XML, or the parts packed inside it, and what went wrong on the way."""

    #: The attachment's part number, `mail.BODY` for the body.
    part: str
    name: str
    media_type: str
    pages: tuple[Page, ...] = ()
    #: The XML itself for a structured document (UBL, CII, Order-X); b"" otherwise.
    xml: bytes = field(default=b"", repr=False)
    #: Attachments found inside: the Factur-X XML of a PDF, the members of a ZIP. Their part numbers begin with this one's.
    parts: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()

    def text(self) -> str:
        """The text of all pages."""
        return "\n".join(page.text() for page in self.pages)
