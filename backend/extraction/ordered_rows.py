"""Rows of a table whose columns do not line up (text pasted into a mail, poor scans), read by the order of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.amounts import Amount
from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span
from backend.extraction.tables import Column, LineTable, TableRow

#: Columns that hold one number a row.
_NUMBERED = ("quantity", "net_price", "discount", "tax_rate", "line_tax", "line_amount", "amount_with_tax")
_POSITION = re.compile(r"^\s*\d{1,3}[.)]?\s+")


def in_order(table: LineTable, found: Candidates) -> LineTable | None:
    """The table with each row's last numbers given to its numbered columns from left to right; None when it has too few of them."""
    numbered = [c for c in table.columns if c.name in _NUMBERED]
    if not {"quantity", "line_amount"} <= {c.name for c in numbered}:
        return None
    return LineTable(table.columns, tuple(_row(row.row, numbered, table, found) for row in table.rows), table.heads)


def _row(row: Row, numbered: Sequence[Column], table: LineTable, found: Candidates) -> TableRow:
    numbers = list(_numbers(row, found))
    if len(numbers) < len(numbered):
        return TableRow(row, tuple(_words(row, 0, len(row.text), table)))
    last = numbers[-len(numbered) :]
    cells = [(column, number.span) for column, number in zip(numbered, last, strict=True)]
    return TableRow(row, (*_words(row, 0, last[0].span.start, table), *cells))


def _numbers(row: Row, found: Candidates) -> Iterator[Amount]:
    """The numbers of a row that stand alone: no part of a code, a measure or a name."""
    for amount in found.amounts_of(row):
        after = row.text[amount.span.end : amount.span.end + 1]
        if not after or after.isspace() or after in "€$%|":
            yield amount


def _words(row: Row, start: int, end: int, table: LineTable) -> Iterator[tuple[Column, Span]]:
    """What describes the item: the text before the numbers, without the position, with the reference apart where a column is for it."""
    position = _POSITION.match(row.text) if "line_number" in table.names else None
    start = position.end() if position and position.end() < end else start
    by_name = {c.name: c for c in table.columns}
    reference = re.match(r"\S*\d\S*(?=\s)", row.text[start:end])
    if "seller_item_id" in by_name and reference and "description" in by_name:
        yield by_name["seller_item_id"], Span(row, start, start + reference.end())
        start += reference.end()
    span = Span(row, start, end).trimmed()
    column = by_name.get("description") or by_name.get("seller_item_id")
    if column and span.start < span.end:
        yield column, span
