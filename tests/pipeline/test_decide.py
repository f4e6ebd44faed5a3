"""What people decide, alone and at the same time."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from backend.errors import BadInput, ClaimsWanted, Conflict, NotAllowed, NotFound
from backend.model.audit import SYSTEM
from backend.model.case import Status
from backend.model.catalog import Supplier
from backend.model.document import Box, Document
from backend.model.field import Evidence, Field
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.pipeline import decide
from backend.pipeline.post import post
from backend.review import Change
from backend.store import Event, OpenedCase
from tests import examples
from tests.catalogs import fetch_anew
from tests.pipeline.conftest import CLAIRE, KARIM

DOUBT = Finding("CROSS-CHECK", Severity.WARNING, Sentence("doute", "doubt"), path="lines.1.quantity")


def test_a_correction_is_saved_with_what_it_changed(workshop, scope, opened):
    case = opened()

    after = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("due_date", "21/12/2026")])

    assert scope.cases.get(case.id) == after
    assert after.document.value("due_date") == "2026-12-21"
    event = scope.audit.of_case(case.id)[-1]
    assert (event.actor, event.action) == (CLAIRE, "corrected")
    assert event.details == {"changes": [{"path": "due_date", "from": "", "to": "2026-12-21"}], "derived": []}


def test_what_a_correction_entailed_is_in_its_event(workshop, scope, opened):
    line = examples.fields(description="Ramette A4", quantity="10", net_price="4.00")
    amount = {"line_amount": Field("line_amount", "40.00", confidence=0.9, method="arithmetic")}
    case = opened(replace(examples.invoice(seller_name="?"), lines=(line | amount,)), matches={})
    changes = [Change("lines.0.quantity", "12"), Change("seller_vat_id", "FR83404833048")]

    after = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, changes)

    assert after.document.at("lines.0.line_amount").value == "48.00"
    details = scope.audit.of_case(case.id)[-1].details
    assert [change["path"] for change in details["changes"]] == ["lines.0.quantity", "seller_vat_id"]
    assert {"path": "lines.0.line_amount", "from": "40.00", "to": "48.00"} in details["derived"]
    assert {"path": "supplier", "from": "", "to": "S1"} in details["derived"]


def test_a_path_changed_twice_is_recorded_step_by_step(workshop, scope, opened):
    case = opened()
    changes = [Change("due_date", "2026-12-21"), Change("due_date", "2026-12-24")]

    decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, changes)

    recorded = scope.audit.of_case(case.id)[-1].details["changes"]
    assert [(step["from"], step["to"]) for step in recorded] == [("", "2026-12-21"), ("2026-12-21", "2026-12-24")]


@pytest.fixture
def read_case(scope):
    """A case whose mail was read: a page in its attachment, XML inside that."""
    stored, _ = scope.mails.add(examples.mail(9), "practice", "r9", CLAIRE)
    case = examples.case(mail_id=stored.id)
    documents = (examples.document(), Document("1.1", "factur-x.xml", "application/xml", xml=b"<x/>"))
    scope.mails.prepared(stored.id, documents, (OpenedCase(case),), (), Event(SYSTEM, "prepared", stored.id))
    return scope.cases.get(case.id)


@pytest.mark.parametrize(
    "evidence",
    [Evidence("1", 1, Box(0.1, 0.1, 0.2, 0.12)), Evidence("1", 1), Evidence("1"), Evidence("1.1", xpath="/x")],
)
def test_a_place_in_the_cases_mail_is_taken_as_evidence(workshop, read_case, evidence):
    change = Change("due_date", "2026-12-21", evidence)

    after = decide.correct(workshop, "delorme", CLAIRE, read_case.id, read_case.version, [change])

    assert after.document.at("due_date").evidence == evidence


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence("99", 1),
        Evidence("1", 2),
        Evidence("1.1", 1),
        Evidence("1", 1, Box(0.1, 0.1, 1.2, 0.12)),
        Evidence("1", 1, Box(-0.1, 0.1, 0.2, 0.12)),
        Evidence("1", 1, Box(0.3, 0.1, 0.2, 0.12)),
        Evidence("1", 0, Box(0.1, 0.1, 0.2, 0.12)),
        Evidence("1.1", 0, Box(0.1, 0.1, 0.2, 0.12)),
    ],
)
def test_a_place_that_is_not_in_the_cases_mail_is_refused_as_evidence(workshop, scope, read_case, evidence):
    with pytest.raises(BadInput) as refused:
        decide.correct(workshop, "delorme", CLAIRE, read_case.id, read_case.version, [Change("due_date", "2026-12-21", evidence)])

    assert refused.value.fr
    assert scope.cases.get(read_case.id) == read_case


def test_a_correction_is_matched_and_checked_again(workshop, opened):
    case = opened(examples.invoice(seller_name="?", order_reference=""), matches={})

    after = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("seller_vat_id", "FR83404833048")])

    assert after.matches["supplier"].best.id == "S1"
    assert after.findings != case.findings


def test_what_a_person_chose_stays_through_later_corrections(workshop, opened):
    case = opened()
    chosen = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("supplier", "S2")])

    after = decide.correct(workshop, "delorme", KARIM, case.id, chosen.version, [Change("seller_vat_id", "FR83404833048")])

    assert (after.matches["supplier"].best.id, after.matches["supplier"].best.method) == ("S2", "person")


def test_a_finding_of_reading_follows_its_line_until_a_person_settles_it(workshop, opened):
    case = opened(examples.order(), reading_findings=[DOUBT])

    moved = decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("lines", "move:1:0")])
    assert [f.path for f in moved.findings if f.rule == "CROSS-CHECK"] == ["lines.0.quantity"]

    settled = decide.correct(workshop, "delorme", CLAIRE, case.id, moved.version, [Change("lines.0.quantity", "20")])
    assert [f for f in settled.findings if f.rule == "CROSS-CHECK"] == []


def test_a_correction_of_an_old_version_is_a_conflict(workshop, opened):
    case = opened()
    decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("due_date", "2026-12-21")])

    with pytest.raises(Conflict):
        decide.correct(workshop, "delorme", KARIM, case.id, case.version, [Change("due_date", "2026-12-24")])


def test_a_change_that_cannot_be_changes_nothing(workshop, scope, opened):
    case = opened()

    with pytest.raises(BadInput):
        decide.correct(workshop, "delorme", CLAIRE, case.id, case.version, [Change("due_date", "2026-12-21"), Change("due_date", "?")])

    assert scope.cases.get(case.id) == case


def test_approving_nudges_the_posting(workshop, opened, nudges):
    case = opened()

    approved = decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    assert (approved.status, approved.decision.name) == (Status.APPROVED, "Claire Martin")
    assert nudges == [("post", "delorme", case.id)]


def test_approving_from_another_message_is_refused(workshop, scope, opened):
    case, other = opened(), opened(number=2)

    with pytest.raises(NotAllowed, match="another message") as refused:
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, other.mail_id)

    assert "autre message" in refused.value.fr
    assert scope.cases.get(case.id) == case


def test_a_case_of_another_organisation_is_not_there(workshop, opened):
    case = opened()

    with pytest.raises(NotFound):
        decide.approve(workshop, "autre", CLAIRE, case.id, case.version, case.mail_id)


def test_approving_something_incomplete_is_refused_with_what_is_missing(workshop, opened):
    case = opened(examples.invoice(issue_date=""))

    with pytest.raises(NotAllowed):
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)


def test_approving_checks_again_what_has_changed_since(workshop, opened, erp):
    case = opened()
    fetch_anew(workshop)
    erp.catalog = replace(erp.catalog, suppliers=(Supplier("S9", "Quelqu'un d'autre"),))
    fetch_anew(workshop)

    with pytest.raises(NotAllowed):
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)


def test_approving_an_old_version_is_a_conflict(workshop, opened):
    case = opened()
    decide.correct(workshop, "delorme", KARIM, case.id, case.version, [Change("due_date", "2026-12-21")])

    with pytest.raises(Conflict):
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)


def test_whoever_comes_second_sees_what_the_first_has_sent(workshop, opened, erp):
    case = opened()
    decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)
    post(workshop, "delorme", case.id)

    second = decide.approve(workshop, "delorme", KARIM, case.id, case.version, case.mail_id)

    assert (second.status, second.receipt.number, second.decision.name) == (Status.POSTED, "FA-1", "Claire Martin")
    assert len(erp.posted) == 1


def test_two_who_send_at_the_same_moment_make_one_document(workshop, scope, opened, erp):
    fetch_anew(workshop)
    case = opened()
    together = threading.Barrier(2)

    def send(actor):
        together.wait()
        approved = decide.approve(workshop, "delorme", actor, case.id, case.version, case.mail_id)
        post(workshop, "delorme", case.id)
        return approved

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, (CLAIRE, KARIM))

    assert {first.status, second.status} <= {Status.APPROVED, Status.POSTING, Status.POSTED}
    assert len(erp.posted) == 1
    assert scope.cases.get(case.id).status is Status.POSTED
    assert [event.action for event in scope.audit.of_case(case.id)].count("approved") == 1


def test_each_decision_is_saved_with_its_event(workshop, scope, opened):
    case = opened()
    case = decide.hold(workshop, "delorme", CLAIRE, case.id, case.version)
    case = decide.reopen(workshop, "delorme", CLAIRE, case.id, case.version)
    case = decide.reject(workshop, "delorme", KARIM, case.id, case.version, "C'est une publicité.")

    assert (case.status, case.decision.name) == (Status.REJECTED, "Karim Benali")
    assert [event.action for event in scope.audit.of_case(case.id)] == ["held", "reopened", "rejected"]
    assert scope.audit.of_case(case.id)[-1].details == {"reason": "C'est une publicité."}


def test_answering_is_recorded_with_its_draft(workshop, scope, opened):
    case = opened()

    after = decide.answered(workshop, "delorme", CLAIRE, case.id, case.version, "draft-1")

    assert after.status is Status.IN_REVIEW
    assert scope.audit.of_case(case.id)[-1].details == {"draft": "draft-1"}


def test_a_reply_to_another_message_does_not_answer_the_case(workshop, scope, opened):
    case = opened(document=None, matches={})

    with pytest.raises(NotAllowed, match="another message"):
        decide.reply_sent(workshop, "delorme", CLAIRE, case.id, "<other@example.com>", "draft-1")

    assert scope.cases.get(case.id) == case
    assert decide.reply_sent(workshop, "delorme", CLAIRE, case.id, "<1@example.com>", "draft-1").status is Status.ANSWERED


def test_a_case_of_another_organisation_is_not_answered(workshop, opened):
    with pytest.raises(NotFound):
        decide.reply_sent(workshop, "autre", CLAIRE, opened(document=None, matches={}).id, "<1@example.com>", "draft-1")


def test_a_reply_about_a_document_being_posted_leaves_its_claim(workshop, scope, opened):
    case = opened()
    case = decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)
    scope.cases.claim(case.id, {Status.APPROVED}, Status.POSTING, workshop.claim())

    decide.reply_sent(workshop, "delorme", KARIM, case.id, "<1@example.com>", "draft-1")

    assert scope.cases.get(case.id).status is Status.POSTING
    assert scope.cases.holders(workshop.clock()) == {"me"}
    assert scope.audit.of_case(case.id)[-1].action == "answered"


def test_nothing_can_be_undone_that_was_not_posted(workshop, opened):
    case = opened()

    with pytest.raises(NotAllowed):
        decide.undo(workshop, "delorme", CLAIRE, case.id, case.version)


def test_who_approves_is_asked_for_more_about_what_is_sent_and_only_when_nothing_else_is_missing(workshop, scope, opened, nudges):
    asked = []

    def prove(amount):
        asked.append(amount)
        raise ClaimsWanted

    case = opened(examples.invoice(tax_exclusive_amount="", tax_inclusive_amount="48.00"))
    with pytest.raises(ClaimsWanted):
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id, prove)
    assert (asked, nudges, scope.cases.get(case.id)) == ([Decimal("48.00")], [], case)

    incomplete = opened(examples.invoice(issue_date=""), number=2)
    with pytest.raises(NotAllowed):
        decide.approve(workshop, "delorme", CLAIRE, incomplete.id, incomplete.version, incomplete.mail_id, prove)
    assert len(asked) == 1


def test_the_amount_that_is_asked_about_is_of_the_version_that_is_sent(workshop, scope, opened):
    case, asked = opened(), []

    def meanwhile(amount):
        asked.append(amount)
        if len(asked) == 1:
            dear = [Change("lines.0.net_price", "4000"), Change("tax_exclusive_amount", "40000"), Change("tax_inclusive_amount", "40008")]
            decide.correct(workshop, "delorme", KARIM, case.id, case.version, dear)

    with pytest.raises(Conflict):
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id, meanwhile)
    assert scope.cases.get(case.id).status is Status.IN_REVIEW
