"""What must be of this moment in Tryton: stock and receipts to come, what customers owe, the accounts of suppliers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from backend.connectors.tryton.calls import Calls
from backend.connectors.tryton.catalog import read_customers, read_items, read_suppliers
from backend.model.catalog import Customer, ExpectedReceipt, Item, Supplier

#: Of the module account_credit_limit.
_LIMIT = "credit_limit_amount"


def items(calls: Calls, ids: Sequence[str]) -> tuple[Item, ...]:
    """The products with these ids, with what is in the warehouses of the company, and to come; a service has no stock."""
    wanted = _numbers(ids)
    if not wanted:
        return ()
    stock, expected = _stock(calls, wanted), _expected(calls, wanted)
    found = read_items(calls, [["id", "in", wanted]])
    return tuple(replace(item, stock=stock.get(item.id), expected=tuple(expected[item.id])) for item in found)


def customers(calls: Calls, ids: Sequence[str]) -> tuple[Customer, ...]:
    """The customers with these ids, with what they owe the company, and may owe it where the module account_credit_limit is active."""
    wanted = _numbers(ids)
    if not wanted:
        return ()
    domain = [["id", "in", wanted]]
    fields = ("receivable", *calls("party.party", "fields_get", [_LIMIT]))
    told = {str(row["id"]): row for row in calls.records("party.party", domain, fields)}
    return tuple(
        replace(one, open_balance=told[one.id]["receivable"], credit_limit=told[one.id].get(_LIMIT))
        for one in read_customers(calls, domain)
        if one.id in told
    )


def suppliers(calls: Calls, ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers with these ids and their accounts."""
    wanted = _numbers(ids)
    return tuple(read_suppliers(calls, wanted)) if wanted else ()


def _stock(calls: Calls, products: Sequence[int]) -> dict[str, Decimal]:
    """What there is today of the products that are goods."""
    warehouses = [row["id"] for row in calls.records("stock.location", [["type", "=", "warehouse"]], ())]
    domain, order = [["id", "in", list(products)]], [["id", "ASC"]]
    context = {"locations": warehouses, "stock_date_end": datetime.now(UTC).date()}
    rows = calls("product.product", "search_read", domain, 0, None, order, ["id", "type", "quantity"], **context)
    return {str(row["id"]): Decimal(str(row["quantity"] or 0)) for row in rows if row["type"] == "goods"}


def _expected(calls: Calls, products: Sequence[int]) -> dict[str, list[ExpectedReceipt]]:
    """What suppliers are to bring, the next one first, by product and in its unit."""
    domain = [
        ["product", "in", list(products)], ["from_location.type", "=", "supplier"], ["state", "in", ["draft", "assigned"]],
        ["planned_date", "!=", None], ["company", "=", calls.company],
    ]  # fmt: skip
    expected: dict[str, list[ExpectedReceipt]] = defaultdict(list)
    for row in sorted(calls.records("stock.move", domain, ("product", "planned_date", "internal_quantity")), key=_when):
        expected[str(row["product"])].append(ExpectedReceipt(row["planned_date"], Decimal(str(row["internal_quantity"]))))
    return expected


def _when(row: dict[str, object]) -> str:
    return str(row["planned_date"])


def _numbers(ids: Sequence[str]) -> list[int]:
    return [int(one) for one in ids if one.isdecimal() and one.isascii()]
