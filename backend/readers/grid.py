"""A page made of characters: text, HTML and sheets laid out on a grid of columns and lines, so that places mean the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backend.model.document import Box, Cell, Origin, Page, Table, Word

#: A typed page is this wide and high; a shorter text does not fill it.
COLUMNS, LINES = 80, 66

_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Area:
    """A rectangle of the grid in characters: `line` and `column` count from 0, `right` and `bottom` are just outside."""

    line: int
    column: int
    bottom: int
    right: int


@dataclass(frozen=True)
class GridCell:
    """One cell of a table on the grid."""

    row: int
    column: int
    text: str
    area: Area
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Layout:
    """Lines of text with the tables among them."""

    lines: tuple[str, ...]
    tables: tuple[tuple[GridCell, ...], ...] = ()
    #: Whether there was more text than was laid out.
    is_cut: bool = False


def page(layout: Layout, left_out: frozenset[int] = frozenset()) -> Page:
    """The page of a layout; the words of the lines `left_out` are not on it, but keep their room."""
    height = max(len(layout.lines), LINES)
    width = max([len(line) for line in layout.lines] + [COLUMNS])
    return Page(
        number=1,
        origin=Origin.BODY,
        words=tuple(
            word for number, line in enumerate(layout.lines) if number not in left_out for word in _words(line, number, width, height)
        ),
        tables=tuple(_table(cells, width, height) for cells in layout.tables if not _is_left_out(cells, left_out)),
        width=float(width),
        height=float(height),
    )


def box(area: Area, width: int, height: int) -> Box:
    """The area as fractions of the page."""
    return Box(area.column / width, area.line / height, min(area.right / width, 1.0), min(area.bottom / height, 1.0))


def _words(line: str, number: int, width: int, height: int) -> list[Word]:
    """The words of one line."""
    return [Word(m[0], box(Area(number, m.start(), number + 1, m.end()), width, height)) for m in _WORD.finditer(line)]


def _table(cells: Sequence[GridCell], width: int, height: int) -> Table:
    """A table with its cells as fractions of the page."""
    return Table(tuple(Cell(c.row, c.column, c.text, box(c.area, width, height), c.row_span, c.column_span) for c in cells))


def _is_left_out(cells: Sequence[GridCell], left_out: frozenset[int]) -> bool:
    """Whether a table stands in lines that are left out."""
    return not cells or cells[0].area.line in left_out
