"""Days in few words, counted from the day of writing: a Tuesday."""

from __future__ import annotations

from datetime import date

import pytest

from backend.extraction.day_meant import day_meant

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("jeudi", "2026-11-26"),
        ("zaterdagochtend", "2026-11-28"),
        ("Freitag früh", "2026-11-27"),
        ("Weds", "2026-11-25"),
        ("mardi", "2026-12-01"),
        ("martedì 24", "2026-11-24"),
        ("Monday the 30th", "2026-11-30"),
        ("jueves 3", "2026-12-03"),
        ("the 17th", "2026-12-17"),
        ("día 30", "2026-11-30"),
        ("LUNDI 30/11", "2026-11-30"),
        ("30.12.", "2026-12-30"),
        ("Wed 11/25", "2026-11-25"),
        ("Nov. 27th", "2026-11-27"),
        ("samedi 12 décembre", "2026-12-12"),
        ("2/3", "2027-03-02"),
        ("jeudi 10h30", "2026-11-26"),
        ("domattina", "2026-11-25"),
        ("mañana por la mañana", "2026-11-25"),
        ("übermorgen", "2026-11-26"),
        ("cet aprem", "2026-11-24"),
        ("fine mese", "2026-11-30"),
    ],
)
def test_the_next_such_day_is_meant(words, day):
    assert day_meant(words, TUESDAY) == date.fromisoformat(day)


def test_where_months_come_first_the_first_number_is_the_month():
    assert day_meant("12/1", TUESDAY, month_first=True) == date(2026, 12, 1)
    assert day_meant("12/1", TUESDAY) == date(2027, 1, 12)


@pytest.mark.parametrize(
    "words", ["Donnerstag oder Freitag", "mercredi ou jeudi", "1. oder 2.12.", "Pfingstferien", "42", "31/02", "23/11", ""]
)
def test_one_of_two_days_a_feast_and_a_day_that_is_over_tell_none(words):
    assert day_meant(words, TUESDAY) is None
