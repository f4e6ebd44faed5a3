"""Corrections of fields, lines and matches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.checks import Subject, check
from backend.errors import BadInput, NotAllowed
from backend.model.case import Status
from backend.model.document import Box
from backend.model.field import Evidence, Field
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.review import Change, correct
from backend.review.choices import made_by_person
from tests import examples
from tests.examples import CATALOG

HERE = Evidence("1", 2, Box(0.5, 0.5, 0.6, 0.52))


def corrected(case, *changes):
    return correct(case, [Change(*change) for change in changes], CATALOG)


def descriptions(case):
    return [line["description"].value if "description" in line else "" for line in case.document.lines]


def test_a_corrected_field_is_certain_and_a_persons():
    case = corrected(examples.case(), ("due_date", "21/12/2026"))

    assert case.document.at("due_date") == Field("due_date", "2026-12-21", "21/12/2026", 1.0, None, "person")


def test_a_clicked_word_becomes_the_evidence():
    case = corrected(examples.case(), ("invoice_number", "F-2026/119", HERE))

    assert case.document.at("invoice_number").evidence == HERE


def test_a_typed_value_keeps_the_place_of_the_former_one():
    before = examples.case()

    after = corrected(before, ("invoice_number", "F-2026/119"))

    assert after.document.at("invoice_number").evidence == before.document.at("invoice_number").evidence


def test_an_emptied_field_has_no_value_and_no_evidence():
    field = corrected(examples.case(), ("order_reference", "")).document.at("order_reference")

    assert (field.value, field.evidence) == ("", None)


def test_a_clicked_amount_is_read_in_the_language_of_the_document():
    german = replace(examples.case(), document=replace(examples.invoice(), language="de"))

    assert corrected(german, ("lines.0.quantity", "1.234", HERE)).document.at("lines.0.quantity").value == "1234"
    assert corrected(german, ("lines.0.quantity", "1.234")).document.at("lines.0.quantity").value == "1.234"


def test_a_calculated_line_amount_is_calculated_again_and_a_printed_one_is_not():
    printed = corrected(examples.case(), ("lines.0.quantity", "12"))
    line = examples.fields(quantity="10", net_price="4.00") | {"line_amount": Field("line_amount", "40.00", method="arithmetic")}
    calculated = examples.case(replace(examples.invoice(), lines=(line,)))

    assert printed.document.at("lines.0.line_amount").value == "40.00"
    assert corrected(calculated, ("lines.0.quantity", "12")).document.at("lines.0.line_amount").value == "48.00"


def test_a_printed_line_amount_that_its_sum_confirmed_stays_as_printed():
    line = {name: replace(field, method="arithmetic") for name, field in examples.invoice().lines[0].items()}
    case = examples.case(replace(examples.invoice(), lines=(line,)))

    after = corrected(case, ("lines.0.quantity", "12"))

    assert after.document.at("lines.0.line_amount") == line["line_amount"]
    findings = check(Subject(after.document, examples.mail(), after.intent, after.matches, CATALOG))
    assert [f.path for f in findings if f.rule == "LINE-AMOUNT"] == ["lines.0.line_amount"]


def test_a_line_amount_that_a_person_emptied_stays_empty():
    case = corrected(examples.case(), ("lines.0.line_amount", ""), ("lines.0.quantity", "12"))

    assert case.document.at("lines.0.line_amount").value == ""


def test_a_tax_rate_can_be_corrected_and_one_be_added():
    case = corrected(examples.case(), ("tax_breakdown.0.tax_rate", "10"), ("tax_breakdown.1.tax_rate", "5,5"))

    assert [row["tax_rate"].value for row in case.document.tax_breakdown] == ["10", "5.5"]


def test_lines_are_added_removed_and_moved_with_their_matches():
    case = examples.case(examples.order())

    added = corrected(case, ("lines", "add:1"))
    assert descriptions(added) == ["Ramette A4", "", "Stylo bleu"]
    assert (added.matches["lines.2.item"].best.id, "lines.1.item" in added.matches) == ("A2", False)

    moved = corrected(added, ("lines", "move:2:0"))
    assert descriptions(moved) == ["Stylo bleu", "Ramette A4", ""]
    assert (moved.matches["lines.0.item"].best.id, moved.matches["lines.1.item"].best.id) == ("A2", "A1")

    removed = corrected(moved, ("lines", "remove:1"))
    assert descriptions(removed) == ["Stylo bleu", ""]
    assert [path for path in removed.matches if path.startswith("lines")] == ["lines.0.item"]


def test_findings_follow_their_line():
    about_pens = Finding("X", Severity.WARNING, Sentence("", ""), path="lines.1.quantity")
    case = replace(examples.case(examples.order()), findings=(about_pens,))

    assert corrected(case, ("lines", "remove:0")).findings[0].path == "lines.0.quantity"
    assert corrected(case, ("lines", "remove:1")).findings == ()


def test_a_match_is_chosen_among_the_runners_up_or_in_the_catalog():
    case = examples.case()

    runner_up = corrected(case, ("supplier", "S2")).matches["supplier"]
    looked_up = corrected(case, ("lines.0.item", "A2")).matches["lines.0.item"]

    assert (runner_up.best.id, runner_up.best.method, runner_up.best.score) == ("S2", "person", 1.0)
    assert [c.id for c in runner_up.runners_up] == ["S1"]
    assert (looked_up.best.label, looked_up.best.method) == ("Stylo bleu", "person")


def test_wanting_none_is_a_choice_too():
    case = corrected(examples.case(), ("purchase_order", ""))

    assert case.matches["purchase_order"].best is None
    assert set(made_by_person(case)) == {"purchase_order"}


def test_a_line_of_the_purchase_order_is_chosen_from_that_order():
    case = replace(examples.case(), matches={"purchase_order": examples.match("PO1")})

    assert corrected(case, ("lines.0.purchase_order_line", "L1")).matches["lines.0.purchase_order_line"].best.label == "Ramette A4"
    with pytest.raises(BadInput, match="“L9” is not a line of this purchase order"):
        corrected(case, ("lines.0.purchase_order_line", "L9"))


def test_what_the_erp_does_not_have_is_refused_in_a_clear_sentence():
    with pytest.raises(BadInput) as refused:
        corrected(examples.case(examples.order()), ("customer", "C999999"))
    assert refused.value.fr == "« C999999 » n'est pas un client de l'ERP. Choisissez dans la liste proposée."


@pytest.mark.parametrize(
    "change",
    [
        ("no_such_field", "x"),
        ("delivery_address", "an invoice has none"),
        ("lines.7.quantity", "1"),
        ("lines.0.no_such_field", "1"),
        ("lines.7.item", "A1"),
        ("tax_breakdown.5.tax_rate", "20"),
        ("lines", "remove:1"),
        ("lines", "add:2"),
        ("lines", "move:0:1"),
        ("lines", "double:0"),
        ("lines.0.quantity", "many"),
        ("supplier", "S99"),
        ("", ""),
    ],
)
def test_a_change_that_cannot_be_is_refused(change):
    with pytest.raises(BadInput):
        corrected(examples.case(), change)


@pytest.mark.parametrize("status", [Status.APPROVED, Status.POSTING, Status.POSTED, Status.REJECTED, Status.CANCELLING, Status.ANSWERED])
def test_a_case_that_is_not_open_cannot_be_corrected(status):
    with pytest.raises(NotAllowed, match="cannot correct"):
        corrected(examples.case(status=status), ("due_date", "2026-12-21"))


def test_the_customer_of_a_question_can_be_chosen_and_nothing_else():
    question = replace(examples.case(), document=None, matches={}, question="Où en est ma commande ?")

    assert corrected(question, ("customer", "C1")).matches["customer"].best.id == "C1"
    with pytest.raises(NotAllowed):
        corrected(question, ("due_date", "2026-12-21"))
