from __future__ import annotations

from decimal import Decimal

import pytest

from backend.model import trade, unit, words
from backend.model.domain import is_public, of_company
from backend.model.value import day, decimal


def test_every_field_has_words_in_both_languages():
    names = {*trade.INVOICE_FIELDS, *trade.ORDER_FIELDS, *trade.LINE_FIELDS, *trade.TAX_BREAKDOWN_FIELDS}
    assert names == set(words.FIELD_WORDS)


@pytest.mark.parametrize(
    ("amount", "currency", "fr", "en"),
    [
        ("1234.5", "EUR", "1\u202f234,50\u00a0€", "1,234.50 €"),
        ("2.3000", "EUR", "2,30\u00a0€", "2.30 €"),
        ("0.1234", "CHF", "0,1234\u00a0CHF", "0.1234 CHF"),
        ("-5", "", "-5,00", "-5.00"),
    ],
)
def test_amounts_are_written_each_languages_way(amount, currency, fr, en):
    written = words.money(Decimal(amount), currency)
    assert (written.fr, written.en) == (fr, en)


def test_quantities_lose_the_zeros_that_say_nothing_and_pieces_have_no_word():
    assert words.quantity(Decimal("10.000"), "C62").fr == "10"
    assert words.quantity(Decimal("1.50"), "KGM").fr == "1,5 kg"
    assert words.quantity(Decimal("1E+2"), "XCT").en == "100 carton(s)"


def test_units_of_one_meaning_do_not_differ_and_a_missing_one_differs_from_nothing():
    assert not unit.differ("H87", "C62")
    assert not unit.differ("", "KGM")
    assert unit.differ("KGM", "GRM")
    assert unit.are_of_one_kind("KGM", "GRM")
    assert unit.are_of_one_kind("CT", "C62")
    assert not unit.are_of_one_kind("KGM", "MTR")


@pytest.mark.parametrize(("description", "named"), [("Détergent, bidon de 5 L", True), ("3 bidons", True), ("Détergent 5 L", False)])
def test_a_piece_may_be_called_by_its_package(description, named):
    assert words.is_piece_named("CA", description) is named


def test_a_company_has_its_domain_and_a_mail_provider_has_none():
    assert of_company("mail.durand.fr") == ("mail.durand.fr", "durand.fr")
    assert of_company("gmail.com") == of_company("x.orange.fr") == of_company("") == ()
    assert is_public("ORANGE.fr")


@pytest.mark.parametrize("text", ["", "abc", "NaN", "sNaN", "Infinity", "1E+999999", "1e-999999", "9" * 60, "12,5"])
def test_what_is_no_number_of_this_world_is_none(text):
    assert decimal(text) is None


def test_numbers_and_dates_are_typed():
    assert decimal("-12.50") == Decimal("-12.50")
    assert day("2026-02-28").month == 2
    assert day("2026-02-30") is None
