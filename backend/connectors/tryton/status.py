"""What became of a sale or an invoice in Tryton."""

from __future__ import annotations

from backend.connectors.connector import StatusLine, StatusReport
from backend.connectors.tryton.calls import Calls, Domain, Record
from backend.connectors.tryton.catalog import in_unit
from backend.connectors.tryton.posting import INVOICE, SALE, link, number_of

ORDER = ("shipping_date", "shipment_state", "invoice_state")
OF_INVOICE = (
    "payment_term_date", "lines_to_pay.maturity_date", "amount_to_pay", "reconciled", "payment_lines.date", "currency.code",
)  # fmt: skip
_LINE = (
    "product", "product.name", "description", "quantity", "unit.factor", "moves.quantity", "moves.state", "moves.unit.factor",
    "invoice_lines.quantity", "invoice_lines.unit.factor", "invoice_lines.invoice.state", "shipping_date",
)  # fmt: skip


def of_order(calls: Calls, url: str, order: Record) -> StatusReport:
    """The report of a sale, read with the fields of `ORDER`."""
    status = order["shipment_state"] if order["state"] == "processing" and order["shipment_state"] != "none" else order["state"]
    of_sale: Domain = [["sale", "=", order["id"]], ["type", "=", "line"]]
    lines = tuple(_line(row) for row in calls.records("sale.line", of_sale, _LINE))
    return StatusReport(number_of(SALE, order), status, str(order["shipping_date"] or ""), link(url, SALE, order["id"]), lines)


def of_invoice(_calls: Calls, url: str, invoice: Record) -> StatusReport:
    """The report of an invoice, read with the fields of `OF_INVOICE`."""
    due = [line["maturity_date"] for line in invoice["lines_to_pay."] if line["maturity_date"]]
    expected = min(due, default=invoice["payment_term_date"])
    paid = max((line["date"] for line in invoice["payment_lines."] if line["date"]), default=invoice["reconciled"])
    is_posted = invoice["state"] in {"posted", "paid"}
    return StatusReport(
        number_of(INVOICE, invoice),
        invoice["state"],
        str(expected or ""),
        link(url, INVOICE, invoice["id"]),
        paid_on=str(paid or ""),
        open_amount=abs(invoice["amount_to_pay"]) if is_posted else None,
        currency=(invoice.get("currency.") or {}).get("code") or "",
    )


def _line(row: Record) -> StatusLine:
    delivered = (move for move in row["moves."] if move["state"] == "done")
    invoiced = (line for line in row["invoice_lines."] if (line.get("invoice.") or {}).get("state") in {"validated", "posted", "paid"})
    named = row["description"] or (row.get("product.") or {}).get("name") or ""
    quantity = in_unit(row, [{"quantity": row["quantity"], "unit.": row.get("unit.")}])
    day = str(row["shipping_date"] or "")
    return StatusLine(str(row["product"] or ""), named, quantity, in_unit(row, delivered), in_unit(row, invoiced), day)
