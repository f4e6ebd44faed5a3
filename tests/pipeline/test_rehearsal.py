"""Trying a document in the test company first: posted there under a key of its own, compared, and only then sent to the ERP by a person."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.odoo import Config, OdooErp
from backend.connectors.practice import open_practice_erp
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable, PostingRejected
from backend.model.case import Status
from backend.model.catalog import Candidate, Match, union
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Totals
from backend.pipeline import decide
from backend.pipeline.catalogs import refresh
from backend.pipeline.post import cancel, post
from backend.review import Change
from tests import examples
from tests.contract.doubles.odoo import DATABASE, KEY, LOGIN, Odoo
from tests.contract.doubles.serving import serving
from tests.pipeline.conftest import CLAIRE, KARIM
from tests.pipeline.erp import Erp


@pytest.fixture
def sandbox():
    return Erp()


@pytest.fixture
def trying(workshop, sandbox):
    """The workshop of an organisation that tries its documents first."""
    return replace(workshop, sandbox=lambda organisation: sandbox if organisation == "delorme" else None)


@pytest.fixture
def tried(trying, scope, opened):
    """A case that was sent once, and so went to the test company."""
    case = opened()
    send(trying, case)
    return scope.cases.get(case.id)


def send(workshop, case, actor=CLAIRE):
    case = workshop.scope("delorme").cases.get(case.id)
    decide.approve(workshop, "delorme", actor, case.id, case.version, case.mail_id)
    post(workshop, "delorme", case.id)
    return workshop.scope("delorme").cases.get(case.id)


def actions(scope, case):
    return [event.action for event in scope.audit.of_case(case.id)]


def test_what_is_sent_is_first_in_the_test_company_alone_marked_and_compared(tried, erp, sandbox, scope):
    assert (tried.status, tried.receipt, tried.decision, tried.refusal) == (Status.IN_REVIEW, None, None, "")
    assert (tried.rehearsal.receipt.number, tried.rehearsal.differences) == ("FA-1", ())
    assert erp.posted == {}
    assert list(sandbox.posted) == [tried.rehearsal.key] != [tried.posting_key]
    assert "Essai" in sandbox.notes[0][1]
    assert actions(scope, tried) == ["approved", "claimed", "rehearsed"]
    assert scope.audit.of_case(tried.id)[-1].details["number"] == "FA-1"


def test_sent_once_more_it_goes_to_the_erp_and_the_test_document_is_taken_back(trying, tried, erp, sandbox, scope):
    posted = send(trying, tried, KARIM)

    assert posted.status is Status.POSTED
    assert list(erp.posted) == [tried.posting_key]
    assert len(sandbox.posted) == 1
    assert sandbox.cancelled == [tried.rehearsal.receipt.id]
    assert sandbox.files == {}
    assert actions(scope, tried)[-3:] == ["posted", "rehearsal_removed", "filed"]


def test_a_test_document_that_cannot_be_taken_back_is_said_and_the_posting_stands(trying, tried, sandbox, scope):
    sandbox.fails["cancel"] = [PostingRejected("Déjà validée.")]

    assert send(trying, tried).status is Status.POSTED
    left = next(event for event in scope.audit.of_case(tried.id) if event.action == "rehearsal_left")
    assert left.details["reason"] == "Déjà validée."


def test_what_the_test_company_keeps_otherwise_is_said_and_the_case_rests(trying, opened, sandbox, erp):
    totals = Totals(Decimal("40.00"), Decimal("8.00"), Decimal("48.01"))
    sandbox.kept["FA-1"] = Kept("FA-1", "FA-1", "", totals, (KeptLine("1", "A1", "Ramette", Decimal(9), Decimal("4.00")),))

    case = send(trying, opened())

    told = " ".join(one.en for one in case.rehearsal.differences)
    assert len(case.rehearsal.differences) == 2
    assert all(word in told for word in ("48.01", "48.00", "9", "10"))
    assert case.status is Status.IN_REVIEW
    assert erp.posted == {}


def test_a_test_company_that_does_not_show_what_it_keeps_is_told_from_one_that_keeps_all(trying, opened, sandbox):
    sandbox.kept["FA-1"] = Kept("FA-1", "FA-1")
    assert send(trying, opened()).rehearsal.differences is None


@pytest.mark.parametrize("where", ["post", "answer to post", "note", "read"])
def test_wherever_the_worker_dies_one_test_document_is_made_and_none_in_the_erp(trying, opened, scope, erp, sandbox, clock, where):
    sandbox.fails[where] = [KeyboardInterrupt()]
    case = opened()
    with pytest.raises(KeyboardInterrupt):
        send(trying, case)

    clock.pass_(trying.settings.claim_seconds + 1)
    post(trying, "delorme", case.id)

    assert scope.cases.get(case.id).rehearsal.receipt
    assert len(sandbox.posted) == 1
    assert erp.posted == {}


def test_a_worker_that_dies_between_the_two_leaves_the_case_to_the_person(trying, tried, scope, erp, clock):
    clock.pass_(trying.settings.claim_seconds + 1)
    post(trying, "delorme", tried.id)

    assert scope.cases.get(tried.id) == tried
    assert erp.posted == {}


@pytest.mark.parametrize("error", [PostingRejected("La période est close."), ConnectorMisconfigured("Clé fausse.")])
def test_a_refusal_of_the_test_company_says_where_it_was(trying, opened, sandbox, erp, error):
    sandbox.fails["post"] = [error]
    case = send(trying, opened())

    assert case.status is Status.IN_REVIEW
    assert case.refusal.en == f"Test company: {error.message}"
    assert erp.posted == {}


def test_a_test_company_that_is_away_is_asked_again(trying, opened, sandbox, scope, clock):
    sandbox.fails["post"] = [ConnectorUnavailable("Away.", "Absente.")]
    case = send(trying, opened())
    assert (case.status, case.refusal.fr) == (Status.POSTING, "Société de test : Absente.")

    clock.pass_(6)
    post(trying, "delorme", case.id)
    assert scope.cases.get(case.id).rehearsal.receipt


def test_what_is_corrected_afterwards_is_tried_again_and_the_first_test_document_taken_back(trying, tried, sandbox, erp):
    decide.correct(trying, "delorme", KARIM, tried.id, tried.version, [Change("due_date", "2026-12-31")])
    again = send(trying, tried)

    assert again.status is Status.IN_REVIEW
    assert again.rehearsal.key != tried.rehearsal.key
    assert sandbox.cancelled == [tried.rehearsal.receipt.id]
    assert len(sandbox.posted) == 2
    assert erp.posted == {}
    assert send(trying, again).status is Status.POSTED


def test_a_test_company_that_is_no_copy_is_refused_before_anything_is_posted(trying, opened, sandbox):
    other = tuple(replace(one, name="Quelqu’un d’autre") for one in sandbox.catalog.suppliers)
    sandbox.catalog = replace(sandbox.catalog, suppliers=other)

    case = send(trying, opened())

    assert "Quelqu’un d’autre" in case.refusal.fr
    assert sandbox.posted == {}


def test_switched_off_meanwhile_it_is_for_the_person_to_send_again(workshop, trying, opened, scope, erp):
    case = opened()
    decide.approve(trying, "delorme", CLAIRE, case.id, case.version, case.mail_id)
    post(workshop, "delorme", case.id)
    assert "not used any more" in scope.cases.get(case.id).refusal.en
    assert erp.posted == {}

    assert send(workshop, case).status is Status.POSTED
    assert len(erp.posted) == 1


def test_another_organisation_is_not_tried(trying):
    assert trying.sandbox("delorme") is not None
    assert trying.sandbox("autre") is None


def test_what_was_undone_goes_to_the_erp_without_being_tried_again(trying, tried, sandbox, erp):
    posted = send(trying, tried)
    decide.undo(trying, "delorme", CLAIRE, posted.id, posted.version)
    cancel(trying, "delorme", posted.id)

    assert send(trying, tried).status is Status.POSTED
    assert (len(sandbox.posted), len(erp.posted)) == (1, 2)


def test_the_practice_erp_is_both_and_has_the_order_once_in_each(workshop, opened, tmp_path):
    live, test = (open_practice_erp(tmp_path / name, "https://countersign.example") for name in ("live", "test"))
    trying = replace(workshop, connector=lambda _: live, sandbox=lambda _: test)
    refresh(trying, "delorme")
    names = {"customer": "C2002", "lines.0.item": "MD-4001", "lines.1.item": "MD-1001"}
    matches = {path: Match(Candidate(id_, id_, 1.0, "number")) for path, id_ in names.items()}
    case = send(trying, opened(examples.order(order_number="CDE-1999"), matches=matches))

    assert case.rehearsal.differences == ()
    assert (_orders(live), _orders(test)) == (0, 1)
    assert send(trying, case).status is Status.POSTED
    assert (_orders(live), _orders(test)) == (1, 0)


def test_two_odoos_have_the_order_once_each_and_the_one_of_the_test_is_cancelled(workshop, opened, tmp_path):
    live, test = Odoo(19), Odoo(19)
    with serving(live) as live_url, serving(test) as test_url:
        erps = [OdooErp(Config(url, DATABASE, KEY, LOGIN), Surroundings(Claims(tmp_path))) for url in (live_url, test_url)]
        trying = replace(workshop, connector=lambda _: erps[0], sandbox=lambda _: erps[1])
        refresh(trying, "delorme")
        names = {"customer": "1", "lines.0.item": "1", "lines.1.item": "2"}
        matches = {path: Match(Candidate(id_, id_, 1.0, "number")) for path, id_ in names.items()}
        case = send(trying, opened(examples.order(order_number="CDE-1999"), matches=matches))
        assert (case.rehearsal.differences, len(live.tables["sale.order"])) == ((), 0), case.refusal
        assert send(trying, case).status is Status.POSTED
    assert [one["state"] for one in live.tables["sale.order"].values()] == ["draft"]
    assert [one["state"] for one in test.tables["sale.order"].values()] == ["cancel"]


def _orders(erp):
    found = union(erp.fetch_catalog()).sales_orders
    return sum(order.customer_order_number == "CDE-1999" and order.status != "cancelled" for order in found)
