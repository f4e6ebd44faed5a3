"""Which decisions each state allows, and what they lead to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.errors import NotAllowed
from backend.model.case import Decision, Status
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.review import can, route, states
from tests import examples

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
CLAIRE = Decision("claire", "Claire Martin", NOW)
LATER = NOW + timedelta(minutes=10)
PRICE = Finding("PO-PRICE", Severity.BLOCKING, Sentence("Le prix diffère.", "The price differs."), remedy=Sentence("x", "y"))

DEEDS = {
    "approve": lambda case: states.approved(case, CLAIRE),
    "reject": lambda case: states.rejected(case, CLAIRE),
    "hold": states.held,
    "reopen": states.reopened,
    "undo": lambda case: states.cancelling(case, NOW),
}
LEADS_TO = {
    "approve": Status.APPROVED,
    "reject": Status.REJECTED,
    "hold": Status.ON_HOLD,
    "reopen": Status.IN_REVIEW,
    "undo": Status.CANCELLING,
}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("deed", list(DEEDS))
def test_what_can_be_done_is_done_and_what_cannot_is_refused(status, deed):
    case = examples.case(status=status, undo_until=LATER)

    if getattr(can(case, NOW), deed):
        assert DEEDS[deed](case).status is LEADS_TO[deed]
    else:
        with pytest.raises(NotAllowed):
            DEEDS[deed](case)


@pytest.mark.parametrize(
    ("status", "deeds"),
    [
        (Status.IN_REVIEW, {"correct", "approve", "reject", "hold", "reply"}),
        (Status.ON_HOLD, {"correct", "approve", "reject", "reopen", "reply"}),
        (Status.APPROVED, {"reply"}),
        (Status.POSTING, {"reply"}),
        (Status.POSTED, {"undo", "reply"}),
        (Status.CANCELLING, {"reply"}),
        (Status.ANSWERED, {"reopen", "reply"}),
        (Status.REJECTED, {"reopen"}),
    ],
)
def test_each_state_has_its_deeds(status, deeds):
    found = can(examples.case(examples.order(), status=status, undo_until=LATER), NOW)

    assert {deed for deed in vars(found) if getattr(found, deed)} == deeds


def test_no_reply_can_be_asked_for_where_none_suits():
    assert not can(examples.case(), NOW).reply


@pytest.mark.parametrize("deed", [*DEEDS.values(), states.require_open])
def test_a_refusal_is_a_sentence_of_good_french(deed):
    with pytest.raises(NotAllowed) as refused:
        deed(examples.case(status=Status.CANCELLING))
    assert re.fullmatch(r"Impossible (d'[aeiou]|de [^aeiou]).+ ce dossier : il est en cours d'annulation\.", refused.value.fr)


def test_a_blocking_finding_forbids_sending_and_is_given_as_the_reason():
    case = examples.case(findings=(PRICE,))

    assert not can(case, NOW).approve
    with pytest.raises(NotAllowed, match="The price differs") as refused:
        states.approved(case, CLAIRE)
    assert "Le prix diffère." in refused.value.fr


def test_a_case_keeps_its_key_when_it_is_sent_again():
    sent = states.approved(examples.case(), CLAIRE)
    refused = replace(sent, status=Status.IN_REVIEW, version=7)

    assert sent.posting_key
    assert states.approved(refused, CLAIRE).posting_key == sent.posting_key


def test_a_question_cannot_be_sent_but_is_answered_by_a_reply():
    question = replace(examples.case(), document=None)

    with pytest.raises(NotAllowed, match="no document"):
        states.approved(question, CLAIRE)
    assert states.answered(question, CLAIRE).status is Status.ANSWERED


def test_a_reply_leaves_a_document_where_it_is():
    posted = examples.case(status=Status.POSTED)

    assert states.answered(posted, CLAIRE) == posted


def test_undoing_ends_with_its_time():
    posted = examples.case(status=Status.POSTED, undo_until=NOW)

    assert not can(posted, NOW).undo
    with pytest.raises(NotAllowed, match="time to undo"):
        states.cancelling(posted, NOW)


def test_a_person_always_decides():
    assert route(examples.case()) is Status.IN_REVIEW
