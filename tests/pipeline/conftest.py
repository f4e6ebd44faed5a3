"""A workshop on a real store, with an ERP in memory and a clock that the test moves."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.model.audit import SYSTEM, Actor
from backend.pipeline import Work, Workshop
from backend.store import Event, OpenedCase, Organisation, open_store
from tests import examples
from tests.pipeline.erp import Erp

CLAIRE, KARIM = Actor("claire", "Claire Martin"), Actor("karim", "Karim Benali")


class Clock:
    """What time it is; starts now, because the store has a clock of its own."""

    def __init__(self):
        self.now = datetime.now(UTC)

    def __call__(self):
        return self.now

    def pass_(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def erp():
    return Erp()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def nudges():
    """What was nudged, in order; a catalog that grew old is another matter."""
    return []


@pytest.fixture
def workshop(settings, migrated_sqlite, erp, clock, nudges):
    settings.data_folder.mkdir(parents=True)
    shutil.copy(migrated_sqlite, settings.data_folder / "countersign.sqlite")
    store = open_store(settings)
    store.add_organisation(Organisation("delorme", "Delorme SAS"))
    yield Workshop(
        store=store,
        connector=lambda _organisation: erp,
        settings=settings,
        nudge=lambda *what: what[0] == Work.CATALOG or nudges.append(what),
        clock=clock,
        holder="me",
    )
    store.database.engine.dispose()


@pytest.fixture
def scope(workshop):
    return workshop.scope("delorme")


@pytest.fixture
def opened(scope):
    """A function that opens a case of a mail of its own, and answers it."""

    def open_(paper=None, number=1, reading_findings=(), **changes):
        mail = examples.mail(number)
        stored, _ = scope.mails.add(mail, "practice", f"r{number}", CLAIRE)
        case = replace(examples.case(paper, mail_id=stored.id), **changes)
        scope.mails.prepared(stored.id, (), (OpenedCase(case, tuple(reading_findings)),), (), Event(SYSTEM, "prepared", stored.id))
        return scope.cases.get(case.id)

    return open_
