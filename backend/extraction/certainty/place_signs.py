"""Signs of the place of a value: where on the page it stands, and how a label announces it or another value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from backend.extraction.candidates import Placed
from backend.extraction.certainty.setting import Setting
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.model.field import Field

_Signs = Iterator[tuple[str, float]]
#: The labels that announce a field, where they are not called as the field is.
_LABELS: Mapping[str, tuple[str, ...]] = {
    "invoice_number": ("invoice_number", "number"),
    "order_number": ("order_number", "number", "own_reference"),
    "order_reference": ("order_number",),
    "issue_date": ("issue_date", "order_date"),
    "requested_delivery_date": ("requested_delivery_date", "deadline"),
    "due_date": ("due_date", "deadline"),
    "seller_name": ("seller",),
    "buyer_name": ("buyer", "deliver_to"),
    "seller_vat_id": ("vat_id", "tax_amount"),
    "buyer_vat_id": ("vat_id", "tax_amount"),
    "seller_legal_id": ("siret", "siren", "legal_id"),
    "buyer_legal_id": ("siret", "siren", "legal_id"),
    "payment_iban": ("payment_iban", "iban"),
}
_DATES = frozenset({"issue_date", "due_date", "requested_delivery_date"})
_CODES = frozenset({"invoice_number", "order_number", "order_reference", "preceding_invoice_reference", "quotation_reference"})
#: Labels further above, in heights of a line, announce nothing.
_REACH = 6.0
#: So many lines above a value are looked at.
_ROWS_ABOVE = 5
#: Words before a value that say whose it is: the writer's or the reader's, and which party's.
_BEFORE = 30
_WORDS = {
    "ours": re.compile(r"\b(?:our|notre|nos|unsere?|onze|ons|nuestr[oa]|nostr[oa]|nossa?|nasz|vores?|var[at]?)\b"),
    "yours": re.compile(r"\b(?:your|votre|vos|ihre?|uw|su|vostr[oa]|vossa?|seu|sua|wasz|deres|er[at]?)\b"),
    "of_buyer": re.compile(
        r"\b(?:client|customer|buyer|kunden?|klant|cliente|acheteur|bill|destinataire|abnehmer|empfanger|nabywca|kunde)\w*"
    ),
    "of_seller": re.compile(
        r"\b(?:seller|vendor|supplier|fournisseur|lieferant|emetteur|vendeur|proveedor|fornitore|fornecedor|sprzedawca)\w*"
    ),
}


def place_signs(field: Field, place: Span | None, setting: Setting) -> _Signs:
    """Where the value stands on its page, how large, and how well it was read."""
    if place is None:
        return
    box = place.box
    yield "page", place.row.page.number / setting.pages
    yield "top", box.top
    yield "left", box.left
    yield "right", box.right
    yield "size", box.height / setting.line_height
    yield "certainty", place.certainty
    yield "column", float(sum(segment.end <= place.start for segment in place.row.segments))
    yield "alone", float(field.text == place.row.text)


def label_signs(field: Field, place: Span | None, setting: Setting) -> _Signs:
    """How labels of the field stand to the value, and how many other values they announce."""
    names = _LABELS.get(field.name, (field.name,))
    yield "own_labels", float(setting.labels(names))
    values = _values(field.name, setting)
    if values is not None:
        announced = setting.announced(names, values)
        yield "rivals", float(len(announced - {field.value}))
        yield "announced", float(field.value in announced)
    if place is not None:
        before = place.row.folded[max(place.start - _BEFORE, 0) : place.start]
        yield from ((name, float(bool(words.search(before)))) for name, words in _WORDS.items())
        yield from _left(place, names, setting)
        yield from _above(place, names, setting)


def _values(name: str, setting: Setting) -> Sequence[Sequence[Placed]] | None:
    if name in _DATES:
        return setting.found.dates
    if name in _CODES:
        return setting.found.references
    return setting.found.amounts if name.endswith("_amount") else None


def _left(place: Span, names: tuple[str, ...], setting: Setting) -> _Signs:
    """The labels before the value on its line."""
    before = [label for label in setting.found.labels_of(place.row) if label.span.end <= place.start]
    if before:
        nearest = max(before, key=lambda label: label.span.end)
        yield "nearest_is_own", float(nearest.name in names)
        yield "nearest_gap", float(place.start - nearest.span.end)
    own = [label for label in before if label.name in names]
    if own:
        label = max(own, key=lambda label: label.span.end)
        yield "label_left", 1.0
        yield "label_gap", float(place.start - label.span.end)
        yield "label_weak", float(label.is_weak)
        yield "label_words", float(len(label.span.text.split()))


def _above(place: Span, names: tuple[str, ...], setting: Setting) -> _Signs:
    """The nearest label of the field over the value."""
    at = place.row.index
    for row in reversed(setting.found.rows[max(at - _ROWS_ABOVE, 0) : at]):
        drop = (place.box.top - row.box.bottom) / setting.line_height
        if row.page is not place.row.page or drop > _REACH:
            return
        over = [label for label in setting.found.labels_of(row) if label.name in names and _is_over(label, place)]
        if over:
            yield "label_above", 1.0
            yield "label_drop", drop
            yield "label_weak", float(all(label.is_weak for label in over))
            return


def _is_over(label: Label, place: Span) -> bool:
    return label.span.box.left < place.box.right and place.box.left < label.span.box.right
