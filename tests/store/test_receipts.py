"""Receipts by the key of their posting: the first one stays, and each organisation has its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from backend.model.case import Receipt

FIRST, SECOND = Receipt("1", "N1", "https://erp.example/1"), Receipt("2", "N2")


def test_the_first_receipt_under_a_key_stays(scope):
    assert scope.receipts.get("key") is None
    assert scope.receipts.keep("key", FIRST) == FIRST
    assert scope.receipts.keep("key", SECOND) == FIRST
    assert (scope.receipts.get("key"), scope.receipts.get("another")) == (FIRST, None)


def test_a_receipt_is_one_organisations(store, scope):
    scope.receipts.keep("key", FIRST)
    other = next(one for one in store.organisations() if one.id != scope.organisation)
    assert store.scoped(other.id).receipts.get("key") is None
    assert store.scoped(other.id).receipts.keep("key", SECOND) == SECOND


def test_of_two_that_come_at_once_one_stays(scope):
    with ThreadPoolExecutor(8) as pool:
        kept = set(pool.map(lambda n: scope.receipts.keep("key", Receipt(str(n), str(n))), range(8)))
    assert kept == {scope.receipts.get("key")}
