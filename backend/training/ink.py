"""The ink of drawn documents: faces, texts at places, and the order in which they reach the file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from backend.training.document import Document
from backend.training.logo import logo_bytes
from backend.training.style import Style

WIDTH, HEIGHT = A4
MARGIN = 36
_FONTS = Path("/usr/share/fonts")
_FACES = {
    "LiberationSans": ("Regular", "Bold"),
    "LiberationSerif": ("Regular", "Bold"),
    "DejaVuSans": ("", "Bold"),
    "LiberationMono": ("Regular", "Bold"),
    "DejaVuSansCondensed": ("", "Bold"),
}
_BUILT_IN = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
#: Signs that the built-in faces do not have.
_PLAIN = str.maketrans({"\u202f": "\u00a0", "−": "-", "’": "'"})


Text = tuple[str, float, float, str, bool, float]


@dataclass
class Sheet:
    """What one page holds until it is drawn: texts (x, y, text, bold, size) with the block they belong to, lines and boxes."""

    texts: list[Text] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float, bool]] = field(default_factory=list)


@cache
def _faces(name: str) -> tuple[str, str] | None:
    """The names under which reportlab knows the regular and bold cut of NAME; None where it is not installed."""
    known = []
    for cut in _FACES[name]:
        file_name = f"{name}-{cut}.ttf" if cut else f"{name}.ttf"
        path = next(iter(sorted(_FONTS.rglob(file_name))), None)
        if path is None:
            return None
        pdfmetrics.registerFont(TTFont(path.stem, str(path)))
        known.append(path.stem)
    return known[0], known[1]


class Ink:
    """Pages of texts, lines and boxes of one document, in the group's face and size."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document, self.style = document, style
        self.regular, self.bold = self._choose_face()
        self.size = style.number("drawn size", 7.5, 10.5)
        self.leading = self.size * style.number("drawn leading", 1.15, 1.5)
        self.pages = [Sheet()]

    @property
    def page(self) -> Sheet:
        """The page being filled."""
        return self.pages[-1]

    def _choose_face(self) -> tuple[str, str]:
        if self.document.language != "pl" and self.style.chance("drawn built-in", 0.4):
            regular = self.style.one("drawn face", tuple(_BUILT_IN))
            return regular, _BUILT_IN[regular]
        faces = _faces(self.style.one("drawn own face", tuple(_FACES)))
        return faces or ("Helvetica", "Helvetica-Bold")

    def wide(self, text: str, bold: bool = False, size: float = 0) -> float:
        """How much room TEXT takes, in points."""
        return float(pdfmetrics.stringWidth(self._clean(text), self.bold if bold else self.regular, size or self.size))

    def _clean(self, text: str) -> str:
        return text.translate(_PLAIN) if self.regular in _BUILT_IN else text

    def put(self, block: str, x: float, y: float, text: str, bold: bool = False, size: float = 0, right: bool = False) -> None:
        """Put TEXT at x and y, or with its end at x when RIGHT."""
        size = size or self.size
        if text:
            self.page.texts.append((block, x - self.wide(text, bold, size) if right else x, y, self._clean(text), bold, size))

    def block(self, name: str, x: float, y: float, lines: Iterable[str], width: float, bold_first: bool = False) -> float:
        """Write LINES under each other, broken at WIDTH; returns the y under the last one."""
        first = True
        for line in lines:
            for piece in self.broken(line, width):
                self.put(name, x, y, piece, bold=first and bold_first)
                y -= self.leading
            first = False
        return y

    def broken(self, text: str, width: float) -> list[str]:
        """TEXT in pieces no wider than WIDTH, where its words allow."""
        out, line = [], ""
        for word in text.split(" "):
            longer = f"{line} {word}" if line else word
            if line and self.wide(longer) > width:
                out.append(line)
                line = word
            else:
                line = longer
        return [*out, line]

    def written(self) -> bytes:
        """All pages as a PDF."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=A4, invariant=1)
        for at, page in enumerate(self.pages):
            if at == 0 and self.style.chance("drawn logo", 0.3):
                canvas.drawImage(
                    ImageReader(io.BytesIO(logo_bytes(self.document.issuer_name, self.style))),
                    WIDTH - 190,
                    HEIGHT - 30,
                    90,
                    26,
                    preserveAspectRatio=True,
                )
            canvas.setLineWidth(0.5)
            for line in page.lines:
                canvas.line(*line)
            for x, y, width, height, rounded in page.boxes:
                canvas.roundRect(x, y, width, height, 6 if rounded else 0)
            for _, x, y, text, bold, size in self._ordered(page):
                canvas.setFont(self.bold if bold else self.regular, size)
                self._draw(canvas, x, y, text, size, self.bold if bold else self.regular)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    def _draw(self, canvas: Canvas, x: float, y: float, text: str, size: float, face: str) -> None:
        if not self.style.chance("drawn by words", 0.15):
            canvas.drawString(x, y, text)
            return
        for word in text.split(" "):
            canvas.drawString(x, y, word)
            x += pdfmetrics.stringWidth(word + " ", face, size)

    def _ordered(self, page: Sheet) -> list[Text]:
        orders: dict[str, Callable[[Text], tuple[object, ...]]] = {
            "as made": lambda _: (),
            "by block": lambda text: (text[0],),
            "labels first": lambda text: ("label" not in text[0] and "head" not in text[0],),
            "downwards": lambda text: (-text[2], text[1]),
            "upwards": lambda text: (text[2], text[1]),
        }
        return sorted(page.texts, key=orders[self.style.one("drawn order", tuple(orders))])
