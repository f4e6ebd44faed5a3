"""Items whose columns do not line up or have no head (pasted text, poor scans), read by the order of their numbers and what they make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from backend.extraction.agreement import Agreed, agreement
from backend.extraction.amounts import Amount, amounts_in
from backend.extraction.candidates import Candidates
from backend.extraction.items import Item
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span
from backend.extraction.tables import TOTALS, Column, LineTable, TableRow
from backend.extraction.units import unit_code
from backend.model.document import Box

#: Columns that hold one number a row.
_NUMBERED = ("quantity", "net_price", "discount", "tax_rate", "line_tax", "line_amount", "amount_with_tax")
_ROLES = ("quantity", "net_price", "line_amount")
#: A row of more numbers is a table of something else.
_MOST_NUMBERS = 12
#: The quantity may stand so many lines above price and amount.
_REACH = 4
#: So many lines above its numbers may describe an item, and so many below.
_MOST_BEFORE, _MOST_AFTER = 6, 6
_POSITION = re.compile(r"\s*(\d{1,4})[.)]?(?=\s|$)")
_GROUPED_BY_SPACE = re.compile(r"\d[ \u00a0\u202f](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ANYWHERE = Box(0.0, 0.0, 1.0, 1.0)
_COLUMNS = {name: Column(name, _ANYWHERE, 0.0, 1.0) for name in (*_NUMBERED, "description", "unit_code", "seller_item_id", "line_number")}


@dataclass(frozen=True)
class _Reading:
    """One way to read a row's numbers: which are quantity, price and amount."""

    numbers: tuple[Amount, ...]
    #: The places of quantity, price and amount among the numbers; the quantity's is -1 when it stands further up.
    places: tuple[int, int, int]
    agreed: Agreed

    @property
    def order(self) -> tuple[int, int, int]:
        """Where the three stand, counted from the end of the row: what the rows of one table share."""
        return tuple(len(self.numbers) - n if n >= 0 else 0 for n in self.places)  # type: ignore[return-value]

    @property
    def is_usual(self) -> bool:
        """Whether the price is printed as money and the quantity is not."""
        quantity, price, _ = self.places
        return quantity >= 0 and self.numbers[price].is_money and not self.numbers[quantity].is_money

    @property
    def is_price_first(self) -> bool:
        """Whether the price stands before the quantity."""
        return self.places[1] < self.places[0]


@dataclass(frozen=True)
class _Anchor:
    """A row that ends an item's numbers, with its quantity where that stands on a line above."""

    row: Row
    reading: _Reading
    quantity: Amount


def items_in_order(tables: Sequence[LineTable], found: Candidates) -> list[Item]:
    """The items below the heads, or without a head those of all lines whose numbers multiply out."""
    if not tables:
        return _items(found.rows, None, found)
    return [item for table in tables for item in _items([row.row for row in table.rows], table, found)]


def _items(rows: Sequence[Row], table: LineTable | None, found: Candidates) -> list[Item]:
    anchors = _anchors(rows, table, found)
    if not anchors:
        return []
    items: list[Item] = []
    places = sorted(anchors)
    before = [r for r in rows[: places[0]] if not _is_total(r, found)][-_MOST_BEFORE:]
    for place, following in zip(places, [*places[1:], len(rows)], strict=True):
        between = _until_total(rows[place + 1 : following], found)
        upper = _upper(anchors[place], between, anchors.get(following))
        items.append(_item(anchors[place], before if table or not _own_words(anchors[place]) else [], between[:upper][:_MOST_AFTER], found))
        before = between[upper:][-_MOST_BEFORE:]
    return items


def _until_total(rows: Sequence[Row], found: Candidates) -> list[Row]:
    end = next((n for n, row in enumerate(rows) if _is_total(row, found)), len(rows))
    return list(rows[:end])


def _is_total(row: Row, found: Candidates) -> bool:
    return any(_announced(row, found))


