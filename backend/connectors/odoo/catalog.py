"""Odoo's master data and open documents as the Catalog."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from backend.connectors.domains import domains_of
from backend.connectors.http import Json
from backend.connectors.odoo.calls import Calls, Domain, NoSuchValue
from backend.connectors.pieces import batches, pieces
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

_PARTNER = ("name", "vat", "email", "website", "street", "street2", "zip", "city", "country_code", "company_registry", "ref")
_ITEM = ("default_code", "barcode", "name", "list_price", "product_tmpl_id", "categ_id")
_SUPPLIED = ("partner_id", "product_code", "product_id", "product_tmpl_id")
_ORDER = ("name", "partner_id", "currency_id", "date_order")
_ORDER_LINE = ("order_id", "product_id", "name", "product_qty", "price_unit", "qty_received", "qty_invoiced")
#: When an instalment of payment terms is due (from version 17 on).
_TERM_LINE = ("payment_id", "nb_days", "delay_type")
_SALE = ("name", "partner_id", "client_order_ref", "state", "date_order", "commitment_date", "amount_untaxed")
_MOVE = ("name", "partner_id", "ref", "state", "invoice_date", "amount_total")
#: Orders and invoices older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)
#: A number that Odoo has not given yet.
UNNUMBERED = frozenset({"", "/", "False"})
_TAG = re.compile(r"^\[[^\]]*\]\s*")

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


def read_catalog(calls: Calls, company: int, url: str, since: datetime | None) -> Iterator[Catalog]:
    """The Catalog of one company in pieces; only what changed when `since` is given."""
    changed: Domain = [["write_date", ">", f"{since.astimezone(UTC):%Y-%m-%d %H:%M:%S}"]] if since else []
    recent = (datetime.now(UTC) - _YEARS).date().isoformat()
    ours: Domain = [["company_id", "in", [company, False]], *changed]
    bills: Domain = [*ours, ["move_type", "in", ["in_invoice", "in_refund"]], ["create_date", ">=", recent]]
    bought: Domain = [*ours, ["state", "in", ["purchase", "done"]], ["date_order", ">=", recent]]
    sold: Domain = [*ours, ["date_order", ">=", recent]]
    own = calls("res.company", "read", ids=[company], fields=["name", "vat", "company_registry", "email", "website"])[0]
    yield Catalog(
        payment_terms=tuple(read_payment_terms(calls, company)),
        own_name=own["name"],
        own_vat_id=_text(own["vat"]),
        own_legal_id=_text(own["company_registry"]),
        own_domains=domains_of(_text(own["email"]), _text(own["website"])),
    )
    yield from pieces(
        customers=read_customers(calls, [*ours, ["customer_rank", ">", 0]]),
        suppliers=read_suppliers(calls, [*ours, ["supplier_rank", ">", 0]]),
        items=read_items(calls, ours),
        purchase_orders=_purchase_orders(calls, bought),
        sales_orders=(_sale(row, url) for row in calls.records("sale.order", sold, _SALE)),
        supplier_invoices=(_move(row, url) for row in calls.records("account.move", bills, _MOVE)),
    )


def read_purchase_orders(calls: Calls, domain: Domain) -> tuple[PurchaseOrder, ...]:
    """The purchase orders of the domain with their lines, notes and sections left out."""
    return tuple(_purchase_orders(calls, domain))


def _purchase_orders(calls: Calls, domain: Domain) -> Iterator[PurchaseOrder]:
    for orders in batches(calls.records("purchase.order", domain, _ORDER)):
        lines: dict[int, list[PurchaseOrderLine]] = defaultdict(list)
        of_orders: Domain = [["order_id", "in", [order["id"] for order in orders]], ["display_type", "=", False]]
        for row in calls.records("purchase.order.line", of_orders, _ORDER_LINE):
            lines[row["order_id"][0]].append(_purchase_line(row))
        yield from (_purchase_order(order, tuple(lines[order["id"]])) for order in orders)


def link(url: str, model: str, record: int | str) -> str:
    """The address of a record's form in Odoo; versions with newer addresses lead on from this one."""
    return f"{url}/web#id={record}&model={model}&view_type=form"


def identity(model: str, record: int | str) -> str:
    """The id of a document, which tells its model as well: `account.move,12`."""
    return f"{model},{record}"


def read_customers(calls: Calls, domain: Domain) -> Iterator[Customer]:
    """The customers of the domain."""
    return _partners(calls, Customer, domain)


def _partners(calls: Calls, kind: type[AnyPartner], domain: Domain) -> Iterator[AnyPartner]:
    return (_partner(kind, row) for row in calls.records("res.partner", domain, _PARTNER))


def read_suppliers(calls: Calls, domain: Domain) -> Iterator[Supplier]:
    """The suppliers of the domain with the accounts they are known to be paid on."""
    for suppliers in batches(_partners(calls, Supplier, domain)):
        accounts: dict[str, list[str]] = defaultdict(list)
        of_these: Domain = [["partner_id", "in", [int(supplier.id) for supplier in suppliers]]]
        for row in calls.records("res.partner.bank", of_these, ("partner_id", "sanitized_acc_number")):
            accounts[str(row["partner_id"][0])].append(_text(row["sanitized_acc_number"]))
        yield from (replace(supplier, ibans=tuple(accounts[supplier.id])) for supplier in suppliers)


