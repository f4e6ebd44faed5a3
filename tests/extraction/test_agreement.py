"""Whether quantity, price, discount and amount agree."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.extraction.agreement import agreement
from backend.extraction.amounts import amounts_in
from tests.extraction.printed import row


def amount(text):
    (found,) = amounts_in(row(text), ",")
    return found


@pytest.mark.parametrize(
    ("quantity", "price", "total", "discount", "net"),
    [
        ("4", "25,00", "100,00", (), "25.00"),
        ("-4", "25,00", "-100,00", (), "25.00"),
        ("10", "4,55", "40,95", ("10 %",), "4.095"),
        ("3", "4,55", "12,29", ("10 %",), "4.10"),
        ("4", "89,00", "320,40", ("10 %",), "80.10"),
        ("10", "4,50", "42,00", ("3,00",), "4.20"),
        ("10", "4,50", "40,00", ("0,50",), "4.00"),
        ("150", "49,29", "73,94", (), "0.4929"),
        ("20", "2,77", "55,46", (), "2.77"),
    ],
)
def test_numbers_agree_plainly_or_with_their_discount(quantity, price, total, discount, net):
    agreed = agreement(amount(quantity), amount(price), [amount(total)], [amount(d) for d in discount])
    assert agreed is not None
    assert agreed.net_price == Decimal(net)


@pytest.mark.parametrize(
    ("quantity", "price", "total", "discount"),
    [("4", "25,00", "99,00", ()), ("20", "9663,87", "1932,77", ()), ("2", "1", "27000,00", ("27000,00",))],
)
def test_what_only_a_tax_or_chance_makes_agree_does_not(quantity, price, total, discount):
    assert agreement(amount(quantity), amount(price), [amount(total)], [amount(d) for d in discount]) is None


def test_one_times_a_price_tells_little():
    once, twice = (agreement(amount(q), amount("25,00"), [amount(a)]) for q, a in (("1", "25,00"), ("2", "50,00")))
    assert (once.is_telling, twice.is_telling) == (False, True)


def test_a_price_for_several_units_agrees_with_the_number_of_them():
    agreed = agreement(amount("130"), amount("7190,00"), [amount("934,70")], bases=[amount("1000")])
    assert agreed is not None
    assert (agreed.net_price, agreed.is_plain) == (Decimal("7.19"), True)


def test_what_was_measured_may_be_rounded():
    agreed = agreement(amount("4,05"), amount("18,74"), [amount("75,93")])
    assert agreed is not None
    assert agreed.is_rounded


def test_what_is_given_back_counts_less_than_nothing():
    agreed = agreement(amount("5"), amount("4,00"), [amount("-20,00")])
    assert agreed is not None
    assert (agreed.quantity, agreed.net_price, agreed.amount) == (Decimal(-5), Decimal("4.00"), Decimal("-20.00"))


def test_a_hundred_that_costs_as_much_as_one_may_have_lost_its_decimal_mark():
    agreed = agreement(amount("100"), amount("100,00"), [amount("100,00")])
    assert agreed is not None
    assert agreed.is_ambiguous
