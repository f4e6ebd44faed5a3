"""A document as Business Central keeps it, and a sales order that is changed there, one line a call."""

from __future__ import annotations

from backend.connectors.business_central.calls import Calls, Record
from backend.connectors.business_central.places import CREDITS, INVOICES, ORDERS, SALES, Place, Web, day, is_begun, number, text, totals
from backend.connectors.changing import Todo
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Line

#: What has become of a document that was taken back.
_TAKEN_BACK = frozenset({"Canceled", "Corrective"})


def read(calls: Calls, web: Web, place: Place, record_id: str) -> Kept | None:
    """The document, None when it is not there, half made or taken back."""
    record = next(calls.by_ids(place.entity, [record_id], expand=place.lines), None)
    if record is None or is_begun(place, record) or record["status"] in _TAKEN_BACK:
        return None
    receipt, is_order = web.receipt(place, record), place is ORDERS
    rows = sorted((row for row in record[place.lines] if row["lineType"] != "Comment"), key=lambda row: row["sequence"])
    return Kept(
        receipt.id, receipt.number, receipt.url, totals(record),
        tuple(_line(place, row) for row in rows),
        day(record[place.day]),
        day(record["dueDate"]) if place in {INVOICES, CREDITS, SALES} else None,
        day(record["requestedDeliveryDate"]) if is_order else None,
        has_line_dates=is_order,
    )  # fmt: skip


def change(calls: Calls, record_id: str, due: Todo) -> None:
    """Do what is due to a sales order, which nobody may have released; each line is changed as it was read."""
    order = next(calls.by_ids(ORDERS.entity, [record_id], expand=ORDERS.lines))
    versions = {row["id"]: row["@odata.etag"] for row in order[ORDERS.lines]}
    for kept, line in due.changed:
        calls.change(f"{ORDERS.lines}({kept.id})", _values(line), versions[kept.id])
    for kept in due.cancelled:
        calls.delete(f"{ORDERS.lines}({kept.id})", versions[kept.id])
    for line in due.added:
        calls.create(
            f"{ORDERS.entity}({record_id})/{ORDERS.lines}", {"lineType": "Item", "lineObjectNumber": line.item_id, **_values(line)}
        )
    if due.requested_delivery_date:
        calls.change(f"{ORDERS.entity}({record_id})", {"requestedDeliveryDate": due.requested_delivery_date.isoformat()})


def _values(line: Line) -> Record:
    """The price after the quantity, by which Business Central looks for a price of its own."""
    values: Record = {"quantity": line.quantity, "unitPrice": line.net_price}
    if line.requested_delivery_date:
        values["shipmentDate"] = line.requested_delivery_date.isoformat()
    return values


def _line(place: Place, row: Record) -> KeptLine:
    item = text(row["lineObjectNumber"]) if row["lineType"] == "Item" else ""
    wanted = day(row["shipmentDate"]) if place is ORDERS else None
    return KeptLine(row["id"], item, text(row["description"]), number(row["quantity"]), number(row[place.price]), wanted)
