"""The workers: threads that do what the queue nudges, and one that sweeps up what was left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable

from huey import Huey  # type: ignore[import-untyped]

from backend.jobs.tasks import attempt, work
from backend.pipeline import Workshop
from backend.pipeline.sweep import sweep


class Jobs:
    """The queue and, once started, the threads that work on it."""

    def __init__(self, huey: Huey) -> None:
        self._huey = huey
        self._workshop: Workshop | None = None
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._task = huey.task(name="work")(self._work)

    def nudge(self, kind: str, organisation: str, id_: str) -> None:
        """Put a hint into the queue that this work is due."""
        self._task(str(kind), organisation, id_)

    def start(self, workshop: Workshop) -> None:
        """Begin to work, after a sweep for what the process before this one left behind."""
        self._workshop = workshop
        self._run("sweeper", lambda: self._sweep(workshop))
        for number in range(workshop.settings.workers):
            self._run(f"worker {number + 1}", self._serve)

    def stop(self) -> None:
        """Finish what is being done, and do nothing more."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _run(self, name: str, loop: Callable[[], None]) -> None:
        # Daemons: a process that must end at once leaves nothing behind that the next sweep does not find.
        thread = threading.Thread(target=loop, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            attempt(self._serve_one, lambda _: self._pause(1))

    def _serve_one(self) -> None:
        task = self._huey.dequeue()
        if task is not None:
            self._huey.execute(task)

    def _sweep(self, workshop: Workshop) -> None:
        attempt(lambda: sweep(workshop, at_start=True), lambda _: None)
        while not self._pause(workshop.settings.sweep_seconds):
            attempt(lambda: sweep(workshop), lambda _: None)

    def _work(self, kind: str, organisation: str, id_: str) -> None:
        if self._workshop is not None:
            work(self._workshop, kind, organisation, id_)

    def _pause(self, seconds: float) -> bool:
        """Whether the workers are to stop, at the latest after this time."""
        return self._stopping.wait(seconds)
