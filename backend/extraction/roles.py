"""Which columns hold quantity, price and amount: as their heads say, unless the arithmetic of the rows says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations, product

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Span
from backend.extraction.row_numbers import NUMBERED, numbers
from backend.extraction.tables import LONGEST_UNIT, Column, LineTable, TableRow

_ROLES = ("quantity", "net_price", "line_amount")
#: What stays what its head says, whatever its numbers make; anything else may turn out to hold something else.
_CLOSED = frozenset({
    "line_number", "gtin", "seller_item_id", "buyer_item_id", "your_item_id", "our_item_id", "supplier_item_id", "tax_rate", "line_tax",
    "requested_delivery_date", "discount", "base_quantity",
})  # fmt: skip
#: So many rows and columns are enough to tell, and bound the work.
_ROWS, _COLUMNS = 40, 9
#: Of the numbers in one cell ("(R) 5,00 (A) 4,00") so many are tried.
_NUMBERS = 2
#: What one agreement is worth when one times a price is the price, and what leaving the word of a head costs.
_TRIVIAL, _AGAINST_HEAD = 0.2, 0.15
#: The part of the rows that must agree for another reading of the heads.
_LEAST_SHARE = 0.5
#: So large a part of the cells decides that a column holds words.
_WORDED = 0.7
#: How far a rounded product may be from the amount: absolutely, and as a part of it.
_CENT, _SLACK = 0.011, 0.0002
_DECIMAL = re.compile(r"\d+[.,]\d+ ?%?")

_Values = Sequence[dict[int, tuple[float, ...]]]


def with_roles(table: LineTable, found: Candidates) -> LineTable:
    """The table with the names of its columns of numbers set right where that makes more of its rows multiply out."""
    table = _with_one_description(_with_worded_items(table))
    candidates = [n for n, c in enumerate(table.columns) if c.name not in _CLOSED]
    values = [v for row in table.rows[: 3 * _ROWS] if len(v := _values(row, table.columns, candidates, found)) > 2][:_ROWS]  # noqa: PLR2004
    if not values:
        return _with_quantity(table, found)
    named = tuple(next((n for n in candidates if table.columns[n].name == role), -1) for role in _ROLES)
    current = _agreeing(values, named)
    if _agreeing(values, named, by_chance=1.0) >= _LEAST_SHARE * len(values):
        return table
    used = sorted({n for v in values for n in v})[:_COLUMNS]
    best = max(permutations(used, 3), key=lambda roles: _score(values, roles, table.columns), default=named)
    if _agreeing(values, best) <= max(current, 0.99) or _agreeing(values, best) < _LEAST_SHARE * sum(set(best) <= v.keys() for v in values):
        return _with_quantity(table, found)
    return _described(_renamed(table, dict(zip(best, _ROLES, strict=True))), was_described="description" in table.names)


def _described(table: LineTable, *, was_described: bool) -> LineTable:
    """The table whose description turned out to hold numbers, with the nameless column of most words for it: heads in another order."""
    if not was_described or "description" in table.names:
        return table
    cells = [(column, span) for row in table.rows[:_ROWS] for column, span in row.cells if not column.name and _are_words(span.text)]
    worded = Counter(table.columns.index(column) for column, _ in cells)
    return _renamed(table, {worded.most_common(1)[0][0]: "description"}) if worded else table


def _with_one_description(table: LineTable) -> LineTable:
    """The table, where of two columns that seem to describe one holds words, with the references in the other, or its discounts.

    "Material" beside "Short text"; "Desc." beside "Descrição".
    """
    texts = {n: _texts(table, n) for n, c in enumerate(table.columns) if c.name == "description"}
    if not any(sum(map(_have_a_word, cells)) > _WORDED * len(cells) for cells in texts.values()):
        return table
    for n, cells in texts.items():
        name = "discount" if all(map(_DECIMAL.fullmatch, cells)) else "seller_item_id"
        if cells and not any(map(_have_a_word, cells)) and name not in table.names:
            table = _renamed(table, {n: name})
    return table


def _texts(table: LineTable, column: int) -> list[str]:
    """What stands in a column on rows that count something."""
    items = (row for row in table.rows[: 3 * _ROWS] if sum(c.name in NUMBERED and _has_digit(s) for c, s in row.cells) > 1)
    return [span.text for row in items for one, span in row.cells if one is table.columns[column]]


def _with_worded_items(table: LineTable) -> LineTable:
    """The table, where what only might hold references ("Item" beside "Description") holds words, with these for a description."""
    doubtful = [n for n, c in enumerate(table.columns) if c.name == "seller_item_id" and c.is_weak]
    for n in doubtful:
        texts = _texts(table, n)
        if texts and sum(map(_are_words, texts)) > _WORDED * len(texts):
            new = replace(table.columns[n], name="description")
            rows = tuple(replace(r, cells=tuple((new if c is table.columns[n] else c, s) for c, s in r.cells)) for r in table.rows)
            table = replace(table, columns=(*table.columns[:n], new, *table.columns[n + 1 :]), rows=rows)
    return table


def _has_digit(span: Span) -> bool:
    return any(c.isdigit() for c in span.text)


def _are_words(text: str) -> bool:
    """Whether a cell holds words, not a code."""
    return not any(c.isdigit() for c in text) and any(c.islower() for c in text)


def _have_a_word(text: str) -> bool:
    """Whether a cell holds a word of letters that is no unit."""
    return any(word.isalpha() and len(word) > LONGEST_UNIT for word in text.split())


def _with_quantity(table: LineTable, found: Candidates) -> LineTable:
    """The table, where no head names the quantity, with the one column of numbers for it; without any, prices are amounts."""
    if "quantity" in table.names:
        return table
    table = _counted(table, found)
    if table.names & {"quantity", "line_amount", "amount_with_tax"} or "net_price" not in table.names:
        return table
    return _renamed(table, {next(n for n, c in enumerate(table.columns) if c.name == "net_price"): "line_amount"})


def _counted(table: LineTable, found: Candidates) -> LineTable:
    """The table with its one nameless column of numbers for the quantity."""
    nameless = [n for n, c in enumerate(table.columns) if c.name in {"", "unit_code"}]
    values = [v for row in table.rows[:_ROWS] if (v := _values(row, table.columns, nameless, found))]
    filled = [n for n in nameless if sum(n in v for v in values) > len(values) / 2]
    return _renamed(table, {filled[0]: "quantity"}) if len(filled) == 1 else table


def _values(row: TableRow, columns: Sequence[Column], candidates: Sequence[int], found: Candidates) -> dict[int, tuple[float, ...]]:
    """The numbers of a row by their column."""
    by_column = {id(column): span for column, span in row.cells}
    spans = {n: by_column[id(columns[n])] for n in candidates if id(columns[n]) in by_column}
    printed = {n: numbers(span, found)[:_NUMBERS] for n, span in spans.items()}
    return {n: tuple(float(value) for number in inside for value in number.readings) for n, inside in printed.items() if inside}


def _agreeing(values: _Values, roles: Sequence[int], by_chance: float = _TRIVIAL) -> float:
    """How many rows multiply out; those that may by chance count as much as is said."""
    total = 0.0
    for row in values:
        ways = [way for way in product(*(row.get(n, ()) for n in roles)) if _multiplies(*way)]
        total += max((1.0 if a and 1 not in {abs(q), abs(p)} else by_chance for q, p, a in ways), default=0.0)
    return total


def _multiplies(q: float, p: float, a: float) -> bool:
    return abs(abs(q * p) - abs(a)) <= max(_CENT, abs(a) * _SLACK)


def _score(values: _Values, roles: Sequence[int], columns: Sequence[Column]) -> float:
    """Agreement first; then what the heads say; then the usual order."""
    against = sum(columns[n].name not in {role, "", "other"} for n, role in zip(roles, _ROLES, strict=True))
    # Things are counted in whole numbers, more often than prices are whole.
    is_priced_first = _wholes(values, roles[0]) < _wholes(values, roles[1])
    usual = 0.01 * (roles[0] > roles[1]) + 0.01 * (roles[1] > roles[2]) + 0.02 * is_priced_first
    return _agreeing(values, roles) - _AGAINST_HEAD * against - usual


def _wholes(values: _Values, column: int) -> int:
    return sum(number.is_integer() for row in values for number in row.get(column, ()))


def _renamed(table: LineTable, roles: dict[int, str]) -> LineTable:
    """The table with those columns by their new names; others of these names lose theirs."""
    new = {
        id(c): replace(c, name=roles[n]) if n in roles else replace(c, name="") if c.name in roles.values() else c
        for n, c in enumerate(table.columns)
    }
    rows = tuple(replace(row, cells=tuple((new[id(column)], span) for column, span in row.cells)) for row in table.rows)
    return replace(table, columns=tuple(new[id(c)] for c in table.columns), rows=rows)
