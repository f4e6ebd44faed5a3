"""A sheet of cells as a page: every cell a word with its reference, laid out on the character grid, and all of them one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.model.document import Cell, Origin, Page, Table, Word
from backend.readers import grid
from backend.readers.grid import Area

#: The most cells read of one sheet: some thousand lines.
MAX_CELLS = 20_000

#: How wide a column is drawn at most, in characters; the cell's text is kept whole.
_MAX_WIDTH = 50

#: How high a row is drawn at most, in lines.
_MAX_HEIGHT = 10

#: Room between two columns, in characters.
_GAP = 2


@dataclass(frozen=True)
class Sheet:
    """Rows of cell texts; `first_row` and `first_column` say where they begin (from 0), `merged` the spans of merged cells."""

    name: str
    rows: Sequence[Sequence[str]]
    first_row: int = 0
    first_column: int = 0
    merged: Mapping[tuple[int, int], tuple[int, int]] | None = None


def page(sheet: Sheet, number: int) -> Page:
    """The page of a sheet; without words when all its cells are empty."""
    spans = sheet.merged or {}
    lefts, width = _starts(
        [_column_width(sheet, column) for column in range(max((len(row) for row in sheet.rows), default=0))], grid.COLUMNS
    )
    tops, height = _starts([_row_height(row) for row in sheet.rows], grid.LINES)
    words, cells = [], []
    for row, texts in enumerate(sheet.rows):
        for column, text in enumerate(texts):
            if not text.strip():
                continue
            place = (sheet.first_row + row, sheet.first_column + column)
            down, across = spans.get(place, (1, 1))
            area = Area(tops[row], lefts[column], tops[min(row + down, len(tops) - 1)], lefts[min(column + across, len(lefts) - 1)] - 1)
            box = grid.box(area, width, height)
            reference = f"{sheet.name}!{address(*place)}" if sheet.name else address(*place)
            words.append(Word(text.strip(), box, cell=reference))
            cells.append(Cell(*place, text.strip(), box, down, across, reference))
    tables = (Table(tuple(cells)),) if cells else ()
    return Page(number, Origin.SHEET, tuple(words), tables, float(width), float(height), name=sheet.name)


def address(row: int, column: int) -> str:
    """The A1 name of a cell, rows and columns counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _column_width(sheet: Sheet, column: int) -> int:
    """How wide a column is drawn: its longest text that is not merged across."""
    spans = sheet.merged or {}
    longest = 1
    for number, row in enumerate(sheet.rows):
        if column < len(row) and (sheet.first_row + number, sheet.first_column + column) not in spans:
            longest = max([longest, *(len(line) for line in row[column].splitlines())])
    return min(longest, _MAX_WIDTH) + _GAP


def _row_height(row: Sequence[str]) -> int:
    """How high a row is drawn: its most lines."""
    return min(max((text.count("\n") + 1 for text in row), default=1), _MAX_HEIGHT)


def _starts(sizes: Sequence[int], least: int) -> tuple[list[int], int]:
    """Where each column or row begins and the last one ends, and how large the page is."""
    starts = [0]
    for size in sizes:
        starts.append(starts[-1] + size)
    return starts, max(starts[-1], least)
