"""A document as Dolibarr keeps it."""

from __future__ import annotations

from backend.connectors.dolibarr.calls import Record
from backend.connectors.dolibarr.places import CREDIT_NOTE, ORDERS, Place, amount, day, identity, link, number, state, text
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Totals


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
    return Kept(identity(place, record), number_, link(url, place, record), totals, tuple(lines), day(record.get("date")), due, wanted)
