"""What people taught: whom they chose for a name, and which item for a reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.matching import match
from backend.model.mail import Address, Authentication, Verdict
from backend.model.memory import Alias, ItemReference, Lesson, Side, Source, Taught
from tests import examples

MAIL = replace(examples.mail(), sender=Address("x@unknown.example", ""))


def lesson(side=Side.SUPPLIER, party="S1", **what):
    source = Source("lesson", "m0", "m0-1", "F-0", "Claire Martin", datetime(2026, 11, 1, tzinfo=UTC))
    return Lesson(Taught(side, party, ""), source, (), **what)


def supplier(document, *lessons, mail=MAIL, catalog=examples.CATALOG):
    return match(document, mail, catalog, lessons=lessons)["supplier"]


def test_a_name_that_the_erp_does_not_know_is_the_one_people_chose_for_it():
    document = examples.invoice(seller_name="LRY Distribution", order_reference="")
    assert supplier(document).best is None

    best = supplier(document, lesson(alias=Alias(name="L.R.Y. Distribution SARL"))).best

    assert best is None, "another name is another company"
    best = supplier(document, lesson(alias=Alias(name="LRY Distribution SAS"))).best
    assert (best.id, best.method, best.learned_from.document) == ("S1", "memory", "F-0")


def test_the_vat_id_that_people_chose_a_company_for_beats_what_the_erp_says_of_it():
    document = examples.invoice(seller_name="LRY", seller_vat_id="FR61954506077", order_reference="")

    assert supplier(document, lesson(alias=Alias(vat_id="FR61954506077"))).best.id == "S1"


def test_a_name_that_was_learned_is_not_believed_with_another_company_s_vat_id():
    document = examples.invoice(seller_name="LRY", seller_vat_id="FR61954506077", order_reference="")

    assert supplier(document, lesson(alias=Alias(name="LRY"))).best is None


def test_a_lesson_about_a_company_that_left_the_erp_leads_nowhere():
    assert supplier(examples.invoice(seller_name="LRY", order_reference=""), lesson(party="S9", alias=Alias(name="LRY"))).best is None


def test_a_lesson_about_a_customer_says_nothing_of_suppliers():
    document = examples.invoice(seller_name="LRY", order_reference="")

    assert supplier(document, lesson(Side.CUSTOMER, "S1", alias=Alias(name="LRY"))).best is None


@pytest.mark.parametrize(("dmarc", "found"), [(Verdict.PASS, "C1"), (Verdict.FAIL, "")])
def test_an_address_counts_for_what_names_nobody_and_is_not_forged(dmarc, found):
    mail = replace(MAIL, authentication=Authentication(dmarc=dmarc))
    taught = lesson(Side.CUSTOMER, "C1", alias=Alias(email="x@unknown.example"))

    best = match(examples.order(), mail, examples.CATALOG, lessons=[taught])["customer"].best

    assert (best.id if best else "") == found


def test_an_address_does_not_outweigh_the_name_on_the_document():
    taught = lesson(Side.CUSTOMER, "C1", alias=Alias(email="x@unknown.example"))

    assert match(examples.order(buyer_name="Menuiserie Petit"), MAIL, examples.CATALOG, lessons=[taught])["customer"].best is None


def item(lines, *lessons, catalog=examples.CATALOG):
    document = replace(examples.invoice(), lines=(examples.fields(**lines),))
    return match(document, examples.mail(), catalog, lessons=lessons)["lines.0.item"]


def test_a_reference_is_the_item_people_chose_for_it_and_the_erp_s_own_table_is_overruled():
    catalog = replace(
        examples.CATALOG, items=(replace(examples.CATALOG.items[0], supplier_references={"S1": "P-77"}), examples.CATALOG.items[1])
    )
    line = {"seller_item_id": "p 77", "description": "Ramette A4"}
    assert item(line, catalog=catalog).best.id == "A1"

    best = item(line, lesson(item=ItemReference("P77", "", "P-77", "A2", "Stylo bleu")), catalog=catalog).best

    assert (best.id, best.method, best.learned_from.by) == ("A2", "memory", "Claire Martin")


def test_a_description_counts_only_for_lines_without_a_reference():
    taught = lesson(item=ItemReference("", "papier machine", "Papier machine", "A1", "Ramette A4"))

    assert item({"description": "Papiers machine"}, taught).best.id == "A1"
    assert item({"description": "Papier machine", "seller_item_id": "ZZ-1"}, taught).best is None


def test_what_one_party_calls_an_item_says_nothing_of_another_s():
    taught = lesson(party="S2", item=ItemReference("P77", "", "P-77", "A2", "Stylo bleu"))

    assert item({"seller_item_id": "P-77", "description": "Chose"}, taught).best is None
