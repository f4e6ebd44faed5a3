"""The Subject of the checks: a trade document or question with its mail and matches, and what the ERP says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from backend.model.case import Case
from backend.model.catalog import Catalog, Customer, Item, Matches, PurchaseOrder, PurchaseOrderLine, Supplier
from backend.model.field import Fields
from backend.model.finding import Severity
from backend.model.identifier import compact
from backend.model.mail import Mail
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.model.value import number, text

_EMPTY = TradeDocument(DocumentType.ORDER, {})
#: A printed description longer than this is cut in a sentence.
_IN_WORDS = 60


@dataclass(frozen=True)
class Subject:
    """What the checks look at. `others` are the other cases of the organisation with the same number or party."""

    document: TradeDocument | None
    mail: Mail
    intent: Intent
    matches: Matches
    catalog: Catalog
    others: tuple[Case, ...] = ()

    @property
    def fields(self) -> Fields:
        """The header fields, none without a document."""
        return (self.document or _EMPTY).fields

    @property
    def lines(self) -> tuple[Fields, ...]:
        """The lines, none without a document."""
        return (self.document or _EMPTY).lines

    @property
    def rates(self) -> tuple[Fields, ...]:
        """The VAT breakdown, none without a document."""
        return (self.document or _EMPTY).tax_breakdown

    @property
    def is_invoice(self) -> bool:
        """Whether it asks us to pay or to be credited."""
        return self.document is not None and self.document.document_type in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE}

    @property
    def is_order(self) -> bool:
        """Whether a customer orders or changes an order."""
        return self.document is not None and self.document.document_type in {DocumentType.ORDER, DocumentType.ORDER_CHANGE}

    @property
    def totals_severity(self) -> Severity:
        """How much wrong totals matter: an invoice is booked by them, an order by its lines."""
        return Severity.BLOCKING if self.is_invoice else Severity.WARNING

    @property
    def currency(self) -> str:
        """The document's currency, or else its party's."""
        party = self.supplier or self.customer
        return text(self.fields, "currency") or (party.currency if party else "")

    @cached_property
    def supplier(self) -> Supplier | None:
        """The matched supplier."""
        return next((s for s in self.catalog.suppliers if s.id == self.best("supplier")), None)

    @cached_property
    def customer(self) -> Customer | None:
        """The matched customer."""
        return next((c for c in self.catalog.customers if c.id == self.best("customer")), None)

    @cached_property
    def purchase_order(self) -> PurchaseOrder | None:
        """The matched purchase order."""
        return next((p for p in self.catalog.purchase_orders if p.id == self.best("purchase_order")), None)

    def ordered(self, place: int) -> PurchaseOrderLine | None:
        """The line of the purchase order that a line answers."""
        wanted = self.best(f"lines.{place}.purchase_order_line")
        return next((line for line in self.purchase_order.lines if line.id == wanted), None) if self.purchase_order else None

    def item(self, place: int) -> Item | None:
        """The matched item of a line."""
        return self._items.get(self.best(f"lines.{place}.item"))

    def best(self, path: str) -> str:
        """The ERP id of the match at a path, "" when there is none."""
        found = self.matches.get(path)
        return found.best.id if found and found.best else ""

    def amount(self, name: str) -> Decimal | None:
        """A header field as a number."""
        return number(self.fields, name)

    def line_in_words(self, place: int) -> Sentence:
        """Which line it is, as a sentence begins: `Ligne 2, « Ruban adhésif »`."""
        printed = text(self.lines[place], "description") or getattr(self.item(place), "description", "")
        short = printed if len(printed) <= _IN_WORDS else f"{printed[: _IN_WORDS - 1].rstrip()}…"
        if not short:
            return Sentence(f"Ligne {place + 1}", f"Line {place + 1}")
        return Sentence(f"Ligne {place + 1}, « {short} »", f"Line {place + 1}, “{short}”")

    def is_same_party(self, other: Case) -> bool:
        """Whether another case is of the same supplier or customer: by the ERP's id, or by identifier or name when one is unknown."""
        for role, prefix in (("supplier", "seller"), ("customer", "buyer")):
            found = other.matches.get(role)
            if self.best(role) and found and found.best:
                return self.best(role) == found.best.id
            if other.document and any(self._says_the_same(other.document, f"{prefix}_{name}") for name in ("vat_id", "legal_id", "name")):
                return True
        return False

    def _says_the_same(self, other: TradeDocument, name: str) -> bool:
        said = compact(text(self.fields, name))
        own = {compact(t) for t in (self.catalog.own_name, self.catalog.own_vat_id, self.catalog.own_legal_id)}
        return bool(said) and said not in own and said == compact(other.value(name))

    @cached_property
    def _items(self) -> dict[str, Item]:
        wanted = {found.best.id for path, found in self.matches.items() if path.endswith(".item") and found.best}
        return {i.id: i for i in self.catalog.items if i.id in wanted}


def numbered(rows: tuple[Fields, ...], name: str) -> Iterator[tuple[int, Decimal]]:
    """The place and the value of every row that has this number."""
    for place, row in enumerate(rows):
        value = number(row, name)
        if value is not None:
            yield place, value
