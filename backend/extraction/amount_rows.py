"""Items that say nothing but what and how much money: lines of text that end in an amount and together make a printed total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from backend.extraction import prose_words
from backend.extraction.amounts import Amount
from backend.extraction.candidates import Candidates
from backend.extraction.items import Item
from backend.extraction.layout import Row, Span
from backend.extraction.tables import TOTALS, Column, TableRow
from backend.model.document import Box

_CENT = Decimal("0.01")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ANYWHERE = Box(0.0, 0.0, 1.0, 1.0)
_DESCRIPTION, _QUANTITY, _PRICE, _AMOUNT = (
    Column(name, _ANYWHERE, 0.0, 1.0) for name in ("description", "quantity", "net_price", "line_amount")
)
#: How many, on a line of its own under the item ("Qty: 2"), before its name ("2 x Lamp") or behind it ("Lamp × 2").
_COUNT = re.compile(rf"{prose_words.QUANTITY_LABEL}\.?\s*[:=x×]?\s*(\d{{1,4}})|[x×]\s?(\d{{1,4}})")
_TIMES = re.compile(r"(\d{1,4})\s?[x×]\s+(?=\D)|(?<=\D)\s[x×]\s?(\d{1,4})$")
#: A list of more items has a head.
_MOST = 60
#: How far an amount of the lane may stand from the total, as a part of the page's width.
_ASIDE = 0.01


def items_that_add_up(found: Candidates, sums: frozenset[Decimal]) -> list[Item]:
    """The items right above the first row of totals that make one of the sums, none when no run of such lines does.

    Where not all amounts do, those in the lane of the total may; where they are prices ("2 x Lamp  10.00"), what is counted costs as often.
    """
    priced = {n: amount for n, row in enumerate(found.rows) if (amount := _last_amount(row, found))}
    total_rows = [n for n, row in enumerate(found.rows) if _is_total(row, found)]
    for end in total_rows:
        above = [n for n in sorted(priced) if n < end and n not in total_rows][-_MOST:]
        lane = [n for n in above if _is_in_lane(priced[n], found.rows[end], found)]
        for rows, is_each in ((above, False), (above, True), (lane, False), (lane, True)):
            costs = {n: priced[n].value * (_counted(n, priced[n], found) if is_each else 1) for n in rows}
            if run := _run(costs, end, sums):
                return [_item(m, priced[m], found.rows[m + 1 : following], found, is_each=is_each) for m, following in _pairs(run, end)]
    return []


def _run(costs: dict[int, Decimal], end: int, sums: frozenset[Decimal]) -> list[int]:
    """The fewest of the last rows that make one of the sums; one alone only right above the totals."""
    running = Decimal(0)
    for count, n in enumerate(reversed(costs), start=1):
        running += costs[n]
        if running and any(abs(running - printed) <= _CENT for printed in sums) and (count > 1 or end - n == 1):
            return list(costs)[-count:]
    return []


def _is_in_lane(amount: Amount, total: Row, found: Candidates) -> bool:
    """Whether an amount begins or ends under the last one of the row of totals."""
    printed = found.amounts_of(total)[-1:]
    return any(
        abs(amount.span.box.right - p.span.box.right) < _ASIDE or abs(amount.span.box.left - p.span.box.left) < _ASIDE for p in printed
    )


def _counted(place: int, amount: Amount, found: Candidates) -> int:
    """How many the row of that index says before its amount; 1 when it does not."""
    count = _count(Span(found.rows[place], 0, amount.span.start).trimmed(), ())
    return int(count.text) if count else 1


def _pairs(places: Sequence[int], end: int) -> list[tuple[int, int]]:
    return list(zip(places, [*places[1:], end], strict=True))


def _is_total(row: Row, found: Candidates) -> bool:
    """Whether a row announces a total; freight and services may as well be items."""
    return any(label.name in TOTALS and label.name != "allowance" for label in found.labels_of(row))


def _last_amount(row: Row, found: Candidates) -> Amount | None:
    """The money at the end of a line that describes something before it."""
    amounts = [a for a in found.amounts_of(row) if a.is_money and not a.is_percent]
    if not amounts or row.text[amounts[-1].span.end :].strip(" .-*|·") or _is_total(row, found):
        return None
    return amounts[-1] if _WORD.search(row.text[: amounts[-1].span.start]) else None


def _item(place: int, amount: Amount, following: Sequence[Row], found: Candidates, *, is_each: bool) -> Item:
    row = found.rows[place]
    text = Span(row, 0, amount.span.start).trimmed()
    more = [Span(other, 0, len(other.text)).trimmed() for other in following if not any(c.isdigit() for c in other.text)]
    count = _count(text, following)
    if count and count.row is row:
        is_first = count.start == text.start
        text = Span(row, count.end if is_first else text.start, text.end if is_first else count.start).trimmed(" x×")
    cells = ((_DESCRIPTION, text), *(((_QUANTITY, count),) if count else ()), (_PRICE if is_each and count else _AMOUNT, amount.span))
    numbers = TableRow(row, cells)
    return Item(numbers, [text, *more[:3]], [numbers])


def _count(text: Span, following: Sequence[Row]) -> Span | None:
    """Where it says how many; None when it does not."""
    match = _TIMES.match(text.folded) or _TIMES.search(text.folded)
    if match:
        start, end = match.span(match.lastindex or 0)
        return Span(text.row, text.start + start, text.start + end)
    for row in following:
        if match := _COUNT.fullmatch(row.folded.strip()):
            start = row.folded.index(row.folded.strip())
            return Span(row, *(start + at for at in match.span(match.lastindex or 0)))
    return None
