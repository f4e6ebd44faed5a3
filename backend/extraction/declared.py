"""Tables of lines whose cells the format itself gives: HTML, sheets, PDF pages ruled with lines, with a head in whatever row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backend.extraction.labels import ColumnName, columns_in
from backend.extraction.layout import Row, Span
from backend.extraction.tables import NUMERIC, Column, LineTable, TableRow, are_enough, are_of_taxes, swapped, with_settled_names
from backend.model.document import Box, Cell, Origin, Page, Table, Word

#: The part of a head cell, or of its first line, that must be a known name.
_LEAST_NAMED = 0.5
#: So many rows tell which column describes.
_TELLING = 60
#: How far the sides of a table may stand from those of the one that it goes on from, as a part of the page's width.
_SAME_SIDE = 0.01
#: A code by somebody's name: "Code Restalys".
_NAMED_CODE = re.compile(r"(?:code|réf\.?|ref\.?|référence|art(?:ikel)?-?nr\.?)\s+[A-ZÀ-Ý]\w{2,}", re.IGNORECASE)
#: Pages whose words are whole cells.
_OF_CELLS = frozenset({Origin.SHEET, Origin.BODY})


@dataclass(frozen=True)
class _Line:
    """One row of a table as one printed line, and the stretch of each of its filled cells."""

    row: Row
    cells: tuple[tuple[Cell, Span], ...]


def declared_tables(pages: Sequence[Page], first_index: int) -> Iterator[LineTable]:
    """The tables of lines on those pages; one without a head goes on from the one before that is as wide, on the page before."""
    last: tuple[LineTable, Table, Page] | None = None
    for page in pages:
        for table in page.tables:
            found = _with_head(page, table, first_index)
            if found is None and last and last[2].number + 1 == page.number and _goes_on(last[1], table):
                columns = last[0].columns
                found = LineTable(columns, tuple(_cells(line, columns) for line in _lines(page, table.rows(), first_index)))
            if found:
                last = found, table, page
                yield found


def as_declared(table: LineTable) -> LineTable:
    """A printed table of a message without the sentences below it: it ends where the table of the hypertext that holds its head does."""
    head = next(iter(table.heads), None)
    if head is None or head.page.origin is not Origin.BODY:
        return table
    places = [Box.around(cell.box for cell in one.cells) for one in head.page.tables if len(one.rows()) > 1]
    around = [place for place in places if place.top <= head.box.middle <= place.bottom]
    if not around:
        return table
    end = min(around, key=lambda place: place.bottom - place.top).bottom
    return replace(table, rows=tuple(row for row in table.rows if row.row.box.middle <= end))


def _with_head(page: Page, table: Table, first_index: int) -> LineTable | None:
    """The rows under the first row that names enough columns; None when none does."""
    rows = [filled for row in table.rows() if (filled := [c for c in row if c.text.strip()])]
    for start, row in enumerate(rows):
        names = [_name(cell) for cell in row]
        known = frozenset(n.name for n in names if n)
        if are_enough(known) and not are_of_taxes(known):
            head, *body = _lines(page, rows[start:], first_index + start)
            columns = _columns(row, names, body)
            return LineTable(columns, tuple(_cells(line, columns) for line in body), (head.row,))
    return None


def _goes_on(table: Table, following: Table) -> bool:
    """Whether both have as many columns between the same sides."""
    widths = [max(c.column + c.column_span for c in t.cells) for t in (table, following)]
    one, other = (Box.around(c.box for c in t.cells) for t in (table, following))
    return widths[0] == widths[1] and abs(one.left - other.left) < _SAME_SIDE and abs(one.right - other.right) < _SAME_SIDE


def _name(cell: Cell) -> ColumnName | None:
    """The name of the column whose head this cell is, by its whole text or by its first line alone."""
    for text in (_one_line(cell), cell.text.strip().split("\n")[0]):
        names = columns_in(text)
        if names and sum(n.end - n.start for n in names) >= _LEAST_NAMED * len(text.replace(" ", "")):
            return max(names, key=lambda n: (n.end - n.start, not n.is_weak))
    return None


def _one_line(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _columns(head: Sequence[Cell], names: list[ColumnName | None], body: Sequence[_Line]) -> tuple[Column, ...]:
    """The columns under a head; beside the supplier's reference, a code by somebody's name is the writer's."""
    if any(n and n.name == "supplier_item_id" for n in names):
        names = [
            n or (ColumnName("our_item_id", 0, 0, is_weak=True) if _NAMED_CODE.fullmatch(_one_line(cell)) else None)
            for n, cell in zip(names, head, strict=True)
        ]
    settled = with_settled_names(
        tuple((n.name if n else "", cell.box, n.is_weak if n else True) for n, cell in zip(names, head, strict=True))
    )
    columns = [
        Column(name, box, cell.column, cell.column + cell.column_span, is_weak)
        for (name, box, is_weak), cell in zip(settled, head, strict=True)
    ]
    return _with_description(columns, body)


