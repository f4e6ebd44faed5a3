"""What speaks for and against a value of a line, as numbers; one row of them for each value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from backend.extraction.certainty.line_setting import LineSetting
from backend.extraction.layout import Span
from backend.model.field import Field, Fields
from backend.model.trade import ITEM_IDS

_Signs = Iterator[tuple[str, float]]
#: The fields of a line whose confidence is learned, in the order in which a sign tells them apart.
LINE_FIELDS = (
    "description", "quantity", "net_price", "line_amount", "seller_item_id", "buyer_item_id", "gtin", "tax_rate",
    "requested_delivery_date",
)  # fmt: skip
_METHODS = ("arithmetic", "table", "sentence")
_NUMBERS = ("quantity", "net_price", "line_amount")
#: A sign that does not apply to a value.
_NONE = -1.0
LINE_SIGNS = (
    "rules", "rules_least", "field", *(f"by_{method}" for method in _METHODS),
    # its line
    "multiplies", "is_one", "has_quantity", "has_net_price", "has_line_amount", "has_description", "has_id", "same_in_line", "is_first",
    "is_last", "rows", "gap", "line_unread",
    # its shape
    "length", "digits", "words", "decimals", "is_negative", "has_currency", "readings", "before", "after", "holds_label", "begins_low",
    "is_ordinal", "is_cut",
    # its column
    "head", "off", "share", "alike", "same_in_column", "are_numbered",
    # all lines
    "lines", "multiplied", "adds_up", "table_unread",
    # the document
    "certainty", "legibility", "pages", "is_recognised", "is_body", "is_sheet", "is_invoice", "is_known_language", "totals_known",
    "totals_add_up",
)  # fmt: skip
LINE_RISING = frozenset({"rules", "certainty", "legibility"})
LINE_FALLING = frozenset({"is_ordinal", "is_cut", "readings", "is_recognised", "line_unread", "table_unread", "are_numbered"})
_SHARED = ("legibility", "pages", "is_recognised", "is_body", "is_sheet", "is_invoice", "is_known_language")
_TOTALS = ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")
#: A code that ends with one of these goes on elsewhere.
_JOINS = "-_/"
#: Longer texts, and more lines, differ in nothing that tells.
_LONG, _MANY, _FAR = 60, 30, 5


def line_signs(number: int, setting: LineSetting) -> Iterator[tuple[Field, tuple[float, ...]]]:
    """The signs of each value of a line, by its number from 0, in the order of LINE_SIGNS; -1 where one does not apply."""
    line, shared = setting.lines[number], dict(_of_all(setting)) | dict(_of_line(number, setting))
    for field in line.values():
        if field.name in LINE_FIELDS and field.value:
            told = shared | dict(_of_value(field, number, setting))
            yield field, tuple(told.get(name, _NONE) for name in LINE_SIGNS)


def _of_all(setting: LineSetting) -> _Signs:
    """What all values of all lines share."""
    document = setting.setting
    yield "lines", float(min(len(setting.lines), _MANY))
    yield "multiplied", round(sum(setting.multiplied) / len(setting.lines), 2)
    yield "adds_up", setting.adds_up
    yield "table_unread", round(min(setting.unread, _FAR), 2)
    yield from ((name, sign) for name, sign in document.description if name in _SHARED)
    net, tax, gross = map(document.amount, _TOTALS)
    yield "totals_known", float(sum(amount is not None for amount in (net, tax, gross)))
    if net is not None and tax is not None and gross is not None:
        yield "totals_add_up", float(net + tax == gross)


def _of_line(number: int, setting: LineSetting) -> _Signs:
    """What the values of one line share."""
    line = setting.lines[number]
    yield "rules_least", min(field.confidence for field in line.values())
    if all(name in line for name in _NUMBERS):
        yield "multiplies", float(setting.multiplied[number])
    if "quantity" in line:
        yield "is_one", float(Decimal(line["quantity"].value) == 1)
    yield from ((f"has_{name}", float(name in line)) for name in (*_NUMBERS, "description"))
    yield "has_id", float(any(name in line for name in ITEM_IDS))
    yield "is_first", float(number == 0)
    yield "is_last", float(number == len(setting.lines) - 1)
    yield "alike", round(setting.shapes[frozenset(line)] / len(setting.lines), 2)
    yield from _of_rows(number, setting)


def _of_rows(number: int, setting: LineSetting) -> _Signs:
    """How the printed lines of a line stand, and what on them is not read."""
    places, starts = setting.places[number], setting.starts
    rows = {place.row.index: place.row for place in places.values()}
    yield "rows", float(min(max(rows) - min(rows) + 1, _FAR)) if rows else _NONE
    steps = sorted(below - above for above, below in pairwise(starts) if above >= 0 and below > above)
    if number and steps:
        usual = steps[len(steps) // 2]
        yield "gap", float(max(-_FAR, min(starts[number] - starts[number - 1] - usual, _FAR)))
    unread = 0
    for row in rows.values():
        taken = [place for place in places.values() if place.row is row]
        unread += sum(not any(amount.span.overlaps(place) for place in taken) for amount in setting.setting.found.amounts_of(row))
    yield "line_unread", float(min(unread, _FAR))


def _of_value(field: Field, number: int, setting: LineSetting) -> _Signs:
    line, name, value = setting.lines[number], field.name, field.value
    yield "rules", field.confidence
    yield "field", float(LINE_FIELDS.index(name))
    yield from ((f"by_{method}", float(field.method == method)) for method in _METHODS)
    yield "same_in_line", float(_twins(field, line))
    yield from _shape(field)
    yield "is_ordinal", float(value.lstrip("0") == str(number + 1))
    yield "share", round(setting.counts[name] / len(setting.lines), 2)
    yield "same_in_column", round(setting.values[name, value] / len(setting.lines), 2)
    yield "are_numbered", float(setting.are_numbered and name == "quantity")
    place = setting.places[number].get(name)
    if place is not None:
        yield from _around(name, place, setting)
    box = field.evidence.box if field.evidence else None
    if box is not None:
        left, right = setting.columns[name]
        yield "off", round(min(abs(box.left - left), abs(box.right - right)), 2)
        yield "head", setting.head(name, box)


def _twins(field: Field, line: Fields) -> int:
    return sum(other.value == field.value for name, other in line.items() if name != field.name)


def _shape(field: Field) -> _Signs:
    value = field.value
    yield "length", float(min(len(value), _LONG))
    yield "digits", float(min(sum(c.isdigit() for c in value), _LONG))
    yield "words", float(min(len(value.split()), _LONG))
    yield "begins_low", float(value[:1].islower())
    yield "is_cut", float(value[-1] in _JOINS or value[0] in _JOINS)
    if field.name in _NUMBERS:
        yield "decimals", float(len(value.partition(".")[2]))
        yield "is_negative", float(value.startswith("-"))


def _around(name: str, place: Span, setting: LineSetting) -> _Signs:
    """What else stands in its cell, and what on its printed line puts the value in doubt."""
    row, found = place.row, setting.setting.found
    start = row.text.rfind("  ", 0, place.start) + 1
    end = row.text.find("  ", place.end)
    yield "before", float(min(sum(c.isalnum() for c in row.text[start : place.start]), _FAR))
    yield "after", float(min(sum(c.isalnum() for c in row.text[place.end : end if end >= 0 else len(row.text)]), _FAR))
    yield "certainty", round(place.certainty, 2)
    yield "holds_label", float(any(place.overlaps(label.span) for label in found.labels_of(row)))
    if name in _NUMBERS:
        amounts = [amount for amount in found.amounts_of(row) if amount.span.overlaps(place)]
        yield "readings", float(max((len(amount.readings) for amount in amounts), default=1))
        yield "has_currency", float(any(amount.currency for amount in amounts))
