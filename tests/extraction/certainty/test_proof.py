"""What must hold before a value may go without a look."""

from __future__ import annotations

import pytest

from backend.extraction.certainty.proof import may_be_sure, may_line_be_sure
from backend.extraction.certainty.signs import NAMES

PLAIN = dict.fromkeys(NAMES, -1.0) | {"rules": 0.95}
TOTAL = PLAIN | {"label_left": 1.0, "readings": 1.0, "is_negative": 0.0, "adds_up": 1.0}


def test_a_total_that_agrees_may_be_sure():
    assert may_be_sure("tax_inclusive_amount", TOTAL)
    assert may_be_sure("tax_inclusive_amount", TOTAL | {"adds_up": -1.0, "is_line_sum": 1.0})
    assert may_be_sure("tax_inclusive_amount", TOTAL | {"label_left": -1.0, "rules": 0.5, "tax_share": 0.2})


@pytest.mark.parametrize(
    "sign",
    [{"adds_up": 0.0}, {"label_left": -1.0, "tax_share": 0.0}, {"readings": 2.0}, {"is_negative": 1.0}],
    ids=["agrees with nothing", "has neither label nor tax", "reads in two ways", "is below zero"],
)
def test_a_total_may_not_be_sure_when_it(sign):
    assert not may_be_sure("tax_inclusive_amount", TOTAL | sign)


def test_a_tax_is_not_borne_out_by_what_the_lines_add_up_to():
    assert may_be_sure("tax_amount", TOTAL)
    assert not may_be_sure("tax_amount", TOTAL | {"adds_up": -1.0, "is_line_sum": 1.0})


def test_an_amount_below_zero_may_be_sure_on_a_credit_note():
    assert may_be_sure("tax_inclusive_amount", TOTAL | {"is_negative": 1.0, "is_credit_note": 1.0})


def test_an_amount_that_is_no_total_needs_its_label():
    assert may_be_sure("payable_amount", TOTAL | {"adds_up": -1.0})
    assert not may_be_sure("payable_amount", TOTAL | {"label_left": -1.0})


def test_a_name_may_not_be_sure_by_its_page_alone():
    assert not may_be_sure("seller_name", PLAIN | {"digits": 0.0})


def test_a_value_that_the_rules_doubt_may_not_be_sure():
    assert not may_be_sure("invoice_number", PLAIN | {"rules": 0.8})


def test_a_currency_may_be_sure_by_a_sign_that_several_countries_share_but_not_by_the_country_alone():
    assert may_be_sure("currency", PLAIN | {"rules": 0.8})
    assert not may_be_sure("currency", PLAIN | {"rules": 0.7})


def test_a_day_that_could_be_the_month_may_not_be_sure():
    assert may_be_sure("issue_date", PLAIN | {"is_ambiguous": 0.0})
    assert not may_be_sure("issue_date", PLAIN | {"is_ambiguous": 1.0})


def test_an_identifier_may_be_sure_by_its_check_digits_only():
    assert may_be_sure("payment_iban", PLAIN | {"by_checksum": 1.0})
    assert not may_be_sure("payment_iban", PLAIN | {"by_checksum": 0.0})


def test_a_number_of_a_line_must_multiply_out_and_a_text_only_be_of_lines_that_add_up():
    told = {"rules": 0.9, "adds_up": 1.0, "multiplies": 0.0}

    assert not may_line_be_sure("quantity", told)
    assert may_line_be_sure("quantity", told | {"multiplies": 1.0})
    assert may_line_be_sure("description", told)
    assert not may_line_be_sure("description", told | {"adds_up": -1.0})


def test_what_counts_the_lines_or_is_cut_by_its_cell_is_no_sure_number_of_an_item():
    told = {"rules": 0.93, "adds_up": 1.0, "is_ordinal": 0.0, "is_cut": 0.0}

    assert may_line_be_sure("seller_item_id", told)
    assert not may_line_be_sure("seller_item_id", told | {"is_ordinal": 1.0})
    assert not may_line_be_sure("seller_item_id", told | {"is_cut": 1.0})


def test_an_order_reference_that_goes_on_in_its_cell_needs_a_look():
    assert may_be_sure("order_reference", PLAIN)
    assert not may_be_sure("order_reference", PLAIN | {"after": 6.0})
