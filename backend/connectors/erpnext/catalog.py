"""ERPNext's master data and open documents as the Catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from backend.connectors.domains import domains_of
from backend.connectors.erpnext.calls import Calls, Filters, Record
from backend.connectors.erpnext.places import CANCELLED, INVOICE, OF_RECEIPT, SALE, identity, link
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

_PARTNER = ("tax_id", "email_id", "website", "default_currency", "payment_terms")
_ORDER = ("supplier", "currency", "transaction_date", "status")
_ORDER_LINE = ("parent", "item_code", "description", "qty", "rate", "received_qty", "billed_amt", "uom")
_SALE = (*OF_RECEIPT, "customer", "po_no", "status", "docstatus", "transaction_date", "delivery_date", "net_total")
_INVOICE = (*OF_RECEIPT, "supplier", "bill_no", "bill_date", "grand_total", "status", "docstatus")
#: Orders and invoices older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)
#: ERPNext keeps the time of its own zone; none is further behind UTC than this.
_ZONES = timedelta(hours=12)
#: Units as ERPNext is delivered with them (UN/ECE Recommendation 20); others keep their name.
_UNITS = {
    "Nos": "C62", "Unit": "C62", "Kg": "KGM", "Gram": "GRM", "Tonne": "TNE", "Litre": "LTR", "Meter": "MTR", "Square Meter": "MTK",
    "Cubic Meter": "MTQ", "Hour": "HUR", "Day": "DAY", "Box": "BX", "Pair": "PR", "Set": "SET",
}  # fmt: skip

_PRICE = "Item Price"
_TERM = ("parent", "due_date_based_on", "credit_days")
_ADDRESS = ("address_line1", "address_line2", "pincode", "city", "country")

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


@dataclass(frozen=True)
class Place:
    """An address by its name, the country by its code."""

    name: str
    street: str
    postal_code: str
    city: str
    country: str


_NOWHERE = Place("", "", "", "", "")
#: By doctype (Customer or Supplier) and name.
Places = Mapping[tuple[str, str], Place]


def read_catalog(calls: Calls, company: Record, url: str, since: datetime | None) -> Iterator[Catalog]:
    """The Catalog of one company in pieces; only what changed, and perhaps a few hours more, when `since` is given."""
    changed: list[Sequence[str]] = [["modified", ">", f"{since.astimezone(UTC) - _ZONES:%Y-%m-%d %H:%M:%S}"]] if since else []
    recent = ["creation", ">=", (datetime.now(UTC) - _YEARS).date().isoformat()]
    ours: Filters = [*changed, recent, ["company", "=", company["name"]]]
    enabled: Filters = [*changed, ["disabled", "=", 0]]
    yield Catalog(
        payment_terms=tuple(read_payment_terms(calls)),
        own_name=company["name"],
        own_vat_id=_text(company["tax_id"]),
        own_domains=domains_of(_text(company["email"]), _text(company["website"])),
    )
    yield from pieces(
        customers=read_partners(calls, Customer, enabled),
        suppliers=read_suppliers(calls, enabled),
        items=read_items(calls, enabled),
        purchase_orders=_purchase_orders(calls, [*ours, ["docstatus", "=", 1]]),
        sales_orders=(_sale(row, url) for row in calls.records(SALE, ours, _SALE)),
        supplier_invoices=(_invoice(row, url) for row in calls.records(INVOICE, ours, _INVOICE)),
    )


def read_purchase_orders(calls: Calls, filters: Filters) -> tuple[PurchaseOrder, ...]:
    """The purchase orders with their lines."""
    return tuple(_purchase_orders(calls, filters))


def _purchase_orders(calls: Calls, filters: Filters) -> Iterator[PurchaseOrder]:
    for orders in batches(calls.records("Purchase Order", filters, _ORDER)):
        lines: dict[str, list[PurchaseOrderLine]] = defaultdict(list)
        for row in calls.named("Purchase Order Item", (order["name"] for order in orders), _ORDER_LINE, "Purchase Order", by="parent"):
            lines[row["parent"]].append(_purchase_line(row))
        yield from (_purchase_order(order, tuple(lines[order["name"]])) for order in orders)


def _purchase_order(row: Record, lines: tuple[PurchaseOrderLine, ...]) -> PurchaseOrder:
    return PurchaseOrder(
        id=row["name"],
        number=row["name"],
        supplier_id=row["supplier"],
        currency=row["currency"],
        lines=lines,
        issue_date=_day(row["transaction_date"]),
        status=_text(row["status"]),
    )


def _purchase_line(row: Record) -> PurchaseOrderLine:
    price, billed = _number(row["rate"]), _number(row["billed_amt"])
    return PurchaseOrderLine(
        id=row["name"],
        item_id=_text(row["item_code"]),
        description=_text(row["description"]),
        quantity=_number(row["qty"]),
        net_price=price,
        received_quantity=_number(row["received_qty"]),
        # ERPNext counts what was billed in money.
        invoiced_quantity=(billed / price).quantize(Decimal("0.001")).normalize() if price else Decimal(0),
        unit_code=_unit(row["uom"]),
    )


def read_payment_terms(calls: Calls) -> Iterator[PaymentTerms]:
    """The payment terms, which go by their names."""
    names = [row["name"] for row in calls.records("Payment Terms Template", [], ())]
    rows: dict[str, list[Record]] = defaultdict(list)
    for row in calls.named("Payment Terms Template Detail", names, _TERM, "Payment Terms Template", by="parent"):
        rows[row["parent"]].append(row)
    return (PaymentTerms(name, name, _days(rows[name])) for name in names)


def _days(rows: Sequence[Record]) -> int | None:
    """After how many days all is due, None for terms that count otherwise."""
    plain = len(rows) == 1 and rows[0]["due_date_based_on"] == "Day(s) after invoice date"
    return int(rows[0]["credit_days"] or 0) if plain else None


def read_partners(calls: Calls, kind: type[AnyPartner], filters: Filters) -> Iterator[AnyPartner]:
    """The customers or suppliers that pass the filters."""
    for rows in batches(calls.records(kind.__name__, filters, (f"{kind.__name__.lower()}_name", *_PARTNER))):
        places = _places(calls, [row["name"] for row in rows])
        yield from _partners(kind, rows, places)


def _partners(kind: type[AnyPartner], rows: Sequence[Record], places: Places) -> Iterator[AnyPartner]:
    doctype = kind.__name__
    for row in rows:
        email = _text(row["email_id"])
        place = places.get((doctype, row["name"]), _NOWHERE)
        yield kind(
            id=row["name"],
            name=_text(row[f"{doctype.lower()}_name"]),
            vat_id=_text(row["tax_id"]),
            email_domains=domains_of(email, _text(row["website"])),
            emails=(email,) if email else (),
            street=place.street,
            postal_code=place.postal_code,
            city=place.city,
            country=place.country,
            currency=_text(row["default_currency"]) or "EUR",
            payment_terms=_text(row["payment_terms"]),
        )


def read_suppliers(calls: Calls, filters: Filters) -> Iterator[Supplier]:
    """The suppliers with the accounts they are known to be paid on."""
    for suppliers in batches(read_partners(calls, Supplier, filters)):
        accounts: dict[str, list[str]] = defaultdict(list)
        names = [supplier.id for supplier in suppliers]
        for row in calls.named("Bank Account", names, ("party", "iban"), by="party", filters=[["party_type", "=", "Supplier"]]):
            if row["iban"]:
                accounts[row["party"]].append(row["iban"].replace(" ", ""))
        yield from (replace(supplier, ibans=tuple(accounts[supplier.id])) for supplier in suppliers)


def _places(calls: Calls, partners: Sequence[str]) -> Places:
    """Where each of these partners is, by the address that was entered first."""
    found: dict[tuple[str, str], Place] = {}
    for link_, place in read_addresses(calls, partners):
        found.setdefault(link_, place)
    return found


def read_addresses(calls: Calls, partners: Sequence[str]) -> Iterator[tuple[tuple[str, str], Place]]:
    """The addresses of these partners, each with the doctype and name of whose it is."""
    codes = {row["name"]: _text(row["code"]).upper() for row in calls.records("Country", [], ("code",))}
    fields, of_addresses = ("parent", "link_doctype", "link_name"), [["parenttype", "=", "Address"]]
    links = list(calls.named("Dynamic Link", partners, fields, "Address", by="link_name", filters=of_addresses))
    rows = calls.named("Address", {row["parent"]: None for row in links}, _ADDRESS)
    addresses = {row["name"]: _place(row, codes) for row in rows}
    return (((row["link_doctype"], row["link_name"]), addresses[row["parent"]]) for row in links if row["parent"] in addresses)


def _place(row: Record, codes: Mapping[str, str]) -> Place:
    street = "\n".join(filter(None, (_text(row["address_line1"]), _text(row["address_line2"]))))
    return Place(row["name"], street, _text(row["pincode"]), _text(row["city"]), codes.get(row["country"], ""))


def read_items(calls: Calls, filters: Filters) -> Iterator[Item]:
    """The items that pass the filters."""
    # ERPNext as delivered shows prices to few; without the right nobody's own price is known.
    tells_prices = calls.may(_PRICE, "read")
    for items in batches(calls.records("Item", filters, ("item_name", "stock_uom", "standard_rate", "item_group"))):
        yield from _described(calls, items, tells_prices=tells_prices)


def _described(calls: Calls, items: Sequence[Record], *, tells_prices: bool) -> Iterator[Item]:
    """The items with what each partner calls them and the prices that were agreed with a customer."""
    names = [item["name"] for item in items]
    barcodes = {row["parent"]: row["barcode"] for row in _rows(calls, "Item Barcode", ("barcode",), names)}
    suppliers = _by_item(_rows(calls, "Item Supplier", ("supplier", "supplier_part_no"), names), "parent", "supplier", "supplier_part_no")
    customers = _by_item(_rows(calls, "Item Customer Detail", ("customer_name", "ref_code"), names), "parent", "customer_name", "ref_code")
    prices_of: Filters = [["selling", "=", 1], ["customer", "!=", ""]]
    of_price = ("item_code", "customer", "price_list_rate")
    agreed = calls.named(_PRICE, names, of_price, by="item_code", filters=prices_of) if tells_prices else ()
    prices = _by_item(agreed, "item_code", "customer", "price_list_rate")
    for item in items:
        name = item["name"]
        yield Item(
            id=name,
            description=_text(item["item_name"]),
            gtin=_text(barcodes.get(name)),
            unit_code=_unit(item["stock_uom"]),
            group=_text(item["item_group"]),
            net_price=_number(item["standard_rate"]) or None,
            supplier_references=suppliers[name],
            customer_references=customers[name],
            customer_prices={customer: _number(price) for customer, price in prices[name].items()},
        )


def _rows(calls: Calls, table: str, fields: Sequence[str], items: Sequence[str]) -> Iterator[Record]:
    """The rows of a table in the items."""
    return calls.named(table, items, ("parent", *fields), "Item", by="parent")


def _by_item(rows: Iterable[Record], item: str, partner: str, value: str) -> Mapping[str, dict[str, str]]:
    """Item -> partner -> value, those that are filled in."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row[partner] and row[value]:
            found[row[item]][row[partner]] = row[value]
    return found


