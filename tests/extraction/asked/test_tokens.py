"""The words of a message: a number with its thousands apart is one, a size and a count are two."""

from __future__ import annotations

import pytest

from backend.extraction.asked.tokens import TOKEN


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15 000 bouchons", ["15 000"]),
        ("à 1 290,50 €", ["1 290,50"]),
        ("2 000 PC", ["2 000"]),
        ("M8x40 200 Stück", ["8", "40", "200"]),
        ("DIN 933 100 Stk", ["933", "100"]),
        ("2 500 g de beurre", ["2", "500"]),
        ("6 330ml cans", ["6", "330"]),
        ("12 300/45", ["12", "300", "45"]),
        ("4711 200", ["4711", "200"]),
    ],
)
def test_thousands_apart_are_one_number_where_they_can_be_nothing_else(text, numbers):
    assert [one for one in TOKEN.findall(text) if one[0].isdigit()] == numbers
