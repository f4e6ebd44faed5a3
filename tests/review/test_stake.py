"""What is at stake when a document is sent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import Invoice, Line, Order, Party, Totals
from backend.review import amount_at_stake

PARTY = Party("1", "Delorme")


def lines(*told):
    """Lines of (quantity, price, amount)."""
    return tuple(Line("", "", *map(Decimal, line)) for line in told)


def invoice(*told, **totals):
    amounts = Totals(**{name: Decimal(amount) for name, amount in totals.items()})
    return Invoice("F-1", date(2026, 11, 20), "EUR", PARTY, lines(*told), amounts)


def order(*told, **totals):
    amounts = Totals(**{name: Decimal(amount) for name, amount in totals.items()})
    return Order("C-1", None, "EUR", PARTY, lines(*told), totals=amounts)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (invoice(("1", "100", "100"), payable_amount="120.00", tax_exclusive_amount="100.00"), "120.00"),
        (invoice(("1", "100", "100"), payable_amount="0.00", tax_inclusive_amount="5000.00"), "5000.00"),
        (invoice(("-1", "100", "-100"), payable_amount="-120.00"), "120.00"),
        (order(("2", "5", "10.00"), ("1", "5.50", "5.50")), "15.50"),
        (order(("100", "500", "50000"), payable_amount="5.00"), "50000"),
        (order(("100", "500", "5.00"), payable_amount="5.00"), "50000"),
        (order(("1", "0.01", "50000"), payable_amount="5.00"), "50000"),
    ],
    ids=[
        "the total", "a total that was paid before", "a credit", "lines without a total", "a small total above large lines",
        "small amounts beside large prices", "small prices beside large amounts",
    ],
)  # fmt: skip
def test_it_is_the_largest_that_the_document_may_come_to(document, expected):
    assert amount_at_stake(document, ()) == Decimal(expected)


def test_no_bound_holds_for_an_account_that_the_erp_does_not_have():
    unknown = Finding("BANK-UNKNOWN-IBAN", Severity.WARNING, Sentence("x", "x"))
    assert amount_at_stake(invoice(("1", "1", "1"), payable_amount="1.00"), (unknown,)) is None
