"""What the lines of one document share: the printed rows they stand in, the columns their values make, and the numbers left unread."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from statistics import median

from backend.extraction.amounts import agree
from backend.extraction.certainty.setting import Setting, multiplies
from backend.extraction.labels import columns_in
from backend.extraction.layout import Row, Span
from backend.model.document import Box
from backend.model.field import Evidence, Field, Fields

#: What lines may add up to, as labels and as fields call it.
_SUMS = ("line_total", "carried", "tax_exclusive_amount", "tax_inclusive_amount")
_TOTALS = ("tax_exclusive_amount", "tax_inclusive_amount", "payable_amount")
#: So many printed lines over the first line of items may be their head.
_HEAD_ROWS = 8
#: The names of columns, where they are not called as the field is.
_COLUMNS: Mapping[str, frozenset[str]] = {
    "line_amount": frozenset({"line_amount", "amount_with_tax"}),
    "net_price": frozenset({"net_price", "price_with_tax", "gross_price"}),
    "seller_item_id": frozenset({"seller_item_id", "your_item_id", "our_item_id", "supplier_item_id"}),
    "buyer_item_id": frozenset({"buyer_item_id", "your_item_id", "our_item_id"}),
}


@dataclass(frozen=True)
class LineSetting:
    """The lines of a document and everything on the pages they stand on."""

    setting: Setting

    @cached_property
    def lines(self) -> tuple[Fields, ...]:
        """The lines as the rules read them."""
        return self.setting.document.lines

    @cached_property
    def counts(self) -> Counter[str]:
        """How many lines have each field."""
        return Counter(name for line in self.lines for name in line)

    @cached_property
    def shapes(self) -> Counter[frozenset[str]]:
        """How many lines have the same fields."""
        return Counter(frozenset(line) for line in self.lines)

    @cached_property
    def values(self) -> Counter[tuple[str, str]]:
        """How many lines have the same value in a field."""
        return Counter((field.name, field.value) for line in self.lines for field in line.values())

    @cached_property
    def adds_up(self) -> float:
        """Whether the lines add up to a total: 1 or 0, -1 when there is nothing to compare."""
        own = self.setting.line_sum
        totals = [amount for name in _TOTALS if (amount := self.setting.amount(name)) is not None]
        totals += [Decimal(value) for value in self.setting.announced(_SUMS, self.setting.found.amounts)]
        if own is None or not totals:
            return -1.0
        return float(any(agree(abs(own), abs(total)) for total in totals))

    @cached_property
    def are_numbered(self) -> bool:
        """Whether the quantities are 1, 2, 3 and so on: the numbers of the lines, read as something else."""
        told = [line["quantity"].value for line in self.lines if "quantity" in line]
        return len(told) > 1 and told == [str(number) for number in range(1, len(told) + 1)]

    @cached_property
    def columns(self) -> Mapping[str, tuple[float, float]]:
        """The median left and right edges of the values of each field."""
        boxes: dict[str, list[Box]] = {}
        for line in self.lines:
            for field in line.values():
                if field.evidence and field.evidence.box:
                    boxes.setdefault(field.name, []).append(field.evidence.box)
        return {name: (median(b.left for b in some), median(b.right for b in some)) for name, some in boxes.items()}

    def place(self, field: Field) -> Span | None:
        """The stretch of the first printed line that a value stands on; None when its evidence has no box."""
        evidence = field.evidence
        row = self._row(evidence) if evidence else None
        if row is None or evidence is None or evidence.box is None:
            return None
        box = evidence.box
        inside = [n for n, word in enumerate(row.words) if box.left < (word.box.left + word.box.right) / 2 < box.right]
        if not inside:
            return Span(row, 0, len(row.text))
        return Span(row, row.starts[inside[0]], row.starts[inside[-1]] + len(row.words[inside[-1]].text))

    def _row(self, evidence: Evidence) -> Row | None:
        """The printed line at the top of the evidence's box."""
        middles, rows = self._rows.get(evidence.page, ([], []))
        if evidence.box is None or not rows:
            return None
        at = bisect_left(middles, evidence.box.top)
        return rows[min(at, len(rows) - 1)]

    @cached_property
    def _rows(self) -> Mapping[int, tuple[list[float], list[Row]]]:
        """The printed lines of each page by their middles."""
        pages: dict[int, list[Row]] = {}
        for row in self.setting.found.rows:
            pages.setdefault(row.page.number, []).append(row)
        ordered = {page: sorted(rows, key=lambda row: row.box.middle) for page, rows in pages.items()}
        return {page: ([row.box.middle for row in rows], rows) for page, rows in ordered.items()}

    @cached_property
    def places(self) -> tuple[Mapping[str, Span], ...]:
        """The places of the fields of each line."""
        return tuple({name: place for name, field in line.items() if (place := self.place(field))} for line in self.lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The index of the first printed line of each line; -1 when it has no place."""
        return tuple(min((place.row.index for place in places.values()), default=-1) for places in self.places)

    @cached_property
    def unread(self) -> float:
        """How many printed lines with money stand between the first line and the last, and in none of them, for each line."""
        taken = {place.row.index for places in self.places for place in places.values()}
        if not taken:
            return 0.0
        between = self.setting.found.amounts[min(taken) : max(taken)]
        left = sum(any(a.is_money for a in some) for n, some in enumerate(between, min(taken)) if n not in taken)
        return left / len(self.lines)

    def head(self, name: str, box: Box) -> float:
        """Whether a column's name stands over the value: 1 for one of the field's, 0.5 for a weak one, 0 for another's, -1 for none."""
        over = [(column, is_weak) for column, left, right, is_weak in self._heads if left < box.right and box.left < right]
        if not over:
            return -1.0
        own = [is_weak for column, is_weak in over if column in _COLUMNS.get(name, {name})]
        return 0.0 if not own else 0.5 if all(own) else 1.0

    @cached_property
    def _heads(self) -> tuple[tuple[str, float, float, bool], ...]:
        """The names of columns over the first line, with their edges."""
        first = min((start for start in self.starts if start >= 0), default=0)
        return tuple(_named(self.setting.found.rows[max(first - _HEAD_ROWS, 0) : first]))

    @cached_property
    def multiplied(self) -> tuple[bool, ...]:
        """Of each line whether it multiplies out."""
        return tuple(map(multiplies, self.lines))


def _named(rows: Iterable[Row]) -> Iterable[tuple[str, float, float, bool]]:
    for row in rows:
        for column in columns_in(row.text):
            box = Span(row, column.start, column.end).box
            yield column.name, box.left, box.right, column.is_weak
