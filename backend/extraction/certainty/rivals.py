"""The other values that could be a field's: what a learned ranker may prefer to the rules' choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from backend.extraction.candidates import field_at
from backend.extraction.certainty.setting import Setting
from backend.extraction.identifiers import Kind
from backend.extraction.layout import Span
from backend.model.field import Field

#: At most so many are weighed for one field.
MOST = 16
#: How a Field says that it is not the rules' choice.
METHOD = "ranked"
_Values = Iterator[tuple[str, Span]]


def rivals(name: str, setting: Setting) -> tuple[tuple[Field, Span], ...]:
    """The values but the rules' choice that could be that field's, with their places, in reading order, each once."""
    told = _SOURCES.get(name)
    if told is None:
        return ()
    chosen = setting.field(name).value
    found: dict[str, Span] = {}
    for value, span in told(setting):
        if value != chosen:
            found.setdefault(value, span)
    first = islice(found.items(), MOST)
    return tuple((field_at(name, value, span, 0.0, setting.found.part, METHOD), span) for value, span in first)


def _dates(setting: Setting) -> _Values:
    return ((printed.value.isoformat(), printed.span) for row in setting.found.dates for printed in row)


def _codes(setting: Setting) -> _Values:
    return ((code.value, code.span) for row in setting.found.references for code in row)


def _identifiers(kind: Kind) -> Callable[[Setting], _Values]:
    return lambda setting: ((i.value, i.span) for row in setting.found.identifiers for i in row if i.kind is kind)


def _names(setting: Setting) -> _Values:
    return ((" ".join(span.text.split()), span) for span in setting.names)


_SOURCES: Mapping[str, Callable[[Setting], _Values]] = {
    "invoice_number": _codes,
    "order_number": _codes,
    "order_reference": _codes,
    "issue_date": _dates,
    "due_date": _dates,
    "requested_delivery_date": _dates,
    "seller_name": _names,
    "buyer_name": _names,
    "seller_vat_id": _identifiers(Kind.VAT_ID),
    "buyer_vat_id": _identifiers(Kind.VAT_ID),
    "payment_iban": _identifiers(Kind.IBAN),
}
#: The fields that have rivals.
RANKED = tuple(_SOURCES)
