"""What must be of this moment in Odoo: stock and receipts to come, what customers owe and may owe, the accounts of suppliers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from backend.connectors.http import Json
from backend.connectors.odoo.calls import Calls, Domain, NoSuchValue
from backend.connectors.odoo.catalog import read_customers, read_items, read_suppliers
from backend.model.catalog import Customer, ExpectedReceipt, Item, Supplier

#: Visible to who may invoice (addons/account/models/partner.py); the limit is there from version 16 on.
_OWED, _LIMIT = "credit", ("use_partner_credit_limit", "credit_limit")


def items(calls: Calls, company: int, ids: Sequence[str]) -> tuple[Item, ...]:
    """The products with these ids, with what is in stock, as far as Odoo keeps any, and to come."""
    wanted = _numbers(ids)
    if not wanted:
        return ()
    stock = _stock(calls, wanted)
    expected = _expected(calls, company, wanted)
    return tuple(
        replace(item, stock=stock.get(item.id), expected=tuple(expected[item.id])) for item in read_items(calls, [["id", "in", wanted]])
    )


def customers(calls: Calls, ids: Sequence[str]) -> tuple[Customer, ...]:
    """The customers with these ids, with what they owe us; a limit only where one is set for the customer."""
    wanted = _numbers(ids)
    if not wanted:
        return ()
    owed, limits = _told(calls, "res.partner", wanted, (_OWED,)), _told(calls, "res.partner", wanted, _LIMIT)

    def limit(customer: Customer) -> Decimal | None:
        told = limits.get(customer.id, {})
        return _number(told["credit_limit"]) if told.get("use_partner_credit_limit") else None

    found = read_customers(calls, [["id", "in", wanted]])
    return tuple(replace(one, open_balance=_number(owed.get(one.id, {}).get(_OWED)), credit_limit=limit(one)) for one in found)


def suppliers(calls: Calls, ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers with these ids and their accounts."""
    wanted = _numbers(ids)
    return tuple(read_suppliers(calls, [["id", "in", wanted]])) if wanted else ()


def _stock(calls: Calls, products: Sequence[int]) -> dict[str, Decimal]:
    """What is in stock of those products that Odoo keeps a stock of; they are told otherwise before version 18."""
    kept, before = ("is_storable", True), ("type", "product")
    name, value = kept if (rows := _told(calls, "product.product", products, ("qty_available", kept[0]))) else before
    rows = rows or _told(calls, "product.product", products, ("qty_available", before[0]))
    return {product: Decimal(str(row["qty_available"])) for product, row in rows.items() if row[name] == value}


def _expected(calls: Calls, company: int, products: Sequence[int]) -> defaultdict[str, list[ExpectedReceipt]]:
    """What is to come of our purchase orders, the next one first, by product."""
    domain = [["product_id", "in", products], ["order_id.state", "in", ["purchase", "done"]], ["company_id", "=", company]]
    fields = ("product_id", "date_planned", "product_qty", "qty_received")
    expected: defaultdict[str, list[ExpectedReceipt]] = defaultdict(list)
    for row in sorted(calls.records("purchase.order.line", domain, fields), key=lambda row: str(row["date_planned"])):
        rest = Decimal(str(row["product_qty"])) - Decimal(str(row["qty_received"]))
        if rest > 0 and row["date_planned"]:
            expected[str(row["product_id"][0])].append(ExpectedReceipt(date.fromisoformat(row["date_planned"][:10]), rest))
    return expected


def _told(calls: Calls, model: str, ids: Sequence[int], fields: Sequence[str]) -> dict[str, dict[str, Json]]:
    """The fields by id, nothing where a module is missing that adds them."""
    try:
        return {str(row["id"]): row for row in calls.records(model, [["id", "in", list(ids)]], fields)}
    except NoSuchValue:
        return {}


def _numbers(ids: Sequence[str]) -> list[int]:
    return [int(one) for one in ids if one.isdecimal() and one.isascii()]


def _number(value: Json) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def lines_of(calls: Calls, order: int) -> Iterator[dict[str, Json]]:
    """The lines of a sale order with what was delivered and invoiced of each; notes and sections left out."""
    domain: Domain = [["order_id", "=", order], ["display_type", "=", False]]
    return calls.records("sale.order.line", domain, ("product_id", "name", "product_uom_qty", "qty_delivered", "qty_invoiced"))
