"""Signs of names, identifiers and codes: checksums, legal forms, the sender, what stands around a name, and how many others there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.certainty.setting import Setting
from backend.extraction.identifiers import Kind
from backend.extraction.known_names import has_first_name, is_town
from backend.extraction.layout import Row, Span, fold
from backend.extraction.party_names import core, is_alike, is_name, is_spelled_by
from backend.extraction.postal import has_town, is_country, is_street
from backend.model.field import Field

_Signs = Iterator[tuple[str, float]]
_KINDS = {"vat_id": (Kind.VAT_ID,), "legal_id": (Kind.SIREN, Kind.SIRET), "iban": (Kind.IBAN,), "bic": (Kind.BIC,)}
_POSTAL_CODE = re.compile(r"(?<!\d)\d{4,5}(?!\d)")
#: How many lines under a name an address goes on, how many a block has besides, and how far apart its lines stand, in their heights.
_ADDRESS_ROWS, _BLOCK_ROWS, _GAP = 4, 6, 1.4
_CONTACT = re.compile(r"@|www\.|\b(?:tel|telefon|telephone|phone|fax|mobile?|e-?mail)\b")


def party_signs(field: Field, place: Span | None, setting: Setting) -> _Signs:
    """The signs of a name, of an identifier or of a code, whichever the field is."""
    if field.name.endswith("_name"):
        yield from _name(field, place, setting)
    elif field.name.endswith(("_id", "_iban", "_bic")):
        yield from _identifier(field, setting)
    elif field.name.endswith(("_number", "_reference")):
        codes = setting.references
        yield "codes", float(len(codes))
        if field.value in codes:
            yield "code_order", float(codes.index(field.value))


def _identifier(field: Field, setting: Setting) -> _Signs:
    kinds = next(kinds for suffix, kinds in _KINDS.items() if field.name.endswith(suffix))
    values = [value for kind in kinds for value in setting.identifiers(kind)]
    yield "kinds", float(len(values))
    if field.value in values:
        yield "kind_order", float(values.index(field.value))
    yield "is_valid", float(any(i.value == field.value and i.is_valid for row in setting.found.identifiers for i in row))
    party = field.name.partition("_")[0]
    other = setting.field(f"{party}_vat_id").value if party in {"seller", "buyer"} else setting.field("seller_vat_id").value
    yield "same_country", float(other[:2] == field.value[:2]) if other and field.name != f"{party}_vat_id" else -1.0
    legal = setting.field(f"{party}_legal_id").value[:9]
    yield "in_other_id", float(bool(legal) and legal in field.value)


def _name(field: Field, place: Span | None, setting: Setting) -> _Signs:
    value = field.value
    sender = setting.mail.sender
    # What is left without the legal form is shorter.
    yield "has_form", float(len(core(value)) < len(re.sub(r"\W+", " ", fold(value)).strip()))
    yield "upper", float(value.isupper())
    yield "is_sender", float(bool(sender.name) and core(sender.name) == core(value))
    yield "is_spelled", float(bool(sender.domain) and is_spelled_by(value, frozenset({sender.domain.partition(".")[0].replace("-", "")})))
    other = setting.field("buyer_name" if field.name == "seller_name" else "seller_name").value
    yield "names_alike", float(is_alike(value, other)) if other else -1.0
    yield "formed_rivals", float(sum(not any(is_alike(name, known) for known in (value, other) if known) for name in setting.formed))
    yield "is_person", float(has_first_name(value))
    yield "is_town", float(is_town(value))
    yield "is_address", float(_is_address(value))
    yield "on_web", float(is_spelled_by(value, setting.domains))
    if place is not None:
        yield "looks_named", float(is_name(place))
        below = setting.found.rows[place.row.index : place.row.index + _ADDRESS_ROWS]
        yield "postal_below", float(any(_POSTAL_CODE.search(row.text) for row in below))
        yield from _block(place, setting)


def _block(place: Span, setting: Setting) -> _Signs:
    """What stands above and below a name in its own column, as far as an address goes."""
    rows, at = setting.found.rows, place.row.index
    above = list(_column(place, rows[max(at - _BLOCK_ROWS, 0) : at][::-1], setting))
    below = list(_column(place, rows[at + 1 : at + 1 + _BLOCK_ROWS], setting))
    yield "rows_above", float(len(above))
    yield "address_next", next((float(n) for n, line in enumerate(below) if _is_address(line.text)), -1.0)
    yield "contact_below", float(any(_CONTACT.search(line.folded) for line in below))
    ids = [i.span for line in below for i in setting.found.identifiers[line.row.index] if i.kind is not Kind.GTIN]
    yield "id_below", float(any(span.overlaps(line) for span in ids for line in below))


def _column(place: Span, rows: Sequence[Row], setting: Setting) -> Iterator[Span]:
    """What stands above or below a name line by line, the nearest first, until a gap."""
    last = place.box
    for row in rows:
        gap = max(row.box.top - last.bottom, last.top - row.box.bottom)
        if row.page is not place.row.page or gap > _GAP * setting.line_height:
            return
        line = next((s for s in row.segments if s.box.left < place.box.right and place.box.left < s.box.right), None)
        if line:
            yield line
            last = line.box


def _is_address(text: str) -> bool:
    """Whether a text is a street, a postal code with its town, or a country."""
    return is_street(text) or has_town(text) or is_country(text)
