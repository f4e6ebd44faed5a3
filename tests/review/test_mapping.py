"""Rules of a mapping: when they hold, what they write, and which of two wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.model.catalog import Catalog, Customer, Item
from backend.model.erp_field import Place
from backend.model.field import Field
from backend.model.mapping import Action, Condition, Effect, Hold, Mapping, Operator, Rule, problem
from backend.model.trade import DocumentType, Invoice, Line, Order, Party, Totals, TradeDocument
from backend.review.mapping import mapped

GLASS = Line("MD-4001", "Verre à vin 35 cl", Decimal(10), Decimal("16.50"), Decimal("165.00"), "C62", Decimal("20.0"))
CHEESE = Line("MD-9", "Comté 24 mois", Decimal(2), Decimal(30), Decimal("60.00"), "KGM", Decimal("5.5"))
ORDER = Order("CDE-1", date(2026, 11, 16), "EUR", Party("C1", "Brasserie"), (GLASS, CHEESE))
INVOICE = Invoice("FA-1", date(2026, 11, 3), "EUR", Party("S1", "Vial"), (GLASS,), Totals())
READ = TradeDocument(
    DocumentType.ORDER,
    {"delivery_address": Field("delivery_address", "12 quai de la Pêcherie, Nantes"), "currency": Field("currency", "")},
    ({"buyer_item_id": Field("buyer_item_id", "BR-77")},),
)
CATALOG = Catalog(customers=(Customer("C1", "Brasserie", country="BE"),), items=(Item("MD-9", "Comté", group="Food / Cheese"),))
SET, COPY, TRANSLATE, HOLD = Action.SET, Action.COPY, Action.TRANSLATE, Action.HOLD
IS, CONTAINS, AT_LEAST, AT_MOST = Operator.IS, Operator.CONTAINS, Operator.AT_LEAST, Operator.AT_MOST


def rule(*when, action=SET, value="NTE", field="warehouse", place=Place.HEADER, table=()):
    return Rule(tuple(Condition(*one) for one in when), Effect(action, value, "" if action is HOLD else field, place, table))


def made(*rules, document=ORDER):
    return mapped(Mapping(rules), document, READ, CATALOG)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        (("document_type", IS, "order"), True), (("document_type", IS, "invoice"), False),
        (("customer", IS, "C1"), True), (("customer", IS, "C"), False), (("supplier", IS, "C1"), False),
        (("country", IS, "be"), True), (("currency", IS, "EUR"), True),
        (("amount", AT_LEAST, "225"), True), (("amount", AT_LEAST, "225.01"), False), (("amount", AT_MOST, "225.0"), True),
        (("delivery_address", CONTAINS, "nantes"), True), (("delivery_address", IS, "Nantes"), False),
        (("payment_terms", CONTAINS, ""), False), (("item", IS, "MD-9"), True), (("item", IS, "MD-10"), False),
        (("item_group", CONTAINS, "cheese"), True), (("item_group", IS, "Food"), False),
        (("description", CONTAINS, "COMTÉ"), True), (("unit_code", IS, "KGM"), True), (("tax_rate", IS, "20"), True),
        (("tax_rate", AT_LEAST, "20.5"), False), (("quantity", AT_LEAST, "10"), True), (("buyer_item_id", IS, "BR-77"), True),
    ],
)  # fmt: skip
def test_a_condition_holds_when_the_document_or_one_of_its_lines_is_so(condition, holds):
    assert made(rule(condition)).document.erp_fields == ({"warehouse": "NTE"} if holds else {})


def test_conditions_on_lines_have_to_hold_on_one_and_the_same_line():
    glass, kilos = ("item", IS, "MD-4001"), ("unit_code", IS, "KGM")
    assert made(rule(glass), rule(kilos)).settings
    assert made(rule(glass, kilos)).settings == ()


def test_a_field_of_lines_is_filled_on_those_where_the_conditions_hold():
    tried = made(rule(("unit_code", IS, "KGM"), field="unit", value="kg", place=Place.LINE))
    assert [line.erp_fields for line in tried.document.lines] == [{}, {"unit": "kg"}]
    assert [(one.line, one.rule) for one in tried.settings] == [(1, 1)]


def test_of_two_rules_for_one_field_the_later_wins_and_is_named():
    first, second = rule(value="LYO"), rule(("customer", IS, "C1"))
    assert made(first, second).document.erp_fields == {"warehouse": "NTE"}
    assert [one.rule for one in made(first, second).settings] == [2]
    assert made(second, first).document.erp_fields == {"warehouse": "LYO"}


def test_a_field_of_the_document_is_copied_and_one_that_it_does_not_have_is_not():
    tried = made(
        rule(action=COPY, value="delivery_address", field="shipping_note"),
        rule(action=COPY, value="quotation_reference", field="booking_text"),
        rule(action=COPY, value="buyer_item_id", field="their_item", place=Place.LINE),
    )
    assert tried.document.erp_fields == {"shipping_note": "12 quai de la Pêcherie, Nantes"}
    assert [line.erp_fields for line in tried.document.lines] == [{"their_item": "BR-77"}, {}]


def test_rates_and_units_are_translated_into_the_erps_codes_and_others_left_alone():
    codes = (("20", "FR20"), ("10", "FR10"))
    tried = made(rule(action=TRANSLATE, value="tax_rate", field="tax_code", place=Place.LINE, table=codes))
    assert [line.erp_fields for line in tried.document.lines] == [{"tax_code": "FR20"}, {}]
    units = rule(action=TRANSLATE, value="unit_code", field="unit", place=Place.LINE, table=(("C62", "PCE"), ("KGM", "KG")))
    assert [line.erp_fields["unit"] for line in made(units).document.lines] == ["PCE", "KG"]


def test_a_rule_holds_a_document_with_its_sentence_and_writes_nothing():
    tried = made(rule(), rule(("amount", AT_LEAST, "200"), action=HOLD, value="Voir Nadia."))
    assert tried.holds == (Hold(2, "Voir Nadia."),)
    assert tried.document.erp_fields == {"warehouse": "NTE"}


def test_an_empty_mapping_changes_nothing():
    for document in (ORDER, INVOICE):
        assert made(document=document).document == document


def test_lines_that_were_added_when_confirming_have_no_field_of_their_own_to_look_at():
    added = replace(INVOICE, lines=(GLASS, GLASS, CHEESE))
    tried = mapped(Mapping((rule(("buyer_item_id", IS, "BR-77"), place=Place.LINE),)), added, READ, CATALOG)
    assert [bool(line.erp_fields) for line in tried.document.lines] == [True, False, False]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (rule(("colour", IS, "red")), "colour"), (rule(("customer", CONTAINS, "C")), "contains"),
        (rule(("amount", AT_LEAST, "much")), "much"), (rule(("amount", AT_LEAST, "NaN")), "NaN"),
        (rule(("amount", AT_LEAST, " ")), "no value"),
        (rule(("document_type", IS, "letter")), "letter"), (rule(value=" "), "what to write"), (rule(field=""), "which field"),
        (rule(action=COPY, value="item"), "item"), (rule(action=TRANSLATE, value="tax_rate", table=(("20", "A"),)), "line"),
        (rule(action=TRANSLATE, value="tax_rate", place=Place.LINE), "empty"), (rule(*[("customer", IS, "C1")] * 6), "5"),
        (rule(action=TRANSLATE, value="tax_rate", place=Place.LINE, table=(("20", ""),)), "cannot be read"),
        (rule(value="a\nb"), "what to write"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_applied_says_why(wrong, told):
    assert told in problem(wrong).en


def test_a_rule_that_can_be_applied_has_no_problem():
    assert problem(rule(("customer", IS, "C1"), ("amount", AT_MOST, "10"))) is None
    assert problem(rule(action=HOLD, value="Voir Nadia.")) is None
