"""Signs of names, identifiers and codes: checksums, legal forms, the sender, and how many others there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.extraction.certainty.setting import Setting
from backend.extraction.identifiers import Kind
from backend.extraction.known_names import has_first_name, is_town
from backend.extraction.layout import Span, fold
from backend.extraction.party_names import core, is_alike, is_name, is_spelled_by
from backend.model.field import Field

_Signs = Iterator[tuple[str, float]]
_KINDS = {"vat_id": (Kind.VAT_ID,), "legal_id": (Kind.SIREN, Kind.SIRET), "iban": (Kind.IBAN,), "bic": (Kind.BIC,)}
_POSTAL_CODE = re.compile(r"(?<!\d)\d{4,5}(?!\d)")
#: How many lines under a name an address goes on.
_ADDRESS_ROWS = 4


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
    yield "on_web", float(is_spelled_by(value, setting.domains))
    if place is not None:
        yield "looks_named", float(is_name(place))
        below = setting.found.rows[place.row.index : place.row.index + _ADDRESS_ROWS]
        yield "postal_below", float(any(_POSTAL_CODE.search(row.text) for row in below))