def _announced(row: Row, found: Candidates) -> Iterator[Label]:
    """What a row says to be totals."""
    return (label for label in found.labels_of(row) if label.name in TOTALS and label.span.start <= len(row.text) // 3)


def _anchors(rows: Sequence[Row], table: LineTable | None, found: Candidates) -> dict[int, _Anchor]:
    """The rows that end an item, by place; each read as most rows are."""
    readings = {n: some for n, row in enumerate(rows) if (some := list(_readings(row, table, found)))}
    votes = Counter(r.order for some in readings.values() for r in some if r.agreed.is_telling)
    price_first = _price_first(table, [r for some in readings.values() for r in some])
    anchors: dict[int, _Anchor] = {}
    last = -1
    past_totals = False
    for n, row in enumerate(rows):
        past_totals = past_totals or (bool(anchors) and _is_total(row, found))
        if n in readings:
            best = max(
                readings[n],
                key=lambda r: (r.agreed.is_telling + (r.is_price_first is price_first) + r.is_usual, votes[r.order], -_spread(r)),
            )
            if past_totals and not _goes_on(best, anchors):
                continue
            anchors[n] = _Anchor(row, best, best.numbers[best.places[0]])
        elif n - last > 1 and (anchor := _with_quantity_above(row, rows[max(last + 1, n - _REACH) : n], found)):
            anchors[n] = anchor
        if n in anchors or _is_total(row, found):
            last = n
    return anchors


def _goes_on(reading: _Reading, anchors: dict[int, _Anchor]) -> bool:
    """Whether a row behind a total is an item all the same: its numbers are hardly chance, or stand as those before."""
    return reading.agreed.is_plain and (reading.agreed.is_telling or reading.order in {a.reading.order for a in anchors.values()})


def _price_first(table: LineTable | None, readings: Sequence[_Reading]) -> bool:
    """Whether prices stand before quantities: as the head says, else as most rows do."""
    names = [c.name for c in table.columns] if table else []
    if {"quantity", "net_price"} <= set(names):
        return names.index("net_price") < names.index("quantity")
    return sum(r.is_price_first for r in readings) > len(readings) / 2


def _spread(reading: _Reading) -> int:
    """How many numbers stand among the three."""
    return max(reading.places) - min(reading.places)


def _readings(row: Row, table: LineTable | None, found: Candidates) -> Iterator[_Reading]:
    """The ways in which a row's numbers multiply out, the amount behind the others."""
    if not _POSITION.match(row.text) and any(label.name != "allowance" for label in _announced(row, found)):
        return
    for numbers in _numberings(row, found):
        if len(numbers) <= _MOST_NUMBERS:
            yield from _multiplied(numbers, is_headless=table is None)


def _multiplied(numbers: tuple[Amount, ...], *, is_headless: bool) -> Iterator[_Reading]:
    for one, other, last in combinations(range(len(numbers)), 3):
        total = numbers[last]
        if total.is_percent or not total.is_money:
            continue
        for q, p in ((one, other), (other, one)):
            if numbers[q].is_percent or _is_price(numbers[q]) or numbers[p].is_percent:
                continue
            discounts = [n for n in numbers[max(q, p) + 1 : last] if n.value]
            agreed = agreement(numbers[q], numbers[p], [total], discounts)
            if agreed and agreed.quantity and (agreed.amount or (numbers[p].is_money and not is_headless)):
                yield _Reading(numbers, (q, p, last), agreed)


def _is_price(number: Amount) -> bool:
    """Whether a number is printed as money; a whole one may only stand before the sign of the next ("1 € 12,50")."""
    return bool(number.currency) and not re.fullmatch(r"\d+\D*", number.span.text)


def _numberings(row: Row, found: Candidates) -> Iterator[tuple[Amount, ...]]:
    """The numbers of a row that stand alone; where a space may group digits or divide numbers, either way."""
    printed = found.amounts_of(row)
    yield tuple(_alone(printed, row))
    for at, number in enumerate(printed[:_MOST_NUMBERS]):
        spaces = [number.span.start + m.start() + 1 for m in _GROUPED_BY_SPACE.finditer(number.span.text)]
        for cuts in {*((space,) for space in spaces), tuple(spaces)} - {()}:
            yield tuple(_alone([*printed[:at], *_cut(number, cuts, found), *printed[at + 1 :]], row))


def _cut(number: Amount, cuts: Sequence[int], found: Candidates) -> Iterator[Amount]:
    """The numbers that a number is when the spaces at those places divide it."""
    row = number.span.row
    for start, end in zip([number.span.start, *(cut + 1 for cut in cuts)], [*cuts, number.span.end], strict=True):
        yield from amounts_in(row, found.decimal_mark, start, end)


def _alone(amounts: Sequence[Amount], row: Row) -> Iterator[Amount]:
    """The numbers that are no part of a code, a measure or a name."""
    for amount in amounts:
        after = row.text[amount.span.end : amount.span.end + 1]
        before = row.text[max(amount.span.start - 1, 0) : amount.span.start]
        if (not after or after.isspace() or after in "€$%|" or (after.isalpha() and unit_code(_word_at(row, amount.span.end)))) and (
            not before or before.isspace() or before in "€$£|x"
        ):
            yield amount


def _word_at(row: Row, start: int) -> str:
    return row.text[start : start + 12].split(" ")[0]


def _with_quantity_above(row: Row, above: Sequence[Row], found: Candidates) -> _Anchor | None:
    """A row of price and amount whose quantity stands on a line above it."""
    numbers = tuple(_alone(found.amounts_of(row), row))
    money = [n for n, number in enumerate(numbers) if number.is_money and not number.is_percent]
    if len(money) < 2 or _is_total(row, found):  # noqa: PLR2004 - a price and an amount
        return None
    p, last = money[0], money[-1]
    for upper in reversed(above):
        for quantity in _alone(found.amounts_of(upper), upper):
            if not quantity.currency and not quantity.is_percent:
                agreed = agreement(quantity, numbers[p], [numbers[last]])
                if agreed and agreed.quantity and agreed.amount:
                    return _Anchor(row, _Reading(numbers, (-1, p, last), agreed), quantity)
    return None


def _upper(anchor: _Anchor, between: Sequence[Row], following: _Anchor | None) -> int:
    """How many of the rows below an anchor are its own; the others begin the next item."""
    if following is None:
        return len(between)
    position = _POSITION.match(anchor.row.text)
    if position:
        starts = (n for n, row in enumerate(between) if (m := _POSITION.match(row.text)) and int(m[1]) == int(position[1]) + 1)
        start = next(starts, None)
        if start is not None:
            return start
    if following.quantity.span.row is not following.row:
        return next((n for n, row in enumerate(between) if row is following.quantity.span.row), len(between))
    return len(between) if _own_words(following) else 0


def _own_words(anchor: _Anchor) -> bool:
    """Whether the row of the numbers describes the item too."""
    return any(_WORD.search(s.text) and not unit_code(s.text) for s in _stretches(anchor))


def _stretches(anchor: _Anchor) -> Iterator[Span]:
    """The text between the numbers of the anchor's row."""
    used = sorted({n.span.start: n.span.end for n in _used(anchor) if n.span.row is anchor.row}.items())
    start = 0
    for number_start, number_end in used:
        yield Span(anchor.row, start, number_start).trimmed()
        start = number_end


def _used(anchor: _Anchor) -> tuple[Amount, ...]:
    """The numbers from the first of the three on, or all three when text stands among them."""
    numbers, places = anchor.reading.numbers, [n for n in anchor.reading.places if n >= 0]
    among = numbers[min(places) : max(places) + 1]
    text = anchor.row.text[among[0].span.start : among[-1].span.end]
    for number in among:
        text = text.replace(number.span.text, " ")
    is_apart = any(not unit_code(word) for word in _WORD.findall(text))
    return (*(numbers[n] for n in places), anchor.quantity) if is_apart else (*among, anchor.quantity)


def _item(anchor: _Anchor, before: Sequence[Row], after: Sequence[Row], found: Candidates) -> Item:
    _, p, last = anchor.reading.places
    numbers = anchor.reading.numbers
    cells: list[tuple[Column, Span]] = [
        (_COLUMNS["quantity"], anchor.quantity.span),
        (_COLUMNS["net_price"], numbers[p].span),
        (_COLUMNS["line_amount"], numbers[last].span),
    ]
    between = numbers[max(anchor.reading.places[:2]) + 1 : last]
    cells += [(_COLUMNS["discount"], n.span) for n in between if anchor.reading.agreed.net_price != numbers[p].value]
    cells += [(_COLUMNS["tax_rate"], n.span) for n in (*between, *numbers[last + 1 :]) if n.is_percent and len(cells) == len(_ROLES)]
    texts = [Span(row, 0, len(row.text)).trimmed() for row in before]
    own = [span for span in _stretches(anchor) if span.start < span.end]
    unit = next((s for s in own if s.start >= anchor.quantity.span.end and unit_code(s.text, found.language)), None)
    if unit:
        cells.append((_COLUMNS["unit_code"], unit))
    texts += [s for s in own if s is not unit and (_WORD.search(s.text) or s.start == 0)]
    texts += [Span(row, 0, len(row.text)).trimmed() for row in after]
    position, texts = _position(texts)
    cells += [(_COLUMNS["line_number"], position)] if position else []
    row = TableRow(anchor.row, tuple(cells))
    return Item(row, texts, [row])


def _position(texts: list[Span]) -> tuple[Span | None, list[Span]]:
    """The number of the line before the first text, and the texts without it."""
    if not texts:
        return None, texts
    first = texts[0]
    match = _POSITION.match(first.text) if first.start == 0 or not first.row.text[: first.start].strip() else None
    if not match:
        return None, texts
    rest = Span(first.row, first.start + match.end(), first.end).trimmed()
    described = [rest] if rest.start < rest.end else []
    return Span(first.row, first.start + match.start(1), first.start + match.end(1)), [*described, *texts[1:]]
