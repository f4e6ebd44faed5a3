"""What a field of the ERP takes."""

from __future__ import annotations

import pytest

from backend.model.erp_field import Choice, ErpField, FieldType, Place
from backend.model.sentence import Sentence

ACCOUNTS = (Choice('{"2": 100}', "Shop"), Choice('{"12": 100}', "Web shop"))


@pytest.mark.parametrize(
    ("value", "is_taken"),
    [
        ('{"2": 100}', True),
        ('{"2": 60, "12": 39.5}', True),
        ('{"2,12": 60, "2": 40}', True),
        ('{"3": 100}', False),
        ('{"2": "all"}', False),
        ('{"2": true}', False),
        ('{"2": 101}', False),
        ("{}", False),
        ("2", False),
        ("Shop", False),
    ],
)
def test_shares_are_percentages_of_what_there_is(value, is_taken):
    field = ErpField("analytic", Sentence("Analytique", "Analytic"), Place.LINE, (), FieldType.SHARES, ACCOUNTS)
    assert field.takes(value) == is_taken
