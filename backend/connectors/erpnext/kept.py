"""A document as ERPNext keeps it, and a sales order that is changed there, by one call."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from backend.connectors.changing import Todo
from backend.connectors.erpnext import places, posting, taxes
from backend.connectors.erpnext.calls import Calls, Record
from backend.connectors.erpnext.places import CANCELLED, DRAFT, SALE
from backend.connectors.http import Json
from backend.errors import PostingRejected
from backend.model.case import Receipt
from backend.model.kept import Kept, KeptLine, LineChange, OrderChange
from backend.model.sentence import Sentence
from backend.model.trade import Line

_TOTALS = ("net_total", "total_taxes_and_charges", "grand_total")
_SALE, _INVOICE = ("po_date", "delivery_date"), ("bill_date", "due_date")
_LINE = ("idx", "item_code", "item_name", "qty", "rate")

#: What makes ERPNext reckon the price of a row anew at each save.
_OWN_PRICE: Record = {"pricing_rules": "", "discount_percentage": 0, "discount_amount": 0, "margin_type": "", "margin_rate_or_amount": 0}
#: What “Update Items” of a submitted order calls.
_UPDATE_ITEMS = "erpnext.controllers.accounts_controller.update_child_qty_rate"
_OF_UPDATED = ("item_code", "qty", "rate", "uom", "conversion_factor", "delivery_date")
_ROUNDED = Sentence(
    "ERPNext garde une autre quantité ou un autre prix que demandé (« {line} » : {quantity} à {price}) : rien n’a été modifié.",
    "ERPNext keeps another quantity or price than was asked for (“{line}”: {quantity} at {price}): nothing was changed.",
)


def read(calls: Calls, url: str, receipt: Receipt) -> Kept | None:
    """The document, None when it is not there or was cancelled; what is negative in a return is positive here."""
    doctype, name = places.parts(receipt)
    own = (*places.OF_RECEIPT, "docstatus", *_TOTALS, *(_SALE if doctype == SALE else _INVOICE))
    record = next(calls.named(doctype, [name], own), None)
    if record is None or record["docstatus"] == CANCELLED or places.identity(doctype, record) != receipt.id:
        return None
    is_order = doctype == SALE
    rows = tuple(calls.records(f"{doctype} Item", [["parent", "=", name]], (*_LINE, *(("delivery_date",) if is_order else ())), doctype))
    found = places.receipt_of(url, doctype, record)
    return Kept(
        found.id, found.number, found.url, posting.totals(record),
        tuple(map(_line, sorted(rows, key=lambda row: row["idx"]))),
        _day(record["po_date" if is_order else "bill_date"]),
        None if is_order else _day(record["due_date"]),
        # Of an order that is submitted ERPNext leaves its own date as it was.
        max((day for row in rows if (day := _day(row["delivery_date"]))), default=_day(record["delivery_date"])) if is_order else None,
        has_line_dates=is_order,
    )  # fmt: skip


def by_lines(change: OrderChange) -> OrderChange:
    """The change with the order's date as one of its lines: to ERPNext the last date of the lines is the order's.

    Lines that were wanted on the order's date, or are after the new one, move with it.
    """
    wanted, kept, changes = change.requested_delivery_date, change.kept.lines, change.changes
    if wanted is None or wanted == change.kept.requested_delivery_date or kept is None or changes is None:
        return replace(change, requested_delivery_date=None)
    last = max((line.requested_delivery_date for line in kept if line.requested_delivery_date), default=wanted)

    def moved(line: Line, was: KeptLine | None) -> Line:
        day = was.requested_delivery_date if was else None
        own = line.requested_delivery_date or (wanted if day is None or day == last or day > wanted else day)
        return replace(line, requested_delivery_date=own)

    named = {one.was.id for one in changes if one.was} | {one.now.item_id for one in changes if one.now and not one.was}
    all_of_them = [LineChange(one.was, one.now and moved(one.now, one.was)) for one in changes]
    all_of_them += [LineChange(line, moved(_same(line), line)) for line in kept if not {line.id, line.item_id} & named]
    return replace(change, requested_delivery_date=None, changes=tuple(all_of_them))


def change(calls: Calls, order: OrderChange, company: Record, name: str, due: Todo) -> None:
    """Do what is due to an order, which nobody else may have saved since it is read here.

    What ERPNext keeps otherwise than asked for is put back. Raises PostingRejected in ERPNext's words for what it does not allow.
    """
    record = calls.document(SALE, name)
    added = replace(order, lines=due.added, requested_delivery_date=_day(record["delivery_date"]))
    charged = taxes.of_added(calls, added, company["name"], record["taxes"])
    rows = [*_rows(record, due), *posting.rows_of(added, company, posting.read_references(calls, added), charged)]
    if record["docstatus"] != DRAFT:
        _change_submitted(calls, record, rows)
        return
    values: Record = {"items": [{**row, "idx": position} for position, row in enumerate(rows, 1)]}
    if charged.rows:
        values["taxes"] = [*record["taxes"], *charged.rows]
    made = calls.change(SALE, name, {"modified": record["modified"], **values})
    if other := _kept_otherwise(made, rows):
        calls.change(SALE, name, {"modified": made["modified"], "items": _back(record, made), "taxes": record["taxes"]})
        raise other


def _change_submitted(calls: Calls, record: Record, rows: Sequence[Record]) -> None:
    """Give a submitted order these rows, as “Update Items” does: what is reserved, ordered and taxed follows, all or nothing of it."""
    _update_items(calls, record, rows)
    made = calls.document(SALE, record["name"])
    if other := _kept_otherwise(made, rows):
        _update_items(calls, record, _back(record, made))
        raise other


def _update_items(calls: Calls, record: Record, rows: Sequence[Record]) -> None:
    known = {row["name"] for row in record["items"]}
    items = [
        {field: row[field] for field in _OF_UPDATED if row.get(field)} | {"idx": position}
        | ({"docname": row["name"]} if row.get("name") in known else {})
        for position, row in enumerate(rows, 1)
    ]  # fmt: skip
    given = json.dumps(items, default=float)
    calls.run(_UPDATE_ITEMS, json={"parent_doctype": SALE, "parent_doctype_name": record["name"], "trans_items": given})


def _kept_otherwise(made: Record, rows: Sequence[Record]) -> PostingRejected | None:
    """The refusal of a row that has another quantity or price than was asked for; ERPNext may add rows of its own after these."""
    other = next((row for row, asked in zip(made["items"], rows, strict=False) if _amounts(row) != _amounts(asked)), None)
    return _refusal(_ROUNDED, line=other["item_name"], quantity=other["qty"], price=other["rate"]) if other else None


def _rows(record: Record, due: Todo) -> Sequence[Record]:
    """The rows that stay, whole: Frappe empties the fields of a row that are not given."""
    changed, cancelled = {kept.id: line for kept, line in due.changed}, {kept.id for kept in due.cancelled}
    stay = sorted((row for row in record["items"] if row["name"] not in cancelled), key=lambda row: row["idx"])
    return [_row(row, changed.get(row["name"])) for row in stay]


def _back(record: Record, made: Record) -> Sequence[Record]:
    """The rows as they were; one that was removed without its name, as Frappe keeps no row under a name that is not there."""
    there = {row["name"] for row in made["items"]}
    return [row if row["name"] in there else {name: value for name, value in row.items() if name != "name"} for row in record["items"]]


def _row(row: Record, line: Line | None) -> Record:
    """The row as it is to be."""
    if line is None:
        return row
    price = {} if line.net_price == _amounts(row)[1] else {**_OWN_PRICE, "rate": line.net_price}
    day = {"delivery_date": line.requested_delivery_date.isoformat()} if line.requested_delivery_date else {}
    return {**row, "qty": line.quantity, **price, **day}


def _same(kept: KeptLine) -> Line:
    """The line as it is, but for its date."""
    return Line(kept.item_id, kept.description, kept.quantity, kept.net_price, kept.quantity * kept.net_price)


def _amounts(row: Record) -> tuple[Decimal, Decimal]:
    return Decimal(str(row["qty"])), Decimal(str(row["rate"]))


def _refusal(sentence: Sentence, **values: Json) -> PostingRejected:
    filled = sentence.filled(**values)
    return PostingRejected(filled.en, filled.fr)


def _line(row: Record) -> KeptLine:
    quantity = abs(Decimal(str(row["qty"])))
    return KeptLine(
        row["name"], row["item_code"] or "", row["item_name"] or "", quantity, Decimal(str(row["rate"])), _day(row.get("delivery_date"))
    )


def _day(value: Json) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value else None
