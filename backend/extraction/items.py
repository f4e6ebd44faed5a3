"""The items of a table of lines: the rows that bear an item's numbers, and the rows of text around them that describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median

from backend.extraction.candidates import Candidates
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span
from backend.extraction.row_numbers import NUMBERED, agreed, amounts, prices, totals
from backend.extraction.tables import TOTALS, LineTable, TableRow
from backend.model.document import Box

#: Lines of text of one item stand at most so many heights apart.
_CLOSE = 1.2
#: A gap so much wider than the others between two items divides their texts.
_DIVIDES = 1.25
#: The lower half of an item's numbers stands nearer than so many lines below the upper: at most one line of text is between.
_REACH = 3
#: So many lines of text before the first item may describe it; what stands further up is a heading.
_MOST_BEFORE = 3
#: So many lines of text may follow an item's numbers.
_MOST_AFTER = 15
#: How far from the others a number in the same column may begin or end, as a part of the page's width.
_ALIGNMENT = 0.04
_SUM = re.compile(
    r"(?:sous.?total|section total|sub.?total|total|summe|zwischensumme|subtotaal|totaal|subtotale|totale|suma|somme|montant du lot)\b"
)
_POSITION = re.compile(r"(\d{1,5})[.)]?")
_AMOUNTS = frozenset({"line_amount", "amount_with_tax"})
#: Totals of the whole document; others may be told of an item ("Rabatt: 0,50").
_OF_ALL = frozenset({"tax_exclusive_amount", "tax_inclusive_amount", "payable_amount", "tax_amount", "line_total", "carried"})


class Doubt(StrEnum):
    """Why a row may be no line although it has numbers; what the lines add up to decides."""

    NONE = ""
    #: Freight, a discount: a line when it stands in the table and counts in its sum.
    CHARGE = "charge"
    #: A quantity and a price without an amount, where others have one: an optional position, or a gap.
    NO_AMOUNT = "no_amount"
    #: An amount alone, where others have a quantity and a price: a service, or a sum of some lines.
    AMOUNT_ALONE = "amount_alone"


@dataclass
class Item:
    """One item: the cells of its numbers, the texts that describe it, and all its rows."""

    numbers: TableRow
    texts: list[Span] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)
    doubt: Doubt = Doubt.NONE


def items_of(table: LineTable, found: Candidates) -> list[Item]:
    """The items of a table in their order."""
    items: list[Item] = []
    for part in _parts(table, found):
        bearing = _joined([n for n, row in enumerate(part) if _bears(row, table.names, found)], part, found)
        items.extend(_items(part, bearing, table))
    items = [i for i in items if i.texts or _says_what(i)]
    return items if table.names & _AMOUNTS else _aligned(items, found)


def _aligned(items: list[Item], found: Candidates) -> list[Item]:
    """The items whose quantity stands under the others'; without a price or an amount any number further down could be one."""
    boxes = [spans[0].box for item in items if (spans := item.numbers.spans("quantity"))]
    if not boxes:
        return items
    left, right = median(box.left for box in boxes), median(box.right for box in boxes)

    def stands_under(box: Box) -> bool:
        is_under = box.left - _ALIGNMENT < right and left < box.right + _ALIGNMENT
        return is_under and (abs(box.left - left) < _ALIGNMENT or abs(box.right - right) < _ALIGNMENT)

    return [
        item
        for item in items
        if not (spans := item.numbers.spans("quantity"))
        or prices(item.numbers, found)
        or (stands_under(spans[0].box) and not _ends_code(item, found))
    ]


def _ends_code(item: Item, found: Candidates) -> bool:
    """Whether what looks like a quantity below zero is the end of a code: "PO-87550"."""
    spans = (number.span for number in amounts(item.numbers, "quantity", found)[:1] if number.value < 0)
    return any(span.start > 0 and span.row.text[span.start - 1].isalnum() for span in spans)


def _says_what(item: Item) -> bool:
    return any(column.name.endswith("_item_id") or column.name == "gtin" for row in item.rows for column, _ in row.cells)


def _parts(table: LineTable, found: Candidates) -> Iterator[list[TableRow]]:
    """The rows between one total and the next; behind a total only rows that multiply out or count on go on."""
    part: list[TableRow] = []
    past_totals = False
    last = 0
    for row in table.rows:
        agree = agreed(row, found)
        position = _position(row, found)
        if not agree and is_total(row, found):
            if not is_charge(row, found):
                yield part
                part, past_totals = [], True
        elif not past_totals or position > last or (agree and agree.is_plain):
            past_totals = False
            last = max(last, position)
            part.append(row)
    yield part


