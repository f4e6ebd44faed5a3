"""Tryton's master data and open documents as the Catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from backend.connectors.http import Json
from backend.connectors.pieces import batches, pieces
from backend.connectors.tryton.calls import Calls, Domain, Record
from backend.connectors.tryton.posting import INVOICE, SALE, identity, link, number_of
from backend.model.catalog import (
    Catalog,
    Customer,
    Item,
    PaymentTerms,
    PurchaseOrder,
    PurchaseOrderLine,
    SalesOrder,
    Supplier,
    SupplierInvoice,
)

_PARTNER = (
    "name", "code", "tax_identifier.code", "identifiers.type", "identifiers.code", "contact_mechanisms.type", "contact_mechanisms.value",
    "addresses.street", "addresses.postal_code", "addresses.city", "addresses.country.code",
)  # fmt: skip
_ITEM = ("name", "code", "list_price_used", "template", "categories.name", "identifiers.type", "identifiers.code")
_CODED = ("party", "code", "product", "template")
#: How the dates of payment terms are counted; a last step to the 31st leads to the end of the month (dateutil's relativedelta).
_TERMS = ("name", *(f"lines.relativedeltas.{name}" for name in ("day", "month", "weekday", "months", "weeks", "days")))
_END_OF_MONTH = {"day": 31, "month": None, "weekday": None, "months": 0, "weeks": 0, "days": 0}
_ORDER = ("number", "party", "currency.code", "purchase_date", "state")
_ORDER_LINE = (
    "purchase", "product", "product.name", "description", "quantity", "unit_price", "unit.factor",
    "moves.quantity", "moves.state", "moves.unit.factor", "invoice_lines.quantity", "invoice_lines.unit.factor",
    "invoice_lines.invoice.state", "invoice_lines.invoice.reference",
)  # fmt: skip
_SALE = ("number", "party", "reference", "state", "sale_date", "shipping_date", "untaxed_amount")
_INVOICE = ("number", "party", "reference", "state", "invoice_date", "total_amount")
#: Models of modules that a Tryton may lack.
_SUPPLIED, _SOLD, _ACCOUNTS = "purchase.product_supplier", "sale.product_customer", "bank.account.number"
#: Orders and invoices older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)
#: A draft without a number of the supplier's is one that Tryton made of a purchase order: no invoice has come yet.
ARRIVED: Domain = [["type", "=", "in"], ["OR", ["state", "!=", "draft"], ["reference", "!=", None]]]
#: The kinds of party identifiers that stand in a company register (party_siret).
_LEGAL = frozenset({"fr_siren", "fr_siret"})
#: Mail providers, whose domain tells nothing about a company.
_SHARED = frozenset({
    "gmail.com", "outlook.com", "outlook.fr", "hotmail.com", "hotmail.fr", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net",
    "yahoo.fr", "yahoo.com",
})  # fmt: skip

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


def read_catalog(calls: Calls, url: str, since: datetime | None) -> Iterator[Catalog]:
    """The Catalog of the company in pieces; only what changed when `since` is given. Every party may be both customer and supplier."""
    changed = _changed(since)
    ours: Domain = [["company", "=", calls.company], ["create_date", ">=", datetime.now(UTC).replace(tzinfo=None) - _YEARS], *changed]
    own = calls.record("company.company", calls.company, ("party",)) or {"party": -1}
    (company,) = _partners(calls, Customer, [["id", "=", own["party"]]])
    yield Catalog(
        payment_terms=tuple(read_payment_terms(calls)),
        own_name=company.name,
        own_vat_id=company.vat_id,
        own_legal_id=company.legal_id,
        own_domains=company.email_domains,
    )
    present = _models(calls)
    for others in batches(calls.records("party.party", [["id", "!=", own["party"]], *changed], _PARTNER)):
        accounts = _accounts(calls, [row["id"] for row in others]) if _ACCOUNTS in present else {}
        suppliers = (_partner(Supplier, row) for row in others)
        yield Catalog(
            customers=tuple(_partner(Customer, row) for row in others),
            suppliers=tuple(replace(supplier, ibans=tuple(accounts.get(supplier.id, ()))) for supplier in suppliers),
        )
    yield from pieces(
        items=_items(calls, changed, present),
        purchase_orders=_purchase_orders(calls, [*ours, ["state", "in", ["confirmed", "processing"]]]),
        sales_orders=(_sale(row, url) for row in calls.records(SALE, ours, _SALE)),
        supplier_invoices=(_invoice(row, url) for row in calls.records(INVOICE, [*ours, *ARRIVED], _INVOICE)),
    )


def read_purchase_orders(calls: Calls, domain: Domain) -> tuple[PurchaseOrder, ...]:
    """The purchase orders of the domain with their lines, what was received of each, and what suppliers have invoiced."""
    return tuple(_purchase_orders(calls, domain))


def _purchase_orders(calls: Calls, domain: Domain) -> Iterator[PurchaseOrder]:
    for orders in batches(calls.records("purchase.purchase", domain, _ORDER)):
        lines: dict[int, list[PurchaseOrderLine]] = defaultdict(list)
        of_orders: Domain = [["purchase", "in", [order["id"] for order in orders]], ["type", "=", "line"]]
        for row in calls.records("purchase.line", of_orders, _ORDER_LINE):
            lines[row["purchase"]].append(_purchase_line(row))
        yield from (_purchase_order(order, tuple(lines[order["id"]])) for order in orders)


def read_items(calls: Calls, domain: Domain) -> Iterator[Item]:
    """The products of the domain."""
    return _items(calls, domain, _models(calls))


def read_customers(calls: Calls, domain: Domain) -> Iterator[Customer]:
    """The parties of the domain as customers."""
    return _partners(calls, Customer, domain)


def read_suppliers(calls: Calls, ids: Sequence[int]) -> Iterator[Supplier]:
    """The parties with these ids as suppliers, with the accounts they are known to be paid on."""
    accounts = _accounts(calls, ids) if _ACCOUNTS in _models(calls) else {}
    found = _partners(calls, Supplier, [["id", "in", list(ids)]])
    return (replace(supplier, ibans=tuple(accounts.get(supplier.id, ()))) for supplier in found)


def read_payment_terms(calls: Calls) -> Iterator[PaymentTerms]:
    """The payment terms; those of several dates, and others that no number of days makes, by their names only."""
    return (_payment_terms(row) for row in calls.records("account.invoice.payment_term", [], _TERMS))


def _payment_terms(row: Record) -> PaymentTerms:
    steps = row["lines."][0]["relativedeltas."] if len(row["lines."]) == 1 else [None]
    plain = [step for step in steps if step and not any(step[name] for name in ("day", "month", "weekday", "months", "weeks"))]
    is_end = bool(steps) and steps[-1] is not None and _END_OF_MONTH.items() <= steps[-1].items()
    days = sum(step["days"] for step in plain) if len(plain) + is_end == len(steps) else None
    return PaymentTerms(str(row["id"]), row["name"] or "", days, is_end_of_month=days is not None and is_end)


def _changed(since: datetime | None) -> Domain:
    if since is None:
        return []
    moment = since.astimezone(UTC).replace(tzinfo=None)
    return [["OR", ["create_date", ">", moment], ["write_date", ">", moment]]]


def _models(calls: Calls) -> frozenset[str]:
    """Those of the models that depend on modules which are there."""
    domain = [["name", "in", [_SUPPLIED, _SOLD, _ACCOUNTS]]]
    return frozenset(row["name"] for row in calls.records("ir.model", domain, ("name",)))


def _partners(calls: Calls, kind: type[AnyPartner], domain: Domain) -> Iterator[AnyPartner]:
    return (_partner(kind, row) for row in calls.records("party.party", domain, _PARTNER))


def _partner(kind: type[AnyPartner], row: Record) -> AnyPartner:
    address: Record = next(iter(row["addresses."]), {})
    mailboxes: tuple[str, ...] = _contacts(row, "email")
    return kind(
        id=str(row["id"]),
        name=row["name"] or "",
        vat_id=_of(row, "tax_identifier", "code"),
        legal_id=next((one["code"] for one in row["identifiers."] if one["type"] in _LEGAL), ""),
        email_domains=_domains((*mailboxes, *_contacts(row, "website"))),
        emails=mailboxes,
        aliases=(row["code"],) if row["code"] else (),
        street=address.get("street") or "",
        postal_code=address.get("postal_code") or "",
        city=address.get("city") or "",
        country=_of(address, "country", "code"),
    )


def _contacts(row: Record, kind: str) -> tuple[str, ...]:
    return tuple(one["value"] for one in row["contact_mechanisms."] if one["type"] == kind and one["value"])


def _accounts(calls: Calls, parties: Sequence[int]) -> Mapping[str, Sequence[str]]:
    """Party id -> the accounts that it is known to be paid on, of these parties."""
    found: dict[str, list[str]] = defaultdict(list)
    domain: Domain = [["type", "=", "iban"], ["account.owners", "in", list(parties)]]
    for row in calls.records(_ACCOUNTS, domain, ("number_compact", "account.owners")):
        for owner in (row.get("account.") or {}).get("owners") or ():
            found[str(owner)].append(row["number_compact"] or "")
    return found


def _items(calls: Calls, changed: Domain, present: frozenset[str]) -> Iterator[Item]:
    """The products, with what each supplier and customer calls them."""
    for rows in batches(calls.records("product.product", changed, _ITEM)):
        yield from _described(calls, rows, present)


def _described(calls: Calls, rows: Sequence[Record], present: frozenset[str]) -> Iterator[Item]:
    of_these: Domain = [["code", "!=", None], ["template", "in", list({row["template"] for row in rows})]]
    bought, sold = (_References(calls.records(model, of_these, _CODED) if model in present else ()) for model in (_SUPPLIED, _SOLD))
    for row in rows:
        yield Item(
            id=str(row["id"]),
            description=row["name"] or "",
            gtin=next((one["code"] for one in row["identifiers."] if one["type"] == "ean"), ""),
            net_price=row["list_price_used"],
            supplier_references=bought.of(row),
            customer_references=sold.of(row),
            group=next((one["name"] for one in row["categories."]), ""),
            number=row["code"] or "",
        )


class _References:
    """What partners call products: set for one product, or for all of a template."""

    def __init__(self, rows: Iterable[Record]) -> None:
        self._products: dict[int, dict[str, str]] = defaultdict(dict)
        self._templates: dict[int, dict[str, str]] = defaultdict(dict)
        for row in rows:
            target = self._products[row["product"]] if row["product"] else self._templates[row["template"]]
            target[str(row["party"])] = row["code"]

    def of(self, product: Record) -> Mapping[str, str]:
        """Party id -> that party's number for the product."""
        return {**self._templates.get(product["template"], {}), **self._products.get(product["id"], {})}


