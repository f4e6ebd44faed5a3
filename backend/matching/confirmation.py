"""What the ERP's own records state becomes sure: values equal to those of the matched partner, purchase order and items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from backend.matching import words
from backend.matching.index import Index
from backend.matching.index import of as indexed
from backend.model import value
from backend.model.catalog import Catalog, Matches, Partner, Supplier
from backend.model.field import SURE, Field, Fields
from backend.model.identifier import compact, gtin14, siren
from backend.model.matched import Matched
from backend.model.trade import DocumentType, TradeDocument

#: What a value is worth that was read here and is kept there: two independent sources.
_CONFIRMED = 0.98
#: Names at least this alike, from 0 to 100, and descriptions, from 0 to 1.
_NAMES_ALIKE, _DESCRIPTIONS_ALIKE = 90.0, 0.8
_BY_IDENTIFIER = frozenset({"vat_id", "legal_id", "iban", "person"})
#: A purchase order found by its whole number scores as much; by the end of it, or by its lines alone, less.
_BY_WHOLE_NUMBER = 0.95
_ORDERED = frozenset({DocumentType.ORDER, DocumentType.ORDER_CHANGE})

#: Whether the ERP states a value, by the name of the field.
Stated = Mapping[str, Callable[[str], bool]]


def confirm(document: TradeDocument, matches: Matches, catalog: Catalog) -> TradeDocument:
    """The document with every value sure that the matched ERP records state as well; no value changes, no confidence sinks.

    Nothing is confirmed by a partner who is known by no more than a name and an e-mail address.
    """
    reading = _Reading(document, matches, catalog)
    if not reading.knows_the_partner:
        return document
    lines = tuple(_confirmed(line, reading.line_stated(place)) for place, line in enumerate(document.lines))
    return replace(document, fields=_confirmed(document.fields, reading.header_stated()), lines=lines)


def _confirmed(fields: Fields, stated: Stated) -> Fields:
    return {name: _sure(field) if _is_stated(field, stated) else field for name, field in fields.items()}


def _is_stated(field: Field, stated: Stated) -> bool:
    return bool(field.value) and field.name in stated and stated[field.name](field.value)


def _sure(field: Field) -> Field:
    return replace(field, confidence=max(field.confidence, _CONFIRMED), sure_from=SURE)


@dataclass(frozen=True)
class _Reading(Matched):
    """The document in the light of the records it was matched with."""

    document: TradeDocument
    matches: Matches
    catalog: Catalog

    @property
    def knows_the_partner(self) -> bool:
        """Whether an identifier or a person says who the partner is, or our purchase order's number besides the name or the address."""
        found = self.matches.get("customer" if self.is_ordered else "supplier")
        if found is None or found.best is None or self.partner is None:
            return False
        return found.best.method in _BY_IDENTIFIER or self.has_their_purchase_order

    @property
    def is_ordered(self) -> bool:
        """Whether it comes from a customer."""
        return self.document.document_type in _ORDERED

    @property
    def partner(self) -> Partner | None:
        """The other party: the customer of an order, the supplier of everything else."""
        return self.customer if self.is_ordered else self.supplier

    @property
    def has_their_purchase_order(self) -> bool:
        """Whether the purchase order, found by its whole number, is one that we placed with this supplier."""
        found, order = self.matches.get("purchase_order"), self.purchase_order
        if not (found and found.best and order and self.supplier):
            return False
        return found.best.score >= _BY_WHOLE_NUMBER and order.supplier_id == self.supplier.id

    def header_stated(self) -> Stated:
        """What the records say of the header: the partner's identity, our own, the account and the purchase order."""
        own = Partner("", self.catalog.own_name, self.catalog.own_vat_id, self.catalog.own_legal_id)
        seller, buyer = (own, self.partner) if self.is_ordered else (self.partner, own)
        stated = dict(_identity("seller", seller)) | dict(_identity("buyer", buyer))
        if isinstance(seller, Supplier):
            stated["payment_iban"] = _one_of(*seller.ibans)
        if self.has_their_purchase_order and self.purchase_order:
            stated["order_reference"] = _one_of(self.purchase_order.number)
        return stated

    def line_stated(self, place: int) -> Stated:
        """What the records say of a line: the item's references and, when one of them stands there, its description; price and quantity."""
        stated: dict[str, Callable[[str], bool]] = {}
        item = self.item(place)
        if item and self.partner:
            theirs, ours = ("buyer_item_id", "seller_item_id") if self.is_ordered else ("seller_item_id", "buyer_item_id")
            references = item.customer_references if self.is_ordered else item.supplier_references
            stated = {
                theirs: _one_of(references.get(self.partner.id, "")),
                ours: _one_of(item.own_number),
                "gtin": lambda text: bool(item.gtin) and gtin14(text) == gtin14(item.gtin),
            }
            if any(_is_stated(field, stated) for field in self.document.lines[place].values()):
                index: Index = indexed(self.catalog)
                stated["description"] = lambda text: index.items.likeness(item.id, text) >= _DESCRIPTIONS_ALIKE
        ordered = self.ordered(place) if self.has_their_purchase_order else None
        if ordered:
            stated["net_price"] = lambda text: value.decimal(text) == ordered.net_price
            stated["quantity"] = lambda text: value.decimal(text) == ordered.quantity
        return stated


def _identity(side: str, partner: Partner | None) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """What the record of the seller or the buyer says; a SIREN is stated by the SIRET and the VAT id that hold it."""
    if partner:
        sirens = {siren(partner.vat_id), siren(partner.legal_id)}
        names = [words.name(known) for known in (partner.name, *partner.aliases)]
        yield f"{side}_vat_id", _one_of(partner.vat_id)
        yield f"{side}_legal_id", _one_of(partner.legal_id, *sirens)
        yield f"{side}_name", lambda text: any(words.name_likeness(words.name(text), known) >= _NAMES_ALIKE for known in names)


def _one_of(*known: str) -> Callable[[str], bool]:
    keys = {compact(each) for each in known} - {""}
    return lambda text: compact(text) in keys
