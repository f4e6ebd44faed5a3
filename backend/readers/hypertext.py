"""HTML laid out on the character grid: tables of data keep their columns, tables that only arrange a page are unrolled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, count, groupby

from lxml.html import HtmlElement

from backend.content import html
from backend.readers.grid import Area, GridCell, Layout

#: The widest a column may be before its text is wrapped, in characters.
_MAX_WIDTH = 60

#: How far a merged cell may reach; browsers cap colspan at 1000 (HTML, 4.9.11), no order needs as many.
_MAX_SPAN = 100

#: The most cells one table may have.
_MAX_CELLS = 20_000

#: The most lines a cell with tables of its own may have to be drawn as one of data; longer ones are columns of a page.
_MOST_LINES = 12

#: What stands between a table and its rows.
_ROW_GROUPS = frozenset({"tr", "thead", "tbody", "tfoot"})

#: Room between two columns, in characters.
_GAP = 2


def layout(source: str) -> Layout:
    """The visible content of an HTML source."""
    root = html.parse(source)
    canvas = _Canvas()
    if root is not None:
        _draw(root, canvas)
    canvas.flush()
    return Layout(tuple(canvas.lines), tuple(canvas.tables))


@dataclass
class _Canvas:
    """The lines drawn so far, and the element whose text is waiting to be drawn."""

    lines: list[str] = field(default_factory=list)
    tables: list[tuple[GridCell, ...]] = field(default_factory=list)
    waiting: list[str] = field(default_factory=lambda: [""])

    def flush(self) -> None:
        """Draw the waiting text as lines."""
        for line in html.tidied(self.waiting):
            if line or (self.lines and self.lines[-1]):
                self.lines.append(line)
        self.waiting = [""]


@dataclass(frozen=True)
class _Cell:
    """A cell as the source gives it, with its place among rows and columns."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: list[str]


def _draw(element: HtmlElement, canvas: _Canvas) -> None:
    """Draw an element: its data tables as grids, everything else as flowing text."""
    if not _has_table(element):
        html.flow(element, canvas.waiting)
        return
    html.flow_text(element, canvas.waiting)
    for child in element:
        if child.tag == "table":
            canvas.flush()
            _draw_rows(child, canvas)
        elif child.tag in html.BLOCKS:
            canvas.flush()
            _draw(child, canvas)
            canvas.flush()
        else:
            _draw(child, canvas)
        html.flow_tail(child, canvas.waiting)


def _has_table(element: HtmlElement) -> bool:
    """Whether a table stands inside an element."""
    return next(element.iterdescendants("table"), None) is not None


def _draw_rows(table: HtmlElement, canvas: _Canvas) -> None:
    """Draw a table: rows of plain cells as one grid, the cells of a row that only arranges other tables one after the other."""
    for child in table:
        if child.tag not in _ROW_GROUPS:
            _draw(child, canvas)
            canvas.flush()
    for is_plain, rows in groupby(_own_rows(table), _is_plain):
        if is_plain:
            _draw_table(list(rows), canvas)
            continue
        for cell in (cell for row in rows for cell in row):
            _draw(cell, canvas)
            canvas.flush()


def _own_rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, without those of the tables in its cells."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from child.iterchildren("tr")


def _is_plain(row: HtmlElement) -> bool:
    """Whether every cell of a row can be drawn as lines of text: the tables in it only keep room around short ones."""
    cells = list(row.iterchildren("td", "th"))
    if not any(_has_table(cell) for cell in cells):
        return True
    if any(_has_columns(table) for cell in cells for table in cell.iterdescendants("table")):
        return False
    texts = [html.lines_of(cell) for cell in cells]
    return all(len(lines) <= _MOST_LINES and all(len(line) <= _MAX_WIDTH for line in lines) for lines in texts)


