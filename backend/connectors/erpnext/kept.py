"""A document as ERPNext keeps it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from backend.connectors.erpnext import places
from backend.connectors.erpnext.calls import Calls, Record
from backend.connectors.erpnext.places import CANCELLED, SALE
from backend.connectors.erpnext.posting import totals
from backend.connectors.http import Json
from backend.model.case import Receipt
from backend.model.kept import Kept, KeptLine

_TOTALS = ("net_total", "total_taxes_and_charges", "grand_total")
_SALE, _INVOICE = ("po_date", "delivery_date"), ("bill_date", "due_date")
_LINE = ("idx", "item_code", "item_name", "qty", "rate")


def read(calls: Calls, url: str, receipt: Receipt) -> Kept | None:
    """The document, None when it is not there or was cancelled; what is negative in a return is positive here."""
    doctype, name = places.parts(receipt)
    own = (*places.OF_RECEIPT, "docstatus", *_TOTALS, *(_SALE if doctype == SALE else _INVOICE))
    record = next(calls.named(doctype, [name], own), None)
    if record is None or record["docstatus"] == CANCELLED or places.identity(doctype, record) != receipt.id:
        return None
    is_order = doctype == SALE
    rows = calls.records(f"{doctype} Item", [["parent", "=", name]], (*_LINE, *(("delivery_date",) if is_order else ())), doctype)
    found = places.receipt_of(url, doctype, record)
    return Kept(
        found.id, found.number, found.url, totals(record),
        tuple(map(_line, sorted(rows, key=lambda row: row["idx"]))),
        _day(record["po_date" if is_order else "bill_date"]),
        None if is_order else _day(record["due_date"]),
        _day(record["delivery_date"]) if is_order else None,
        has_line_dates=is_order,
    )  # fmt: skip


def _line(row: Record) -> KeptLine:
    quantity = abs(Decimal(str(row["qty"])))
    return KeptLine(
        row["name"], row["item_code"] or "", row["item_name"] or "", quantity, Decimal(str(row["rate"])), _day(row.get("delivery_date"))
    )


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
