"""One confirmed correction, and the next document of that party in that layout is read right; nobody else's is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.confinement import ExceededError
from backend.errors import NotFound
from backend.model.audit import Actor
from backend.model.case import Status
from backend.model.catalog import Supplier
from backend.model.mail import Address, Authentication, Verdict
from backend.pipeline import decide
from backend.pipeline.prepare import prepare
from backend.pipeline.receive import receive
from backend.review import Change
from backend.store import Organisation
from tests import examples
from tests.catalogs import fetch_anew
from tests.pipeline import papers
from tests.pipeline.conftest import CLAIRE

NADIA = Actor("nadia", "Nadia Roche")
NUMBER, DUE = "invoice_number", "due_date"
FIRST = papers.Paper()


@pytest.fixture
def received(workshop, scope):
    """A function that receives and prepares a mail, and answers its case."""

    def receive_(mail):
        stored = receive(workshop, "delorme", CLAIRE, mail, "practice", mail.message_id)
        prepare(workshop, "delorme", stored.id)
        (case,) = scope.cases.of_mail(stored.id)
        return case

    return receive_


@pytest.fixture
def confirmed(workshop):
    """A function that corrects a case as given and sends it to the ERP."""

    def confirm(case, *changes):
        if changes:
            case = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change(path, value) for path, value in changes])
        return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    return confirm


@pytest.fixture
def taught(received, confirmed):
    """A function that has a first invoice corrected and confirmed, with more changes if given, and answers it as it was read."""

    def teach(*more, paper=FIRST, **sent):
        case = received(papers.mail(paper, **sent))
        confirmed(case, *everything(paper, case), *more)
        return case

    return teach


def line_changes(index, paper):
    names = ("seller_item_id", "description", "quantity", "net_price", "line_amount")
    return [("lines", f"add:{index}"), *((f"lines.{index}.{name}", value) for name, value in zip(names, paper.lines[index], strict=True))]


def everything(paper, case):
    """What a person types to make the case right: every value that no rule can know, and all lines anew."""
    header = [
        ("invoice_number", paper.number), ("due_date", paper.due), ("tax_exclusive_amount", paper.net), ("tax_amount", paper.tax),
        ("tax_inclusive_amount", paper.total),
    ]  # fmt: skip
    rates = [(f"tax_breakdown.{n}.{name}", "") for n, rate in enumerate(case.document.tax_breakdown) for name in rate]
    removed = [("lines", "remove:0")] * len(case.document.lines)
    return [*header, *rates, *removed, *line_changes(0, paper), *line_changes(1, paper)]


def values_of(line):
    return [line[name].value for name in ("seller_item_id", "description", "quantity", "net_price", "line_amount")]


def test_the_next_invoice_of_the_layout_is_read_right_after_one_correction(received, taught):
    first = taught()
    assert (first.document.number(), first.document.value(DUE)) == ("", ""), "no rule knows these words"

    second = received(papers.mail(papers.SECOND, 2))

    values = {name: second.document.value(name) for name in ("invoice_number", "due_date", "tax_exclusive_amount", "tax_amount")}
    assert values == {
        "invoice_number": "8/LER.0479", "due_date": "2027-03-03", "tax_exclusive_amount": "196.50", "tax_amount": "39.30",
    }  # fmt: skip
    assert second.document.value("tax_inclusive_amount") == "235.80"
    assert [values_of(line) for line in second.document.lines] == [
        ["RM-4", "Ramette A4 blanche", "25", "4.10", "102.50"],
        ["CH-2", "Chemise cartonnée", "200", "0.35", "70.00"],
        ["ST-9", "Stylo bleu", "30", "0.80", "24.00"],
    ]


def test_a_learned_value_says_where_it_was_learned_and_where_it_stands_and_is_not_sure_at_once(received, taught):
    first = taught()

    number = received(papers.mail(papers.SECOND, 2)).document.fields[NUMBER]

    assert (number.method, number.learned_from.document, number.learned_from.by) == ("memory", "7/LER.0311", "Claire Martin")
    assert number.learned_from.case_id == first.id
    assert (number.evidence.part, number.evidence.page, number.text) == ("1", 1, "8/LER.0479")
    assert 0.8 <= number.confidence < 0.95


def test_an_approved_case_without_a_correction_teaches_nothing(scope, opened, workshop):
    case = opened()

    decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    assert scope.memory.is_empty()
    assert [event.action for event in scope.audit.of_case(case.id)] == ["approved"]


def test_a_correction_teaches_nothing_before_it_is_confirmed(workshop, scope, received):
    case = received(papers.mail(FIRST))

    decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change(path, value) for path, value in everything(FIRST, case)])

    assert scope.memory.is_empty()
    assert received(papers.mail(papers.SECOND, 2)).document.number() == ""


def test_what_was_learned_is_audited_with_the_approval(scope, taught):
    case = taught()

    approved, learned = scope.audit.of_case(case.id)[-2:]

    assert (approved.action, learned.action, learned.actor) == ("approved", "learned", CLAIRE)
    assert {"invoice_number", "due_date", "lines.quantity"} <= {lesson["about"] for lesson in learned.details["lessons"]}
    assert scope.audit.verify() is None


def test_another_supplier_with_the_same_layout_is_not_affected(received, taught, erp):
    erp.catalog = replace(examples.CATALOG, suppliers=(*examples.CATALOG.suppliers, Supplier("S3", "Visserie du Nord", "FR61954506077")))
    taught()

    other = received(papers.mail(papers.OTHER, 2, "facture@visserie.example"))

    assert other.document.number() == ""
    assert not [field for fields in (other.document.fields, *other.document.lines) for field in fields.values() if field.learned_from]


def test_the_same_supplier_in_another_layout_is_not_affected(received, taught):
    taught()

    assert received(papers.mail(replace(papers.SECOND, moved=45), 2)).document.number() == ""


def test_nothing_is_learned_for_another_organisation(workshop, scope, taught, store_of_others):
    taught()

    stored = receive(workshop, "autre", CLAIRE, papers.mail(papers.SECOND, 2), "practice", "r2")
    prepare(workshop, "autre", stored.id)

    assert store_of_others.cases.of_mail(stored.id)[0].document.number() == ""
    assert store_of_others.memory.is_empty()
    assert not scope.memory.is_empty()


def test_what_an_administrator_removed_is_not_used_any_more(scope, received, taught):
    taught()
    (lesson,) = [known.lesson for known in scope.memory.all() if known.lesson.about == NUMBER]

    scope.memory.forget(lesson.id, NADIA)

    case = received(papers.mail(papers.SECOND, 2))
    assert case.document.number() == ""
    assert case.document.value(DUE) == "2027-03-03", "the other lessons are still there"
    with pytest.raises(NotFound):
        scope.memory.forget(lesson.id, NADIA)


def test_uses_and_confirmations_are_counted_and_make_a_value_sure(scope, received, confirmed, taught):
    taught()

    for number in (2, 3):
        paper = replace(papers.SECOND, number=f"8/LER.04{number}0")
        case = received(papers.mail(paper, number))
        assert case.document.number() == paper.number
        assert not case.document.fields[NUMBER].sure
        confirmed(case)

    (known,) = [known for known in scope.memory.all() if known.lesson.about == NUMBER]
    assert (known.uses, known.lesson.confirmations) == (2, 2)
    assert received(papers.mail(papers.SECOND, 4)).document.fields[NUMBER].sure


def test_a_later_correction_in_the_same_layout_replaces_the_lesson(scope, received, confirmed, taught):
    taught((NUMBER, "4711/22"))
    second = received(papers.mail(papers.SECOND, 2))
    assert second.document.number() == "4711/22"
    confirmed(second, (NUMBER, papers.SECOND.number))

    third = received(papers.mail(replace(papers.SECOND, number="9/LER.0512"), 3))

    assert third.document.number() == "9/LER.0512"
    assert third.document.fields[NUMBER].learned_from.document == papers.SECOND.number
    assert len([known for known in scope.memory.all() if known.lesson.about == NUMBER]) == 1


def test_a_lesson_that_a_person_contradicts_with_what_is_not_printed_is_forgotten(scope, received, confirmed, taught):
    taught()
    confirmed(received(papers.mail(papers.SECOND, 2)), (DUE, "2027-04-05"))

    assert DUE not in {known.lesson.about for known in scope.memory.all() if known.lesson.placement and known.lesson.placement.spots}


def test_a_value_that_a_person_emptied_is_not_read_from_there_again(received, taught):
    first = taught(("payable_amount", ""))
    assert first.document.value("payable_amount") == "96.00"

    assert received(papers.mail(papers.SECOND, 2)).document.value("payable_amount") == ""


def test_an_account_is_never_learned_as_the_supplier_s(scope, received, taught, workshop, erp):
    known = replace(examples.CATALOG.suppliers[0], ibans=("FR7630006000011234567890189",))
    taught()
    erp.catalog = replace(examples.CATALOG, suppliers=(known,))
    fetch_anew(workshop)

    second = received(papers.mail(papers.SECOND, 2))
    corrected = decide.correct(
        workshop, "delorme", CLAIRE, second.id, second.version, [Change("payment_iban", "FR7630004001230000123456705")]
    )

    assert "BANK-UNKNOWN-IBAN" in {finding.rule for finding in corrected.blocking}
    assert "payment_iban" not in {lesson.lesson.about for lesson in scope.memory.all()}


def test_the_item_that_a_person_chose_is_the_item_of_that_reference(received, taught):
    taught(("lines.0.item", "A2"))

    second = received(papers.mail(papers.SECOND, 2))

    best = second.matches["lines.0.item"].best
    assert (best.id, best.method, best.learned_from.document) == ("A2", "memory", "7/LER.0311")


def test_the_supplier_that_a_person_chose_is_recognised_by_the_name_it_gives_itself(received, taught):
    paper = replace(papers.Paper(), seller="Établissements Brume", seller_vat_id="")
    more = (("seller_name", paper.seller), ("currency", "EUR"), ("supplier", "S1"))
    first = taught(*more, paper=paper, sender="brume@orange.fr")
    assert first.matches["supplier"].best is None

    second = received(papers.mail(replace(papers.SECOND, seller=paper.seller, seller_vat_id=""), 2, "brume@orange.fr"))

    best = second.matches["supplier"].best
    assert (best.id, best.method) == ("S1", "memory")
    assert second.document.number() == papers.SECOND.number
    assert second.document.value("currency") == "EUR", "it is not printed, and what it was it still is"


def test_a_forged_message_teaches_no_address(scope, received, confirmed):
    forged = Authentication(dmarc=Verdict.FAIL)
    order = replace(
        examples.mail(7, *()), subject="Commande", text="Bonjour,\nmerci de nous livrer 5 x Ramette A4 et 20 x Stylo bleu.\nCordialement",
        attachments=(), sender=Address("x@evil.example", ""), authentication=forged,
    )  # fmt: skip
    case = received(order)
    confirmed(case, ("customer", "C1"), ("lines.0.item", "A1"), ("lines.1.item", "A2"))

    assert {known.lesson.about for known in scope.memory.all()} == {"item"}
    assert not any(known.lesson.marks for known in scope.memory.all())


def test_a_customer_is_recognised_by_its_address_when_its_orders_name_nobody(received, confirmed):
    def order(number):
        text = "Bonjour,\nmerci de nous livrer 5 x Ramette A4 et 20 x Stylo bleu.\nCordialement"
        sender = Address("achats@fournil.example", "")
        return replace(examples.mail(number), subject="Commande", text=text, attachments=(), sender=sender)

    first = received(order(7))
    assert first.matches["customer"].best is None
    confirmed(first, ("customer", "C1"))

    best = received(order(8)).matches["customer"].best
    assert (best.id, best.method) == ("C1", "memory")


@pytest.fixture
def store_of_others(workshop):
    """What is kept for another organisation."""
    workshop.store.add_organisation(Organisation("autre", "Autre SARL"))
    return workshop.scope("autre")


def test_a_case_is_sent_even_when_what_it_teaches_cannot_be_found_out(workshop, scope, received):
    class Confined:
        def call(self, function, *arguments, report=None):  # noqa: ARG002 — the protocol's name
            if function.__name__ == "lessons":
                raise ExceededError
            return function(*arguments)

    case = received(papers.mail(FIRST))
    bounded = replace(workshop, caller=Confined())
    case = decide.correct(bounded, "delorme", CLAIRE, case.id, case.version, [Change(p, v) for p, v in everything(FIRST, case)])

    assert decide.approve(bounded, "delorme", CLAIRE, case.id, case.version, case.mail_id).status is Status.APPROVED
    assert scope.memory.is_empty()
