"""The lines of a trade document: read from its tables in several ways, of which the one that adds up best is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, combinations

from backend.extraction.amount_rows import items_that_add_up
from backend.extraction.amounts import Amount, written
from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, field_at, field_over
from backend.extraction.dates import dates_in
from backend.extraction.declared import as_declared, declared_tables
from backend.extraction.items import Doubt, Item, doubted, is_total, items_of
from backend.extraction.layout import Row, Span
from backend.extraction.learned import SeenLines
from backend.extraction.ordered_rows import items_in_order
from backend.extraction.prose import prose_lines
from backend.extraction.references import references, without_brackets
from backend.extraction.repeated_sheets import repeated_sheets, without_sheets
from backend.extraction.roles import with_roles
from backend.extraction.row_numbers import agreed, amounts, numbers, prices, totals
from backend.extraction.tables import LineTable, TableRow, printed_tables
from backend.extraction.units import unit_code
from backend.model.document import Document, Origin
from backend.model.field import Field, Fields
from backend.model.trade import ITEM_IDS, LINE_FIELDS

_MAX_LINES = 2000
#: No VAT is higher, in percent.
_HIGHEST_RATE = 30
_MAX_DESCRIPTION = 400
_CENT = Decimal("0.01")
#: A word divided at the end of a printed line; "Vor- und Nachbereitung" is none.
_DIVIDED = re.compile(r"(?<=[^\W\d_]{2})-\n(?=[a-zß-ÿ]{2})(?!(?:und|oder|bzw|and|or|et|ou|y|e|o|en|of)\b)")
#: What the lines may add up to.
_SUMS = ("tax_exclusive_amount", "line_total", "carried", "tax_inclusive_amount", "payable_amount")
#: How often numbers are right that multiply out; that also add up to a printed total; that do neither.
_MULTIPLIED, _ROUNDED, _BY_CHANCE = 0.97, 0.92, 0.93
#: The same where digits could be grouped or decimal, and either way multiplies out.
_AMBIGUOUS = 0.7
_ADDED_UP = 0.96
_ALONE, _DISAGREEING = 0.85, 0.6
#: A quantity that is not read but follows.
_IMPLIED = 0.8
#: Prices and amounts with tax, where EN 16931 asks for those without (BT-131, BT-146).
_WITH_TAX = 0.6
_LONGEST_NUMBER = 8
#: So much better must another reading be than the rules' choice where arithmetic bears it out, and where nothing does.
_CLEARLY, _FAR = 1.1, 2.0


@dataclass(frozen=True)
class _Lines:
    """One reading of the lines, whether they add up to a printed total, and the items that they were read from."""

    lines: tuple[Fields, ...] = ()
    adds_up: bool = False
    items: tuple[Item, ...] = ()

    @property
    def quality(self) -> float:
        """How much they say, counting most what multiplies out or adds up."""
        said = sum(
            f.confidence * (3 if f.method == "arithmetic" else 1) for line in self.lines for f in line.values() if f.name != "description"
        )
        return said * (1.5 if self.adds_up else 1.0)

    @property
    def is_borne_out(self) -> bool:
        """Whether any of it multiplies out or adds up."""
        return self.adds_up or any(field.method == "arithmetic" for line in self.lines for field in line.values())

    @property
    def is_proven(self) -> bool:
        """Whether no other reading need be tried."""
        return self.adds_up and all(line["line_amount"].method == "arithmetic" for line in self.lines if "line_amount" in line)

    def agreement(self, seen: SeenLines) -> float:
        """How far the network sees the same numbers in the same columns, from 0 to 1."""
        return seen.agreement(row for item in self.items for row in (item.numbers, *item.rows))


def extract_lines(
    found: Candidates, document: Document, pages: tuple[int, ...], seen: SeenLines | None, *, is_order: bool
) -> tuple[tuple[Fields, ...], frozenset[int]]:
    """The lines, and the indexes of the printed lines they and their heads stand in.

    Declared tables, printed ones, rows by the order of their numbers, amounts that add up, bullets and forms that do, and what the network
    sees, which also says how likely each of these is; then (for an order in the body of a mail) sentences and bullets.
    """
    printed = [with_roles(as_declared(t), found) for t in printed_tables(found)]
    sums = _printed_sums(found, frozenset(row.index for table in printed for row in table.heads))
    declared = [with_roles(t, found) for t in declared_tables([p for p in document.pages if p.number in pages], len(found.rows))]
    repeated = repeated_sheets(declared, found)
    readings = [_read(_items(without_sheets(tables, repeated), found), found, sums, is_order=is_order) for tables in (printed, declared)]
    best = max(readings, key=lambda r: r.quality)
    if not best.is_proven:
        in_order = items_in_order(printed, found)
        readings.append(_read(in_order, found, sums, is_order=is_order))
        if readings[-1].adds_up or any(agree.is_telling for item in in_order if (agree := agreed(item.numbers, found))):
            best = max(best, readings[-1], key=lambda r: r.quality)
    if not best.lines:
        best = _read(items_that_add_up(found, sums), found, sums, is_order=is_order)
    if not best.lines and sums:
        best = _told(found, sums)
    # The network has not learned to read sentences, nor sheets that tell the same lines again.
    is_told = is_order and any(row.page.origin is Origin.BODY for row in found.rows)
    if seen and not (best.is_proven or is_told or repeated or (best.lines and not best.items)):
        learned = _read(_items([seen.table], found), found, sums, is_order=is_order) if seen.table else _Lines()
        best = _likelier(best, [*readings, learned], seen)
    lines = prose_lines(found) if is_told and not best.lines else best.lines
    indexes = _indexes(printed, readings[0].lines, found) or _indexes(declared, readings[1].lines, found)
    return lines, _without_amounts_below(indexes, best.items, found)


def _likelier(best: _Lines, others: Sequence[_Lines], seen: SeenLines) -> _Lines:
    """The reading that says most as far as the network agrees.

    The rules' choice stays where another one is hardly better (far better, where no arithmetic bears that one out), does not add up as it
    does, or has more lines that do not either.
    """

    def likely(reading: _Lines) -> float:
        return reading.quality * reading.agreement(seen)

    most = 0 if best.adds_up else len(best.lines) or _MAX_LINES
    likelier = max((one for one in others if one.adds_up or len(one.lines) <= most), key=likely, default=best)
    return likelier if likely(likelier) > (_CLEARLY if likelier.is_borne_out else _FAR) * likely(best) else best


def _told(found: Candidates, sums: frozenset[Decimal]) -> _Lines:
    """The lines that bullets and forms tell with their prices, where together they make one of the sums; none where they do not."""
    lines = prose_lines(found)
    costs = [cost for line in lines if (cost := _cost(line)) is not None]
    adds_up = len(costs) == len(lines) > 0 and any(abs(sum(costs) - printed) <= _CENT for printed in sums)
    return _Lines(lines, adds_up) if adds_up else _Lines()


def _cost(line: Fields) -> Decimal | None:
    """What a told line comes to; None when it has no price."""
    if "line_amount" in line:
        return Decimal(line["line_amount"].value)
    return Decimal(line["quantity"].value) * Decimal(line["net_price"].value) if {"quantity", "net_price"} <= line.keys() else None


def _printed_sums(found: Candidates, heads: frozenset[int]) -> frozenset[Decimal]:
    """The amounts that labels of sums announce outside the heads of tables."""
    labels = (label for label in found.labelled(*_SUMS) if label.span.row.index not in heads)
    return frozenset(abs(amount.value) for label in labels for amount, _ in beside(label, found.amounts, found))


def _items(tables: Sequence[LineTable], found: Candidates) -> list[Item]:
    return doubted([item for table in tables for item in items_of(table, found)], found)


def _indexes(tables: Sequence[LineTable], lines: Sequence[Fields], found: Candidates) -> frozenset[int]:
    """The printed lines from each head to the last row before the totals; where none follow, to that of the last item."""
    rows: list[Row] = []
    for table in tables if lines else ():
        rows += table.heads
        end = next((n for n, row in enumerate(table.rows) if is_total(row, found) and not agreed(row, found)), None)
        if end is None:
            last = max((row.row.index for item in items_of(table, found) for row in item.rows), default=-1)
            rows += (row.row for row in table.rows if row.row.index <= last)
        else:
            rows += (row.row for row in table.rows[:end])
    return frozenset(index for row in rows for index in _printed_at(row, found))


def _without_amounts_below(indexes: frozenset[int], items: Sequence[Item], found: Candidates) -> frozenset[int]:
    """The printed lines but those with amounts below the last item: a table of rates that its table seemed to go on with."""
    last = max((index for item in items for row in item.rows for index in _printed_at(row.row, found)), default=len(found.rows))
    return frozenset(index for index in indexes if index <= last or not any(amount.is_money for amount in found.amounts[index]))


def _printed_at(row: Row, found: Candidates) -> Iterator[int]:
    """The indexes of the printed lines that a row of a table covers: its own, or where it is a row of cells, those in its place."""
    if row.index < len(found.rows) and found.rows[row.index] is row:
        return iter((row.index,))
    return (r.index for r in found.rows if r.page is row.page and row.box.top <= r.box.middle <= row.box.bottom)


def _read(items: Sequence[Item], found: Candidates, sums: frozenset[Decimal], *, is_order: bool) -> _Lines:
    """The lines of the items that add up to one of the sums, else of those that most likely are lines."""
    kept, adds_up = _settled(items[:_MAX_LINES], found, sums)
    lines = tuple(line for item in kept if (line := _line(item, found, is_order=is_order, adds_up=adds_up)))
    return _Lines(lines, adds_up, tuple(kept))


def _settled(items: Sequence[Item], found: Candidates, sums: frozenset[Decimal]) -> tuple[list[Item], bool]:
    """The items without those in doubt that do not count in a printed sum, nor those of a copy; and whether they add up to one."""
    doubts = sorted({item.doubt for item in items if item.doubt})
    usual = frozenset(doubts) - {Doubt.NO_AMOUNT}
    most = [item for item in items if not item.doubt or item.doubt in usual]
    every = (frozenset(some) for some in chain.from_iterable(combinations(doubts, n) for n in range(len(doubts) + 1)))
    for kinds in (usual, *every):
        kept = [item for item in items if not item.doubt or item.doubt in kinds]
        if 2 * len(kept) >= len(most) and _add_up(kept, found, sums):
            return kept, True
        once = kept[: len(kept) // 2]
        if once and _says(once, found) == _says(kept[len(once) :], found) and _add_up(once, found, sums):
            return once, True
    return most, False


def _add_up(items: Sequence[Item], found: Candidates, sums: frozenset[Decimal]) -> bool:
    total = sum((_amount(item, found) for item in items), Decimal(0))
    return bool(total) and any(abs(abs(total) - printed) <= _CENT for printed in sums)


def _says(items: Sequence[Item], found: Candidates) -> list[tuple[str, Decimal]]:
    """What the items say, the same of an original and of its copy in one file."""
    return [(" ".join(text.text for text in item.texts), _amount(item, found)) for item in items]


def _amount(item: Item, found: Candidates) -> Decimal:
    """What an item adds to the sum."""
    agree = agreed(item.numbers, found)
    amount = totals(item.numbers, found)
    if agree or amount:
        return agree.amount if agree else amount[0].value
    quantity, price = amounts(item.numbers, "quantity", found), prices(item.numbers, found)
    return quantity[0].value * price[0].value if quantity and price else Decimal(0)


def _line(item: Item, found: Candidates, *, is_order: bool, adds_up: bool) -> Fields | None:
    """The fields of one line; None when it neither says what nor how much."""
    row = item.numbers
    fields: list[Field | None] = [_number(item, found), *references(item, found.part, is_order=is_order), _description(item, found.part)]
    fields += [*_numbers(row, found, adds_up=adds_up), _unit(row, found), _tax_rate(row, found), _delivery(item, found)]
    told = {f.name: f for f in fields if f}
    line = {name: told[name] for name in LINE_FIELDS if name in told}
    is_described = "description" in line and any(map(str.isalpha, line["description"].value))
    if not (is_described or line.keys() & ITEM_IDS) or (is_order and _is_left_blank(line)):
        return None
    return line if {"quantity", "line_amount", "net_price"} & line.keys() else None


def _is_left_blank(line: Fields) -> bool:
    """Whether a line of an order form counts nothing: its amount is nothing."""
    return "quantity" not in line and "line_amount" in line and not Decimal(line["line_amount"].value)


def _numbers(row: TableRow, found: Candidates, *, adds_up: bool) -> Iterator[Field]:
    """Quantity, price and amount: near certain when they multiply out or add up."""
    quantity, price, amount = amounts(row, "quantity", found), prices(row, found), totals(row, found)
    agree = agreed(row, found)
    with_tax = _WITH_TAX if amount and not row.spans("line_amount") else 1.0
    if agree:
        certainty = (
            _AMBIGUOUS
            if agree.is_ambiguous
            else _ROUNDED
            if agree.is_rounded
            else _MULTIPLIED
            if adds_up or agree.is_telling
            else _BY_CHANCE
        )
        yield field_at("quantity", written(agree.quantity), agree.counted.span, certainty, found.part, "arithmetic")
        yield field_at("net_price", written(agree.net_price), agree.priced.span, certainty * with_tax, found.part, "arithmetic")
        yield field_at("line_amount", written(agree.amount), agree.total.span, certainty * with_tax, found.part, "arithmetic")
        return
    if not quantity and price and amount and price[0].value == amount[0].value != 0:
        # Only one of a thing has its price for the amount, whether or not the count could be read.
        yield field_at("quantity", "1", amount[0].span, _IMPLIED, found.part, "arithmetic")
    doubt = _DISAGREEING if quantity and price and amount else _ALONE
    for name, printed in (("quantity", quantity), ("net_price", price), ("line_amount", amount)):
        if printed:
            certainty = _ADDED_UP * with_tax if adds_up and name == "line_amount" else _unsure(printed[0], doubt)
            yield field_at(name, written(printed[0].value), printed[0].span, certainty, found.part, "table")
    if adds_up and quantity and price and not amount:
        # The total that the lines make says that this is what the line costs.
        total = (quantity[0].value * price[0].value).quantize(_CENT)
        yield field_at("line_amount", written(total), price[0].span, _IMPLIED, found.part, "arithmetic")


def _unsure(amount: Amount, doubt: float) -> float:
    return doubt * (1.0 if len(amount.readings) == 1 else 0.7)


def _number(item: Item, found: Candidates) -> Field | None:
    """The number of the line as printed."""
    for row in (item.numbers, *item.rows):
        for span in row.spans("line_number"):
            text = span.text.split()[0].strip(" .)")
            if text and len(text) <= _LONGEST_NUMBER and any(c.isdigit() for c in text):
                return field_at("line_number", text, span, 0.93, found.part, "table")
    return None


def _unit(row: TableRow, found: Candidates) -> Field | None:
    """The unit in its own column, or after the quantity in its."""
    for span in row.spans("unit_code"):
        code = unit_code(span.text, found.language)
        if code:
            return field_at("unit_code", code, span, 0.95, found.part, "table")
    for span in (*row.spans("quantity"), *row.spans("unit_code")):
        number = next(iter(numbers(span, found)), None)
        rest = Span(span.row, number.span.end if number else span.start, span.end).trimmed(" x()|")
        code = unit_code(rest.text, found.language)
        if code:
            return field_at("unit_code", code, rest, 0.93, found.part, "table")
    return None


def _tax_rate(row: TableRow, found: Candidates) -> Field | None:
    for span in row.spans("tax_rate"):
        for amount in found.amounts_within(span):
            if 0 <= amount.value <= _HIGHEST_RATE and not amount.currency:
                return field_at("tax_rate", written(amount.value), amount.span, 0.95 if amount.is_percent else 0.85, found.part, "table")
    return None


def _delivery(item: Item, found: Candidates) -> Field | None:
    """The date on which the line is wanted, in its column."""
    for row in (item.numbers, *item.rows):
        for span in row.spans("requested_delivery_date"):
            for printed in dates_in(span.row, found.month_first):
                if span.start <= printed.span.start < span.end:
                    return field_at("requested_delivery_date", printed.value.isoformat(), printed.span, 0.93, found.part, "table")
    return None


def _description(item: Item, part: str) -> Field | None:
    """The text of the line and of the rows that go on with it, with the place of all of it."""
    texts = [t for t in item.texts if t.text.strip(" -_|.")]
    text = _DIVIDED.sub("", "\n".join(without_brackets(" ".join(t.text.split())) for t in texts))
    text = text.replace("\n", " ")[:_MAX_DESCRIPTION].strip(" |")
    return field_over("description", text, texts, 0.9, part, "table") if text else None
