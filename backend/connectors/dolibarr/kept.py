"""A document as Dolibarr keeps it, and an order that is changed there, one line a call."""

from __future__ import annotations

from collections.abc import Mapping

from backend.connectors.changing import Todo
from backend.connectors.dolibarr import posting
from backend.connectors.dolibarr.calls import Calls, Record
from backend.connectors.dolibarr.places import (
    CREDIT_NOTE,
    DRAFT,
    ORDERS,
    VALIDATED,
    Place,
    amount,
    day,
    identity,
    link,
    number,
    seconds,
    state,
    status,
    text,
)
from backend.errors import PostingRejected
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Line, Order, Totals

#: What Dolibarr empties of a line when it is changed without being given it.
_WHOLE = (
    "desc", "label", "localtax1_tx", "localtax2_tx", "remise_percent", "info_bits", "date_start", "date_end", "product_type",
    "fk_parent_line", "fk_fournprice", "pa_ht", "special_code", "fk_unit", "ref_ext", "rang",
)  # fmt: skip
#: Which stock the goods go back to, where validating had taken them: Dolibarr's own default.
_NO_WAREHOUSE = -1


def read(url: str, place: Place, record: Record) -> Kept | None:
    """The document of a record that was read whole, None for a cancelled one; amounts of a credit note are positive here."""
    if state(place, record) == "cancelled":
        return None
    is_order = place is ORDERS
    sign = -1 if not is_order and str(record.get("type")) == str(CREDIT_NOTE) else 1
    lines = (
        KeptLine(
            text(row["id"]), text(row.get("fk_product")), text(row.get("desc")) or text(row.get("description")),
            number(row["qty"]), number(row["subprice"]) * sign,
        )
        for row in record.get("lines") or ()
    )  # fmt: skip
    totals = Totals(*(amount(record.get(name)) * sign for name in ("total_ht", "total_tva", "total_ttc")))
    due = None if is_order else day(record.get(place.due))
    wanted = day(record.get(place.due)) if is_order else None
    number_ = text(record["ref"])
    is_confirmed = is_order and status(record) == VALIDATED
    return Kept(
        identity(place, record), number_, link(url, place, record), totals, tuple(lines), day(record.get("date")), due, wanted,
        is_confirmed=is_confirmed,
    )  # fmt: skip


def change(calls: Calls, order: Order, record_id: str, due: Todo, items: Mapping[str, Record]) -> None:
    """Do what is due to an order; `items` are the products of added lines by id.

    One that is validated is made a draft for it and validated again, as people do in Dolibarr; it keeps its number. Raises
    PostingRejected for one that is being delivered, or invoiced.
    """
    path = f"{ORDERS.path}/{record_id}"
    record = calls.read(path) or {}
    before = status(record)
    if before not in {DRAFT, VALIDATED} or text(record.get("billed")):
        raise PostingRejected(
            f"{record.get('ref')} cannot be changed in Dolibarr any more ({state(ORDERS, record)}): see there what is still possible.",
            f"{record.get('ref')} ne peut plus être modifiée dans Dolibarr : voyez là-bas ce qui est encore possible.",
        )
    if before == VALIDATED:
        calls.write("POST", f"{path}/settodraft", {"idwarehouse": _NO_WAREHOUSE})
    _change_draft(calls, path, record, order, due, items)
    if before == VALIDATED or due.is_to_be_confirmed:
        calls.write("POST", f"{path}/validate", {"idwarehouse": 0, "notrigger": 0})


def _change_draft(calls: Calls, path: str, record: Record, order: Order, due: Todo, items: Mapping[str, Record]) -> None:
    rows = {text(row["id"]): row for row in record.get("lines") or ()}
    for kept, line in due.changed:
        # A refusal is answered as done, with nothing.
        if not calls.write("PUT", f"{path}/lines/{kept.id}", _changed(rows[kept.id], line)):
            raise PostingRejected(
                f"Dolibarr did not change the line “{kept.description}”.", f"Dolibarr n’a pas modifié la ligne « {kept.description} »."
            )
    for kept in due.cancelled:
        calls.write("DELETE", f"{path}/lines/{kept.id}")
    for line in due.added:
        calls.write("POST", f"{path}/lines", posting.order_line(line, order, items.get(line.item_id)))
    if due.requested_delivery_date:
        calls.write("PUT", path, {"delivery_date": seconds(due.requested_delivery_date)})


def _changed(row: Record, line: Line) -> Record:
    code = text(row.get("vat_src_code"))
    rate = f"{number(row.get('tva_tx')):f}" + (f" ({code})" if code else "")
    return {**{name: row.get(name) for name in _WHOLE}, "tva_tx": rate, "qty": f"{line.quantity:f}", "subprice": f"{line.net_price:f}"}
