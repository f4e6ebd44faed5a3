"""Whose an identifier on the page is: the seller's or the buyer's VAT id and legal id, and the account to pay to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from backend.extraction.candidates import Candidates, Hit, chosen, field_at, field_of
from backend.extraction.identifiers import Identifier, Kind
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.extraction.party_blocks import ISSUED_BY_BUYER, LEGAL_NOTICE, reads_on
from backend.model.field import Field
from backend.model.trade import DocumentType

#: What stands within this of a party's label is in its column (a fraction of the page's width).
_COLUMN = 0.2
#: Where the head of a page ends and its foot begins.
_HEAD, _FOOT = 0.12, 0.8
#: Words in a label or beside an id that say whose it is.
_BUYERS = re.compile(r"\b(?:client|customer|buyer|kunden?|klant|cliente|acheteur|bill|destinataire|abnehmer|empfanger)\b")
_SELLERS = re.compile(r"\b(?:seller|vendor|supplier|fournisseur|lieferant|emetteur|vendeur|proveedor|fornitore)\b")
#: The same for who writes and who reads.
_OURS = re.compile(r"\b(?:our|notre|nos|unsere?|onze|ons|nuestr[oa]|nostr[oa])\b")
_YOURS = re.compile(r"\b(?:your|votre|vos|ihre?|uw|su|vostr[oa])\b")
#: How likely an id is the seller's that stands by the seller, that stands by the buyer, and in the margin of the seller's own paper.
_BY_SELLER, _BY_BUYER, _IN_MARGIN = 0.98, 0.02, 0.985
#: The customer's account that a direct debit goes to is not where to pay.
_DEBITED = re.compile(
    r"abgebucht|abbuchung|lastschrift|preleve|debite|direct debit|votre compte|your account|ihrem konto|mandat|domiciliaci|addebito|incasso"
)


def ids(found: Candidates, document_type: DocumentType, places: Mapping[str, Span]) -> list[Field | None]:
    """The VAT ids and legal ids of both, whose names stand at `places`; a SIRET before a SIREN, it says more."""
    sirets = _of_kind(found, Kind.SIRET, "legal_id", document_type, places)
    sirens = _of_kind(found, Kind.SIREN, "legal_id", document_type, places)
    legal = [one or other for one, other in zip(sirets, sirens, strict=True)]
    vat = _of_kind(found, Kind.VAT_ID, "vat_id", document_type, places)
    return [field for one, other in zip(vat, legal, strict=True) for field in _confirming(one, other)]


#: What is left of the doubts about two ids that confirm each other.
_DOUBT_LEFT = 0.35


def _confirming(vat: Field | None, legal: Field | None) -> tuple[Field | None, Field | None]:
    """Both less doubtful where a French VAT id ends with the SIREN that the legal id begins with."""
    if vat and legal and vat.value.startswith("FR") and legal.value.startswith(vat.value[4:]):
        return _surer(vat), _surer(legal)
    return vat, legal


def _surer(field: Field) -> Field:
    return replace(field, confidence=round(1 - (1 - field.confidence) * _DOUBT_LEFT, 3))


def _of_kind(
    found: Candidates, kind: Kind, suffix: str, document_type: DocumentType, places: Mapping[str, Span]
) -> tuple[Field | None, Field | None]:
    """The seller's and the buyer's id of that kind."""
    sellers: list[Hit] = []
    buyers: list[Hit] = []
    everything = [i for row in found.identifiers for i in row]
    sirets = [i.value for i in everything if i.kind is Kind.SIRET]
    for one in everything:
        # A SIREN is the beginning of its owner's SIRET, and says nothing beside it.
        if one.kind is not kind or (kind is Kind.SIREN and any(s.startswith(one.value) for s in sirets)):
            continue
        label = _label_before(one, found, suffix)
        likely = (0.985 if one.is_valid else 0.6) if label else (0.9 if one.is_valid else 0.25)
        share = _sellers_share(one, found, label, document_type, places)
        method = "checksum" if one.is_valid else "label"
        sellers.append(Hit(one.value, one.span, likely * share, method, label.span if label else None))
        buyers.append(Hit(one.value, one.span, likely * (1 - share), method, label.span if label else None))
    seller, buyer = chosen(sellers), chosen(buyers)
    if seller and buyer and seller[0].value == buyer[0].value:
        if seller[1] >= buyer[1]:
            buyer = chosen([h for h in buyers if h.value != seller[0].value])
        else:
            seller = chosen([h for h in sellers if h.value != buyer[0].value])
    return field_of(f"seller_{suffix}", seller, found.part), field_of(f"buyer_{suffix}", buyer, found.part)


def _label_before(one: Identifier, found: Candidates, suffix: str) -> Label | None:
    names = {"vat_id": {"vat_id", "tax_amount"}, "legal_id": {"siret", "siren", "legal_id"}}[suffix]
    here = [o for o in found.labels[one.span.row.index] if o.name in names and o.span.end <= one.span.start]
    if here:
        return here[-1]
    if one.span.row.index == 0:
        return None
    above = found.labels[one.span.row.index - 1]
    return next(
        (o for o in above if o.name in names and o.span.box.left < one.span.box.right and one.span.box.left < o.span.box.right), None
    )


def _sellers_share(
    one: Identifier, found: Candidates, label: Label | None, document_type: DocumentType, places: Mapping[str, Span]
) -> float:
    """How likely an id is the seller's rather than the buyer's: by its label, by the party above it, by its place on the page."""
    row = one.span.row
    before = row.folded[max((label.span.start if label else one.span.start) - 25, 0) : one.span.start]
    after = row.folded[one.span.start : one.span.start + 40]
    by_buyer = document_type in ISSUED_BY_BUYER
    if _BUYERS.search(before) or re.search(r"\bclient\b", after) or (_OURS if by_buyer else _YOURS).search(before):
        return _BY_BUYER
    if _SELLERS.search(before) or (_YOURS if by_buyer else _OURS).search(before):
        return _BY_SELLER
    owner = _owner_above(one, found) or _named_above(label.span if label else one.span, places)
    if owner:
        return _BY_SELLER if owner == "seller" else _BY_BUYER
    lone = len({i.value for ids in found.identifiers for i in ids if i.kind is one.kind}) == 1
    issuers = (0.25 if lone else 0.5) if by_buyer else (0.9 if lone else 0.4)
    is_margin = not _HEAD < row.box.top < _FOOT or bool(LEGAL_NOTICE.search(row.folded))
    return (1 - _IN_MARGIN if by_buyer else _IN_MARGIN) if is_margin else issuers


def _owner_above(one: Identifier, found: Candidates) -> str:
    """The party whose label stands nearest above in the same column, within an address block's height; "" for none."""
    place = one.span.box
    for row in reversed(found.rows[max(one.span.row.index - 12, 0) : one.span.row.index + 1]):
        if row.page is not one.span.row.page:
            return ""
        for label in found.labels[row.index]:
            if (
                label.name in {"seller", "buyer", "deliver_to"}
                and not label.is_weak
                and not reads_on(label)
                and abs(label.span.box.left - place.left) < _COLUMN
            ):
                return "buyer" if label.name != "seller" else "seller"
    return ""


