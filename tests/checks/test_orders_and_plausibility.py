from __future__ import annotations

import dataclasses

import pytest

from backend import checks
from backend.checks import RULES
from backend.model.finding import Severity
from tests.checks.subjects import GOOD_INVOICE, GOOD_ORDER, ORDERED_BOXES, changed, subject, with_line
from tests.matching.trading import fields, mail, order


def noticed(rule_id, document, **more):
    return list(RULES[rule_id](subject(document, **more)))


def test_the_price_agreed_with_the_customer_is_our_price():
    assert noticed("PRICE-DIFFERS", with_line(GOOD_ORDER, 0, net_price="3.10")) == []
    (finding,) = noticed("PRICE-DIFFERS", with_line(GOOD_ORDER, 0, net_price="2.30"))
    assert finding.severity is Severity.WARNING
    assert "le client indique 2,30\u00a0€, notre prix est de 3,10\u00a0€" in finding.sentence.fr


def test_an_order_without_prices_and_without_a_number_is_complete():
    document = changed(with_line(GOOD_ORDER, 0, net_price=None, line_amount=None), order_number=None, currency=None)
    assert checks.check(subject(document)) == ()


def test_stock_is_compared_with_all_lines_of_one_item():
    two = dataclasses.replace(GOOD_ORDER, lines=(with_line(GOOD_ORDER, 0, quantity="300").lines[0],) * 2)
    (finding,) = noticed("STOCK-SHORT", two)
    assert finding.severity is Severity.INFO
    assert finding.path == "lines.1.quantity"
    assert "600 demandés, 500 en stock" in finding.sentence.fr


@pytest.mark.parametrize("quantity", ["", "beaucoup"])
def test_a_missing_quantity_is_named_with_its_line(quantity):
    (finding,) = noticed("MISSING", with_line(GOOD_ORDER, 0, quantity=quantity))
    assert finding.path == "lines.0.quantity"
    assert "quantité" in finding.sentence.fr
    assert "quantity" in finding.sentence.en


def test_every_missing_field_of_an_invoice_has_a_finding_of_its_own():
    bare = order(document_type=GOOD_INVOICE.document_type)
    paths = [f.path for f in noticed("MISSING", bare)]
    assert paths == ["invoice_number", "issue_date", "currency", "tax_inclusive_amount", "lines"]


def test_an_invoice_line_with_an_amount_needs_no_price():
    assert noticed("MISSING", with_line(GOOD_INVOICE, 1, net_price=None)) == []
    assert [f.path for f in noticed("MISSING", with_line(GOOD_INVOICE, 1, net_price=None, line_amount=None))] == ["lines.1.net_price"]


def test_an_unknown_item_blocks_an_order_and_only_warns_in_an_invoice():
    unknown = fields(description="Fusée lunaire", quantity="1")
    assert noticed("ITEM-UNKNOWN", dataclasses.replace(GOOD_ORDER, lines=(unknown,)))[0].severity is Severity.BLOCKING
    assert noticed("ITEM-UNKNOWN", dataclasses.replace(GOOD_INVOICE, lines=(unknown,)))[0].severity is Severity.WARNING


def test_an_unknown_party_says_what_to_do_and_points_to_suggestions():
    (stranger,) = noticed("PARTY-UNKNOWN", order(ORDERED_BOXES, buyer_name="Personne"), message=mail("qui@personne.example"))
    assert "« Personne »" in stranger.sentence.fr
    assert "faites-le créer" in stranger.remedy.fr
    (sites,) = noticed("PARTY-UNKNOWN", order(ORDERED_BOXES, buyer_vat_id="FR53338177645"), message=mail("qui@personne.example"))
    assert "propositions" in sites.remedy.fr


def test_an_invoice_to_us_under_another_of_our_identifiers_is_ours():
    assert noticed("BUYER-OTHER", changed(GOOD_INVOICE, buyer_vat_id=None, buyer_legal_id="41275330300020")) == []
    assert noticed("BUYER-OTHER", changed(GOOD_INVOICE, buyer_vat_id=None, buyer_legal_id="123456789")) == []  # misread: says nothing


def test_dates_that_are_none_say_nothing():
    document = changed(GOOD_INVOICE, issue_date="bientôt", due_date="2026-02-30")
    assert [r for r in RULES if r.startswith("DATE-") and noticed(r, document)] == []


def test_foreign_registration_numbers_are_no_sirens():
    document = changed(GOOD_INVOICE, seller_vat_id="DE136695976", seller_legal_id="123456789")
    assert noticed("SIREN-CHECKSUM", document) == noticed("SIREN-VAT-ID", document) == []
    assert noticed("VAT-ID-CHECKSUM", document) == []
    # The number of the Norwegian register, on an invoice that prints no VAT id.
    norwegian = changed(GOOD_INVOICE, seller_vat_id=None, seller_legal_id="923609016", currency="NOK")
    assert noticed("SIREN-CHECKSUM", norwegian) == []


def test_the_sellers_own_number_read_as_the_buyers_is_no_other_company():
    assert noticed("BUYER-OTHER", changed(GOOD_INVOICE, buyer_vat_id=None, buyer_legal_id="52380619800017")) == []


def test_a_package_that_we_sell_as_a_piece_is_the_same_unit():
    boxes = with_line(GOOD_ORDER, 0, unit_code="CT")
    assert noticed("UNIT-DIFFERS", boxes) == []
    assert noticed("UNIT-DIFFERS", with_line(GOOD_ORDER, 0, unit_code="XPP"))
    assert noticed("UNIT-DIFFERS", with_line(GOOD_ORDER, 0, unit_code="KGM"))
