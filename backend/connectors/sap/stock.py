"""What is in stock of SAP's materials, and what is on its way by purchase orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from backend.connectors.sap.calls import Calls
from backend.connectors.sap.literals import one_of, read_day, read_decimal
from backend.connectors.sap.places import PURCHASE_ORDER_ITEMS, STOCK, Record
from backend.connectors.sap.purchases import received_of
from backend.model.catalog import ExpectedReceipt, Item

#: Unrestricted use, of no customer's, supplier's or project's own.
_FREE = ("InventoryStockType eq '01'", "InventorySpecialStockType eq ''")
_SCHEDULE = "to_ScheduleLine"
_OPEN = ("IsCompletelyDelivered eq false", "PurchasingDocumentDeletionCode eq ''")
_PURCHASE = ("Material", f"{_SCHEDULE}/ScheduleLineDeliveryDate", f"{_SCHEDULE}/ScheduleLineOrderQuantity")


def with_stock(calls: Calls, items: Sequence[Item], plants: Sequence[str]) -> Sequence[Item]:
    """The items with what these plants have of them and expect; without plants, all of the system's."""
    ids = [item.id for item in items]
    here = [one_of("Plant", plants)] if plants else []
    stock: dict[str, Decimal] = defaultdict(Decimal)
    for row in calls.named(STOCK, "Material", ids, ("MatlWrhsStkQtyInMatlBaseUnit",), also=[*_FREE, *here]):
        stock[row["Material"]] += read_decimal(row["MatlWrhsStkQtyInMatlBaseUnit"])
    expected = _expected(calls, ids, here)
    return [replace(item, stock=stock[item.id], expected=expected.get(item.id, ())) for item in items]


def _expected(calls: Calls, ids: Sequence[str], here: Sequence[str]) -> Mapping[str, tuple[ExpectedReceipt, ...]]:
    rows = list(calls.named(PURCHASE_ORDER_ITEMS, "Material", ids, _PURCHASE, (_SCHEDULE,), also=[*_OPEN, *here]))
    received = received_of(calls, rows)
    receipts: dict[str, list[ExpectedReceipt]] = defaultdict(list)
    for row, came in zip(rows, received, strict=True):
        receipts[row["Material"]] += _still_to_come(row[_SCHEDULE]["results"], came)
    return {material: tuple(sorted(found, key=lambda one: one.date)) for material, found in receipts.items()}


def _still_to_come(schedule: Sequence[Record], came: Decimal) -> Iterator[ExpectedReceipt]:
    """What was received counts for the earliest dates."""
    dated = [
        (when, read_decimal(row["ScheduleLineOrderQuantity"])) for row in schedule if (when := read_day(row["ScheduleLineDeliveryDate"]))
    ]
    for when, quantity in sorted(dated):
        taken = min(quantity, came)
        came -= taken
        if quantity > taken:
            yield ExpectedReceipt(when, quantity - taken)
