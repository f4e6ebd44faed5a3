"""The items that a message asks for as lines: values normalised, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend.extraction.amounts import readings, written
from backend.extraction.asked.chunks import Asked, Chunk
from backend.extraction.asked.rows import is_subject
from backend.extraction.candidates import Candidates, field_over
from backend.extraction.identifiers import is_gtin
from backend.extraction.quantities import quantity_of
from backend.extraction.units import unit_code
from backend.model.field import Evidence, Field, Fields
from backend.model.trade import ITEM_NAMES

#: Nothing that was only read in words is more certain.
_MOST_CERTAIN = 0.97


def line_of(item: Asked, found: Candidates) -> Fields | None:
    """The fields of an item; None when it says neither what nor how many."""
    line = {field.name: field for field in _fields(item, found)}
    return line if line.keys() & ITEM_NAMES and "quantity" in line else None


def _fields(item: Asked, found: Candidates) -> Iterator[Field]:
    for chunk in item.chunks:
        if chunk.name == "description":
            continue
        value = value_of(chunk, found)
        if value:
            yield field_from(chunk, value, found)
    described = item.of("description")
    if any(c.isalpha() for chunk in described for c in chunk.text):
        whole = Chunk("description", tuple(s for chunk in described for s in chunk.spans), min(chunk.certainty for chunk in described))
        yield field_from(whole, whole.text, found)


def value_of(chunk: Chunk, found: Candidates) -> str:
    """The value as it is kept, "" when the words are none of that field."""
    text = chunk.text.strip()
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


def field_from(chunk: Chunk, value: str, found: Candidates) -> Field:
    """The Field of a value, with its place, or with the subject where it stands there."""
    field = field_over(chunk.name, value, chunk.spans, min(chunk.certainty, _MOST_CERTAIN), found.part, "sentence")
    row = chunk.spans[0].row
    return replace(field, evidence=Evidence(found.part, excerpt=row.text)) if is_subject(row) else field
