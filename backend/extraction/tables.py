"""Tables of lines: their heads by column names, their columns by where words stand, their rows as cells by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from backend.extraction.amounts import Amount
from backend.extraction.candidates import Candidates
from backend.extraction.labels import ColumnName, columns_in
from backend.extraction.lanes import reaches
from backend.extraction.layout import Row, Span
from backend.model.document import Box, Word

#: How many printed lines the head of a table may be wrapped over.
_HEAD_LINES = 5
#: Two named columns, with hardly anything between them that names none.
_LEAST_SCORE = 1.55
#: Beside columns that say what, one that says how much is enough; without them these and an amount must be named.
_COUNTED = frozenset({"quantity", "net_price"})
#: What explains a column's name without being one: "(ex. BTW)", "€", "EUR", "HT".
#: What belongs to the name beside it, although it could be one.
_MODIFIERS = frozenset(["ht", "ttc", "net", "netto", "brutto", "eur", "usd", "gbp", "chf", "un", "u", "%", "total", "unit", "excl", "incl"])
_ASIDE = re.compile(
    r"\([^()]{0,30}\)|\b(?i:ohne|exkl|inkl|zzgl|excl|incl|hors|ex|inc)\.? ?(?i:ust|mwst|btw|vat|tva|tax)\b|[€$£%*|°/.:-]"
    r"|\b(?:EUR|USD|GBP|CHF|HT|TTC)\b"
)
#: A currency as the name of a column, the last: that of the amounts where no other is.
_CURRENCY = re.compile(r"\W*(?:EUR|USD|GBP|CHF|[€$£])\W*")
#: A label and its value; a sentence has so many words.
_VALUED = re.compile(r"\w\s?:\s+\w")
_SENTENCE = 4
#: The thousands of an amount apart by a space.
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+[.,]\d{2}(?!\d)")
#: What a head does not hold: an amount, a date, a code.
#: Shorter words may be units or parts of a code.
LONGEST_UNIT = 3
#: So large a part of so many rows decides what a column holds.
_MOST, _TELLING = 0.7, 60
_AMOUNT = re.compile(r"\d[.,]\d|(?<!ean[ -])(?<!ean)\d{2}(?!\s?%)", re.IGNORECASE)
_WHAT = frozenset({"description", "seller_item_id", "buyer_item_id", "your_item_id", "our_item_id", "supplier_item_id", "gtin"})
_AMOUNTS = frozenset({"line_amount", "amount_with_tax"})
#: What a summary of taxes has as well, and what it has not.
_OF_TAX = frozenset({"tax_rate", "line_tax"})
_OF_LINES = frozenset({"description", "quantity", "net_price", "gross_price", "price_with_tax"})
_HOW_MUCH = frozenset({"quantity", "line_amount", "net_price", "amount_with_tax", "price_with_tax", "gross_price"})

#: What a row of totals announces; such a row is no line, and after it only rows that multiply out are.
TOTALS = frozenset({
    "tax_exclusive_amount", "tax_inclusive_amount", "payable_amount", "tax_amount", "prepaid_amount", "rounding_amount", "carried",
    "line_total", "allowance",
})  # fmt: skip
#: Columns of numbers, and those that say nothing known.
NUMERIC = _HOW_MUCH | {"discount", "tax_rate", "line_tax", ""}
#: Columns whose numbers keep to a lane of their own.
_ALIGNED = (NUMERIC | {"line_number"}) - {""}


@dataclass(frozen=True)
class Column:
    """One column: the field its name announces ("" when it says nothing), and from where to where it reaches (fractions of the page)."""

    name: str
    head: Box
    left: float
    right: float
    is_weak: bool = False


@dataclass(frozen=True)
class TableRow:
    """One printed line of a table, its text by column (in the order of the columns; "" names go unread)."""

    row: Row
    cells: tuple[tuple[Column, Span], ...]
    #: The numbers already read in it, by the name of their columns.
    read: dict[str, list[Amount]] = field(init=False, default_factory=dict, compare=False, repr=False)

    def spans(self, name: str) -> tuple[Span, ...]:
        """What stands in the columns of that name."""
        return tuple(span for column, span in self.cells if column.name == name)


@dataclass(frozen=True)
class LineTable:
    """The rows under one head, to the end of the page or to the next head."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    #: The printed lines of the head and of the rows.
    heads: tuple[Row, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names of its columns."""
        return frozenset(c.name for c in self.columns)


@dataclass(frozen=True)
class _Head:
    """The cells of a table's head and the lines it takes."""

    cells: tuple[tuple[str, Box, bool], ...]
    lines: int


def printed_tables(found: Candidates) -> Iterator[LineTable]:
    """The tables of lines among the printed lines, each to the next head; so it goes on over pages that do not repeat the head."""
    rows = found.rows
    names = [frozenset(n.name for n in columns_in(row.text)) for row in rows]
    heads = {n: head for n in range(len(rows)) if names[n] and _may_begin(names[n : n + _HEAD_LINES]) and (head := _head_at(rows, n))}
    starts = _without_overlaps(heads)
    for start, end in pairwise([*starts, len(rows)]):
        head = heads[start]
        if are_of_taxes(frozenset(name for name, _, _ in head.cells)) or _sums_up_taxes(rows[max(start - 1, 0) : start + head.lines]):
            continue
        body = rows[start + head.lines : end]
        columns = _columns(head, _before_totals(body, found))
        yield LineTable(columns, tuple(_cells(row, columns) for row in body), tuple(rows[start : start + head.lines]))


def _may_begin(names: Sequence[frozenset[str]]) -> bool:
    """Whether the next lines together name what a head needs; cheap, and no where there is no table."""
    together = frozenset[str]().union(*names)
    return are_enough(together)


def are_enough(names: frozenset[str]) -> bool:
    """Whether columns of these names may make a table of lines: they say what and how much."""
    return bool(names & _WHAT and names & _HOW_MUCH) or bool(names >= _COUNTED and names & _AMOUNTS)


def are_of_taxes(names: frozenset[str]) -> bool:
    """Whether columns of these names make a summary of taxes: codes, rates and amounts alone."""
    return bool(names & _OF_TAX) and not names & _OF_LINES


#: The heads of the summary by code that Indian invoices print under their totals, and what only a table of lines has.
_OF_GST = re.compile(r"taxable.*\b(?:integrated|central|state|total) tax|\b(?:integrated|central|state) tax.*taxable")
_OF_GOODS = re.compile(r"descri|particular|goods|\bqty|quantity|\bitems?\b|product")


def _sums_up_taxes(heads: Sequence[Row]) -> bool:
    """Whether the lines of a head (and the one above) name the taxes of a summary, and nothing that is sold."""
    text = " ".join(row.folded for row in heads)
    return bool(_OF_GST.search(text)) and not _OF_GOODS.search(text)


def _without_overlaps(heads: Mapping[int, _Head]) -> list[int]:
    """Where heads begin, the best of those that share lines."""
    kept: list[int] = []
    for start in sorted(heads):
        if kept and start < kept[-1] + heads[kept[-1]].lines:
            if len(heads[start].cells) > len(heads[kept[-1]].cells):
                kept[-1] = start
            continue
        kept.append(start)
    return kept


def _head_at(rows: Sequence[Row], start: int) -> _Head | None:
    """The head that begins on that line, over the number of lines that explains most columns; None when there is none."""
    best: tuple[float, _Head] | None = None
    for lines in range(1, _HEAD_LINES + 1):
        taken = rows[start : start + lines]
        if lines > 1 and _is_told(taken[0]):
            break
        if len(taken) < lines or not _close_together(taken) or _AMOUNT.search(taken[-1].text):
            break
        cells, unknown = _head_cells(taken)
        cells = with_settled_names(cells)
        names = frozenset(name for name, _, _ in cells if name)
        if not any(name in _HOW_MUCH and not is_weak for name, _, is_weak in cells):
            continue
        is_plain = unknown == 0 and not any(c.isdigit() for c in taken[-1].text)
        score = len(names) - 0.6 * unknown + sum(0.05 if is_plain or _is_aside(row) else -0.05 for row in taken)
        if are_enough(names) and score >= _LEAST_SCORE and (best is None or score > best[0]):
            best = (score, _Head(cells, lines))
    return best[1] if best else None


def _is_told(row: Row) -> bool:
    """Whether a line right above a head is a sentence or a label with its value, and no part of it."""
    if len(row.segments) > 1 or len(columns_in(row.text)) > 1:
        return False
    text = row.text.strip()
    return bool(_VALUED.search(text)) or (text.endswith((":", ".")) and len(row.words) >= _SENTENCE)


def _is_aside(row: Row) -> bool:
    """Whether a line only says of the names above it whether they are with tax or without, or in which currency."""
    return not _ASIDE.sub("", row.text).strip()


def _close_together(rows: Sequence[Row]) -> bool:
    return all(
        one.page is other.page and other.box.top - one.box.bottom < 0.9 * max(one.box.height, other.box.height)
        for one, other in pairwise(rows)
    )


def _head_cells(rows: Sequence[Row]) -> tuple[tuple[tuple[str, Box, bool], ...], float]:
    """The cells of a head, from left to right, and how much of it has no name; "" names a cell that says nothing known."""
    stacks: list[list[Span]] = []
    for row in rows:
        for span in (part for segment in row.segments for part in _parts(segment.trimmed())):
            home = next((s for s in stacks if any(_overlap(o.box, span.box) for o in s)), None)
            if home is None or span.row is home[-1].row:
                stacks.append([span])
            else:
                home.append(span)
    cells: list[tuple[str, Box, bool]] = []
    unknown = 0.0
    for stack in stacks:
        name, named = _named(stack)
        text = _ASIDE.sub("", _joined(stack))
        cells.append((name.name if name else "", Box.around(span.box for span in stack), name.is_weak if name else True))
        unknown += min(2.0, max(len(text.replace(" ", "")) - named, 0) / 12) if name else min(2.0, len(text) / 12)
    ordered = sorted(cells, key=lambda c: c[1].left)
    if stacks and _CURRENCY.fullmatch(_joined(max(stacks, key=lambda s: s[0].box.left))) and not _AMOUNTS & {name for name, _, _ in cells}:
        ordered[-1] = ("line_amount", ordered[-1][1], True)
    return tuple(ordered), unknown


def _parts(segment: Span) -> Iterator[Span]:
    """The names in a stretch of a head, apart when it holds several close to each other ("Qty Unit price Total")."""
    if segment.start >= segment.end:
        return
    names = [n for n in columns_in(segment.text) if segment.text[n.start : n.end].lower() not in _MODIFIERS]
    if len({n.name for n in names}) < 2 or sum(n.end - n.start for n in names) < 0.6 * len(_ASIDE.sub("", segment.text).replace(" ", "")):  # noqa: PLR2004
        yield segment
        return
    starts = [0, *(other.start for one, other in pairwise(names) if other.name != one.name)]
    for start, end in zip(starts, [*starts[1:], len(segment.text)], strict=True):
        yield Span(segment.row, segment.start + start, segment.start + end).trimmed()


def _joined(stack: Sequence[Span]) -> str:
    """The text of a cell over its lines; a word that a hyphen divides at the end of a line is one."""
    text = ""
    for span in stack:
        divided = span.row.text[span.end : span.end + 1] == "-" or span.text.endswith("-")
        text += span.text.rstrip("-") + ("" if divided else " ")
    return text.strip()


def _named(stack: Sequence[Span]) -> tuple[ColumnName | None, int]:
    """The column that a cell of the head names, and how many of its characters do; the first line alone when the rest only explains."""
    for text, least in ((_joined(stack), 0.5), (stack[0].text, 0.5), (_joined(stack), 0.3)):
        names = columns_in(text)
        named = sum(n.end - n.start for n in names)
        if names and named >= least * len(_ASIDE.sub("", text).replace(" ", "")):
            return max(names, key=lambda n: (n.end - n.start, not n.is_weak)), named
    return None, 0


def with_settled_names(cells: tuple[tuple[str, Box, bool], ...]) -> tuple[tuple[str, Box, bool], ...]:
    """The cells of a head (name, place, whether the name is weak) with what two of a name mean beside each other."""
    return _resolved(_one_description(_with_amount(cells)))


def _with_amount(cells: tuple[tuple[str, Box, bool], ...]) -> tuple[tuple[str, Box, bool], ...]:
    """Where another column describes and none holds the amount, what seems to describe last, behind the price, is it ("Goods")."""
    names = [name for name, _, _ in cells]
    if names.count("description") > 1 and names[-1] == "description" and "net_price" in names and not _AMOUNTS & set(names):
        return (*cells[:-1], ("line_amount", cells[-1][1], False))
    return cells


def _one_description(cells: tuple[tuple[str, Box, bool], ...]) -> tuple[tuple[str, Box, bool], ...]:
    """Beside a column that surely describes, one that only might ("Item", "Article") holds the reference."""
    described = any(name == "description" and not is_weak for name, _, is_weak in cells)
    return tuple(
        ("seller_item_id" if described and name == "description" and is_weak else name, box, is_weak) for name, box, is_weak in cells
    )


def _resolved(cells: tuple[tuple[str, Box, bool], ...]) -> tuple[tuple[str, Box, bool], ...]:
    """Of two amounts and no price the first is the price ("Prix HT", "Montant HT"); of two prices and no amount the last is the amount.

    Of two amounts beside a price and no quantity the first is the quantity ("Amount", "Unit price", "Total").
    """
    names = [name for name, _, _ in cells]
    if names.count("line_amount") > 1 and "net_price" in names and "quantity" not in names:
        at, new = names.index("line_amount"), "quantity"
    elif names.count("line_amount") > 1 and not {"net_price", "gross_price"} & set(names):
        at, new = names.index("line_amount"), "net_price"
    elif names.count("net_price") > 1 and "line_amount" not in names and "discount" not in names:
        at, new = len(names) - 1 - names[::-1].index("net_price"), "line_amount"
    elif names.count("net_price") > 1:
        at, new = names.index("net_price"), "gross_price"
    else:
        return cells
    return tuple((new if n == at else name, box, is_weak) for n, (name, box, is_weak) in enumerate(cells))


def _overlap(one: Box, other: Box) -> bool:
    shared = min(one.right, other.right) - max(one.left, other.left)
    return shared > 0.3 * min(one.right - one.left, other.right - other.left)


def _columns(head: _Head, body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns with their reach: each name over the lane of words that is its own."""
    reach = reaches([box for _, box, _ in head.cells], [name in _ALIGNED for name, _, _ in head.cells], body)
    columns = tuple(Column(name, box, left, right, weak) for (name, box, weak), (left, right) in zip(head.cells, reach, strict=True))
    return _with_description(columns, body)


def _with_description(columns: tuple[Column, ...], body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, among them one that describes: without one by name, the nameless one with most letters, or what stands before all."""
    if any(c.name == "description" for c in columns):
        return _swapped(columns, body)
    letters = [sum(len(w.text) for row in body[:60] for w in row.words if _is_text(w) and c.left <= _center(w) < c.right) for c in columns]
    nameless = [n for n, c in enumerate(columns) if not c.name and letters[n]]
    if nameless:
        best = max(nameless, key=lambda n: letters[n])
        return (*columns[:best], replace(columns[best], name="description"), *columns[best + 1 :])
    first = columns[0]
    if first.name in NUMERIC and letters[0]:
        border = first.head.left - 0.005
        head = Box(0.0, first.head.top, border, first.head.bottom)
        return Column("description", head, 0.0, border), replace(first, left=border), *columns[1:]
    return columns


def _swapped(columns: tuple[Column, ...], body: Sequence[Row]) -> tuple[Column, ...]:
    def cells(column: Column) -> list[list[str]]:
        return [[w.text for w in row.words if column.left <= _center(w) < column.right] for row in body[:_TELLING]]

    return swapped(columns, cells)


def swapped(columns: tuple[Column, ...], cells: Callable[[Column], Sequence[Sequence[str]]]) -> tuple[Column, ...]:
    """The columns with the names of reference and description exchanged where the one holds sentences and the other codes.

    `cells` gives the words of a column row by row.
    """
    described = next(n for n, c in enumerate(columns) if c.name == "description")
    for n, column in enumerate(columns):
        if column.name.endswith("_item_id") and _sentences(cells(column)) > _MOST and _sentences(cells(columns[described])) < 1 - _MOST:
            names = {n: "description", described: column.name}
            return tuple(replace(c, name=names.get(at, c.name)) for at, c in enumerate(columns))
    return columns


def _sentences(cells: Sequence[Sequence[str]]) -> float:
    """In what part of its rows a column holds a word, of letters alone and no unit."""
    filled = [cell for cell in cells if cell]
    return sum(any(text.isalpha() and len(text) > LONGEST_UNIT for text in cell) for cell in filled) / max(len(filled), 1)


def _is_text(word: Word) -> bool:
    return sum(c.isalpha() for c in word.text) > len(word.text) / 2


def _center(word: Word) -> float:
    return (word.box.left + word.box.right) / 2


def _before_totals(body: Sequence[Row], found: Candidates) -> Sequence[Row]:
    end = next((n for n, row in enumerate(body) if any(o.name in TOTALS and not o.is_weak for o in found.labels_of(row))), len(body))
    return body[: end or len(body)]


def _cells(row: Row, columns: Sequence[Column]) -> TableRow:
    """The words of a line by column: each where its middle stands, a cell of a sheet where it begins; a description as far as it runs."""
    by_column: dict[int, list[tuple[int, int]]] = {}
    running: int | None = None
    previous = 0
    grouped = [m.span() for m in _GROUPED.finditer(row.text)]
    for word, start in zip(row.words, row.starts, strict=True):
        end = next((end for first, end in grouped if first <= start < end), start)
        number = _column_of(next((w for w, at in zip(row.words, row.starts, strict=True) if start < at < end), word), columns)
        if running is not None and start - previous == 1 and number is not None and _runs_on(word, columns[number], columns[running]):
            number = running
        if number is not None:
            by_column.setdefault(number, []).append((start, start + len(word.text)))
        running = number if number is not None and columns[number].name == "description" else None
        previous = start + len(word.text)
    cells = []
    for number in sorted(by_column):
        span = Span(row, by_column[number][0][0], by_column[number][-1][1]).trimmed(" \t|")
        if span.start < span.end:
            cells.append((columns[number], span))
    return TableRow(row, tuple(cells))


def _runs_on(word: Word, column: Column, described: Column) -> bool:
    """Whether a word right after the description goes on with it, over the border of a column of numbers."""
    return column is not described and column.name in NUMERIC and not any(c.isdigit() for c in word.text) and _is_text(word)


def _column_of(word: Word, columns: Sequence[Column]) -> int | None:
    """The column in whose reach the middle of a word stands."""
    place = word.box.left + 1e-6 if word.cell else _center(word)
    return next((n for n, c in enumerate(columns) if c.left <= place < c.right), None)
