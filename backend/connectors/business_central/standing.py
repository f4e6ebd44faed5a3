"""What became of an order or invoice, from Business Central's quantities and what is left to pay."""

from __future__ import annotations

from collections.abc import Iterator

from backend.connectors.business_central.calls import MOST_DIGITS, Calls, Record, quoted
from backend.connectors.business_central.places import (
    CREDITS,
    INVOICES,
    MOST_OF_THEIRS,
    ORDERS,
    SALES,
    Place,
    Web,
    day,
    is_begun,
    number,
    status,
    text,
)
from backend.connectors.connector import StatusLine, StatusReport

_PAID = "Paid"


def report(calls: Calls, web: Web, reference: str) -> StatusReport | None:
    """The report on the one document with this number, ours or the partner's; an order that is invoiced is told by its invoice."""
    found = [_order(web, record) for record in _numbered(calls, ORDERS, reference, "number")]
    if not found:
        sold = {record["id"]: record for name in ("number", "orderNumber") for record in _numbered(calls, SALES, reference, name)}
        found = [_invoice(web, SALES, record) for record in sold.values()]
    for place in (INVOICES, CREDITS):
        found += [_invoice(web, place, record) for record in _numbered(calls, place, reference, "number")]
    return found[0] if len(found) == 1 else None


def _numbered(calls: Calls, place: Place, reference: str, ours: str) -> Iterator[Record]:
    """The documents with this number of ours or the partner's, each once; a filter cannot ask for either at once."""
    seen = set()
    wanted = reference.strip().upper()
    for name, most in ((ours, MOST_DIGITS), (place.theirs, MOST_OF_THEIRS)):
        if 0 < len(wanted) <= most:
            expand = place.lines if place is ORDERS else ""
            for record in calls.records(place.entity, f"{name} eq {quoted(wanted)}", expand=expand):
                if record["id"] not in seen and not is_begun(place, record):
                    seen.add(record["id"])
                    yield record


def _order(web: Web, record: Record) -> StatusReport:
    rows = sorted((row for row in record[ORDERS.lines] if row["lineType"] != "Comment"), key=lambda row: row["sequence"])
    lines = tuple(_line(row) for row in rows)
    coming = sorted(line.expected for line in lines if line.expected and (line.delivered_quantity or 0) < line.quantity)
    wanted = day(record["requestedDeliveryDate"])
    return StatusReport(
        number=record["number"],
        status=_shipped(record, lines),
        expected=coming[0] if coming else wanted.isoformat() if wanted else "",
        url=web.link(ORDERS, record["number"]),
        lines=lines,
    )


def _shipped(record: Record, lines: tuple[StatusLine, ...]) -> str:
    if record["fullyShipped"]:
        return "Shipped"
    return "Partly shipped" if any(line.delivered_quantity for line in lines) else status(record)


def _line(row: Record) -> StatusLine:
    expected = day(row["shipmentDate"])
    return StatusLine(
        item_id=text(row["lineObjectNumber"]) if row["lineType"] == "Item" else "",
        description=text(row["description"]),
        quantity=number(row["quantity"]),
        delivered_quantity=number(row["shippedQuantity"]),
        invoiced_quantity=number(row["invoicedQuantity"]),
        expected=expected.isoformat() if expected else "",
    )


def _invoice(web: Web, place: Place, record: Record) -> StatusReport:
    due = day(record.get("dueDate"))
    # Only of what we sold Business Central tells how much is left; of what we bought, whether all is paid.
    left = number(0) if status(record) == _PAID else record.get("remainingAmount")
    return StatusReport(
        number=record["number"],
        status=status(record),
        expected=due.isoformat() if due and status(record) != _PAID else "",
        url=web.link(place, record["number"]),
        open_amount=None if left is None else number(left),
        currency=text(record["currencyCode"]),
    )
