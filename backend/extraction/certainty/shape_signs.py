"""Signs of a value's shape: what it looks like, what stands around it in its cell, and where else it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from backend.extraction.certainty.setting import Setting
from backend.extraction.labels import columns_in
from backend.extraction.layout import Span, fold
from backend.model.field import Field

_Signs = Iterator[tuple[str, float]]
#: What joins the parts of one code, name or number.
_JOINS = "-_/.,&+"
#: So many places of a value are looked at.
_MOST = 20


def shape_signs(field: Field, place: Span | None, setting: Setting) -> _Signs:
    """What the value looks like, alone, in its cell and among the others."""
    value, text = field.value, fold(" ".join(field.text.split()))
    yield "length", float(len(value))
    yield "digits", float(sum(c.isdigit() for c in value))
    yield "letters", float(sum(c.isalpha() for c in value))
    yield "capitals", float(sum(c.isupper() for c in value))
    yield "words", float(len(value.split()))
    yield "in_message", float(bool(text) and text in setting.said)
    yield "shared", float(sum(other.value == value for name, other in setting.document.fields.items() if name != field.name))
    if text:
        yield "repeated", float(setting.text.count(text))
        yield "inside", float(_inside(text, setting.text))
    if place is not None:
        yield from _around(place, setting)


def _inside(text: str, page: str) -> int:
    """How often the text is printed as a part of something longer: "5040" in "FV5040-11"."""
    number, at = 0, page.find(text)
    for _ in range(_MOST):
        if at < 0:
            break
        number += _goes_on(page, at - 1, -1) or _goes_on(page, at + len(text), 1)
        at = page.find(text, at + len(text))
    return number


def _goes_on(page: str, at: int, step: int) -> bool:
    """Whether a word goes on at that place, in that direction, be it after a sign that joins."""
    if not 0 <= at < len(page):
        return False
    if page[at].isalnum():
        return True
    return page[at] in _JOINS and 0 <= at + step < len(page) and page[at + step].isalnum()


def _around(place: Span, setting: Setting) -> _Signs:
    """What else stands in the value's cell, before and after it, that is no label."""
    row = place.row
    cell = next((segment for segment in row.segments if segment.start <= place.start < segment.end), Span(row, 0, len(row.text)))
    labels = setting.found.labels_of(row)
    named = frozenset(at for label in labels for at in range(label.span.start, label.span.end))
    yield "before", float(sum(row.text[at].isalnum() for at in range(cell.start, place.start) if at not in named))
    yield "after", float(sum(row.text[at].isalnum() for at in range(min(place.end, cell.end), cell.end) if at not in named))
    yield "holds_label", float(any(place.overlaps(label.span) for label in labels))
    yield "holds_column", float(bool(columns_in(place.text)))
