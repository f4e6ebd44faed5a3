"""The items that a message asks for as lines: values normalised, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from backend.extraction.amounts import readings, written
from backend.extraction.asked.chunks import Asked, Chunk
from backend.extraction.asked.rows import is_subject
from backend.extraction.candidates import Candidates, field_over
from backend.extraction.dates import dates_in
from backend.extraction.day_meant import day_meant
from backend.extraction.identifiers import is_gtin
from backend.extraction.layout import Row, Span
from backend.extraction.quantities import quantity_of
from backend.extraction.told_dates import told_in
from backend.extraction.units import unit_code
from backend.model.field import Evidence, Field, Fields
from backend.model.trade import ITEM_NAMES

#: Nothing that was only read in words is more certain.
_MOST_CERTAIN = 0.97


def line_of(item: Asked, found: Candidates, since: date | None) -> Fields | None:
    """The fields of an item, days counted from that of the message; None when it says neither what nor how many."""
    line = {field.name: field for field in _fields(item, found, since)}
    return line if line.keys() & ITEM_NAMES and "quantity" in line else None


def _fields(item: Asked, found: Candidates, since: date | None) -> Iterator[Field]:
    for chunk in item.chunks:
        if chunk.name == "description":
            continue
        value = value_of(chunk, found, since)
        if value:
            yield field_from(chunk, value, found)
    described = item.of("description")
    if any(c.isalpha() for chunk in described for c in chunk.text):
        whole = Chunk("description", tuple(s for chunk in described for s in chunk.spans), min(chunk.certainty for chunk in described))
        yield field_from(whole, whole.text, found)


def value_of(chunk: Chunk, found: Candidates, since: date | None) -> str:
    """The value as it is kept, "" when the words are none of that field."""
    text = chunk.text.strip()
    if chunk.name == "requested_delivery_date":
        return _day(chunk, found, since)
    if chunk.name == "quantity":
        quantity = quantity_of(text, found)
        return written(quantity) if quantity is not None and quantity > 0 else ""
    if chunk.name in {"net_price", "line_amount", "tax_exclusive_amount"}:
        amount = next(iter(readings(text, found.decimal_mark)), None)
        return written(amount) if amount is not None else ""
    if chunk.name == "unit_code":
        return unit_code(text, found.language) or unit_code(text)
    if chunk.name == "gtin":
        return text if is_gtin(text) else ""
    return " ".join(text.split())


def _day(chunk: Chunk, found: Candidates, since: date | None) -> str:
    """The day that the words name; "" when none can be made out."""
    span = chunk.spans[0]
    day = next((day for place, day in _days(span.row, found, since) if place.overlaps(span)), None)
    day = day or (day_meant(chunk.text, since, month_first=bool(found.month_first)) if since else None)
    return day.isoformat() if day else ""


def _days(row: Row, found: Candidates, since: date | None) -> Iterator[tuple[Span, date]]:
    for printed in dates_in(row, found.month_first):
        yield printed.span, printed.value
    for told in told_in(row, since) if since else ():
        yield told.span, told.value


def field_from(chunk: Chunk, value: str, found: Candidates) -> Field:
    """The Field of a value, with its place, or with the subject where it stands there."""
    field = field_over(chunk.name, value, chunk.spans, min(chunk.certainty, _MOST_CERTAIN), found.part, "sentence")
    row = chunk.spans[0].row
    return replace(field, evidence=Evidence(found.part, excerpt=row.text)) if is_subject(row) else field