def _purchase_order(row: Record, lines: tuple[PurchaseOrderLine, ...]) -> PurchaseOrder:
    currency = _of(row, "currency", "code")
    return PurchaseOrder(str(row["id"]), row["number"] or "", str(row["party"]), currency, lines, row["purchase_date"])


def _purchase_line(row: Record) -> PurchaseOrderLine:
    received = (move for move in row["moves."] if move["state"] == "done")
    invoiced = (line for line in row["invoice_lines."] if _has_arrived(line.get("invoice.") or {}))
    return PurchaseOrderLine(
        id=str(row["id"]),
        item_id=str(row["product"] or ""),
        description=row["description"] or _of(row, "product", "name"),
        quantity=_decimal(row["quantity"]),
        net_price=row["unit_price"] or Decimal(0),
        received_quantity=in_unit(row, received),
        invoiced_quantity=in_unit(row, invoiced),
    )


def _has_arrived(invoice: Record) -> bool:
    """Whether a supplier has sent it and it stands: as `ARRIVED`."""
    state = invoice.get("state")
    return state not in {None, "cancelled"} and (state != "draft" or bool(invoice.get("reference")))


def in_unit(row: Record, parts: Iterable[Record]) -> Decimal:
    """The sum of the quantities in the unit of the purchase line."""
    factor = _factor(row)
    return sum((_decimal(part["quantity"]) * _factor(part) / factor for part in parts), Decimal(0))


