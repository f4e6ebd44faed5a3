"""Dates in six languages."""

from __future__ import annotations

from datetime import date

import pytest

from backend.extraction.dates import dates_in, day_without_year, monday_of_week, month_first_of
from tests.extraction.printed import row

NOVEMBER_21 = date(2026, 11, 21)


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026", "21.11.26", "21-11-2026", "2026-11-21", "21 novembre 2026", "Nov 21, 2026", "November 21st, 2026", "21-Nov-2026",
        "21. November 2026", "21 de noviembre de 2026", "21 november 2026", "le 21 nov. 2026", "21 . 11 . 2026",
    ],
)  # fmt: skip
def test_a_date_is_read_as_printed_anywhere_in_europe(text):
    assert [d.value for d in dates_in(row(text))] == [NOVEMBER_21]


@pytest.mark.parametrize(
    ("text", "value"), [("1er janvier 2027", date(2027, 1, 1)), ("3 août 2026", date(2026, 8, 3)), ("1. März 2026", date(2026, 3, 1))]
)
def test_accents_and_ordinals_are_understood(text, value):
    assert [d.value for d in dates_in(row(text))] == [value]


@pytest.mark.parametrize(
    "text", ["31/02/2018", "32/01/2026", "00/10/2026", "12/13/14/15", "1.2.3.4", "78.46.77.79", "2026-13-01", "21/11/1815"]
)
def test_impossible_dates_are_refused(text):
    assert list(dates_in(row(text))) == []


def test_the_month_comes_first_where_the_document_says_so():
    assert [d.value for d in dates_in(row("03/04/2026"), month_first=True)] == [date(2026, 3, 4)]
    assert [d.value for d in dates_in(row("03/04/2026"), month_first=False)] == [date(2026, 4, 3)]


def test_an_open_order_of_day_and_month_is_marked():
    assert [d.is_ambiguous for d in dates_in(row("03/04/2026 and 13/04/2026"))] == [True, False]


def test_the_order_is_shown_by_another_date_or_by_an_american_address():
    assert month_first_of([row("Date 11/21/2026")], "en") is True
    assert month_first_of([row("Date 21/11/2026"), row("Austin, TX 78701")], "en") is False
    assert month_first_of([row("Austin, TX  78701")], "en") is True
    assert month_first_of([row("London SW1A 1AA")], "en") is None
    assert month_first_of([row("Date 03/04/2026")], "fr") is False
    assert month_first_of([row("Part number 10.15.4402")], "es") is False


@pytest.mark.parametrize("line", ["Date:-01.04.2026", "DATE: -01.04.2026", "Date 01.04.2026"])
def test_a_dash_that_leads_to_a_date_is_no_part_of_it(line):
    assert [d.value for d in dates_in(row(line))] == [date(2026, 4, 1)]
    assert not list(dates_in(row("REF-01.04.2026")))


def test_a_day_without_a_year_is_the_next_one():
    assert [d.value for d in day_without_year(row("pour le 12 décembre"), NOVEMBER_21)] == [date(2026, 12, 12)]
    assert [d.value for d in day_without_year(row("avant le 15/01"), NOVEMBER_21)] == [date(2027, 1, 15)]


def test_a_week_is_its_monday():
    assert monday_of_week(48, NOVEMBER_21) == date(2026, 11, 23)
    assert monday_of_week(2, NOVEMBER_21) == date(2027, 1, 11)
    assert monday_of_week(60, NOVEMBER_21) is None
