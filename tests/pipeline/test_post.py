"""Posting exactly once, whatever the ERP does, and taking it back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Status
from backend.model.trade import Invoice
from backend.pipeline import decide
from backend.pipeline.filing import file_originals
from backend.pipeline.post import cancel, post
from backend.pipeline.sweep import sweep
from backend.pipeline.trouble import unforeseen
from backend.pipeline.workshop import Work
from tests import examples
from tests.pipeline.conftest import CLAIRE, KARIM


@pytest.fixture
def approved(workshop, opened):
    """A function that opens and approves a case."""

    def approve(*arguments, **changes):
        case = opened(*arguments, **changes)
        return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    return approve


def actions(scope, case):
    return [event.action for event in scope.audit.of_case(case.id)]


def test_an_approved_case_is_posted_with_its_receipt(workshop, scope, approved, erp, clock):
    case = approved()

    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, now.receipt.number, now.refusal) == (Status.POSTED, "FA-1", "")
    assert (now.undo_until - clock.now).total_seconds() == workshop.settings.undo_seconds
    assert isinstance(erp.posted[case.posting_key][1], Invoice)
    assert actions(scope, case) == ["approved", "claimed", "posted", "filed"]


def test_the_originals_and_a_line_about_the_sender_are_filed(workshop, scope, approved, erp):
    case = approved()

    post(workshop, "delorme", case.id)

    assert erp.files == {"FA-1": {"facture-1.pdf"}}
    assert "Claire Martin" in erp.notes[0][1]
    assert scope.audit.of_case(case.id)[-1].details == {"files": ["facture-1.pdf"]}


def test_the_text_of_the_message_is_filed_when_the_order_stood_there(workshop, approved, erp):
    post(workshop, "delorme", approved(examples.order()).id)

    assert erp.files == {"FA-1": {"message.txt"}}


def test_posting_again_does_nothing(workshop, approved, erp):
    case = approved()
    for _ in range(3):
        post(workshop, "delorme", case.id)

    assert len(erp.posted) == 1
    assert erp.calls.count("post") == 1
    assert erp.calls.count("note") == 1


def test_a_case_that_was_not_approved_is_not_posted(workshop, opened, erp):
    post(workshop, "delorme", opened().id)

    assert erp.posted == {}


def test_many_workers_at_once_post_one_document(workshop, scope, approved, erp):
    case = approved()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: post(workshop, "delorme", case.id), range(8)))

    assert erp.calls.count("post") == 1
    assert scope.cases.get(case.id).status is Status.POSTED


def test_a_worker_that_dies_before_the_erp_was_asked_is_made_good_for(workshop, scope, approved, erp, clock):
    case = approved()
    erp.fails["post"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).status is Status.POSTING

    clock.pass_(workshop.settings.claim_seconds + 1)
    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).status is Status.POSTED
    assert len(erp.posted) == 1


def test_a_worker_that_dies_after_the_erp_has_it_is_made_good_for_without_a_second_document(workshop, scope, approved, erp, clock):
    case = approved()
    erp.fails["answer to post"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post(workshop, "delorme", case.id)

    clock.pass_(workshop.settings.claim_seconds + 1)
    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).receipt.number == "FA-1"
    assert erp.calls.count("post") == 1, "the second attempt found it by its key"


def test_a_claim_is_honoured_until_it_is_over(workshop, approved, erp, clock):
    case = approved()
    erp.fails["post"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post(workshop, "delorme", case.id)

    clock.pass_(workshop.settings.claim_seconds - 1)
    post(workshop, "delorme", case.id)

    assert erp.posted == {}


def test_a_refusal_of_the_erp_goes_back_to_review_in_its_words(workshop, scope, approved, erp):
    case = approved()
    erp.fails["post"] = [PostingRejected("La période comptable est close.")]

    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, now.refusal, now.decision) == (Status.IN_REVIEW, "La période comptable est close.", None)
    assert actions(scope, case)[-1] == "refused"


def test_after_a_refusal_it_is_sent_under_the_same_key(workshop, scope, approved, erp):
    case = approved()
    erp.fails["post"] = [PostingRejected("non")]
    post(workshop, "delorme", case.id)
    refused = scope.cases.get(case.id)

    again = decide.approve(workshop, "delorme", KARIM, case.id, refused.version, case.mail_id)
    post(workshop, "delorme", case.id)

    assert again.posting_key == case.posting_key
    assert (scope.cases.get(case.id).status, scope.cases.get(case.id).refusal) == (Status.POSTED, "")


def test_a_connection_that_is_not_set_up_is_told_to_the_reviewer(workshop, scope, approved, erp):
    case = approved()
    erp.fails["find"] = [ConnectorMisconfigured("Le mot de passe de l'ERP est faux.")]

    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).status is Status.IN_REVIEW
    assert "mot de passe" in scope.cases.get(case.id).refusal


def test_an_erp_that_cannot_be_reached_is_asked_again_later_and_later(workshop, scope, approved, erp, clock, nudges):
    case = approved()
    erp.fails["post"] = [ConnectorUnavailable("L'ERP ne répond pas.") for _ in range(2)]
    post(workshop, "delorme", case.id)
    assert (scope.cases.get(case.id).status, scope.cases.get(case.id).refusal) == (Status.POSTING, "L'ERP ne répond pas.")

    nudges.clear()
    clock.pass_(4)
    sweep(workshop)
    assert nudges == []
    clock.pass_(2)
    sweep(workshop)
    assert nudges == [("post", "delorme", case.id)]

    post(workshop, "delorme", case.id)
    clock.pass_(6)
    post(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).status is Status.POSTING, "the second pause is longer"
    clock.pass_(5)
    post(workshop, "delorme", case.id)
    assert (scope.cases.get(case.id).status, scope.cases.get(case.id).refusal) == (Status.POSTED, "")


def test_an_error_nobody_foresaw_is_told_and_tried_again_later(workshop, scope, approved, erp, clock):
    case = approved()
    erp.fails["post"] = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError) as error:
        post(workshop, "delorme", case.id)

    unforeseen(workshop, Work.POST, "delorme", case.id, error.value)

    refusal = scope.cases.get(case.id).refusal
    assert "ZeroDivisionError" in refusal.fr
    assert "ZeroDivisionError" in refusal.en
    clock.pass_(6)
    post(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).status is Status.POSTED


def test_originals_that_cannot_be_filed_leave_the_posting_as_it_is_and_are_tried_again(workshop, scope, approved, erp, clock, nudges):
    case = approved()
    erp.fails["attach"] = [ConnectorUnavailable("non")]
    post(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).status is Status.POSTED
    assert erp.files == {}

    nudges.clear()
    clock.pass_(61)
    sweep(workshop)
    assert nudges == [("file", "delorme", case.id)]
    file_originals(workshop, "delorme", case.id)

    assert erp.files == {"FA-1": {"facture-1.pdf"}}
    assert actions(scope, case)[-1] == "filed"
    clock.pass_(3600)
    nudges.clear()
    sweep(workshop)
    assert nudges == []


def test_originals_that_the_erp_refuses_are_audited_and_not_tried_again(workshop, scope, approved, erp, clock, nudges):
    case = approved()
    erp.fails["note"] = [PostingRejected("La pièce est verrouillée.")]

    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).status is Status.POSTED
    last = scope.audit.of_case(case.id)[-1]
    assert (last.action, last.details) == ("not_filed", {"reason": "La pièce est verrouillée."})
    nudges.clear()
    clock.pass_(3600)
    sweep(workshop)
    assert nudges == []


def test_originals_are_given_up_in_the_end(workshop, scope, approved, erp, clock):
    case = approved()
    erp.fails["attach"] = [ConnectorUnavailable("non") for _ in range(20)]
    post(workshop, "delorme", case.id)

    for _ in range(12):
        clock.pass_(61)
        file_originals(workshop, "delorme", case.id)

    assert actions(scope, case)[-1] == "not_filed"
    assert erp.calls.count("attach") == 10


def test_undoing_takes_the_posting_back_and_frees_the_case(workshop, scope, approved, erp):
    case = approved()
    post(workshop, "delorme", case.id)
    posted = scope.cases.get(case.id)

    decide.undo(workshop, "delorme", KARIM, case.id, posted.version)
    cancel(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert erp.cancelled == ["FA-1"]
    assert (now.status, now.receipt, now.decision, now.undo_until, now.posting_key) == (Status.IN_REVIEW, None, None, None, "")
    assert actions(scope, case)[-3:] == ["undone", "claimed", "cancelled"]


def test_what_was_taken_back_is_another_document_when_it_is_sent_again(workshop, scope, approved):
    case = approved()
    post(workshop, "delorme", case.id)
    decide.undo(workshop, "delorme", CLAIRE, case.id, scope.cases.get(case.id).version)
    cancel(workshop, "delorme", case.id)
    free = scope.cases.get(case.id)

    decide.approve(workshop, "delorme", CLAIRE, case.id, free.version, case.mail_id)
    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).receipt.number == "FA-2"


def test_an_undo_that_the_erp_refuses_leaves_it_posted_with_the_reason(workshop, scope, approved, erp):
    case = approved()
    post(workshop, "delorme", case.id)
    decide.undo(workshop, "delorme", CLAIRE, case.id, scope.cases.get(case.id).version)
    erp.fails["cancel"] = [PostingRejected("La facture est déjà payée.")]

    cancel(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, now.receipt.number, now.refusal) == (Status.POSTED, "FA-1", "La facture est déjà payée.")


def test_an_undo_waits_for_an_erp_that_cannot_be_reached(workshop, scope, approved, erp, clock, nudges):
    case = approved()
    post(workshop, "delorme", case.id)
    decide.undo(workshop, "delorme", CLAIRE, case.id, scope.cases.get(case.id).version)
    erp.fails["cancel"] = [ConnectorUnavailable("non")]
    cancel(workshop, "delorme", case.id)
    nudges.clear()

    clock.pass_(6)
    sweep(workshop)

    assert nudges == [("cancel", "delorme", case.id)]
    cancel(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).status is Status.IN_REVIEW


def test_the_sweep_finds_what_a_lost_nudge_left_behind(workshop, approved, nudges, clock):
    mail = examples.mail(9)
    stored, _ = workshop.scope("delorme").mails.add(mail, "practice", "r9", CLAIRE)
    case = approved()
    nudges.clear()

    sweep(workshop)
    assert nudges == [("post", "delorme", case.id)], "a mail just received is being worked on"

    nudges.clear()
    clock.pass_(workshop.settings.claim_seconds + 1)
    sweep(workshop)
    assert set(nudges) == {("prepare", "delorme", stored.id), ("post", "delorme", case.id)}


def test_the_sweep_at_the_start_takes_up_every_mail(workshop, nudges, clock):
    stored, _ = workshop.scope("delorme").mails.add(examples.mail(9), "practice", "r9", CLAIRE)
    clock.pass_(1)

    assert sweep(workshop, at_start=True) == 1
    assert nudges == [("prepare", "delorme", stored.id)]


def test_the_sweep_takes_a_mail_from_the_dead_and_not_from_the_living(workshop, nudges):
    stored, _ = workshop.scope("delorme").mails.add(examples.mail(9), "practice", "r9", CLAIRE)
    workshop.scope("delorme").mails.claim(stored.id, "somebody", workshop.silent_since())

    assert sweep(workshop, at_start=True) == 0
    assert sweep(replace(workshop, is_dead=lambda holder: holder == "somebody")) == 1
    assert nudges == [("prepare", "delorme", stored.id)]


def test_the_claim_of_a_dead_process_is_void_once_its_request_has_settled(workshop, approved, erp, clock, nudges):
    case = approved()
    erp.fails["post"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post(workshop, "delorme", case.id)
    successor = replace(workshop, holder="successor", is_dead=lambda holder: holder == "me")
    nudges.clear()

    sweep(successor)
    assert nudges == []
    clock.pass_(6)
    sweep(successor)
    assert nudges == [("post", "delorme", case.id)]


def test_the_claim_of_a_living_process_stays(workshop, approved, erp, clock, nudges):
    case = approved()
    erp.fails["post"] = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        post(workshop, "delorme", case.id)
    nudges.clear()

    clock.pass_(6)
    sweep(replace(workshop, holder="other"))

    assert nudges == []
