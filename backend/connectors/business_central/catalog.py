"""Business Central's master data and open documents as the Catalog, page by page as they arrive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from backend.connectors.business_central.calls import Calls, Record, quoted
from backend.connectors.business_central.places import (
    CREDITS, INVOICES, MOST_DIGITS, ORDERS, Place, Web, day, is_begun, number, reference, status, text, totals,
)  # fmt: skip
from backend.connectors.domains import domains_of
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, PurchaseOrderLine, SalesOrder, Supplier, SupplierInvoice

_PARTNER = "id,number,displayName,taxRegistrationNumber,email,website,city,country,currencyCode,paymentTermsId,blocked"
_ITEM = "id,number,displayName,gtin,baseUnitOfMeasureCode,unitPrice,priceIncludesTax,inventory,blocked"
_TOTALS = "totalAmountExcludingTax,totalTaxAmount,totalAmountIncludingTax"
_ORDERED = (
    "purchaseOrderLines($select=id,sequence,lineType,itemId,description,quantity,directUnitCost,receivedQuantity,invoicedQuantity,"
    "unitOfMeasureCode,taxPercent)"
)
#: Documents older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


@dataclass(frozen=True)
class Words:
    """What stands for the codes and ids of a company."""

    #: Code -> UN/ECE Recommendation 20, where it was entered; else the code itself.
    units: Mapping[str, str]
    #: Id -> name.
    terms: Mapping[str, str]


def read_words(calls: Calls) -> Words:
    """The company's units and payment terms."""
    units = calls.records("unitsOfMeasure", fields="code,internationalStandardCode")
    terms = calls.records("paymentTerms", fields="id,code,displayName")
    return Words(
        {row["code"]: text(row["internationalStandardCode"]) or row["code"] for row in units},
        {row["id"]: text(row["displayName"]) or row["code"] for row in terms},
    )


def read_catalog(calls: Calls, web: Web, since: datetime | None) -> Iterator[Catalog]:
    """The company's Catalog in pieces of one page each, our own company in the first; only what changed when `since` is given."""
    words = read_words(calls)
    changed = f"lastModifiedDateTime gt {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if since else ""
    yield _own(calls)
    for page in calls.pages("customers", changed, fields=_PARTNER):
        yield Catalog(customers=tuple(partner(Customer, row, words) for row in page))
    for page in calls.pages("vendors", changed, fields=_PARTNER):
        yield Catalog(suppliers=tuple(partner(Supplier, row, words) for row in page))
    for page in calls.pages("items", changed, fields=_ITEM):
        yield Catalog(items=tuple(item(row, words) for row in page if not row["blocked"]))
    for page in _recent(calls, "purchaseOrders", "orderDate", changed, _PURCHASE, _ORDERED):
        yield Catalog(purchase_orders=tuple(_purchase_order(row, words) for row in page))
    for page in _recent(calls, ORDERS.entity, ORDERS.day, changed, _SALE):
        yield Catalog(sales_orders=tuple(_sale(row, web) for row in page if not is_begun(ORDERS, row)))
    for place in (INVOICES, CREDITS):
        fields = f"id,number,vendorId,{place.theirs},{place.day},status,{_TOTALS}"
        for page in _recent(calls, place.entity, place.day, changed, fields):
            yield Catalog(supplier_invoices=tuple(_invoice(place, row, web) for row in page if not is_begun(place, row)))


_PURCHASE = "id,number,vendorId,currencyCode,orderDate,status,fullyReceived"
_SALE = f"id,number,customerId,{ORDERS.theirs},orderDate,requestedDeliveryDate,status,fullyShipped,{_TOTALS}"


def read_purchase_orders(calls: Calls, words: Words, numbers: list[str]) -> tuple[PurchaseOrder, ...]:
    """The purchase orders with these numbers."""
    known = sorted({one.upper() for one in numbers if 0 < len(one) <= MOST_DIGITS})
    if not known:
        return ()
    condition = " or ".join(f"number eq {quoted(one)}" for one in known)
    return tuple(_purchase_order(row, words) for row in calls.records("purchaseOrders", condition, expand=_ORDERED, fields=_PURCHASE))


