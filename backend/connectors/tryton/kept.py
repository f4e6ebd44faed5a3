"""A document as Tryton keeps it, and a sale that is changed there."""

from __future__ import annotations

from decimal import Decimal

from backend.connectors.changing import Todo
from backend.connectors.http import Json
from backend.connectors.tryton.calls import Calls, Record
from backend.connectors.tryton.posting import INVOICES, SALE, SALES, Header, identity, line_amounts, link, new_lines, number_of
from backend.errors import PostingRejected
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Order, Totals

_TOTALS = ("untaxed_amount", "tax_amount", "total_amount")
_SALE, _INVOICE = ("shipping_date",), ("invoice_date", "payment_term_date")
_LINE = ("product", "description", "quantity", "unit_price", "sequence")
_CANCELLED, _DRAFT = "cancelled", "draft"


def read(calls: Calls, url: str, model: str, record_id: int) -> Kept | None:
    """The document, None when it is not there, or was cancelled; what is negative in a credit note is positive here."""
    of, own = (SALES, _SALE) if model == SALE else (INVOICES, _INVOICE)
    record = calls.record(model, record_id, ("number", "state", *_TOTALS, *own))
    if record is None or record["state"] == _CANCELLED:
        return None
    sign = -1 if record["untaxed_amount"] < 0 else 1
    rows = sorted(calls.records(of.line, [[of.parent, "=", record_id], ["type", "=", "line"]], _LINE), key=lambda row: row["sequence"] or 0)
    return Kept(
        identity(model, record_id), number_of(model, record), link(url, model, record_id),
        Totals(*(record[name] * sign for name in _TOTALS)),
        tuple(_line(row, sign) for row in rows),
        record.get("invoice_date"), record.get("payment_term_date"), record.get("shipping_date"),
    )  # fmt: skip


def change(calls: Calls, order: Order, header: Header, record_id: int, due: Todo) -> None:
    """Do what is due to a sale that is a draft, by one call, which Tryton does whole or refuses."""
    record = calls.record(SALE, record_id, ("number", "state")) or {"number": "", "id": record_id, "state": ""}
    if record["state"] != _DRAFT:
        raise PostingRejected(
            f"{number_of(SALE, record)} is no draft in Tryton any more ({record['state']}): set it back to draft there, then send again.",
            f"{number_of(SALE, record)} n’est plus un brouillon dans Tryton ({record['state']}) : remettez-la en brouillon, "
            "puis envoyez de nouveau.",
        )
    actions: list[Json] = [["write", [int(kept.id)], line_amounts(line)] for kept, line in due.changed]
    if due.cancelled:
        actions.append(["delete", [int(kept.id) for kept in due.cancelled]])
    if due.added:
        actions.append(["create", new_lines(calls, order, due.added, header)])
    values: Record = {"lines": actions} if actions else {}
    if due.requested_delivery_date:
        values["shipping_date"] = due.requested_delivery_date
    calls(SALE, "write", [record_id], values)


def _line(row: Record, sign: int) -> KeptLine:
    quantity, item = Decimal(str(row["quantity"])) * sign, str(row["product"] or "")
    return KeptLine(str(row["id"]), item, row["description"] or "", quantity, Decimal(str(row["unit_price"])))
