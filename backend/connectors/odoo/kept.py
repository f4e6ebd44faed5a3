"""A document as Odoo keeps it, and a sale order that is changed there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from backend.connectors.changing import Todo
from backend.connectors.http import Json
from backend.connectors.odoo import posting
from backend.connectors.odoo.calls import Calls
from backend.connectors.odoo.catalog import identity, link, number_of
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Line

_TOTALS = ("amount_untaxed", "amount_tax", "amount_total")
_SALE = ("name", "state", "commitment_date", "order_line", *_TOTALS)
_MOVE = ("name", "state", "invoice_date", "invoice_date_due", "invoice_line_ids", *_TOTALS)
_CANCELLED = "cancel"
#: Lines that are neither notes nor sections; those of invoices have a name of their own from version 16 on.
_OF_GOODS = frozenset({False, "product"})
#: What is done to a line of an order: commands of Odoo's one2many fields.
_CREATE, _UPDATE, _DELETE = 0, 1, 2
#: Of a quotation lines may be removed; Odoo keeps those of a confirmed order, to see what was delivered.
_QUOTATIONS = frozenset({"draft", "sent"})


def read(calls: Calls, url: str, model: str, record_id: int) -> Kept | None:
    """The document, None when it is not there, or was cancelled."""
    is_order = model == posting.SALE
    found = calls(model, "search_read", domain=[["id", "=", record_id]], fields=list(_SALE if is_order else _MOVE), limit=1)
    if not found or found[0]["state"] == _CANCELLED:
        return None
    record = found[0]
    ids = record["order_line" if is_order else "invoice_line_ids"]
    quantity = "product_uom_qty" if is_order else "quantity"
    names = ("product_id", "name", quantity, "price_unit", "display_type")
    rows = calls.records(f"{model}.line", [["id", "in", ids]], names)
    return Kept(
        identity(model, record_id), number_of(record), link(url, model, record_id), posting.totals(record),
        tuple(_line(row, quantity) for row in rows if row["display_type"] in _OF_GOODS),
        None if is_order else _day(record["invoice_date"]),
        None if is_order else _day(record["invoice_date_due"]),
        _day(record["commitment_date"]) if is_order else None,
    )  # fmt: skip


def change(calls: Calls, record_id: int, due: Todo) -> None:
    """Do what is due to a sale order by one call, which Odoo does whole or refuses."""
    state = calls(posting.SALE, "read", ids=[record_id], fields=["state"])[0]["state"]
    commands: list[Json] = [[_UPDATE, int(kept.id), _amounts(line)] for kept, line in due.changed]
    none_of_it = [_UPDATE, {"product_uom_qty": 0}] if state not in _QUOTATIONS else [_DELETE, 0]
    commands += [[none_of_it[0], int(kept.id), none_of_it[1]] for kept in due.cancelled]
    # What is not given, its taxes among it, Odoo fills in from the product and the customer.
    commands += [[_CREATE, 0, {"product_id": int(line.item_id), **_amounts(line)}] for line in due.added]
    values: dict[str, Json] = {"order_line": commands} if commands else {}
    if due.requested_delivery_date:
        values["commitment_date"] = posting.moment(due.requested_delivery_date)
    calls(posting.SALE, "write", ids=[record_id], vals=values)


def _amounts(line: Line) -> dict[str, Json]:
    return {"product_uom_qty": float(line.quantity), "price_unit": float(line.net_price)}


def _line(row: Mapping[str, Json], quantity: str) -> KeptLine:
    item = str(row["product_id"][0]) if row["product_id"] else ""
    return KeptLine(str(row["id"]), item, str(row["name"] or ""), Decimal(str(row[quantity])), Decimal(str(row["price_unit"])))


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
