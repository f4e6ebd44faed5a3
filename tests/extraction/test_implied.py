"""Numbers of a line that follow from the printed ones."""

from __future__ import annotations

import pytest

from backend.extraction.implied import with_implied
from backend.model.field import SURE, Field


def line(**values):
    return {name: Field(name, value, value, 0.96, method="table") for name, value in values.items()}


@pytest.mark.parametrize(
    ("printed", "quantity", "price"),
    [
        ({"line_amount": "90.00"}, "1", "90.00"),
        ({"line_amount": "-12.50"}, "-1", "12.50"),
        ({"quantity": "4", "line_amount": "100"}, "4", "25"),
        ({"quantity": "3", "line_amount": "100"}, "3", ""),
        ({"quantity": "0", "line_amount": "100"}, "0", ""),
        ({"quantity": "2", "net_price": "9", "line_amount": "17"}, "2", "9"),
        ({"net_price": "9"}, "", "9"),
    ],
)
def test_an_amount_implies_its_price_and_that_it_is_for_one(printed, quantity, price):
    read = with_implied(line(**printed), is_invoice=True)
    assert [read[name].value if name in read else "" for name in ("quantity", "net_price")] == [quantity, price]
    assert all(read[name].confidence < SURE for name in read.keys() - printed.keys())


def test_an_order_does_not_imply_how_many_are_wanted():
    assert "quantity" not in with_implied(line(line_amount="90.00"), is_invoice=False)
