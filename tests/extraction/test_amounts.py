"""Amounts in every convention people print them in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.extraction.amounts import amounts_in, decimal_mark_of, readings, written
from tests.extraction.printed import row


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("1'234.50", "1234.50"),
        ("3`949.75", "3949.75"),
        ("1.234.567,00", "1234567.00"),
        ("12,34,567.00", "1234567.00"),
        ("2.978,666.00", "2978666.00"),
        ("1\ufffd144,83", "1144.83"),
        ("0,5", "0.5"),
        ("20080,00", "20080.00"),
        ("42", "42"),
    ],
)
def test_an_amount_is_read_in_its_own_convention(text, value):
    assert readings(text)[0] == Decimal(value)


@pytest.mark.parametrize(
    ("text", "mark", "value"), [("1,000", ".", "1000"), ("1,000", ",", "1.000"), ("50.000", ",", "50000"), ("4.052", ".", "4.052")]
)
def test_the_document_decides_what_a_lone_mark_before_three_digits_means(text, mark, value):
    assert readings(text, mark)[0] == Decimal(value)


def test_what_stays_open_keeps_its_other_reading():
    assert set(readings("1,000")) == {Decimal(1000), Decimal("1.000")}


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "12,3,4", ",5", "1..2"])
def test_what_is_no_number_has_no_reading(text):
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Total -12,00 €", "-12.00", "EUR"),
        ("Total (12.00)", "-12.00", ""),
        ("Total 12,50-", "-12.50", ""),
        ("Total 12,50-EUR", "-12.50", "EUR"),
        ("Summe 120,- €", "120", "EUR"),
        ("TOTAL Rs.4,800.00", "4800.00", "INR"),
        ("Subtotal: EUR39.29", "39.29", "EUR"),
        ("TOTAL lei 4,760.00", "4760.00", "RON"),
        ("Total $ 42.00", "42.00", "USD"),
        ("Total CHF 1'234.50", "1234.50", "CHF"),
        ("Total −7,10", "-7.10", ""),
    ],
)
def test_sign_and_currency_are_part_of_an_amount(text, value, currency):
    (amount,) = amounts_in(row(text))
    assert (amount.value, amount.currency) == (Decimal(value), currency)


def test_rates_are_told_from_amounts():
    assert [(str(a.value), a.is_percent) for a in amounts_in(row("TVA 20,0 % sur 804,35 €  160,87 €"), ",")] == [
        ("20.0", True),
        ("804.35", False),
        ("160.87", False),
    ]


def test_numbers_in_two_columns_are_two_numbers():
    assert [str(a.value) for a in amounts_in(row("12  345,00"), ",")] == ["12", "345.00"]


def test_the_decimal_mark_is_what_the_unambiguous_numbers_use():
    assert decimal_mark_of([row("Montant 1 234,50"), row("Quantité 1,000"), row("Version 2.1")]) == ","


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_written_in_french_reads_as_itself(value):
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    assert readings(text)[0] == value


@given(st.text(alphabet="0123456789.,' -()€%", max_size=30))
def test_no_text_makes_reading_fail(text):
    for amount in amounts_in(row(f"x {text}")):
        assert amount.value == Decimal(written(amount.value))


def test_the_end_of_a_word_is_no_currency():
    assert [a.currency for a in amounts_in(row("POUDRE CITRON 2.200,00"))] == [""]
    assert [a.currency for a in amounts_in(row("MOBDUUDTUFXXUQBD -6000.00"))] == [""]


def test_a_sign_that_begins_the_next_column_is_not_the_currency_of_this_one():
    assert [str(a.value) for a in amounts_in(row("Bolt  11  Rs.52.00  Rs.572.00"), ".")] == ["11", "52.00", "572.00"]
