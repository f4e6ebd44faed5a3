"""What became of an order or an invoice in Odoo."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backend.connectors.connector import StatusLine, StatusReport
from backend.connectors.http import Json
from backend.connectors.odoo.calls import Calls
from backend.connectors.odoo.catalog import link, number_of
from backend.connectors.odoo.live import lines_of

ORDER = ("state", "commitment_date", "invoice_status")
INVOICE = ("state", "payment_state", "invoice_date_due", "amount_residual", "currency_id", "move_type")


def of_order(calls: Calls, url: str, order: Mapping[str, Json]) -> StatusReport:
    """The report of a sale order, read with the fields of `ORDER`."""
    status = str(order["invoice_status"] if order["invoice_status"] == "invoiced" else order["state"])
    day = str(order["commitment_date"] or "")[:10]
    lines = tuple(_line(row) for row in lines_of(calls, order["id"]))
    if order["state"] == "sale" and status != "invoiced":
        status = _delivery(lines) or status
    return StatusReport(number_of(order), status, day, link(url, "sale.order", order["id"]), lines)


def of_invoice(calls: Calls, url: str, move: Mapping[str, Json]) -> StatusReport:
    """The report of a bill or a refund, read with the fields of `INVOICE`."""
    is_posted = move["state"] == "posted"
    return StatusReport(
        number_of(move),
        str(move["payment_state"] if is_posted else move["state"]),
        str(move["invoice_date_due"] or ""),
        link(url, "account.move", move["id"]),
        paid_on=_paid_on(calls, move) if is_posted and move["payment_state"] != "not_paid" else "",
        open_amount=Decimal(str(move["amount_residual"])) if is_posted else None,
        currency=str(move["currency_id"][1]),
    )


def _paid_on(calls: Calls, move: Mapping[str, Json]) -> str:
    """When the last payment was set against it."""
    side = "credit_move_id" if move["move_type"] == "in_invoice" else "debit_move_id"
    rows = calls.records("account.partial.reconcile", [[f"{side}.move_id", "=", move["id"]]], ("max_date",))
    return max((str(row["max_date"]) for row in rows if row["max_date"]), default="")


def _line(row: Mapping[str, Json]) -> StatusLine:
    quantity, delivered, invoiced = (Decimal(str(row[name])) for name in ("product_uom_qty", "qty_delivered", "qty_invoiced"))
    return StatusLine(str(row["product_id"][0]) if row["product_id"] else "", str(row["name"]), quantity, delivered, invoiced)


def _delivery(lines: tuple[StatusLine, ...]) -> str:
    """How far a confirmed order was delivered, "" when nothing was."""
    if lines and all((line.delivered_quantity or 0) >= line.quantity for line in lines):
        return "delivered"
    return "partly delivered" if any(line.delivered_quantity for line in lines) else ""
