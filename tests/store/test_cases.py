"""Cases: their versions, their claims, and what they are compared with."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.errors import Conflict, NotFound
from backend.model.audit import SYSTEM, Actor
from backend.model.case import Receipt, Status
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.store import Claim, Due, Event, OpenedCase
from tests import examples

CLAIRE = Actor("claire", "Claire Martin")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DUE = frozenset({Status.APPROVED, Status.POSTING})
WARNING = Finding("READ", Severity.WARNING, Sentence("fr", "en"), path="due_date")


def claim_of(holder, minutes=0):
    at = NOW + timedelta(minutes=minutes)
    return Claim(holder, at, at + timedelta(minutes=1))


def opened(scope, number=1, **changes):
    stored, _ = scope.mails.add(examples.mail(number), "practice", f"r{number}", CLAIRE)
    case = examples.case(mail_id=stored.id, **changes)
    scope.mails.prepared(stored.id, (), (OpenedCase(case, (WARNING,)),), (), Event(SYSTEM, "prepared", stored.id))
    return scope.cases.get(case.id)


def approved(scope, number=1):
    return scope.cases.save(replace(opened(scope, number), status=Status.APPROVED), "approved", CLAIRE)


def test_a_case_comes_back_as_it_was_opened(scope):
    case = opened(scope)

    assert case == examples.case(mail_id=case.mail_id)
    assert scope.cases.reading_findings(case.id) == (WARNING,)


def test_saving_is_a_new_version_with_its_event_and_a_new_revision_of_the_mail(scope):
    case = opened(scope)
    revision = scope.mails.revision(case.mail_id)

    saved = scope.cases.save(replace(case, status=Status.REJECTED), "rejected", CLAIRE, {"reason": "double"})

    assert scope.cases.get(case.id) == saved
    assert saved.version == case.version + 1
    assert scope.mails.revision(case.mail_id) == revision + 1
    event = scope.audit.of_case(case.id)[-1]
    assert (event.actor, event.action, event.details) == (CLAIRE, "rejected", {"reason": "double"})


def test_saving_an_old_version_is_a_conflict_and_leaves_no_event(scope):
    case = opened(scope)
    scope.cases.save(case, "corrected", CLAIRE)

    with pytest.raises(Conflict):
        scope.cases.save(case, "rejected", CLAIRE)

    assert [event.action for event in scope.audit.of_case(case.id)] == ["corrected"]


def test_of_many_who_save_at_once_one_wins(scope):
    case = opened(scope)

    def save(number):
        try:
            scope.cases.save(replace(case, question=str(number)), "corrected", CLAIRE)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, range(8))) == 1
    assert scope.audit.verify() is None


def test_another_organisation_cannot_read_save_or_claim_it(store, scope):
    case = approved(scope)
    stranger = store.scoped("autre")

    with pytest.raises(NotFound):
        stranger.cases.get(case.id)
    with pytest.raises(Conflict):
        stranger.cases.save(case, "rejected", CLAIRE)
    assert stranger.cases.claim(case.id, DUE, Status.POSTING, claim_of("eve")) is None
    assert stranger.cases.of_mail(case.mail_id) == ()
    assert stranger.cases.related(replace(case, id="other")) == ()
    assert stranger.cases.due(NOW) == ()
    assert stranger.audit.of_case(case.id) == ()


def test_a_claim_is_for_one(scope):
    case = approved(scope)

    first = scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("a"))
    second = scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("b"))

    assert first.status is Status.POSTING
    assert second is None
    assert scope.audit.of_case(case.id)[-1].action == "claimed"


def test_of_many_who_claim_at_once_one_wins(scope):
    case = approved(scope)

    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: scope.cases.claim(case.id, DUE, Status.POSTING, claim_of(str(n))), range(8)))

    assert sum(one is not None for one in won) == 1


def test_a_claim_that_is_over_can_be_taken_over_and_the_first_holder_can_still_bring_in_its_result_but_once(scope):
    case = approved(scope)
    first = scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("a"))
    second = scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("b", minutes=2))
    receipt = Receipt("1", "CV-1")

    scope.cases.save(replace(first, status=Status.POSTED, receipt=receipt), "posted", SYSTEM)

    with pytest.raises(Conflict):
        scope.cases.save(replace(second, status=Status.POSTED, receipt=receipt), "posted", SYSTEM)
    assert scope.cases.get(case.id).receipt == receipt


def test_a_case_that_is_not_due_cannot_be_claimed(scope):
    case = opened(scope)

    assert scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("a")) is None


def test_due_is_what_nobody_holds(scope):
    case = approved(scope)
    opened(scope, 2)

    assert scope.cases.due(NOW) == (Due(case.id, Status.APPROVED),)
    scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("a"))
    assert scope.cases.due(NOW) == ()
    assert scope.cases.due(NOW + timedelta(minutes=2)) == (Due(case.id, Status.POSTING),)


def test_postponed_work_is_due_later_and_says_why(scope):
    case = approved(scope)
    claimed = scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("a"))

    scope.cases.postpone(claimed, NOW + timedelta(minutes=5), "L'ERP ne répond pas.")

    now = scope.cases.get(case.id)
    assert (now.status, now.refusal) == (Status.POSTING, "L'ERP ne répond pas.")
    assert scope.cases.due(NOW + timedelta(minutes=4)) == ()
    assert scope.cases.due(NOW + timedelta(minutes=6)) == (Due(case.id, Status.POSTING),)
    assert scope.cases.attempts(case.id) == 1


def test_the_claims_of_one_holder_can_be_ended(scope):
    case = approved(scope)
    scope.cases.claim(case.id, DUE, Status.POSTING, claim_of("dead"))

    assert scope.cases.holders(NOW) == {"dead"}
    assert scope.cases.release("dead", NOW - timedelta(seconds=5)) == 0
    assert scope.cases.release("dead", NOW) == 1
    assert scope.cases.due(NOW) == (Due(case.id, Status.POSTING),)
    assert scope.cases.holders(NOW) == frozenset()


def test_filing_is_due_after_posting_until_it_is_done_whatever_is_saved_meanwhile(scope):
    posted = scope.cases.save(replace(approved(scope), status=Status.POSTED), "posted", SYSTEM, filing_due=True)
    scope.cases.save(posted, "answered", CLAIRE)

    assert scope.cases.due(NOW) == (Due(posted.id, Status.POSTED),)
    assert scope.cases.claim_filing(posted.id, claim_of("a")) is not None
    assert scope.cases.claim_filing(posted.id, claim_of("b")) is None
    scope.cases.filed(posted, "filed", {"files": ["facture.pdf"]})
    assert scope.cases.due(NOW + timedelta(hours=1)) == ()
    assert scope.audit.of_case(posted.id)[-1].action == "filed"


def test_related_are_other_cases_with_the_same_number_or_party(scope):
    first = opened(scope, 1)
    same_number = opened(scope, 2, document_=examples.invoice(invoice_number="f 2026-118"), matches={})
    same_party = opened(scope, 3, document_=examples.invoice(invoice_number="X"))
    opened(scope, 4, document_=examples.invoice(invoice_number="Y"), matches={"supplier": examples.match("S2")})

    assert {case.id for case in scope.cases.related(first)} == {same_number.id, same_party.id}


def test_a_case_without_number_and_party_has_no_related_ones(scope):
    opened(scope, 1)

    assert scope.cases.related(examples.case(examples.invoice(invoice_number=""), matches={})) == ()


def test_a_number_that_no_database_can_index_is_no_obstacle(scope):
    case = opened(scope, 1, document_=examples.invoice(invoice_number="A\0\ud800" + "9" * 5000))

    assert scope.cases.get(case.id) == case


def test_what_waits_for_somebody_or_is_on_its_way_is_listed_the_latest_first(store, scope):
    statuses = (Status.IN_REVIEW, Status.POSTED, Status.ON_HOLD, Status.REJECTED, Status.POSTING)
    for number, status in enumerate(statuses, start=1):
        opened(scope, number, id=f"case{number}", status=status)

    assert [case.id for case in scope.cases.waiting(10)] == ["case5", "case3", "case1"]
    assert [case.id for case in scope.cases.waiting(1, 1)] == ["case3"]
    assert store.scoped("autre").cases.waiting(10) == ()
