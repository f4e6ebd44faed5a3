"""Tables that a PDF page rules with lines: PDFium gives the lines, pdfplumber's table finder the cells."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from backend.model.document import Box, Cell, Table, Word
from backend.readers.pdf_geometry import Display

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

#: Where PDFium writes a point; under its lock one place is enough.
_X, _Y = ctypes.c_float(), ctypes.c_float()

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
    return tuple(table for boxes in _grids(edges) if (table := _table(boxes, words, shown.width, shown.height)))


def _edges(page: pypdfium2.PdfPage, shown: Display) -> list[Edge]:
    """The straight lines on the page; thin filled rectangles are lines too."""
    edges: set[Edge] = set()
    for start, end in _segments(page):
        (a, b), (c, d) = shown.point(*start), shown.point(*end)
        if max(abs(a - c), abs(b - d)) >= _MIN_LENGTH and min(abs(a - c), abs(b - d)) < 1:
            edges.add(Edge(*(round(place, 1) for place in (min(a, c), min(b, d), max(a, c), max(b, d)))))
    return sorted(edges, key=lambda e: (e.top, e.left, e.right))


def _segments(page: pypdfium2.PdfPage) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight segments of all paths, in page coordinates."""
    left = MAX_SEGMENTS
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=_MAX_DEPTH):
        matrix = _matrix(item)
        first = last = (0.0, 0.0)
        for number in range(min(raw.FPDFPath_CountSegments(item), left)):
            left -= 1
            segment = raw.FPDFPath_GetPathSegment(item, number)
            point = _point(segment, matrix)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield last, point
            last = point
            if raw.FPDFPathSegment_GetClose(segment):
                yield last, first


def _matrix(item: pypdfium2.PdfObject) -> tuple[float, ...]:
    """How the object's own coordinates become those of the page, through all forms it lies in: the six numbers of a PDF matrix."""
    matrix = item.get_matrix()
    container = item.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    return tuple(matrix.get())


def _point(segment: Any, matrix: tuple[float, ...]) -> tuple[float, float]:
    """The end of a segment in page coordinates."""
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


def _table(boxes: list[tuple[float, float, float, float]], words: Sequence[Word], width: float, height: float) -> Table | None:
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


def _text(box: Box, words: Sequence[Word]) -> str:
    """The words whose middle lies in a cell, by line."""
    inside = [
        word for word in words if box.top <= word.box.middle <= box.bottom and box.left <= (word.box.left + word.box.right) / 2 <= box.right
    ]
    lines: list[list[Word]] = []
    for word in sorted(inside, key=lambda w: (w.box.middle, w.box.left)):
        if lines and word.box.middle - lines[-1][0].box.middle < word.box.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "\n".join(" ".join(word.text for word in sorted(line, key=lambda w: w.box.left)) for line in lines)
