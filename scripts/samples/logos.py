"""The logos of the samples' companies, drawn as shapes."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from samples.paper import Paper


def knives(paper: Paper, x: float, y: float, ink: str) -> None:
    """Two crossed blades in a ring, 20 mm wide."""
    canvas = _at(paper, x, y)
    canvas.setStrokeColor(HexColor(ink))
    canvas.setFillColor(HexColor(ink))
    canvas.setLineWidth(1.6)
    canvas.circle(10 * mm, -10 * mm, 9.4 * mm, stroke=1, fill=0)
    for angle in (45, -45):
        canvas.saveState()
        canvas.translate(10 * mm, -10 * mm)
        canvas.rotate(angle)
        blade = canvas.beginPath()
        blade.moveTo(-0.9 * mm, -1 * mm)
        blade.lineTo(-0.9 * mm, 6 * mm)
        blade.curveTo(-0.9 * mm, 7.4 * mm, 0.2 * mm, 8 * mm, 0.9 * mm, 8 * mm)
        blade.lineTo(0.9 * mm, -1 * mm)
        blade.close()
        canvas.drawPath(blade, stroke=0, fill=1)
        canvas.roundRect(-1 * mm, -7.6 * mm, 2 * mm, 6 * mm, 0.8 * mm, stroke=0, fill=1)
        canvas.restoreState()
    canvas.restoreState()


def drops(paper: Paper, x: float, y: float, inks: tuple[str, str]) -> None:
    """Two overlapping drops, 16 mm wide."""
    canvas = _at(paper, x, y)
    for ink, left, scale in ((inks[0], 0, 1.0), (inks[1], 7.5, 0.72)):
        canvas.saveState()
        canvas.translate(left * mm, -14 * mm)
        canvas.scale(scale, scale)
        canvas.setFillColor(HexColor(ink), alpha=0.88)
        drop = canvas.beginPath()
        drop.moveTo(5 * mm, 14 * mm)
        drop.curveTo(6 * mm, 10 * mm, 10 * mm, 8 * mm, 10 * mm, 4.6 * mm)
        drop.curveTo(10 * mm, 1.8 * mm, 7.8 * mm, 0, 5 * mm, 0)
        drop.curveTo(2.2 * mm, 0, 0, 1.8 * mm, 0, 4.6 * mm)
        drop.curveTo(0, 8 * mm, 4 * mm, 10 * mm, 5 * mm, 14 * mm)
        canvas.drawPath(drop, stroke=0, fill=1)
        canvas.restoreState()
    canvas.restoreState()


def goblet(paper: Paper, x: float, y: float, ink: str) -> None:
    """A wine glass in outline, 10 mm wide."""
    canvas = _at(paper, x, y)
    canvas.setStrokeColor(HexColor(ink))
    canvas.setLineWidth(1.1)
    glass = canvas.beginPath()
    glass.moveTo(1 * mm, 0)
    glass.curveTo(0.4 * mm, -7 * mm, 2 * mm, -9.4 * mm, 5 * mm, -9.8 * mm)
    glass.curveTo(8 * mm, -9.4 * mm, 9.6 * mm, -7 * mm, 9 * mm, 0)
    glass.close()
    glass.moveTo(5 * mm, -9.8 * mm)
    glass.lineTo(5 * mm, -16 * mm)
    glass.moveTo(1.6 * mm, -16.4 * mm)
    glass.curveTo(3 * mm, -15.4 * mm, 7 * mm, -15.4 * mm, 8.4 * mm, -16.4 * mm)
    canvas.drawPath(glass, stroke=1, fill=0)
    canvas.restoreState()


def weave(paper: Paper, x: float, y: float, ink: str) -> None:
    """Threads over and under each other, 16 mm wide."""
    canvas = _at(paper, x, y)
    canvas.setFillColor(HexColor(ink))
    size = 3.2
    for row in range(5):
        for column in range(5):
            across = (row + column) % 2 == 0
            width, height = (size, size * 0.62) if across else (size * 0.62, size)
            canvas.rect(
                (column * size + (size - width) / 2) * mm,
                -(row * size + (size + height) / 2) * mm,
                width * mm,
                height * mm,
                stroke=0,
                fill=1,
            )
    canvas.restoreState()


def anvil(paper: Paper, x: float, y: float, inks: tuple[str, str]) -> None:
    """An A made of two strokes over a bar, 15 mm wide."""
    canvas = _at(paper, x, y)
    canvas.setFillColor(HexColor(inks[0]))
    stroke = canvas.beginPath()
    stroke.moveTo(0, -13 * mm)
    stroke.lineTo(6 * mm, 0)
    stroke.lineTo(9 * mm, 0)
    stroke.lineTo(3.4 * mm, -13 * mm)
    stroke.close()
    canvas.drawPath(stroke, stroke=0, fill=1)
    canvas.setFillColor(HexColor(inks[1]))
    stroke = canvas.beginPath()
    stroke.moveTo(8 * mm, -4.6 * mm)
    stroke.lineTo(9.8 * mm, -8.8 * mm)
    stroke.lineTo(15 * mm, -8.8 * mm)
    stroke.lineTo(15 * mm, -13 * mm)
    stroke.lineTo(5.2 * mm, -13 * mm)
    stroke.close()
    canvas.drawPath(stroke, stroke=0, fill=1)
    canvas.restoreState()


def cross(paper: Paper, x: float, y: float, ink: str) -> None:
    """A rounded cross with a leaf, 14 mm wide."""
    canvas = _at(paper, x, y)
    canvas.setFillColor(HexColor(ink))
    canvas.roundRect(4.6 * mm, -14 * mm, 4.8 * mm, 14 * mm, 1.4 * mm, stroke=0, fill=1)
    canvas.roundRect(0, -9.4 * mm, 14 * mm, 4.8 * mm, 1.4 * mm, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#ffffff"))
    leaf = canvas.beginPath()
    leaf.moveTo(5.4 * mm, -8.6 * mm)
    leaf.curveTo(5.2 * mm, -6 * mm, 7 * mm, -4.9 * mm, 9 * mm, -5.2 * mm)
    leaf.curveTo(9.2 * mm, -7.6 * mm, 7.6 * mm, -8.8 * mm, 5.4 * mm, -8.6 * mm)
    canvas.drawPath(leaf, stroke=0, fill=1)
    canvas.restoreState()


def _at(paper: Paper, x: float, y: float) -> Canvas:
    """The canvas with its origin at a place of the page; the caller restores it."""
    paper.canvas.saveState()
    paper.canvas.translate(x * mm, 297 * mm - y * mm)
    return paper.canvas