def _with_description(columns: list[Column], body: Sequence[_Line]) -> tuple[Column, ...]:
    """The columns; where none describes by name, the nameless one with most letters does."""
    if any(c.name == "description" for c in columns):
        return swapped(
            tuple(columns), lambda c: [span.text.split() for line in body[:_TELLING] for cell, span in line.cells if _is_in(cell, c)]
        )
    letters = [
        sum(sum(map(str.isalpha, span.text)) for line in body[:_TELLING] for cell, span in line.cells if _is_in(cell, column))
        for column in columns
    ]
    nameless = [n for n, c in enumerate(columns) if not c.name and letters[n]]
    if nameless:
        best = max(nameless, key=lambda n: letters[n])
        columns[best] = replace(columns[best], name="description")
    return tuple(columns)


def _is_in(cell: Cell, column: Column) -> bool:
    return column.left <= cell.column < column.right


def _cells(line: _Line, columns: Sequence[Column]) -> TableRow:
    """The cells of a row by column; one that runs over several columns is no number."""
    cells = []
    for cell, span in line.cells:
        column = next((c for c in columns if _is_in(cell, c)), None)
        if column and not (column.name in NUMERIC and cell.column + cell.column_span > column.right):
            cells.append((column, span))
    return TableRow(line.row, tuple(cells))


def _lines(page: Page, rows: Sequence[Sequence[Cell]], first_index: int) -> list[_Line]:
    """The rows of a table that hold words, each as a line."""
    with_words = ([(cell, words) for cell in row if (words := _words(page, cell))] for row in rows)
    return [_line(page, filled, first_index + number) for number, filled in enumerate(with_words) if filled]


def _words(page: Page, cell: Cell) -> list[Word]:
    """What stands in a cell: the printed words in their order, a whole cell of a sheet or a body as one."""
    text = _one_line(cell)
    if not text or page.origin in _OF_CELLS:
        return [Word(text, cell.box, cell=cell.reference)] if text else []
    box = cell.box
    inside = [w for w in page.words if _is_inside(w.box, box)]
    lines: list[list[Word]] = []
    for word in sorted(inside, key=lambda w: w.box.middle):
        if lines and word.box.middle - lines[-1][0].box.middle < word.box.height / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [word for line in lines for word in sorted(line, key=lambda w: w.box.left)]


def _is_inside(word: Box, cell: Box) -> bool:
    """Whether the middle of a word lies in the cell; asked of every word for every cell, so the usual answer comes first."""
    if word.bottom < cell.top or cell.bottom < word.top:
        return False
    return cell.top <= word.middle <= cell.bottom and cell.left <= (word.left + word.right) / 2 <= cell.right


def _line(page: Page, filled: Sequence[tuple[Cell, list[Word]]], index: int) -> _Line:
    text, words, starts, stretches = "", [], [], []
    for cell, inside in filled:
        text += "  " if text else ""
        begin = len(text)
        for word in inside:
            text += " " if len(text) > begin else ""
            starts.append(len(text))
            text += word.text
            words.append(word)
        stretches.append((cell, begin, len(text)))
    row = Row(page, tuple(words), text, tuple(starts), index)
    return _Line(row, tuple((cell, Span(row, begin, end)) for cell, begin, end in stretches))
