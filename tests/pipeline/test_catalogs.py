"""Keeping the catalog up to date: beside other work, one worker at a time, and a case that could not wait is matched again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.errors import ConnectorUnavailable
from backend.extraction.understood import Understood
from backend.model.catalog import Catalog, Item
from backend.pipeline import Work
from backend.pipeline.catalogs import changed, keep_up, refresh, together, told
from backend.pipeline.other_erp import match_again
from backend.pipeline.prepare import prepare
from backend.pipeline.sweep import sweep
from tests import examples
from tests.pipeline.conftest import CLAIRE

AWAY = ConnectorUnavailable("The ERP does not answer.", "L’ERP ne répond pas.")


@pytest.fixture
def asked(erp, monkeypatch):
    """What was asked for since, None for everything, in order."""
    since = []
    fetch = erp.fetch_catalog
    monkeypatch.setattr(erp, "fetch_catalog", lambda moment=None: (since.append(moment), fetch(moment))[1])
    return since


@pytest.fixture
def all_nudges(workshop):
    """The workshop whose nudges of every kind are in the list, and the list."""
    nudges = []
    return replace(workshop, nudge=lambda *what: nudges.append(what)), nudges


def test_first_everything_is_fetched_then_what_changed_and_once_a_night_everything(workshop, clock, asked):
    clock.now = clock.now.replace(hour=9)
    refresh(workshop, "delorme")
    refresh(workshop, "delorme")
    assert asked == [None]

    begun = clock.now
    clock.pass_(200)
    refresh(workshop, "delorme")
    assert asked[1:] == [begun - timedelta(minutes=15)]

    clock.pass_(24 * 3600)
    refresh(workshop, "delorme")
    assert asked[2:] == [None]


def test_small_pieces_are_written_together_but_for_the_first_slow_ones_and_those_before_an_error(clock):
    piece = Catalog(items=tuple(Item(str(number), "Vis") for number in range(900)))

    def pieces():
        for number in range(6):
            clock.pass_(3 if number == 5 else 0)
            yield replace(piece, items=tuple(replace(item, id=f"{number}-{item.id}") for item in piece.items))
        yield replace(piece, items=piece.items[:7])
        raise AWAY

    written = together(pieces(), clock)
    assert [len(next(written).items) for _ in range(4)] == [900, 2700, 1800, 7]
    with pytest.raises(ConnectorUnavailable):
        next(written)


def test_using_an_old_catalog_has_it_fetched_by_somebody_else(all_nudges, clock, asked):
    workshop, nudges = all_nudges
    refresh(workshop, "delorme")
    assert keep_up(workshop, "delorme") is None
    assert nudges == []

    clock.pass_(200)
    assert keep_up(workshop, "delorme") is None
    sweep(workshop)
    assert nudges == [(Work.CATALOG, "delorme", "")] * 2
    assert asked == [None]


def test_what_was_posted_has_the_changes_fetched_at_once(all_nudges, asked):
    workshop, nudges = all_nudges
    refresh(workshop, "delorme")
    changed(workshop, "delorme")
    assert nudges == [(Work.CATALOG, "delorme", "")]
    refresh(workshop, "delorme")
    assert asked[1] is not None


def test_two_never_fetch_at_a_time_but_one_takes_over_from_the_dead(workshop, scope, erp, clock):
    pieces = iter(erp.fetch_catalog())

    def fetched(since=None):  # noqa: ARG001 -- the contract's name
        clock.pass_(200)
        refresh(workshop, "delorme")
        refresh(replace(workshop, holder="another"), "delorme")
        yield from pieces

    erp.fetch_catalog = fetched
    refresh(workshop, "delorme")
    assert scope.catalog.counts()["items"] == 2

    scope.catalog.begin("somebody", clock(), None, lambda _: True, erp=0)
    clock.pass_(200)
    erp.fetch_catalog = lambda _since=None: iter((replace(examples.CATALOG, items=()),))
    refresh(workshop, "delorme")
    assert scope.catalog.state().holder == "somebody"
    refresh(replace(workshop, is_dead=lambda holder: holder == "somebody"), "delorme")
    assert scope.catalog.state().holder == ""


def test_an_erp_that_is_exchanged_while_it_is_opened_is_not_fetched(workshop, scope, erp):
    def opened(_organisation):
        scope.catalog.empty()
        return erp

    refresh(replace(workshop, connector=opened), "delorme")
    assert (scope.catalog.counts(), scope.catalog.state().holder) == ({}, "")
    refresh(workshop, "delorme")
    assert scope.catalog.counts()["items"] == 2


def test_an_erp_that_breaks_off_leaves_the_catalog_and_is_left_alone_for_a_while(workshop, scope, erp, clock, asked):
    refresh(workshop, "delorme")
    erp.fails["fetch_catalog"] = [AWAY]
    changed(workshop, "delorme", whole=True)
    for _ in range(2):
        refresh(workshop, "delorme")
    assert (len(asked), scope.catalog.counts()["items"]) == (2, 2)
    assert keep_up(workshop, "delorme").en == "The ERP does not answer."
    assert "not fetched again: The ERP does not answer." in told(scope.catalog).en

    clock.pass_(61)
    refresh(workshop, "delorme")
    assert (keep_up(workshop, "delorme"), asked[2]) == (None, None)


def test_a_mail_that_comes_during_the_first_fetch_does_not_wait_and_is_matched_afterwards(workshop, scope, erp, nudges, monkeypatch):
    stored, _ = scope.mails.add(examples.mail(), "practice", "r1", CLAIRE)
    case = examples.case(mail_id=stored.id)
    monkeypatch.setattr("backend.pipeline.prepare._understood", lambda *_: (Understood(case.intent, case.language, case.document),))

    def fetched(since=None):  # noqa: ARG001 -- the contract's name
        yield Catalog(customers=examples.CATALOG.customers)
        prepare(workshop, "delorme", stored.id)
        yield examples.CATALOG

    erp.fetch_catalog = fetched
    refresh(workshop, "delorme")

    (waiting,) = scope.cases.of_mail(stored.id)
    assert waiting.matches["supplier"].best is None
    (finding,) = [finding for finding in waiting.findings if finding.rule == "ERP-NOT-ASKED"]
    assert "for the first time (1 records so far)" in finding.sentence.en
    assert nudges == [(Work.MATCH, "delorme", waiting.id)]

    match_again(workshop, "delorme", waiting.id)
    matched = scope.cases.get(waiting.id)
    assert matched.matches["supplier"].best.id == "S1"
    assert "ERP-NOT-ASKED" not in {finding.rule for finding in matched.findings}