def _partner(kind: type[AnyPartner], row: Mapping[str, Json]) -> AnyPartner:
    return kind(
        id=str(row["id"]),
        name=_text(row["name"]),
        vat_id=_text(row["vat"]),
        legal_id=_text(row["company_registry"]),
        email_domains=domains_of(_text(row["email"]), _text(row["website"])),
        emails=(email,) if (email := _text(row["email"])) else (),
        aliases=(alias,) if (alias := _text(row["ref"])) else (),
        street="\n".join(filter(None, (_text(row["street"]), _text(row["street2"])))),
        postal_code=_text(row["zip"]),
        city=_text(row["city"]),
        country=_text(row["country_code"]),
    )


def read_payment_terms(calls: Calls, company: int) -> Iterator[PaymentTerms]:
    """The payment terms; before version 17, which tells their dates otherwise, by their names only."""
    terms = list(calls.records("account.payment.term", [["company_id", "in", [company, False]]], ("name",)))
    lines: dict[int, list[Mapping[str, Json]]] = defaultdict(list)
    try:
        for row in calls.records("account.payment.term.line", [["payment_id", "in", [one["id"] for one in terms]]], _TERM_LINE):
            lines[row["payment_id"][0]].append(row)
    except NoSuchValue:
        lines.clear()
    return (_payment_terms(row, lines[row["id"]]) for row in terms)


def _payment_terms(row: Mapping[str, Json], lines: Sequence[Mapping[str, Json]]) -> PaymentTerms:
    plain = lines[0] if len(lines) == 1 and lines[0]["delay_type"] == "days_after" else None
    return PaymentTerms(str(row["id"]), _text(row["name"]), int(plain["nb_days"]) if plain else None)


def read_items(calls: Calls, domain: Domain) -> Iterator[Item]:
    """The products of the domain, with what each supplier calls them."""
    for products in batches(calls.records("product.product", domain, _ITEM)):
        yield from _described(calls, products)


def _described(calls: Calls, products: Sequence[Mapping[str, Json]]) -> Iterator[Item]:
    references: dict[int, dict[str, str]] = defaultdict(dict)
    of_template: dict[int, dict[str, str]] = defaultdict(dict)
    of_these = [["product_code", "!=", False], ["product_tmpl_id", "in", list({row["product_tmpl_id"][0] for row in products})]]
    for told in calls.records("product.supplierinfo", of_these, _SUPPLIED):
        target = references[told["product_id"][0]] if told["product_id"] else of_template[told["product_tmpl_id"][0]]
        target[str(told["partner_id"][0])] = told["product_code"]
    for row in products:
        yield Item(
            id=str(row["id"]),
            description=_text(row["name"]),
            gtin=_text(row["barcode"]),
            net_price=Decimal(str(row["list_price"])),
            supplier_references={**of_template[row["product_tmpl_id"][0]], **references[row["id"]]},
            group=str(row["categ_id"][1]) if row["categ_id"] else "",
            number=_text(row["default_code"]),
        )


def _purchase_order(row: Mapping[str, Json], lines: tuple[PurchaseOrderLine, ...]) -> PurchaseOrder:
    supplier, currency = str(row["partner_id"][0]), str(row["currency_id"][1])
    return PurchaseOrder(str(row["id"]), row["name"], supplier, currency, lines, _day(row["date_order"]))


def _purchase_line(row: Mapping[str, Json]) -> PurchaseOrderLine:
    return PurchaseOrderLine(
        id=str(row["id"]),
        item_id=str(row["product_id"][0]) if row["product_id"] else "",
        description=_TAG.sub("", _text(row["name"])),
        quantity=Decimal(str(row["product_qty"])),
        net_price=Decimal(str(row["price_unit"])),
        received_quantity=Decimal(str(row["qty_received"])),
        invoiced_quantity=Decimal(str(row["qty_invoiced"])),
    )


def _sale(row: Mapping[str, Json], url: str) -> SalesOrder:
    return SalesOrder(
        id=identity("sale.order", row["id"]),
        number=_text(row["name"]),
        customer_id=str(row["partner_id"][0]),
        customer_order_number=_text(row["client_order_ref"]),
        status="cancelled" if row["state"] == "cancel" else _text(row["state"]),
        issue_date=_day(row["date_order"]),
        delivery_date=_day(row["commitment_date"]),
        tax_exclusive_amount=Decimal(str(row["amount_untaxed"])),
        url=link(url, "sale.order", row["id"]),
    )


def _move(row: Mapping[str, Json], url: str) -> SupplierInvoice:
    return SupplierInvoice(
        id=identity("account.move", row["id"]),
        number=number_of(row),
        supplier_id=str(row["partner_id"][0]) if row["partner_id"] else "",
        supplier_invoice_number=_text(row["ref"]),
        issue_date=_day(row["invoice_date"]),
        tax_inclusive_amount=Decimal(str(row["amount_total"])).quantize(Decimal("0.01")),
        status="cancelled" if row["state"] == "cancel" else _text(row["state"]),
        url=link(url, "account.move", row["id"]),
    )


def number_of(row: Mapping[str, Json]) -> str:
    """Odoo's number of a document; a draft invoice has none yet and goes by its id."""
    name = _text(row["name"])
    return f"#{row['id']}" if name in UNNUMBERED else name


def _text(value: Json) -> str:
    """Odoo answers False where there is nothing."""
    return str(value) if value else ""


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