def _factor(row: Record) -> Decimal:
    return _decimal((row.get("unit.") or {}).get("factor")) or Decimal(1)


def _sale(row: Record, url: str) -> SalesOrder:
    return SalesOrder(
        id=identity(SALE, row["id"]),
        number=number_of(SALE, row),
        customer_id=str(row["party"]),
        customer_order_number=row["reference"] or "",
        status=row["state"],
        issue_date=row["sale_date"],
        delivery_date=row["shipping_date"],
        tax_exclusive_amount=row["untaxed_amount"],
        url=link(url, SALE, row["id"]),
    )


def _invoice(row: Record, url: str) -> SupplierInvoice:
    return SupplierInvoice(
        id=identity(INVOICE, row["id"]),
        number=number_of(INVOICE, row),
        supplier_id=str(row["party"]),
        supplier_invoice_number=row["reference"] or "",
        issue_date=row["invoice_date"],
        # A credit note is an invoice of a negative amount in Tryton.
        tax_inclusive_amount=abs(row["total_amount"]),
        status=row["state"],
        url=link(url, INVOICE, row["id"]),
    )


def _domains(addresses: Iterable[str]) -> tuple[str, ...]:
    """The domains of e-mail addresses and web sites, without those that everybody uses."""
    hosts = (one.rpartition("@")[2].partition("://")[2] or one.rpartition("@")[2] for one in addresses)
    names = (host.partition("/")[0].lower().removeprefix("www.") for host in hosts)
    return tuple(dict.fromkeys(name for name in names if name and name not in _SHARED))


def _of(row: Record, field: str, name: str) -> str:
    """A field of the record that another field leads to, "" when it leads to none."""
    return (row.get(f"{field}.") or {}).get(name) or ""


def _decimal(value: Json | date | None) -> Decimal:
    return Decimal(str(value or 0))
