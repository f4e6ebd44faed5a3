"""The queue and its workers: quick when nudged, and never stopped by a job."""

from __future__ import annotations

import threading
from time import monotonic, sleep

import pytest

from backend.jobs import Jobs, create_huey, tasks, workers
from backend.pipeline import Work, Workshop
from backend.settings import Settings
from backend.store import open_store


@pytest.fixture
def workshop(settings):
    store = open_store(settings)
    yield Workshop(store=store, connector=lambda _: None, settings=settings)
    store.database.engine.dispose()


@pytest.fixture
def done(monkeypatch):
    """What the workers were given to do, as (kind, organisation, id)."""
    seen = []
    monkeypatch.setattr(workers, "work", lambda _workshop, *what: seen.append(what))
    return seen


@pytest.fixture
def jobs(settings):
    jobs = Jobs(create_huey(settings.data_folder))
    yield jobs
    jobs.stop()


def until(is_so, seconds=5):
    end = monotonic() + seconds
    while not is_so() and monotonic() < end:
        sleep(0.002)
    assert is_so()


def test_what_is_nudged_wakes_a_sleeping_worker(jobs, workshop, done, monkeypatch):
    for module in ("backend.jobs.queue", "backend.store.changes"):
        monkeypatch.setattr(f"{module}._LOOK_AGAIN", 4)
    jobs.start(workshop)
    sleep(0.5)

    jobs.nudge(Work.POST, "delorme", "m1-1")

    until(lambda: done == [("post", "delorme", "m1-1")], seconds=2)


def test_what_was_nudged_before_the_start_is_done_afterwards(jobs, workshop, done):
    jobs.nudge(Work.PREPARE, "delorme", "m1")

    jobs.start(workshop)

    until(lambda: done == [("prepare", "delorme", "m1")])


def test_what_another_process_nudges_is_done_soon(jobs, workshop, done, settings):
    jobs.start(workshop)

    Jobs(create_huey(settings.data_folder)).nudge(Work.CANCEL, "delorme", "m1-1")

    until(lambda: done)


def test_jobs_run_side_by_side(jobs, workshop, monkeypatch):
    together = threading.Barrier(2, timeout=5)
    met = []
    monkeypatch.setattr(workers, "work", lambda *_: met.append(together.wait()))
    jobs.start(workshop)

    for number in range(2):
        jobs.nudge(Work.POST, "delorme", str(number))

    until(lambda: sorted(met) == [0, 1])


def test_the_sweep_runs_at_the_start_and_again_and_again(settings, monkeypatch):
    often = Settings(data_folder=settings.data_folder, sweep_seconds=0)
    store = open_store(often)
    swept = []
    monkeypatch.setattr(workers, "sweep", lambda _workshop, at_start=False: swept.append(at_start))
    jobs = Jobs(create_huey(settings.data_folder))

    jobs.start(Workshop(store=store, connector=lambda _: None, settings=often))
    until(lambda: len(swept) > 3)
    jobs.stop()

    assert swept[:3] == [True, False, False]
    store.database.engine.dispose()


def test_a_sweep_that_fails_is_not_the_last(settings, monkeypatch, caplog):
    often = Settings(data_folder=settings.data_folder, sweep_seconds=0)
    store = open_store(often)
    begun = []

    def failing(*_, **__):
        begun.append(True)
        raise ZeroDivisionError

    monkeypatch.setattr(workers, "sweep", failing)
    jobs = Jobs(create_huey(settings.data_folder))

    jobs.start(Workshop(store=store, connector=lambda _: None, settings=often))
    until(lambda: len(begun) > 2)
    jobs.stop()

    assert "A job failed." in caplog.text
    store.database.engine.dispose()


def test_an_error_nobody_foresaw_is_logged_and_handed_on(workshop, monkeypatch, caplog):
    handed = []
    monkeypatch.setitem(tasks._DO, Work.POST, lambda *_: 1 / 0)
    monkeypatch.setattr(tasks, "unforeseen", lambda *what: handed.append(what))

    tasks.work(workshop, "post", "delorme", "m1-1")

    ((_, work, organisation, id_, error),) = handed
    assert (work, organisation, id_) == (Work.POST, "delorme", "m1-1")
    assert isinstance(error, ZeroDivisionError)
    assert "A job failed." in caplog.text