def _position(row: TableRow, found: Candidates) -> int:
    """The number of a line where a quantity stands beside it, 0 where there is none."""
    numbers = [int(m[1]) for span in row.spans("line_number") if (m := _POSITION.fullmatch(span.text))]
    return numbers[0] if numbers and amounts(row, "quantity", found) else 0


def is_total(row: TableRow, found: Candidates) -> bool:
    """Whether a row announces totals or what is carried forward, rather than an item."""
    named = [label for label in found.labels_of(row.row) if label.name in TOTALS]
    # A line has a number and a quantity, whatever its words announce ("3  IT support retainer  1 h").
    if not named or _position(row, found) or (_is_described(row, named) and (_is_priced_charge(row, found) or _is_numbered(row, found))):
        return False
    if all(column.name == "description" for column, _ in row.cells) and not {label.name for label in named} & _OF_ALL:
        return False
    if amounts(row, "quantity", found) and amounts(row, "net_price", found):
        return any(label.span.start == 0 and not label.is_weak for label in named)
    return any(label.span.start <= len(row.row.text) // 3 or not label.is_weak for label in named)


def is_charge(row: TableRow, found: Candidates) -> bool:
    """Whether all that a row announces is freight or a discount."""
    return all(label.name == "allowance" for label in found.labels_of(row.row) if label.name in TOTALS)


def _is_priced_charge(row: TableRow, found: Candidates) -> bool:
    return is_charge(row, found) and bool(totals(row, found) or (amounts(row, "quantity", found) and prices(row, found)))


def _is_numbered(row: TableRow, found: Candidates) -> bool:
    """Whether a row has a line's number, the money, and dashes or nothing for the rest."""
    has_number = any(_POSITION.fullmatch(span.text) for span in row.spans("line_number"))
    return has_number and bool(totals(row, found)) and not any(c.isalpha() for span in row.spans("quantity") for c in span.text)


def _is_described(row: TableRow, named: Sequence[Label]) -> bool:
    """Whether what is announced stands where items are described."""
    described = row.spans("description")
    return all(any(label.span.overlaps(span) for span in described) for label in named)


def _bears(row: TableRow, names: frozenset[str], found: Candidates) -> bool:
    """Whether a row has numbers that make a line, or a part of them."""
    has = {name for name in NUMBERED if amounts(row, name, found)}
    if names & _AMOUNTS:
        return bool(has & _AMOUNTS) or len(has) > 1
    return "quantity" in has if "quantity" in names else bool(has)


def _joined(bearing: list[int], part: Sequence[TableRow], found: Candidates) -> dict[int, TableRow]:
    """The rows that bear numbers by their place, two neighbours as one where only together they multiply out."""
    joined: dict[int, TableRow] = {}
    are_all_split = not any(totals(part[n], found) and amounts(part[n], "quantity", found) for n in bearing)
    for n in bearing:
        last = next(reversed(joined), -_REACH)
        above = (m for m in (last, n - 1) if m >= 0 and n - m < _REACH)
        upper = next((m for m in above if _are_halves(joined.get(m, part[m]), part[n], found, are_all_split=are_all_split)), n)
        cells = joined.get(upper, part[upper]).cells if upper < n else ()
        joined[upper] = replace(part[upper], cells=(*cells, *part[n].cells))
    return joined


def _are_halves(above: TableRow, below: TableRow, found: Candidates, *, are_all_split: bool) -> bool:
    """Whether the numbers of an item stand on two lines: none in both, and together they multiply out, or all items are printed so."""
    if above.row.page is not below.row.page or agreed(above, found) or agreed(below, found):
        return False
    has = [{name for name in NUMBERED if amounts(row, name, found)} for row in (above, below)]
    if has[0] & has[1]:
        return False
    if are_all_split and "quantity" in has[0] and has[1] & _AMOUNTS and _gap(above.row, below.row) < _CLOSE * above.row.box.height:
        return True
    return agreed(replace(above, cells=(*above.cells, *below.cells)), found) is not None


def _items(part: Sequence[TableRow], bearing: dict[int, TableRow], table: LineTable) -> Iterator[Item]:
    """The items of a part, each with the rows of text that are its own."""
    places = sorted(bearing)
    if not places:
        return
    before = _leading(part[: places[0]], part[places[0]])
    for place, following in zip(places, [*places[1:], len(part)], strict=True):
        between = part[place + 1 : following]
        after, next_before = _divided(part[place], between, part[following] if following < len(part) else None, table)
        rows = [*before, part[place], *after]
        yield Item(bearing[place], [span for row in rows for span in row.spans("description")], rows)
        before = next_before


def _leading(rows: Sequence[TableRow], first: TableRow) -> list[TableRow]:
    """The rows of text right above the first item."""
    return _chained(list(reversed(rows)), first)[:_MOST_BEFORE][::-1]


def _divided(
    above: TableRow, between: Sequence[TableRow], below: TableRow | None, table: LineTable
) -> tuple[list[TableRow], list[TableRow]]:
    """The rows between two items: those of the upper, then those of the lower."""
    if below is None:
        return _chained(between, above)[:_MOST_AFTER], []
    at = _division([above, *between, below], table)
    return _chained(between[:at], above)[:_MOST_AFTER], _chained(between[at:][::-1], below)[::-1]


def _division(rows: Sequence[TableRow], table: LineTable) -> int:
    """How many of the rows between the first and the last belong to the first."""
    between = rows[1:-1]
    if not between:
        return 0
    if "line_number" in table.names and not rows[-1].spans("line_number") and rows[0].spans("line_number"):
        numbered = next((n for n, row in enumerate(between) if row.spans("line_number")), None)
        if numbered is not None:
            return numbered
    gaps = [_gap(one.row, other.row) for one, other in pairwise(rows)]
    widest = max(range(len(gaps)), key=lambda n: gaps[n])
    others = sorted(gaps[:widest] + gaps[widest + 1 :])
    height = rows[0].row.box.height
    if gaps[widest] + height > _DIVIDES * (others[-1] + height):
        return widest
    return 0 if not rows[0].spans("description") and not rows[-1].spans("description") and _is_above(table) else len(between)


def _is_above(table: LineTable) -> bool:
    """Whether descriptions stand above their numbers: text comes right under the head, before any number."""
    return bool(table.rows) and bool(table.rows[0].spans("description")) and not any(table.rows[0].spans(name) for name in NUMBERED)


def _gap(above: Row, below: Row) -> float:
    """How far two lines are apart; on different pages, infinitely."""
    return below.box.top - above.box.bottom if above.page is below.page else float("inf")


def _chained(rows: Sequence[TableRow], start: TableRow) -> list[TableRow]:
    """The rows as far as each stands close to the one before; with text that describes."""
    chain: list[TableRow] = []
    previous = start.row
    for row in rows:
        upper, lower = sorted((previous, row.row), key=lambda r: r.index)
        if _gap(upper, lower) >= _CLOSE * max(upper.box.height, lower.box.height):
            break
        chain.append(row)
        previous = row.row
    return chain


def doubted(items: Sequence[Item], found: Candidates) -> list[Item]:
    """The items of all tables without sums of others, each with the doubt whether it is a line."""
    with_amount = [bool(totals(item.numbers, found)) for item in items]
    complete = [
        has_amount and bool(item.numbers.spans("quantity") or item.numbers.spans("net_price"))
        for has_amount, item in zip(with_amount, items, strict=True)
    ]
    kept: list[Item] = []
    running = Decimal(0)
    are_money = (
        sum(totals(item.numbers, found)[0].is_money for item, has in zip(items, with_amount, strict=True) if has) >= sum(with_amount) / 2
    )
    for item, has_amount, is_complete in zip(items, with_amount, complete, strict=True):
        amount = totals(item.numbers, found)[0].value if has_amount else Decimal(0)
        if (
            has_amount
            and are_money
            and amount == int(amount)
            and not totals(item.numbers, found)[0].is_money
            and not agreed(item.numbers, found)
        ):
            continue
        if has_amount and is_complete and amount and amount == running and _is_sum(item):
            continue
        if has_amount and not is_complete and any(complete) and ((amount and amount == running and len(kept) > 1) or _is_sum(item)):
            running = Decimal(0)
            continue
        if any(label.name == "allowance" for label in found.labels_of(item.numbers.row)) and not agreed(item.numbers, found):
            if abs(_left(item) - median(map(_left, items))) > _ALIGNMENT or (amount < 0 and not is_complete and item is items[-1]):
                continue
            item.doubt = Doubt.CHARGE
        elif not has_amount and any(complete):
            item.doubt = Doubt.NO_AMOUNT
        elif not is_complete and any(complete):
            item.doubt = Doubt.AMOUNT_ALONE
        running += amount
        kept.append(item)
    return kept


def _is_sum(item: Item) -> bool:
    """Whether the row of an amount says that it is a sum."""
    return any(_SUM.match(span.folded.strip(" -*:")) for span in item.numbers.spans("description"))


def _left(item: Item) -> float:
    """Where the row that bears the numbers begins to describe."""
    return min((span.box.left for span in item.numbers.spans("description")), default=item.numbers.row.box.left)