def partner(kind: type[AnyPartner], row: Record, words: Words) -> AnyPartner:
    """A customer or vendor."""
    email = text(row["email"])
    return kind(
        id=row["id"],
        name=text(row["displayName"]),
        vat_id=text(row["taxRegistrationNumber"]),
        email_domains=domains_of(email, text(row["website"])),
        emails=(email,) if email else (),
        aliases=(row["number"],),
        city=text(row["city"]),
        country=text(row["country"]),
        currency=text(row["currencyCode"]) or "EUR",
        payment_terms=words.terms.get(reference(row["paymentTermsId"]), ""),
    )


def item(row: Record, words: Words) -> Item:
    """An item; its number, which people print, is an alias."""
    unit = text(row["baseUnitOfMeasureCode"])
    return Item(
        id=row["id"],
        description=text(row["displayName"]),
        gtin=text(row["gtin"]),
        unit_code=words.units.get(unit, unit),
        net_price=None if row["priceIncludesTax"] else number(row["unitPrice"]) or None,
        stock=number(row["inventory"]),
        aliases=(row["number"],),
    )


def _own(calls: Calls) -> Catalog:
    """Our own company."""
    row = next(calls.records("companyInformation"), {})
    return Catalog(
        own_name=text(row.get("displayName")),
        own_vat_id=text(row.get("taxRegistrationNumber")),
        own_domains=domains_of(text(row.get("email")), text(row.get("website"))),
    )


def _recent(calls: Calls, entity: str, dated: str, changed: str, fields: str, expand: str = "") -> Iterator[list[Record]]:
    recent = f"{dated} ge {(datetime.now(UTC) - _YEARS).date().isoformat()}"
    return calls.pages(entity, f"{recent} and {changed}" if changed else recent, expand=expand, fields=fields)


def _purchase_order(row: Record, words: Words) -> PurchaseOrder:
    lines = sorted(row["purchaseOrderLines"], key=lambda line: line["sequence"])
    return PurchaseOrder(
        id=row["id"],
        number=row["number"],
        supplier_id=row["vendorId"],
        currency=text(row["currencyCode"]),
        lines=tuple(_purchase_line(line, words) for line in lines if line["lineType"] != "Comment"),
        issue_date=day(row["orderDate"]),
        status="received" if row["fullyReceived"] else status(row),
    )


def _purchase_line(row: Record, words: Words) -> PurchaseOrderLine:
    unit = text(row["unitOfMeasureCode"])
    return PurchaseOrderLine(
        id=row["id"],
        item_id=reference(row["itemId"]),
        description=text(row["description"]),
        quantity=number(row["quantity"]),
        net_price=number(row["directUnitCost"]),
        received_quantity=number(row["receivedQuantity"]),
        invoiced_quantity=number(row["invoicedQuantity"]),
        unit_code=words.units.get(unit, unit),
        tax_rate=number(row["taxPercent"]),
    )


def _sale(row: Record, web: Web) -> SalesOrder:
    return SalesOrder(
        id=f"{ORDERS.entity},{row['id']}",
        number=row["number"],
        customer_id=row["customerId"],
        customer_order_number=text(row[ORDERS.theirs]),
        status=standing(ORDERS, row),
        issue_date=day(row["orderDate"]),
        delivery_date=day(row["requestedDeliveryDate"]),
        tax_exclusive_amount=totals(row).tax_exclusive_amount,
        url=web.link(ORDERS, row["number"]),
    )


def standing(place: Place, row: Record) -> str:
    """Where a document stands: an order that is shipped says so besides its status."""
    return "Shipped" if place is ORDERS and row["fullyShipped"] else status(row)


def _invoice(place: Place, row: Record, web: Web) -> SupplierInvoice:
    return SupplierInvoice(
        id=f"{place.entity},{row['id']}",
        number=row["number"],
        supplier_id=row["vendorId"],
        supplier_invoice_number=text(row[place.theirs]),
        issue_date=day(row[place.day]),
        tax_inclusive_amount=totals(row).tax_inclusive_amount,
        status=status(row),
        url=web.link(place, row["number"]),
    )