#: As high as an address with its ids, as a fraction of the page's height.
_ADDRESS = 0.13


def _named_above(start: Span, places: Mapping[str, Span]) -> str:
    """The party whose name stands over the beginning of the id (its label) in the same block; "" for none."""
    for party, name in places.items():
        aligned = name.row.page is start.row.page and abs(name.box.left - start.box.left) < _COLUMN / 4
        if aligned and 0 < start.box.top - name.box.top < _ADDRESS:
            return party
    return ""


def account(found: Candidates) -> Iterator[Field | None]:
    """The seller's IBAN and BIC; the account that a direct debit is taken from is not meant."""
    accounts = [i for row in found.identifiers for i in row if i.kind is Kind.IBAN]
    hits = [
        Hit(
            i.value,
            i.span,
            (0.96 if i.is_valid else 0.45) * (0.15 if _is_debited(i, found) else 1.0),
            "checksum" if i.is_valid else "label",
        )
        for i in accounts
    ]
    best = chosen(hits)
    yield field_of("payment_iban", best, found.part, least=0.2)
    codes = [i for row in found.identifiers for i in row if i.kind is Kind.BIC]
    if best and codes:
        nearest = min(codes, key=lambda i: abs(i.span.row.index - best[0].span.row.index))
        same_country = nearest.value[4:6] == best[0].value[:2]
        labelled = any(
            o.name == "payment_bic"
            for row in found.rows[max(nearest.span.row.index - 1, 0) : nearest.span.row.index + 1]
            for o in found.labels[row.index]
        )
        if labelled or same_country:
            yield field_at("payment_bic", nearest.value, nearest.span, 0.96 if labelled and same_country else 0.75, found.part)


def _is_debited(one: Identifier, found: Candidates) -> bool:
    return any(
        _DEBITED.search(row.folded)
        for row in found.rows[max(one.span.row.index - 3, 0) : one.span.row.index + 1]
        if row.page is one.span.row.page
    )
