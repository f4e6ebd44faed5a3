"""What must be of this moment in Dolibarr: stock and receipts to come, what customers owe and may owe, the accounts of suppliers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from backend.connectors.dolibarr.calls import Calls, Record
from backend.connectors.dolibarr.catalog import ITEM, PARTNER, Accounts, item, partner, read_references
from backend.connectors.dolibarr.places import day, number, text
from backend.model.catalog import Customer, ExpectedReceipt, Item, Supplier

#: Purchase orders that were sent and of which nothing has come yet: of those received in part Dolibarr's API does not tell which lines.
_AWAITED = "(t.fk_statut:=:3)"
_SERVICE = "1"


def items(calls: Calls, ids: Sequence[str]) -> tuple[Item, ...]:
    """The products with these ids, with what is to come and, where the user may see it, in stock."""
    wanted = [one for one in ids if one.isdecimal() and one.isascii()]
    if not wanted:
        return ()
    rows = list(calls.by_ids("products", wanted, f"{ITEM},type,stock_reel", includestockdata=1))
    references = read_references(calls, wanted)
    expected = _expected(calls, set(wanted))
    return tuple(
        replace(item(row, references.get(str(row["id"]), {})), stock=_stock(row), expected=tuple(expected[str(row["id"])])) for row in rows
    )


def customers(calls: Calls, ids: Sequence[str]) -> tuple[Customer, ...]:
    """The customers with these ids, with what they owe us; each is asked for by itself."""
    rows = list(calls.by_ids("thirdparties", ids, f"{PARTNER},outstanding_limit"))
    return tuple(replace(partner(Customer, row), open_balance=_owed(calls, row), credit_limit=_limit(row)) for row in rows)


def suppliers(calls: Calls, ids: Sequence[str]) -> tuple[Supplier, ...]:
    """The suppliers with these ids and their accounts, none of which is remembered."""
    rows = list(calls.by_ids("thirdparties", ids, PARTNER))
    accounts = Accounts(calls).of(str(row["id"]) for row in rows)
    return tuple(replace(partner(Supplier, row), ibans=accounts[str(row["id"])]) for row in rows)


def _stock(row: Record) -> Decimal | None:
    is_kept = str(row.get("type") or 0) != _SERVICE and row.get("stock_reel") is not None
    return number(row["stock_reel"]) if is_kept else None


def _limit(row: Record) -> Decimal | None:
    """The limit that is set for the customer: an empty one is none, and zero is one."""
    limit = row.get("outstanding_limit")
    return None if limit in {None, ""} else number(limit)


def _owed(calls: Calls, row: Record) -> Decimal:
    told = calls.read(f"thirdparties/{row['id']}/outstandinginvoices", mode="customer") or {}
    return number(told.get("opened")).quantize(Decimal("0.01"))


def _expected(calls: Calls, products: set[str]) -> dict[str, list[ExpectedReceipt]]:
    """What is to come of purchase orders with a delivery date, the next one first, by product."""
    expected: dict[str, list[ExpectedReceipt]] = defaultdict(list)
    for order in calls.records("supplierorders", _AWAITED, properties="delivery_date,date_livraison,lines"):
        when = day(order.get("delivery_date") or order.get("date_livraison"))
        for line in order.get("lines") or () if when else ():
            if when and text(line.get("fk_product")) in products:
                expected[text(line["fk_product"])].append(ExpectedReceipt(when, number(line["qty"])))
    return defaultdict(list, {product: sorted(found, key=lambda one: one.date) for product, found in expected.items()})
