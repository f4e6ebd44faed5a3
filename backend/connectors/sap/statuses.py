"""What became of an order or invoice in SAP, with the deliveries of an order's lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from backend.connectors.connector import StatusLine, StatusReport
from backend.connectors.sap.calls import Calls
from backend.connectors.sap.catalog import Company, invoice_state, order_state
from backend.connectors.sap.literals import equal, read_day, read_decimal
from backend.connectors.sap.places import DELETED, INVOICES, ORDERS, Record, invoice_receipt, is_number, order_receipt, reference_of

_ITEMS, _SCHEDULE = "to_Item", "to_Item/to_ScheduleLine"
_ORDER = (
    "OverallSDProcessStatus", "OverallTotalDeliveryStatus", "OverallSDDocumentRejectionSts", "DeliveryBlockReason", "RequestedDeliveryDate",
    *(f"{_ITEMS}/{name}" for name in ("Material", "SalesOrderItemText", "RequestedQuantity", "OrderRelatedBillingStatus")),
    *(f"{_SCHEDULE}/{name}" for name in ("ConfirmedDeliveryDate", "DeliveredQtyInOrderQtyUnit")),
)  # fmt: skip
_NOTHING_BILLED, _ALL_BILLED = "A", "C"
_INVOICE = ("SupplierInvoiceStatus", "ReverseDocument", "DueCalculationBaseDate", "NetPaymentDays", "DocumentCurrency")


def read(calls: Calls, company: Company, reference: str) -> StatusReport | None:
    """The report of the one order or invoice with this number, ours or the partner's; None when there is none, or are several."""
    selling = equal("SalesOrganization", company.sales_organization)
    orders = calls.records(
        ORDERS, [_either("SalesOrder", reference, "PurchaseOrderByCustomer", reference), selling], _ORDER, (_ITEMS, _SCHEDULE)
    )
    ours = [equal("CompanyCode", company.code), f"SupplierInvoiceStatus ne '{DELETED}'"]
    either = _either("SupplierInvoice", reference, "SupplierInvoiceIDByInvcgParty", reference_of(reference))
    invoices = calls.records(INVOICES, [either, *ours], _INVOICE)
    reports = [*(_of_order(row, company.url) for row in orders), *(_of_invoice(row, company.url) for row in invoices)]
    return reports[0] if len(reports) == 1 else None


def _either(number: str, ours: str, name: str, theirs: str) -> str:
    """The filter for our number or the partner's; SAP refuses to look for a number that is none of its own."""
    return f"({equal(number, ours)} or {equal(name, theirs)})" if is_number(ours) else equal(name, theirs)


def _of_order(row: Record, url: str) -> StatusReport:
    receipt = order_receipt(url, row["SalesOrder"])
    lines = tuple(_line(item) for item in row[_ITEMS]["results"])
    wanted = read_day(row["RequestedDeliveryDate"])
    dates = [line.expected for line in lines if line.expected]
    return StatusReport(receipt.number, order_state(row), max(dates, default=wanted.isoformat() if wanted else ""), receipt.url, lines)


def _line(item: Record) -> StatusLine:
    schedule: Sequence[Record] = item["to_ScheduleLine"]["results"]
    dates = [found for one in schedule if (found := read_day(one["ConfirmedDeliveryDate"]))]
    delivered = sum((read_decimal(one["DeliveredQtyInOrderQtyUnit"]) for one in schedule), Decimal(0))
    quantity = read_decimal(item["RequestedQuantity"])
    return StatusLine(
        item["Material"] or "", item["SalesOrderItemText"] or "", quantity, delivered, _invoiced(item, quantity, delivered),
        expected=max(dates).isoformat() if dates else "",
    )  # fmt: skip


def _invoiced(item: Record, quantity: Decimal, delivered: Decimal) -> Decimal | None:
    """What was billed of the item; SAP tells by orders only whether all or nothing was, and nothing of what is billed by deliveries."""
    status = item["OrderRelatedBillingStatus"] or ""
    if status == _ALL_BILLED:
        return quantity
    return Decimal(0) if status == _NOTHING_BILLED or (not status and not delivered) else None


def _of_invoice(row: Record, url: str) -> StatusReport:
    receipt = invoice_receipt(url, row)
    base = read_day(row["DueCalculationBaseDate"])
    due = (base + timedelta(days=int(read_decimal(row["NetPaymentDays"])))).isoformat() if base else ""
    return StatusReport(receipt.number, invoice_state(row), due, receipt.url, currency=row["DocumentCurrency"] or "")
