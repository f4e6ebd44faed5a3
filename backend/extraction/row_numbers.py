"""The numbers in the cells of one row of a table, by the names of their columns, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from backend.extraction.agreement import Agreed, agreement
from backend.extraction.amounts import Amount, amounts_in, readings
from backend.extraction.candidates import Candidates
from backend.extraction.layout import Span
from backend.extraction.tables import TableRow

#: A cell with more letters than a unit and a currency need is no number.
_ROOM_FOR_UNIT = 14
#: A count with its unit glued to it ("10pièces", "x3"), a price whose sign was misread ("C36.34").
_GLUED = re.compile(r"[x×€£$CE]?\s?([-−–]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d)[\d.,]*)\s?(?:[^\W\d_]{1,14}\.?)?", re.IGNORECASE)
#: A price for so many ("7,190.00/1,000").
_PER = re.compile(r"[€£$]?\s?(\d[\d.,]*[.,]\d{2,4})\s?/\s?(\d[\d.,]*)")
#: How long a service took ("05:58 h"): hours and minutes.
_DURATION = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?\s?(?:h|hrs?|hours?|std|uur)?\.?", re.IGNORECASE)
_MINUTES, _HOURS = 60, Decimal("0.0001")
#: Ordered, confirmed, delivered, invoiced, open.
_MOST_QUANTITIES = 5
#: What makes the numbers of a line.
NUMBERED = ("quantity", "net_price", "gross_price", "price_with_tax", "line_amount", "amount_with_tax")


def numbers(span: Span, found: Candidates) -> list[Amount]:
    """The numbers of a cell, the likeliest first; nothing when it is mostly other text."""
    if len(re.findall(r"[^\W\d_]", span.text)) > _ROOM_FOR_UNIT:
        return []
    if took := _DURATION.fullmatch(span.text):
        return [Amount(span, ((Decimal(took[1]) + Decimal(took[2]) / _MINUTES).quantize(_HOURS).normalize(),))]
    inside = [a for a in found.amounts_of(span.row) if a.span.start < span.end and span.start < a.span.end]
    if any(a.span.end > span.end or a.span.start < span.start for a in inside):
        inside = list(amounts_in(span.row, found.decimal_mark, span.start, span.end))
    inside = [a for a in inside if not a.is_percent]
    return inside or list(_glued(span, found))


def _glued(span: Span, found: Candidates) -> Iterator[Amount]:
    """The count that a unit is glued to; the price and what it is for."""
    match = _GLUED.fullmatch(span.text) or _PER.fullmatch(span.text)
    if match is None:
        return
    for group, digits in enumerate(match.groups(), 1):
        values = readings(digits.lstrip("-−–"), found.decimal_mark)
        if values:
            place = Span(span.row, span.start + match.start(group), span.start + match.end(group))
            yield Amount(place, values if digits[0].isdigit() else tuple(-v for v in values))


def amounts(row: TableRow, name: str, found: Candidates) -> list[Amount]:
    """The numbers in the columns of that name: one a cell but of quantities, which may say what is asked and what is granted."""
    if name not in row.read:
        row.read[name] = [number for span in row.spans(name) for number in _counting(numbers(span, found), name)]
    return row.read[name]


def _counting(inside: list[Amount], name: str) -> list[Amount]:
    return inside if name == "quantity" or (inside and inside[0].currency) else inside[:1]


def discounts(row: TableRow, found: Candidates) -> list[Amount]:
    """The discounts of a row, in percent or as amounts."""
    return [a for span in row.spans("discount") for a in found.amounts_within(span) if a.value]


def bases(row: TableRow, found: Candidates) -> list[Amount]:
    """The numbers of units that the price may be for, in a column of their own or behind the price ("7,190.00/1,000", "4,50 / 100 St.")."""
    behind = [number for span in row.spans("net_price") for number in numbers(span, found)[1:]]
    return [*amounts(row, "base_quantity", found), *behind]


def prices(row: TableRow, found: Candidates) -> list[Amount]:
    """The prices of a row, the net one first."""
    return amounts(row, "net_price", found) or amounts(row, "gross_price", found) or amounts(row, "price_with_tax", found)


def totals(row: TableRow, found: Candidates) -> list[Amount]:
    """The amounts of a row, without tax when it prints both."""
    return amounts(row, "line_amount", found) or amounts(row, "amount_with_tax", found)


def agreed(row: TableRow, found: Candidates) -> Agreed | None:
    """How a quantity, a price and the amount of a row agree; None when one is missing or they do not.

    Of several quantities (asked, granted, delivered) the first that makes the amount is the one.
    """
    amount = totals(row, found)
    for name in ("net_price", "gross_price", "price_with_tax") if amount else ():
        for price in amounts(row, name, found)[:1]:
            for quantity in amounts(row, "quantity", found)[:_MOST_QUANTITIES]:
                agree = agreement(quantity, price, amount, discounts(row, found), bases(row, found))
                if agree:
                    return agree
    return None
