"""The other values that could be a field's: what a learned ranker may prefer to the rules' choice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from backend.extraction.candidates import field_at
from backend.extraction.certainty.setting import Setting
from backend.extraction.identifiers import Kind
from backend.extraction.layout import Span
from backend.extraction.learned import Held
from backend.extraction.party_names import core, is_label
from backend.model.field import Field

#: What the second reader holds less likely is not preferred; nor are more than so many weighed for one field.
LIKELY, MOST = 0.02, 16
#: An id has at least so many digits.
_LEAST_DIGITS = 6
#: How a Field says that it is not the rules' choice.
METHOD = "ranked"
_Values = Iterator[tuple[str, Span]]


def rivals(name: str, setting: Setting, least: float = LIKELY) -> tuple[tuple[Field, Span], ...]:
    """The values but the rules' choice that the second reader holds at least so likely, with their places, each once, the likeliest first.

    With 0 also what it holds unlikely: for training, which learns from those, too.
    """
    told, opinion = _SOURCES.get(name), setting.opinion
    if told is None or opinion is None:
        return ()
    chosen = setting.field(name).value
    places: dict[str, Span] = {}
    for value, place in told(setting, opinion.held.get(name, ())):
        if value != chosen:
            places.setdefault(value, place)
    likely = {value: likelihood for value in places if (likelihood := opinion.of(name, value)) >= least}
    first = sorted(likely, key=lambda value: -likely[value])[:MOST]
    return tuple((field_at(name, value, places[value], 0.0, setting.found.part, METHOD), places[value]) for value in first)


def _names(setting: Setting, held: Sequence[Held]) -> _Values:
    """What is held likely, then whatever reads like a name; nobody is called a price, nor by a trade name when his own is told."""
    likely = [(one.value, one.span) for one in held if one.span and one.likelihood >= LIKELY and not is_label(one.span)]
    for value, span in (*likely, *((" ".join(span.text.split()), span) for span in setting.names)):
        is_price = any(amount.currency and amount.span.overlaps(span) for amount in setting.found.amounts[span.row.index])
        if not is_price and not any(f" {core(value)} " in f" {brand} " for brand in setting.trade_names):
            yield value, span


def _amounts(setting: Setting, held: Sequence[Held]) -> _Values:
    """The amounts that are held likely, of all there are too many; what is a part of an id or a code ("F-221") is none."""
    likely, found = {one.value for one in held if one.likelihood >= LIKELY}, setting.found
    for row, identifiers, codes in zip(found.amounts, found.identifiers, found.references, strict=True):
        others = [one.span for one in identifiers] + [one.span for one in codes if any(map(str.isalpha, one.value))]
        for amount in row:
            if f"{amount.value:f}" in likely and (amount.currency or not any(amount.span.overlaps(other) for other in others)):
                yield f"{amount.value:f}", amount.span


def _dates(setting: Setting, _: Sequence[Held]) -> _Values:
    return ((printed.value.isoformat(), printed.span) for row in setting.found.dates for printed in row)


def _codes(setting: Setting, _: Sequence[Held]) -> _Values:
    return ((code.value, code.span) for row in setting.found.references for code in row)


def _identifiers(*kinds: Kind) -> Callable[[Setting, Sequence[Held]], _Values]:
    """The identifiers of those kinds, whether their check digits hold or not."""
    return lambda setting, _: ((i.value, i.span) for row in setting.found.identifiers for i in row if i.kind in kinds)


def _ids(name: str, *kinds: Kind) -> Callable[[Setting, Sequence[Held]], _Values]:
    """The identifiers of those kinds, then what is held likely of all codes: ids of other countries, and those whose form is wrong.

    What is another field's is none, nor is a number without the letters of its register where the rules chose it with them.
    """
    shaped = _identifiers(*kinds)

    def values(setting: Setting, held: Sequence[Held]) -> _Values:
        taken = {field.value for other, field in setting.document.fields.items() if other != name}
        yield from (one for one in shaped(setting, held) if one[0] not in taken)
        chosen, likely = setting.field(name).value, {one.value for one in held if one.likelihood >= LIKELY} - taken
        codes = (("".join(value.split()), span) for value, span in _codes(setting, held) if value in likely)
        yield from ((value, span) for value, span in codes if not chosen.endswith(value) and sum(map(str.isdigit, value)) >= _LEAST_DIGITS)

    return values


_SOURCES: Mapping[str, Callable[[Setting, Sequence[Held]], _Values]] = {
    "invoice_number": _codes,
    "order_number": _codes,
    "order_reference": _codes,
    "issue_date": _dates,
    "due_date": _dates,
    "requested_delivery_date": _dates,
    "tax_exclusive_amount": _amounts,
    "tax_amount": _amounts,
    "tax_inclusive_amount": _amounts,
    "payable_amount": _amounts,
    "seller_name": _names,
    "buyer_name": _names,
    "seller_vat_id": _ids("seller_vat_id", Kind.VAT_ID),
    "buyer_vat_id": _ids("buyer_vat_id", Kind.VAT_ID),
    "seller_legal_id": _ids("seller_legal_id", Kind.SIREN, Kind.SIRET),
    "payment_iban": _identifiers(Kind.IBAN),
}
#: The fields that have rivals.
RANKED = tuple(_SOURCES)
