"""A document as SAP keeps it, and a sales order that is changed there, one entity a call."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from backend.connectors.changing import Todo
from backend.connectors.sap import orders
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import equal, json_day, read_day, read_decimal
from backend.connectors.sap.orders import Selling
from backend.connectors.sap.places import (
    DELETED,
    INVOICES,
    ORDER_ITEMS,
    ORDERS,
    PRICES,
    Record,
    Set,
    invoice_receipt,
    order_receipt,
)
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Order, Totals

_ITEMS, _ELEMENTS, _TAXES = "to_Item", "to_Item/to_PricingElement", "to_SupplierInvoiceTax"
_ORDER = (
    "TotalNetAmount", "RequestedDeliveryDate", "CustomerPurchaseOrderDate",
    *(f"{_ITEMS}/{name}" for name in (
        "SalesOrderItem", "Material", "SalesOrderItemText", "RequestedQuantity", "NetAmount", "SalesDocumentRjcnReason",
    )),
    *(f"{_ELEMENTS}/{name}" for name in ("ConditionType", "ConditionRateValue", "ConditionQuantity")),
)  # fmt: skip
_INVOICE = (
    "SupplierInvoiceStatus", "ReverseDocument", "InvoiceGrossAmount", "DocumentDate", "DueCalculationBaseDate", "NetPaymentDays",
    f"{_TAXES}/TaxAmount",
)  # fmt: skip
#: Decimals of a price that is reckoned from an item's amount.
_PRICE = 4


def read(calls: Calls, url: str, place: Set, keys: Record, selling: Selling) -> Kept | None:
    """The document, None when it is not there, was deleted or reversed; of an invoice SAP tells no items, so no lines are shown."""
    filters = [equal(name, value) for name, value in keys.items()]
    if place is ORDERS:
        found = next(calls.records(ORDERS, filters, _ORDER, (_ITEMS, _ELEMENTS)), None)
        return _order(found, url, selling) if found else None
    found = next(calls.records(INVOICES, filters, _INVOICE, (_TAXES,)), None)
    is_there = found and found["SupplierInvoiceStatus"] != DELETED and not found["ReverseDocument"]
    return _invoice(found, url) if found and is_there else None


def change(calls: Calls, order: Order, number: str, due: Todo, selling: Selling) -> None:
    """Do what is due to a sales order; each change is let through only when nobody else made one since it was read."""
    units = orders.read_units(calls, order)
    for kept, line in due.changed:
        keys = {"SalesOrder": number, "SalesOrderItem": kept.id}
        if line.quantity != kept.quantity:
            _change(calls, ORDER_ITEMS, keys, {"RequestedQuantity": orders.quantity(line)})
        if line.net_price != kept.net_price:
            _reprice(calls, keys, orders.price(line, order.currency, units[line.item_id], selling.price_condition))
    for kept in due.cancelled:
        calls.delete(ORDER_ITEMS, _read(calls, ORDER_ITEMS, {"SalesOrder": number, "SalesOrderItem": kept.id}))
    for line in due.added:
        values = orders.item(order, line, units[line.item_id], selling)
        calls.create(ORDER_ITEMS, values, f"{ORDERS.entity({'SalesOrder': number})}/to_Item")
    if due.requested_delivery_date:
        _change(calls, ORDERS, {"SalesOrder": number}, {"RequestedDeliveryDate": json_day(due.requested_delivery_date)})


def _change(calls: Calls, place: Set, keys: Record, values: Record) -> None:
    calls.change(place, _read(calls, place, keys), values)


def _read(calls: Calls, place: Set, keys: Record) -> Record:
    """The entity as it is now, with the version that a change is conditional on."""
    return calls.first(place, [equal(name, value) for name, value in keys.items()], ()) or dict(keys)


def _reprice(calls: Calls, keys: Record, price: Record) -> None:
    """Enter the price by hand, in place of one that was."""
    filters = [equal(name, value) for name, value in keys.items()]
    element = calls.first(PRICES, [*filters, equal("ConditionType", price["ConditionType"])], ())
    if element:
        calls.change(PRICES, element, {name: value for name, value in price.items() if name != "ConditionType"})
    else:
        calls.create(PRICES, price, f"{ORDER_ITEMS.entity(keys)}/to_PricingElement")


def _order(row: Record, url: str, selling: Selling) -> Kept:
    receipt = order_receipt(url, row["SalesOrder"])
    return Kept(
        receipt.id, receipt.number, receipt.url, orders.totals(row),
        tuple(_item(item, selling) for item in row[_ITEMS]["results"]),
        read_day(row["CustomerPurchaseOrderDate"]),
        requested_delivery_date=read_day(row["RequestedDeliveryDate"]),
    )  # fmt: skip


def _item(item: Record, selling: Selling) -> KeptLine:
    """The item; a rejected one is no longer wanted."""
    quantity = Decimal(0) if item["SalesDocumentRjcnReason"] else read_decimal(item["RequestedQuantity"])
    return KeptLine(item["SalesOrderItem"], item["Material"] or "", item["SalesOrderItemText"] or "", quantity, _price(item, selling))


def _price(item: Record, selling: Selling) -> Decimal:
    """The price that was entered by hand, else what the item's amount makes."""
    for element in item["to_PricingElement"]["results"]:
        if element["ConditionType"] == selling.price_condition:
            return read_decimal(element["ConditionRateValue"]) / (read_decimal(element["ConditionQuantity"]) or 1)
    quantity = read_decimal(item["RequestedQuantity"])
    return round(read_decimal(item["NetAmount"]) / quantity, _PRICE) if quantity else Decimal(0)


def _invoice(row: Record, url: str) -> Kept:
    receipt = invoice_receipt(url, row)
    gross = read_decimal(row["InvoiceGrossAmount"])
    tax = sum((read_decimal(one["TaxAmount"]) for one in row[_TAXES]["results"]), Decimal(0))
    base = read_day(row["DueCalculationBaseDate"])
    due = base + timedelta(days=int(read_decimal(row["NetPaymentDays"]))) if base else None
    return Kept(
        receipt.id, receipt.number, receipt.url, Totals(gross - tax, tax, gross), issue_date=read_day(row["DocumentDate"]), due_date=due
    )
