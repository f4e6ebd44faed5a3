"""What becomes of a sales order in SAP that is changed: items numbered, priced and scheduled anew, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from tests.contract.doubles.sap_metadata import EntitySet
from tests.contract.doubles.sap_values import Refusal, Row

if TYPE_CHECKING:
    from tests.contract.doubles.sap_business import Business

_CENT = Decimal("0.01")
_STEP = 10


def next_item(business: Business, order: Row) -> str:
    """The number that SAP gives an item which comes without one."""
    return str(max((int(one["SalesOrderItem"]) for one in _items(business, order)), default=0) + _STEP)


def must_be_possible(business: Business, entity_set: EntitySet, row: Row, values: Mapping[str, Any]) -> None:
    """Refuse a quantity below what was delivered."""
    if entity_set.name == "A_SalesOrderItem" and values.get("RequestedQuantity", row["RequestedQuantity"]) < _delivered(business, row):
        raise Refusal(400, "V1/488", f"Quantity of item {row['SalesOrderItem']} is less than the delivered quantity")


def delete_item(business: Business, item: Row) -> None:
    """Delete one item with all that belongs to it."""
    if _delivered(business, item):
        raise Refusal(400, "V1/107", f"Item {item['SalesOrderItem']} cannot be deleted; there are subsequent documents")
    for name in ("A_SalesOrderItem", "A_SalesOrderItemPrElement", "A_SalesOrderScheduleLine"):
        business.tables[name][:] = [one for one in business.tables[name] if not _is_of(one, item)]
    reckon(business, business.at("A_SalesOrder", {"SalesOrder": item["SalesOrder"]}))


def reckon(business: Business, order: Row) -> None:
    """Pricing and scheduling, after every change, and the order's new version."""
    for item in _items(business, order):
        price = business.prices.get(item["Material"], Decimal(0))
        for element in business.tables["A_SalesOrderItemPrElement"]:
            if _is_of(element, item):
                price = element["ConditionRateValue"].quantize(_CENT, ROUND_HALF_UP) / element["ConditionQuantity"]
        item["NetAmount"] = (item["RequestedQuantity"] * price * (1 - business.discount / 100)).quantize(_CENT, ROUND_HALF_UP)
        for schedule in business.tables["A_SalesOrderScheduleLine"]:
            if _is_of(schedule, item):
                schedule["ScheduleLineOrderQuantity"] = item["RequestedQuantity"]
    order["TotalNetAmount"] = sum((item["NetAmount"] for item in _items(business, order)), Decimal(0))
    order["LastChangeDateTime"] = business.tick()


def _items(business: Business, order: Row) -> list[Row]:
    return [one for one in business.tables["A_SalesOrderItem"] if one["SalesOrder"] == order["SalesOrder"]]


def _delivered(business: Business, item: Row) -> Decimal:
    lines = (one for one in business.tables["A_SalesOrderScheduleLine"] if _is_of(one, item))
    return sum((one["DeliveredQtyInOrderQtyUnit"] for one in lines), Decimal(0))


def _is_of(one: Row, item: Row) -> bool:
    return (one["SalesOrder"], one["SalesOrderItem"]) == (item["SalesOrder"], item["SalesOrderItem"])