def _sale(row: Record, url: str) -> SalesOrder:
    return SalesOrder(
        id=identity(SALE, row),
        number=row["name"],
        customer_id=row["customer"],
        customer_order_number=_text(row["po_no"]),
        status=_status(row),
        issue_date=_day(row["transaction_date"]),
        delivery_date=_day(row["delivery_date"]),
        tax_exclusive_amount=_number(row["net_total"]),
        url=link(url, SALE, row["name"]),
    )


def _invoice(row: Record, url: str) -> SupplierInvoice:
    return SupplierInvoice(
        id=identity(INVOICE, row),
        number=row["name"],
        supplier_id=row["supplier"],
        supplier_invoice_number=_text(row["bill_no"]),
        issue_date=_day(row["bill_date"]),
        tax_inclusive_amount=abs(_number(row["grand_total"])).quantize(Decimal("0.01")),
        status=_status(row),
        url=link(url, INVOICE, row["name"]),
    )


def _status(row: Record) -> str:
    return "cancelled" if row["docstatus"] == CANCELLED else _text(row["status"])


def _unit(name: str) -> str:
    return _UNITS.get(name, name)


def _text(value: object) -> str:
    """What Frappe answers for an empty field is null."""
    return str(value) if value else ""


def _number(value: object) -> Decimal:
    return Decimal(str(value or 0))


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
