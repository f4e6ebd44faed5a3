"""Business Central's master data and open documents as the Catalog, page by page as they arrive."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from backend.connectors.business_central.calls import Calls, Record
from backend.connectors.business_central.places import (
    CREDITS,
    INVOICES,
    ORDERS,
    Place,
    Web,
    day,
    is_begun,
    number,
    reference,
    status,
    text,
    totals,
)
from backend.connectors.domains import domains_of
from backend.model.catalog import (
    Catalog,
    Customer,
    ExpectedReceipt,
    Item,
    PaymentTerms,
    PurchaseOrder,
    PurchaseOrderLine,
    SalesOrder,
    Supplier,
    SupplierInvoice,
)

_PARTNER = (
    "id,displayName,taxRegistrationNumber,email,website,addressLine1,addressLine2,postalCode,city,country,currencyCode,paymentTermsId"
)
_ITEM = "number,displayName,gtin,baseUnitOfMeasureCode,unitPrice,priceIncludesTax,inventory,blocked,itemCategoryCode"
_TOTALS = "totalAmountExcludingTax,totalTaxAmount,totalAmountIncludingTax"
_ORDERED = (
    "purchaseOrderLines($select=id,sequence,lineType,lineObjectNumber,description,quantity,directUnitCost,receivedQuantity,invoicedQuantity,"
    "unitOfMeasureCode,taxPercent,expectedReceiptDate)"
)
_PURCHASE = "id,number,vendorId,currencyCode,orderDate,status,fullyReceived"
_SALE = f"id,number,customerId,{ORDERS.theirs},orderDate,requestedDeliveryDate,status,fullyShipped,{_TOTALS}"
#: Documents older than this are not looked at: they are no duplicates and nobody asks for them.
_YEARS = timedelta(days=2 * 365)

#: Days, and the end of the month that they lead to.
_FORMULA = re.compile(r"(?:(\d+)D)?\+?(CM)?")

AnyPartner = TypeVar("AnyPartner", Customer, Supplier)


@dataclass(frozen=True)
class Words:
    """What stands for the codes and ids of a company."""

    #: Code -> UN/ECE Recommendation 20, where it was entered; else the code itself.
    units: Mapping[str, str]
    terms: Mapping[str, PaymentTerms]


def read_words(calls: Calls) -> Words:
    """The company's units and payment terms."""
    units = calls.records("unitsOfMeasure", fields="code,internationalStandardCode")
    terms = calls.records("paymentTerms", fields="id,code,displayName,dueDateCalculation")
    return Words(
        {row["code"]: text(row["internationalStandardCode"]) or row["code"] for row in units},
        {row["id"]: _terms(row) for row in terms},
    )


def read_catalog(calls: Calls, web: Web, since: datetime | None) -> Iterator[Catalog]:
    """The company's Catalog in pieces of one page each, our own company in the first; only what changed when `since` is given."""
    words = read_words(calls)
    changed = f"lastModifiedDateTime gt {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if since else ""
    yield replace(_own(calls), payment_terms=tuple(words.terms.values()))
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


def read_purchase_orders(calls: Calls, numbers: Sequence[str]) -> tuple[PurchaseOrder, ...]:
    """The purchase orders with these numbers."""
    if not numbers:
        return ()
    words = read_words(calls)
    return tuple(_purchase_order(row, words) for row in calls.by_numbers("purchaseOrders", numbers, expand=_ORDERED, fields=_PURCHASE))


def read_items(calls: Calls, numbers: Sequence[str]) -> tuple[Item, ...]:
    """The items with these numbers, with what is on its way."""
    found = list(calls.by_numbers("items", numbers, fields=_ITEM))
    if not found:
        return ()
    words, coming = read_words(calls), _coming(calls, [row["number"] for row in found])
    return tuple(replace(item(row, words), expected=tuple(coming[row["number"]])) for row in found)


def read_customers(calls: Calls, ids: Sequence[str]) -> tuple[Customer, ...]:
    """The customers with these ids, with what they owe; Business Central tells both amounts in the company's own currency."""
    found = list(calls.by_ids("customers", ids, fields=f"{_PARTNER},creditLimit"))
    if not found:
        return ()
    words = read_words(calls)
    owed = {row["id"]: number(row["balance"]) for row in calls.by_ids("customerFinancialDetails", ids, fields="id,balance")}
    # A company without a limit has 0.
    limits = {row["id"]: number(row["creditLimit"]) or None for row in found}
    known = (partner(Customer, row, words) for row in found)
    return tuple(replace(one, open_balance=owed.get(one.id), credit_limit=limits[one.id]) for one in known)


def read_suppliers(calls: Calls, ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The vendors with these ids."""
    found = list(calls.by_ids("vendors", ids, fields=_PARTNER))
    words = read_words(calls) if found else Words({}, {})
    return tuple(partner(Supplier, row, words) for row in found)


def partner(kind: type[AnyPartner], row: Record, words: Words) -> AnyPartner:
    """A customer or vendor."""
    email = text(row["email"])
    return kind(
        id=row["id"],
        name=text(row["displayName"]),
        vat_id=text(row["taxRegistrationNumber"]),
        email_domains=domains_of(email, text(row["website"])),
        emails=(email,) if email else (),
        street="\n".join(line for line in (text(row["addressLine1"]), text(row["addressLine2"])) if line),
        postal_code=text(row["postalCode"]),
        city=text(row["city"]),
        country=text(row["country"]),
        currency=text(row["currencyCode"]) or "EUR",
        payment_terms=terms.name if (terms := words.terms.get(reference(row["paymentTermsId"]))) else "",
    )


def item(row: Record, words: Words) -> Item:
    """An item; it goes by its number, which people print."""
    unit = text(row["baseUnitOfMeasureCode"])
    return Item(
        id=row["number"],
        description=text(row["displayName"]),
        gtin=text(row["gtin"]),
        unit_code=words.units.get(unit, unit),
        net_price=None if row["priceIncludesTax"] else number(row["unitPrice"]) or None,
        stock=number(row["inventory"]),
        group=text(row["itemCategoryCode"]),
    )


def _coming(calls: Calls, numbers: Sequence[str]) -> Mapping[str, list[ExpectedReceipt]]:
    """What is still to come on purchase orders, by item; lines are told with their orders only."""
    coming: dict[str, list[ExpectedReceipt]] = defaultdict(list)
    for order in calls.records("purchaseOrders", "fullyReceived eq false", expand=_ORDERED, fields="id"):
        for line in order["purchaseOrderLines"]:
            rest, expected = number(line["quantity"]) - number(line["receivedQuantity"]), day(line["expectedReceiptDate"])
            if line["lineType"] == "Item" and line["lineObjectNumber"] in numbers and rest > 0 and expected:
                coming[line["lineObjectNumber"]].append(ExpectedReceipt(expected, rest))
    for receipts in coming.values():
        receipts.sort(key=lambda one: one.date)
    return coming


def _terms(row: Record) -> PaymentTerms:
    """The terms; of Business Central's date formulas those that are so many days, and then perhaps the end of the month (30D+CM)."""
    plain = _FORMULA.fullmatch(text(row["dueDateCalculation"]).strip("<>").upper())
    days = int(plain[1] or 0) if plain and plain[0] else None
    return PaymentTerms(row["id"], text(row["displayName"]) or row["code"], days, is_end_of_month=bool(plain and plain[2]))


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
        item_id=row["lineObjectNumber"] if row["lineType"] == "Item" else "",
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
