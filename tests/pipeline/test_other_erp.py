"""Another ERP is connected: nothing of the one before is carried over to it, and everything open is matched with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.errors import ConnectorUnavailable, CountersignError
from backend.model.case import Status
from backend.model.catalog import Supplier
from backend.pipeline import decide
from backend.pipeline.other_erp import let_go, match_again, nudge_all
from backend.pipeline.post import post
from backend.pipeline.workshop import Work
from tests import examples
from tests.catalogs import fetch_anew
from tests.pipeline.conftest import CLAIRE, KARIM


@pytest.fixture
def approved(workshop, opened):
    def approve(paper=None, number=1):
        case = opened(paper, number)
        return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    return approve


def actions(scope, case):
    return [event.action for event in scope.audit.of_case(case.id)]


def test_a_case_in_review_is_matched_with_the_new_erp_and_cannot_be_sent_before(workshop, scope, opened, erp, nudges):
    case = opened()
    before = case.matches["supplier"].best.id
    # The same id is somebody else there.
    known = next(one for one in erp.catalog.suppliers if one.id == before)
    erp.catalog = replace(erp.catalog, suppliers=(Supplier(before, "Quelqu’un d’autre"), replace(known, id="another id")))

    freed = let_go(workshop, "delorme", CLAIRE)
    nudge_all(workshop, "delorme", freed)
    fetch_anew(workshop)
    now = scope.cases.get(case.id)
    with pytest.raises(CountersignError):
        decide.approve(workshop, "delorme", CLAIRE, case.id, now.version, case.mail_id)
    assert nudges == [(Work.MATCH, "delorme", case.id)]

    match_again(workshop, "delorme", case.id)
    now = scope.cases.get(case.id)
    assert now.matches["supplier"].best.id == "another id"
    assert actions(scope, case) == ["let_go", "matched"]


def test_what_a_person_chose_in_the_erp_before_is_not_kept(workshop, scope, opened):
    case = opened()
    chosen = replace(case.matches["supplier"], best=replace(case.matches["supplier"].best, method="person"))
    scope.cases.save(replace(case, matches={**case.matches, "supplier": chosen}), "corrected", CLAIRE)

    let_go(workshop, "delorme", CLAIRE)
    match_again(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).matches["supplier"].best.method != "person"


def test_a_case_on_its_way_is_looked_at_again_by_a_person(workshop, scope, approved, erp):
    waiting, doubtful = approved(), approved(examples.order(), 2)
    erp.fails["answer to post"] = [ConnectorUnavailable("cut")]
    post(workshop, "delorme", doubtful.id)
    assert scope.cases.get(doubtful.id).status is Status.POSTING

    assert set(let_go(workshop, "delorme", KARIM)) == {waiting.id, doubtful.id}
    for case in (waiting, doubtful):
        now = scope.cases.get(case.id)
        assert (now.status, now.posting_key, now.decision) == (Status.IN_REVIEW, "", None)
        assert "vérifiez qu" in now.refusal.fr
        post(workshop, "delorme", case.id)
        assert scope.cases.get(case.id).version == now.version
    assert len(erp.posted) == 1


def test_what_was_posted_in_the_erp_before_is_neither_undone_nor_filed_in_the_new_one(workshop, scope, approved, erp):
    posted, undoing = approved(), approved(examples.order(), 2)
    erp.fails["attach"] = [ConnectorUnavailable("away")]
    for case in (posted, undoing):
        post(workshop, "delorme", case.id)
    now = scope.cases.get(undoing.id)
    decide.undo(workshop, "delorme", CLAIRE, undoing.id, now.version)

    assert let_go(workshop, "delorme", CLAIRE) == ()
    for case in (posted, undoing):
        now = scope.cases.get(case.id)
        assert (now.status, now.undo_until) == (Status.POSTED, None)
        assert now.receipt
        assert now.matches
    assert [due for due in scope.cases.due(workshop.clock()) if due.id in {posted.id, undoing.id}] == []


def test_what_was_done_long_ago_stays_as_it_is(workshop, scope, approved, clock):
    case = approved()
    post(workshop, "delorme", case.id)
    before = scope.cases.get(case.id)
    clock.pass_(workshop.settings.undo_seconds + 2 * workshop.settings.claim_seconds)

    assert let_go(workshop, "delorme", CLAIRE) == ()
    assert scope.cases.get(case.id) == before


def test_a_case_that_a_person_matched_first_stays_as_it_is(workshop, scope, opened):
    case = opened()
    match_again(workshop, "delorme", case.id)
    assert scope.cases.get(case.id).version == case.version


def test_nothing_of_another_organisation_is_touched(workshop, scope, opened):
    case = opened()
    assert let_go(workshop, "autre", CLAIRE) == ()
    assert scope.cases.get(case.id) == case
