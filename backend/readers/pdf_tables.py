"""Tables that a PDF page rules with lines: PDFium gives the lines, pdfplumber's table finder the cells."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from backend.model.document import Box, Cell, Table, Word
from backend.readers.pdf_geometry import Display, Matrix

#: Fewer horizontal and vertical lines than these rule no table of two rows and two columns.
_MIN_EDGES = 3

#: More lines than this are a drawing (or an attack on the table finder, whose time grows with their square).
MAX_EDGES = 1500

#: The most path segments looked at on one page.
MAX_SEGMENTS = 20_000

#: Shorter lines rule nothing, in points.
_MIN_LENGTH = 4.0

#: Ends of lines that are this near, in points, meet; pdfplumber's own default.
_TOLERANCE = 3.0

#: Where PDFium writes its answers; under its lock one place is enough.
_X, _Y, _MATRIX = ctypes.c_float(), ctypes.c_float(), raw.FS_MATRIX()

#: A word with its middle: how far down, then how far to the right.
_Placed = tuple[float, float, Word]

#: How deep forms may lie in forms.
_MAX_DEPTH = 4


@dataclass(frozen=True)
class Edge:
    """A horizontal or vertical line on the displayed page, in points from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left > self.bottom - self.top


def find(page: pypdfium2.PdfPage, shown: Display, words: Sequence[Word]) -> tuple[Table, ...]:
    """The ruled tables of an upright page with the words in their cells; the caller holds PDFium's lock."""
    edges = _edges(page, shown)
    lying = sum(edge.is_horizontal for edge in edges)
    if lying < _MIN_EDGES or len(edges) - lying < _MIN_EDGES or len(edges) > MAX_EDGES:
        return ()
    from_top = sorted(words, key=lambda word: (word.box.middle, word.box.left))
    placed = [(word.box.middle, (word.box.left + word.box.right) / 2, word) for word in from_top]
    return tuple(table for boxes in _grids(edges) if (table := _table(boxes, placed, shown.width, shown.height)))


def _edges(page: pypdfium2.PdfPage, shown: Display) -> list[Edge]:
    """The straight lines on the page; thin filled rectangles are lines too."""
    edges: set[tuple[float, float, float, float]] = set()
    budget = MAX_SEGMENTS
    for path, matrix in _paths(raw.FPDFPage_GetObject, page, raw.FPDFPage_CountObjects(page), shown.matrix, 0):
        last = start = (0.0, 0.0)
        for number in range(min(raw.FPDFPath_CountSegments(path), budget)):
            segment = raw.FPDFPath_GetPathSegment(path, number)
            kind, point = raw.FPDFPathSegment_GetType(segment), _point(segment, matrix)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                _keep(edges, last, point)
            if raw.FPDFPathSegment_GetClose(segment):
                _keep(edges, point, start)
            last = point
            budget -= 1
    return [Edge(*edge) for edge in sorted(edges, key=lambda e: (e[1], e[0], e[2]))]


def _keep(edges: set[tuple[float, float, float, float]], start: tuple[float, float], end: tuple[float, float]) -> None:
    """Keep a segment that lies or stands and is long enough to rule something."""
    (a, b), (c, d) = start, end
    across, down = abs(a - c), abs(b - d)
    if (across >= _MIN_LENGTH and down < 1) or (down >= _MIN_LENGTH and across < 1):
        edges.add((round(min(a, c), 1), round(min(b, d), 1), round(max(a, c), 1), round(max(b, d), 1)))


def _paths(get: Callable[[Any, int], Any], owner: Any, total: int, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    """The paths of a page or a form with what makes their coordinates those of the displayed page."""
    for number in range(total):
        item = get(owner, number)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _multiplied(_own(item), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from _paths(
                raw.FPDFFormObj_GetObject, item, raw.FPDFFormObj_CountObjects(item), _multiplied(_own(item), matrix), depth + 1
            )


def _own(item: Any) -> Matrix:
    """The matrix of one object."""
    raw.FPDFPageObj_GetMatrix(item, _MATRIX)
    return _MATRIX.a, _MATRIX.b, _MATRIX.c, _MATRIX.d, _MATRIX.e, _MATRIX.f


def _multiplied(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does what the two do one after the other (ISO 32000-2, 8.3.4)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _point(segment: Any, matrix: Matrix) -> tuple[float, float]:
    """The end of a segment on the displayed page."""
    a, b, c, d, e, f = matrix
    raw.FPDFPathSegment_GetPoint(segment, _X, _Y)
    x, y = _X.value, _Y.value
    return a * x + c * y + e, b * x + d * y + f


def _grids(edges: Sequence[Edge]) -> list[list[tuple[float, float, float, float]]]:
    """The cells of each table, as rectangles in points."""
    # pdfplumber takes half a second to load, and most pages rule no table.
    from pdfplumber import table as finder  # noqa: PLC0415

    given = [
        {
            "x0": edge.left,
            "x1": edge.right,
            "top": edge.top,
            "bottom": edge.bottom,
            "orientation": "h" if edge.is_horizontal else "v",
            "object_type": "line",
            "width": edge.right - edge.left,
            "height": edge.bottom - edge.top,
        }
        for edge in edges
    ]
    merged = finder.merge_edges(given, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    crossings = finder.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE)
    return [list(cells) for cells in finder.cells_to_tables(finder.intersections_to_cells(crossings))]


def _table(boxes: list[tuple[float, float, float, float]], words: Sequence[_Placed], width: float, height: float) -> Table | None:
    """The table of these cells; None when they are a mere frame."""
    lefts = _stops(box[0] for box in boxes)
    tops = _stops(box[1] for box in boxes)
    if len(lefts) < 2 or len(tops) < 2:  # noqa: PLR2004 - two columns and two rows
        return None
    cells = []
    for left, top, right, bottom in boxes:
        row, column = _index(tops, top), _index(lefts, left)
        box = Box(max(left / width, 0.0), max(top / height, 0.0), min(right / width, 1.0), min(bottom / height, 1.0))
        spans = max(_index(tops, bottom) - row, 1), max(_index(lefts, right) - column, 1)
        cells.append(Cell(row, column, _text(box, words), box, *spans))
    return Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))) if any(cell.text for cell in cells) else None


def _stops(positions: Iterator[float]) -> list[float]:
    """The distinct positions, those within the tolerance taken for one."""
    stops: list[float] = []
    for position in sorted(positions):
        if not stops or position - stops[-1] > _TOLERANCE:
            stops.append(position)
    return stops


def _index(stops: list[float], position: float) -> int:
    """Which stop a position is, or the number of stops when it lies beyond the last."""
    return sum(stop < position - _TOLERANCE for stop in stops)


def _text(box: Box, words: Sequence[_Placed]) -> str:
    """The words whose middle lies in a cell, by line."""
    lines: list[list[Word]] = []
    for _, middle, word in words[bisect_left(words, (box.top,)) : bisect_right(words, (box.bottom, math.inf))]:
        if not box.left <= middle <= box.right:
            continue
        if lines and word.box.middle - lines[-1][0].box.middle < word.box.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(word.text for word in sorted(line, key=lambda w: w.box.left)) for line in lines)
