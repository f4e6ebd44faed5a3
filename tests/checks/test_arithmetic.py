from __future__ import annotations

import dataclasses

import pytest

from backend.checks import RULES
from backend.model.finding import Severity
from tests.checks.subjects import BOXES, GOOD_INVOICE, GOOD_ORDER, changed, subject, with_line
from tests.matching.trading import fields


def noticed(rule_id, document):
    return list(RULES[rule_id](subject(document)))


@pytest.mark.parametrize(("total", "found"), [("647.02", False), ("646.98", False), ("647.03", True), ("", False)])
def test_lines_add_up_to_the_net_total_to_two_cents(total, found):
    assert bool(noticed("BR-CO-10", changed(GOOD_INVOICE, tax_exclusive_amount=total))) is found


def test_a_line_without_an_amount_counts_with_quantity_times_price():
    assert noticed("BR-CO-10", with_line(GOOD_INVOICE, 1, line_amount=None)) == []
    assert noticed("BR-CO-10", with_line(GOOD_INVOICE, 1, line_amount=None, quantity="61"))


def test_lines_that_are_not_all_known_are_not_added_up():
    assert noticed("BR-CO-10", with_line(GOOD_INVOICE, 1, line_amount=None, net_price=None)) == []


def test_an_allowance_as_a_negative_line_counts():
    allowance = fields(description="Remise", quantity="-1", net_price="47.00", line_amount="-47.00")
    document = changed(dataclasses.replace(GOOD_INVOICE, lines=(*GOOD_INVOICE.lines, allowance)), tax_exclusive_amount="600.00")
    assert noticed("BR-CO-10", document) == []
    assert noticed("LINE-AMOUNT", document) == []


def test_allowances_and_charges_of_the_whole_document_count():
    document = changed(GOOD_INVOICE, allowance_total_amount="50.00", charge_total_amount="3.00", tax_exclusive_amount="600.00")
    assert noticed("BR-CO-10", document) == []


def test_wrong_totals_block_an_invoice_and_only_warn_in_an_order():
    assert noticed("BR-CO-10", changed(GOOD_INVOICE, tax_exclusive_amount="1"))[0].severity is Severity.BLOCKING
    assert noticed("BR-CO-10", changed(GOOD_ORDER, tax_exclusive_amount="1"))[0].severity is Severity.WARNING


def test_the_sentence_states_the_amounts_as_each_language_writes_them():
    (finding,) = noticed("BR-CO-15", changed(GOOD_INVOICE, tax_inclusive_amount="1776.40"))
    assert "1\u202f776,40\u00a0€" in finding.sentence.fr
    assert "1,776.40 €" in finding.sentence.en


def test_a_price_with_more_decimals_may_have_been_rounded():
    rounded = fields(description="Vis", quantity="1000", net_price="0.123", line_amount="123.45")
    two_decimals = fields(description="Vis", quantity="1000", net_price="0.12", line_amount="123.45")
    document = dataclasses.replace(GOOD_INVOICE, lines=(BOXES, rounded, two_decimals))
    assert [f.path for f in noticed("LINE-AMOUNT", document)] == ["lines.2.line_amount"]


def test_what_is_to_be_paid_takes_prepayment_and_rounding_into_account():
    paid = changed(GOOD_INVOICE, prepaid_amount="100.00", rounding_amount="-0.40", payable_amount="676.00")
    assert noticed("BR-CO-16", paid) == []


def test_vat_rounded_line_by_line_is_no_error_but_a_wrong_rate_is():
    many = dataclasses.replace(GOOD_INVOICE, lines=GOOD_INVOICE.lines * 4)
    assert (
        noticed("BR-CO-17", dataclasses.replace(many, tax_breakdown=(fields(tax_rate="20", taxable_amount="647", tax_amount="129.46"),)))
        == []
    )
    few = dataclasses.replace(GOOD_INVOICE, tax_breakdown=(fields(tax_rate="5.5", taxable_amount="647", tax_amount="129.40"),))
    (finding,) = noticed("BR-CO-17", few)
    assert "5,5 %" in finding.sentence.fr


def test_vat_by_rate_adds_up_to_the_vat_total():
    rates = (fields(tax_rate="20", tax_amount="100.00"), fields(tax_rate="5.5", tax_amount="29.40"))
    assert noticed("BR-CO-14", dataclasses.replace(GOOD_INVOICE, tax_breakdown=rates)) == []
    assert noticed("BR-CO-14", dataclasses.replace(GOOD_INVOICE, tax_breakdown=rates[:1]))
