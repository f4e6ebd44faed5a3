from __future__ import annotations

import dataclasses

import pytest

from backend import matching
from backend.model.catalog import Candidate, Match
from backend.model.mail import Address
from backend.model.trade import DocumentType, TradeDocument
from tests.matching.trading import CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, SCREWS, D, fields, invoice, mail

BOXES = fields(seller_item_id="DC-430", description="Carton double cannelure 400x300x200", quantity="250", net_price="2.45")
TAPE = fields(description="Ruban adhésif PVC 50 mm x 100 m", quantity="60", net_price="1.20")


def purchase_order(reference: str, sender=FROM_CARTONNERIE, catalog=CATALOG) -> Match:
    return matching.match(invoice(order_reference=reference), mail(sender), catalog)["purchase_order"]


@pytest.mark.parametrize("reference", ["BC-2026-0142", "BC 2026-0142", "bc2026/0142", "2026-0142", "0142", "N° BC-2026-0142 du 20/10/2026"])
def test_a_number_is_found_whatever_stands_between_and_before_its_digits(reference):
    best = purchase_order(reference).best
    assert best
    assert (best.id, best.label, best.method) == ("17", "BC-2026-0142", "number")


def test_the_less_of_the_number_is_given_the_lower_the_score():
    scores = [purchase_order(r).best.score for r in ("BC-2026-0142", "2026-0142", "0142")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_a_shortened_number_that_two_orders_share_chooses_none():
    twin = dataclasses.replace(CATALOG.purchase_orders[0], id="20", number="CA-2026-0142")
    catalog = dataclasses.replace(CATALOG, purchase_orders=(*CATALOG.purchase_orders, twin))
    match = purchase_order("2026-0142", catalog=catalog)
    assert match.best is None
    assert {c.id for c in match.runners_up} == {"17", "20"}


def test_an_unknown_number_and_a_bare_year_match_nothing():
    assert purchase_order("BC-2026-9999") == Match(None)
    assert purchase_order("2026") == Match(None)


def test_another_suppliers_order_is_found_with_a_lower_score():
    own, other = purchase_order("BC-2026-0142").best, purchase_order("BC-2026-0150").best
    assert own
    assert other
    assert other.id == SCREWS.id
    assert other.score < own.score


def test_without_a_number_the_order_with_the_same_lines_is_proposed():
    match = matching.match(invoice(BOXES, TAPE), mail(FROM_CARTONNERIE), CATALOG)["purchase_order"]
    assert match.best
    assert (match.best.id, match.best.method) == ("17", "lines")
    assert match.best.score < 0.8


def test_without_a_number_other_lines_propose_nothing():
    line = fields(description="Transport express", quantity="1", net_price="90")
    assert matching.match(invoice(line), mail(FROM_CARTONNERIE), CATALOG)["purchase_order"].best is None


def test_each_invoice_line_is_led_to_its_ordered_line():
    matches = matching.match(invoice(TAPE, BOXES, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG)
    assert matches["lines.0.purchase_order_line"].best.id == "172"
    assert matches["lines.1.purchase_order_line"].best.id == "171"


def test_a_line_that_was_not_ordered_is_led_nowhere():
    freight = fields(description="Frais de port", quantity="1", net_price="25")
    matches = matching.match(invoice(freight, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG)
    assert matches["lines.0.purchase_order_line"].best is None


def test_of_two_ordered_lines_of_one_item_price_and_quantity_tell_which():
    double = dataclasses.replace(
        CATALOG.purchase_orders[0].lines[0], id="173", quantity=D(80), net_price=D("2.10"), received_quantity=D(80)
    )
    ordered = dataclasses.replace(CATALOG.purchase_orders[0], lines=(*CATALOG.purchase_orders[0].lines, double))
    catalog = dataclasses.replace(CATALOG, purchase_orders=(ordered,))
    line = fields(seller_item_id="DC-430", quantity="80", net_price="2.10")
    matches = matching.match(invoice(line, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), catalog)
    assert matches["lines.0.purchase_order_line"].best.id == "173"


@pytest.mark.parametrize("question", ["Où en est ma commande CMD-889 ?", "votre référence CV 2026-0501, merci", "CV-2026-0501"])
def test_the_sales_order_asked_about_is_found_by_either_number(question):
    best = matching.match(None, mail(FROM_BOULANGERIE), CATALOG, question)["sales_order"].best
    assert best
    assert best.id == "501"


def test_another_customers_sales_order_is_never_chosen():
    match = matching.match(None, mail(FROM_BOULANGERIE), CATALOG, "Et la commande PETIT-12 ?")["sales_order"]
    assert match.best is None


def test_numbers_that_no_decimal_can_be_do_no_harm():
    line = fields(description="Ruban adhésif PVC 50 mm x 100 m", quantity="sNaN", net_price="1e999999")
    matches = matching.match(invoice(line, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG)
    assert matches["lines.0.purchase_order_line"].best.id == "172"


def test_what_a_person_chose_stays_and_the_rest_is_found_in_its_light():
    by_hand = {
        "supplier": Match(Candidate("S1", "Cartonnerie", 1.0, "person")),
        "purchase_order": Match(Candidate("17", "BC", 1.0, "person")),
    }
    line = fields(seller_item_id="DC-430", quantity="250", net_price="2.45")
    matches = matching.match(invoice(line), mail("portal@example.com"), CATALOG, chosen=by_hand)
    assert matches["supplier"] == by_hand["supplier"]
    assert matches["purchase_order"] == by_hand["purchase_order"]
    assert matches["lines.0.item"].best.id == "CAR-4030"
    assert matches["lines.0.item"].best.score > 0.95
    assert matches["lines.0.purchase_order_line"].best.id == "171"


def test_an_item_that_a_person_chose_leads_to_its_ordered_line():
    by_hand = {"lines.0.item": Match(Candidate("ADH-50", "Ruban", 1.0, "person"))}
    line = fields(description="Rouleau", quantity="60")
    matches = matching.match(invoice(line, order_reference="BC-2026-0142"), mail(FROM_CARTONNERIE), CATALOG, chosen=by_hand)
    assert matches["lines.0.item"] == by_hand["lines.0.item"]
    assert matches["lines.0.purchase_order_line"].best.id == "172"


def test_a_confirmation_is_matched_by_the_number_of_our_order_and_its_sellers_vat_id():
    own = fields(order_number="AB-0150", order_reference="BC-2026-0142", seller_vat_id="FR79523806198")
    matches = matching.match(TradeDocument(DocumentType.ORDER_CONFIRMATION, own), mail(Address("")), CATALOG)
    purchase_order, supplier = matches["purchase_order"].best, matches["supplier"].best
    assert purchase_order
    assert supplier
    assert (purchase_order.label, supplier.id, supplier.method) == ("BC-2026-0142", "S1", "vat_id")