def _has_columns(table: HtmlElement) -> bool:
    """Whether more than one column of a table holds text."""
    return len({n for row in _own_rows(table) for n, cell in enumerate(row.iterchildren("td", "th")) if cell.text_content().strip()}) > 1


def _draw_table(rows: Sequence[HtmlElement], canvas: _Canvas) -> None:
    """Draw rows of data on the grid; those with a single column are plain text."""
    cells = _cells(rows)
    if len({cell.column for cell in cells if any(cell.lines)}) < 2:  # noqa: PLR2004 - two columns make a table
        for row in rows:
            html.flow(row, canvas.waiting)
        canvas.flush()
        return
    if canvas.lines and canvas.lines[-1]:
        canvas.lines.append("")
    placed = _placed(cells, len(canvas.lines))
    canvas.lines += _painted(placed, len(canvas.lines))
    canvas.lines.append("")
    if len({cell.row for cell, _ in placed}) > 1:
        canvas.tables.append(
            tuple(GridCell(c.row, c.column, "\n".join(c.lines).strip(), area, c.row_span, c.column_span) for c, area in placed)
        )


def _cells(rows: Sequence[HtmlElement]) -> list[_Cell]:
    """The cells in their places (HTML, 4.9.12.1: forming a table)."""
    cells: list[_Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, tr in enumerate(rows):
        for td in tr.iterchildren("td", "th"):
            column = next(n for n in count() if (row, n) not in taken)
            across, down = _span(td, "colspan"), _span(td, "rowspan")
            if len(taken) > _MAX_CELLS:
                return cells
            taken.update((row + r, column + c) for r in range(down) for c in range(across))
            cells.append(_Cell(row, column, down, across, _wrapped(html.lines_of(td))))
    return cells


def _span(cell: HtmlElement, name: str) -> int:
    """How many rows or columns a cell covers."""
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1  # noqa: PLR2004 - digits


def _wrapped(lines: list[str]) -> list[str]:
    """The lines of a cell broken at the widest width of a column."""
    broken: list[str] = []
    for line in lines:
        rest = line
        while len(rest) > _MAX_WIDTH:
            cut = rest.rfind(" ", 0, _MAX_WIDTH)
            cut = cut if cut > 0 else _MAX_WIDTH
            broken.append(rest[:cut])
            rest = rest[cut:].lstrip()
        broken.append(rest)
    return broken


def _placed(cells: list[_Cell], top: int) -> list[tuple[_Cell, Area]]:
    """The cells with their areas on the grid, the first row on line `top`."""
    widths = _sizes([(c.column, c.column_span, max([len(line) for line in c.lines] + [1]) + _GAP) for c in cells])
    heights = _sizes([(c.row, c.row_span, max(len(c.lines), 1)) for c in cells])
    lefts, tops = list(accumulate(widths, initial=0)), list(accumulate(heights, initial=top))
    return [
        (cell, Area(tops[cell.row], lefts[cell.column], tops[cell.row + cell.row_span], lefts[cell.column + cell.column_span] - _GAP))
        for cell in cells
    ]


def _sizes(needs: list[tuple[int, int, int]]) -> list[int]:
    """How much room each row or column needs, given (position, span, need) of every cell; a merged cell widens the last it covers."""
    sizes = [1] * max(position + span for position, span, _ in needs)
    for position, span, need in sorted(needs, key=lambda n: n[1]):
        missing = need - sum(sizes[position : position + span])
        if missing > 0:
            sizes[position + span - 1] += missing
    return sizes


def _painted(placed: list[tuple[_Cell, Area]], top: int) -> list[str]:
    """The lines of text that the placed cells make."""
    lines = [""] * (max(area.bottom for _, area in placed) - top)
    for cell, area in sorted(placed, key=lambda p: (p[1].line, p[1].column)):
        for offset, text in enumerate(cell.lines):
            number = area.line - top + offset
            lines[number] = lines[number].ljust(area.column) + text
    return [line.rstrip() for line in lines]
