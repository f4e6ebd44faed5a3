"""The Catalog: the ERP's master data that documents are matched against, and the Match that results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from backend.model.memory import Source


@dataclass(frozen=True)
class Partner:
    """A company that the ERP knows."""

    id: str
    name: str
    vat_id: str = ""
    #: SIREN or SIRET in France (BT-30, BT-47).
    legal_id: str = ""
    email_domains: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    #: The lines of the postal address before postal code and city, as the ERP has them.
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = "FR"
    currency: str = "EUR"
    payment_terms: str = ""


@dataclass(frozen=True)
class Customer(Partner):
    """A customer in the ERP; the amounts are in its currency, None when the ERP does not tell."""

    #: What it owes us: invoiced and not paid yet.
    open_balance: Decimal | None = None
    #: What it may owe us.
    credit_limit: Decimal | None = None


@dataclass(frozen=True)
class Supplier(Partner):
    """A supplier in the ERP; `ibans` are the accounts it is known to be paid on."""

    ibans: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExpectedReceipt:
    """Goods that are on their way to us."""

    date: date
    quantity: Decimal


@dataclass(frozen=True)
class Item:
    """An item in the ERP. References: supplier id or customer id -> that party's own number for it."""

    id: str
    description: str
    gtin: str = ""
    unit_code: str = "C62"
    net_price: Decimal | None = None
    tax_rate: Decimal | None = None
    stock: Decimal | None = None
    #: Planned receipts, the next one first; filled by live reads only.
    expected: tuple[ExpectedReceipt, ...] = ()
    supplier_references: Mapping[str, str] = field(default_factory=dict)
    customer_references: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    #: Negotiated prices: customer id -> net price.
    customer_prices: Mapping[str, Decimal] = field(default_factory=dict)
    #: What the ERP groups it under, in its words, "" for nothing.
    group: str = ""
    #: Our own number for it, as our papers print it: None where that is its id, "" where it has none.
    number: str | None = None

    @property
    def own_number(self) -> str:
        """Our own number for it, "" when it has none."""
        return self.id if self.number is None else self.number


@dataclass(frozen=True)
class PurchaseOrderLine:
    """One line of a purchase order with what came of it."""

    id: str
    item_id: str
    description: str
    quantity: Decimal
    net_price: Decimal
    received_quantity: Decimal = Decimal(0)
    invoiced_quantity: Decimal = Decimal(0)
    unit_code: str = "C62"
    tax_rate: Decimal | None = None


@dataclass(frozen=True)
class PurchaseOrder:
    """An order that we placed with a supplier."""

    id: str
    number: str
    supplier_id: str
    currency: str
    lines: tuple[PurchaseOrderLine, ...]
    issue_date: date | None = None
    status: str = "open"


@dataclass(frozen=True)
class SalesOrder:
    """An order that a customer placed with us: what a status question is answered from."""

    id: str
    number: str
    customer_id: str
    customer_order_number: str
    status: str
    issue_date: date | None = None
    delivery_date: date | None = None
    tax_exclusive_amount: Decimal | None = None
    url: str = ""


@dataclass(frozen=True)
class SupplierInvoice:
    """A supplier invoice that the ERP already has: what a duplicate is recognised by."""

    id: str
    number: str
    supplier_id: str
    supplier_invoice_number: str
    issue_date: date | None = None
    tax_inclusive_amount: Decimal | None = None
    status: str = ""
    url: str = ""


@dataclass(frozen=True)
class PaymentTerms:
    """When the ERP has a document paid: so many days after its date, and then perhaps at the end of that month."""

    id: str
    name: str
    #: None for terms that are no single date: instalments, discounts for early payment.
    days: int | None = None
    is_end_of_month: bool = False


@dataclass(frozen=True)
class Catalog:
    """The ERP's master data and open documents, as last fetched."""

    customers: tuple[Customer, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    items: tuple[Item, ...] = ()
    purchase_orders: tuple[PurchaseOrder, ...] = ()
    sales_orders: tuple[SalesOrder, ...] = ()
    supplier_invoices: tuple[SupplierInvoice, ...] = ()
    #: Few, and like our own company's data in the first piece of a fetch.
    payment_terms: tuple[PaymentTerms, ...] = ()
    #: Our own company, so that the buyer of an invoice and the seller of an order is not taken for the other party.
    own_name: str = ""
    own_vat_id: str = ""
    own_legal_id: str = ""
    own_domains: tuple[str, ...] = ()


#: One thing of the Catalog.
Thing = Customer | Supplier | Item | PurchaseOrder | SalesOrder | SupplierInvoice

#: What kinds of things there are: the Catalog's attributes.
KINDS: Mapping[str, type[Thing]] = {
    "customers": Customer,
    "suppliers": Supplier,
    "items": Item,
    "purchase_orders": PurchaseOrder,
    "sales_orders": SalesOrder,
    "supplier_invoices": SupplierInvoice,
}


def things(catalog: Catalog) -> Iterator[tuple[str, tuple[Thing, ...]]]:
    """Each kind with its things, those kinds that have any."""
    return ((kind, found) for kind in KINDS if (found := getattr(catalog, kind)))


def own(catalog: Catalog) -> Catalog:
    """Our own company's data alone."""
    nothing: dict[str, Any] = dict.fromkeys(KINDS, ())
    return replace(catalog, **nothing)


def union(pieces: Iterable[Catalog]) -> Catalog:
    """All of the pieces in one Catalog, each thing once; of two under one id, and of our own company's data, the last is told."""
    told: dict[str, Any] = {}
    gathered: dict[str, dict[str, Thing]] = defaultdict(dict)
    for piece in pieces:
        told |= {one.name: value for one in fields(Catalog) if (value := getattr(piece, one.name))}
        for kind, found in things(piece):
            gathered[kind].update((one.id, one) for one in found)
    return Catalog(**(told | {kind: tuple(found.values()) for kind, found in gathered.items()}))


@dataclass(frozen=True)
class Candidate:
    """One thing of the Catalog that might be meant."""

    id: str
    label: str
    #: From 0 to 1.
    score: float
    #: How it was found: vat_id, legal_id, iban, email_domain, name, reference, gtin, description, number, memory, order, person.
    method: str
    #: The confirmed correction that it was found by; None when it was found without.
    learned_from: Source | None = None
    #: What people call it by, an item's own number; "" where the label says all.
    number: str = ""


@dataclass(frozen=True)
class Match:
    """What something in the document is in the ERP: the best candidate, and the others in order. `best` is None when nothing came near."""

    best: Candidate | None
    runners_up: tuple[Candidate, ...] = ()


#: Matches by path: `supplier`, `customer`, `purchase_order`, `lines.0.item`, `lines.0.purchase_order_line`.
Matches = Mapping[str, Match]


def best_id(matches: Matches, path: str) -> str:
    """The ERP's id of the match at a path, "" when there is none."""
    found = matches.get(path)
    return found.best.id if found and found.best else ""
