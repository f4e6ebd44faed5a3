"""What became of an order or an invoice in ERPNext."""

from __future__ import annotations

from decimal import Decimal

from backend.connectors.connector import StatusLine, StatusReport
from backend.connectors.erpnext.calls import Calls, Record
from backend.connectors.erpnext.places import INVOICE, SALE, link

ORDER = ("status", "delivery_date")
OF_INVOICE = ("status", "due_date", "outstanding_amount", "currency", "docstatus")
_LINE = ("item_code", "item_name", "qty", "rate", "delivered_qty", "billed_amt", "delivery_date", "idx")


def of_order(calls: Calls, url: str, order: Record) -> StatusReport:
    """The report of a sales order, read with the fields of `ORDER`."""
    rows = calls.named("Sales Order Item", [order["name"]], _LINE, SALE, by="parent")
    lines = tuple(_line(row) for row in sorted(rows, key=lambda row: row["idx"]))
    return StatusReport(order["name"], order["status"], order["delivery_date"] or "", link(url, SALE, order["name"]), lines)


def of_invoice(calls: Calls, url: str, invoice: Record) -> StatusReport:
    """The report of a purchase invoice, read with the fields of `OF_INVOICE`."""
    name, is_submitted = invoice["name"], invoice["docstatus"] == 1
    return StatusReport(
        name,
        invoice["status"],
        invoice["due_date"] or "",
        link(url, INVOICE, name),
        paid_on=_paid_on(calls, name) if is_submitted else "",
        open_amount=abs(Decimal(str(invoice["outstanding_amount"] or 0))) if is_submitted else None,
        currency=invoice["currency"],
    )


def _paid_on(calls: Calls, name: str) -> str:
    """When the last payment of it was entered, "" when none was."""
    rows = calls.named("Payment Entry Reference", [name], ("parent", "docstatus"), "Payment Entry", by="reference_name")
    entries = calls.named("Payment Entry", {row["parent"]: None for row in rows if row["docstatus"] == 1}, ("posting_date",))
    return max((str(entry["posting_date"]) for entry in entries), default="")


def _line(row: Record) -> StatusLine:
    rate, billed = Decimal(str(row["rate"] or 0)), Decimal(str(row["billed_amt"] or 0))
    return StatusLine(
        row["item_code"],
        row["item_name"] or "",
        Decimal(str(row["qty"])),
        Decimal(str(row["delivered_qty"] or 0)),
        # ERPNext counts what was billed in money.
        (billed / rate).quantize(Decimal("0.001")).normalize() + 0 if rate else Decimal(0),
        row["delivery_date"] or "",
    )
