"""The numbers in the cells of one row of a table, by the names of their columns, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.agreement import Agreed, agreement
from backend.extraction.amounts import Amount, amounts_in, readings
from backend.extraction.candidates import Candidates
from backend.extraction.layout import Span
from backend.extraction.tables import TableRow

#: A cell with more letters than a unit and a currency need is no number.
_ROOM_FOR_UNIT = 14
#: A count with its unit glued to it ("10pièces", "x3"), a price whose sign was misread ("C36.34").
_GLUED = re.compile(r"[x×€£$CE]?\s?([-−–]?\d[\d.,]*)\s?(?:[^\W\d_]{1,14}\.?)?", re.IGNORECASE)
#: What makes the numbers of a line.
NUMBERED = ("quantity", "net_price", "gross_price", "price_with_tax", "line_amount", "amount_with_tax")


def numbers(span: Span, found: Candidates) -> list[Amount]:
    """The numbers of a cell, the likeliest first; nothing when it is mostly other text."""
    if len(re.findall(r"[^\W\d_]", span.text)) > _ROOM_FOR_UNIT:
        return []
    inside = [a for a in found.amounts_of(span.row) if a.span.start < span.end and span.start < a.span.end]
    if any(a.span.end > span.end or a.span.start < span.start for a in inside):
        inside = list(amounts_in(span.row, found.decimal_mark, span.start, span.end))
    inside = [a for a in inside if not a.is_percent]
    if not inside:
        return list(_glued(span, found))
    return inside if len(inside) == 1 or inside[0].currency else inside[:1]


def _glued(span: Span, found: Candidates) -> Iterator[Amount]:
    """The count that a unit is glued to."""
    match = _GLUED.fullmatch(span.text)
    values = readings(match[1].lstrip("-−–"), found.decimal_mark) if match else ()
    if match and values:
        place = Span(span.row, span.start + match.start(1), span.start + match.end(1))
        yield Amount(place, values if match[1][0].isdigit() else tuple(-v for v in values))


def amounts(row: TableRow, name: str, found: Candidates) -> list[Amount]:
    """The numbers in the columns of that name."""
    if name not in row.read:
        row.read[name] = [number for span in row.spans(name) for number in numbers(span, found)]
    return row.read[name]


def discounts(row: TableRow, found: Candidates) -> list[Amount]:
    """The discounts of a row, in percent or as amounts."""
    return [a for span in row.spans("discount") for a in found.amounts_within(span) if a.value]


def prices(row: TableRow, found: Candidates) -> list[Amount]:
    """The prices of a row, the net one first."""
    return amounts(row, "net_price", found) or amounts(row, "gross_price", found) or amounts(row, "price_with_tax", found)


def totals(row: TableRow, found: Candidates) -> list[Amount]:
    """The amounts of a row, without tax when it prints both."""
    return amounts(row, "line_amount", found) or amounts(row, "amount_with_tax", found)


def agreed(row: TableRow, found: Candidates) -> Agreed | None:
    """How the quantity, the price and the amount of a row agree; None when one is missing or they do not."""
    return _agreed(amounts(row, "quantity", found), row, found)


def _agreed(quantity: Sequence[Amount], row: TableRow, found: Candidates) -> Agreed | None:
    if not quantity:
        return None
    amount = totals(row, found)
    for name in ("net_price", "gross_price", "price_with_tax") if amount else ():
        for price in amounts(row, name, found)[:1]:
            agree = agreement(quantity[0], price, amount, discounts(row, found))
            if agree:
                return agree
    return None
