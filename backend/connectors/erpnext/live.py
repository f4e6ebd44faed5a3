"""What must be of this moment in ERPNext: stock and receipts to come, what customers owe and may owe, the accounts of suppliers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from backend.connectors.erpnext.calls import Calls
from backend.connectors.erpnext.catalog import read_items, read_partners, read_suppliers
from backend.model.catalog import Customer, ExpectedReceipt, Item, Supplier

_LINE = ("parent", "item_code", "qty", "received_qty", "conversion_factor", "schedule_date", "docstatus")
#: Purchase orders that nothing is to come of any more.
_OVER = frozenset({"Closed", "Completed", "Cancelled", "Delivered"})


def items(calls: Calls, company: str, ids: Sequence[str]) -> tuple[Item, ...]:
    """The items with these ids, with what is in the company's stock, as far as ERPNext keeps any, and to come."""
    if not ids:
        return ()
    kept = {row["name"] for row in calls.named("Item", ids, ("is_stock_item",)) if row["is_stock_item"]}
    stock, expected = _stock(calls, company, ids), _expected(calls, company, ids)
    return tuple(
        replace(item, stock=stock[item.id] if item.id in kept else None, expected=tuple(expected[item.id]))
        for item in read_items(calls, [["name", "in", list(ids)]])
    )


def customers(calls: Calls, company: str, ids: Sequence[str]) -> tuple[Customer, ...]:
    """The customers with these ids, with what they owe the company and may owe it."""
    if not ids:
        return ()
    wanted: Sequence[object] = ["in", list(ids)]
    owed: dict[str, Decimal] = defaultdict(Decimal)
    filters = [["customer", *wanted], ["company", "=", company], ["docstatus", "=", 1], ["outstanding_amount", "!=", 0]]
    for row in calls.records("Sales Invoice", filters, ("customer", "outstanding_amount")):
        owed[row["customer"]] += Decimal(str(row["outstanding_amount"]))
    of_company = [["parent", *wanted], ["company", "=", company]]
    rows = calls.records("Customer Credit Limit", of_company, ("parent", "credit_limit"), "Customer")
    limits = {row["parent"]: Decimal(str(row["credit_limit"])) for row in rows if row["credit_limit"]}
    found = read_partners(calls, Customer, [["name", *wanted]])
    return tuple(replace(one, open_balance=owed[one.id], credit_limit=limits.get(one.id)) for one in found)


def suppliers(calls: Calls, ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers with these ids and their accounts."""
    if not ids:
        return ()
    wanted: Sequence[object] = ["in", list(ids)]
    return tuple(read_suppliers(calls, [["name", *wanted]]))


def _stock(calls: Calls, company: str, ids: Sequence[str]) -> dict[str, Decimal]:
    """What is in the company's warehouses, by item."""
    warehouses = {row["name"] for row in calls.records("Warehouse", [["company", "=", company]], ())}
    stock: dict[str, Decimal] = defaultdict(Decimal)
    for row in calls.named("Bin", ids, ("item_code", "warehouse", "actual_qty"), by="item_code"):
        if row["warehouse"] in warehouses:
            stock[row["item_code"]] += Decimal(str(row["actual_qty"]))
    return stock


def _expected(calls: Calls, company: str, ids: Sequence[str]) -> dict[str, list[ExpectedReceipt]]:
    """What is to come of the company's purchase orders, the next one first, by item."""
    lines = [row for row in calls.named("Purchase Order Item", ids, _LINE, "Purchase Order", by="item_code") if row["docstatus"] == 1]
    orders = calls.named("Purchase Order", {row["parent"]: None for row in lines}, ("company", "status"))
    open_ = {order["name"] for order in orders if order["company"] == company and order["status"] not in _OVER}
    expected: dict[str, list[ExpectedReceipt]] = defaultdict(list)
    for row in sorted(lines, key=lambda row: str(row["schedule_date"])):
        rest = (Decimal(str(row["qty"])) - Decimal(str(row["received_qty"] or 0))) * Decimal(str(row["conversion_factor"] or 1))
        if row["parent"] in open_ and row["schedule_date"] and rest > 0:
            expected[row["item_code"]].append(ExpectedReceipt(date.fromisoformat(row["schedule_date"]), rest.normalize() + 0))
    return expected
