"""Calling functions in a process of their own, which is killed when one takes too long or too much memory."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Protocol, Self, TypeVar, cast

from backend.errors import CountersignError

_R = TypeVar("_R")
#: A function, its arguments, and whether it is given one more to tell its progress to.
_Work = tuple[Callable[..., Any], tuple[Any, ...], bool]

#: How long one call may take, in seconds, and how much memory it may take beyond what its process had, in MB.
SECONDS, MEGABYTES = 20.0, 512
_MEGABYTE = 1024 * 1024
#: What the process answers with.
_TOLD, _DONE, _REFUSED, _NO_MEMORY = range(4)


class ExceededError(Exception):
    """A call was given up: its process took too long, took too much memory, or died of what it was given."""


class TooLongError(ExceededError):
    """The call took longer than it may."""


class TooMuchMemoryError(ExceededError):
    """The call took more memory than it may."""


class Caller(Protocol):
    """Whoever calls a function for us."""

    def call(self, function: Callable[..., _R], *arguments: object, report: Callable[[Any], None] | None = None) -> _R:
        """What the function returns for the arguments and, when there is one, `report`; may raise ExceededError."""


class Here:
    """Calls functions right here, unbounded: for input one can trust."""

    def call(self, function: Callable[..., _R], *arguments: object, report: Callable[[Any], None] | None = None) -> _R:
        """What the function returns for the arguments and, when there is one, `report`."""
        return function(*arguments, report) if report else function(*arguments)


class Confinement:
    """Processes that make calls for this one; each makes one at a time, and is kept for the next call unless it was killed.

    `preload` names the modules that the processes share from their start. `start` is how they are made: "forkserver" in a program with
    threads; "fork" in one without, where they begin at once. At most `most` work at a time: further calls wait. They end with the process
    that made them. Safe for threads.
    """

    def __init__(
        self, preload: tuple[str, ...] = (), start: str = "forkserver", most: int = 4, seconds: float = SECONDS, megabytes: int = MEGABYTES
    ) -> None:
        self._context = get_context(start)
        if start == "forkserver":
            self._context.set_forkserver_preload(list(preload))
        self._seconds = seconds
        self._megabytes = megabytes
        self._places = BoundedSemaphore(most)
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._all: set[_Process] = set()
        # Before multiprocessing's own end, which waits for processes that wait for work.
        atexit.register(self.close)

    def call(self, function: Callable[..., _R], *arguments: object, report: Callable[[Any], None] | None = None) -> _R:
        """What the function returns for the arguments, and is told in progress; all must be picklable.

        With `report` the function gets one more argument, and what it tells that one is told here. Raises the CountersignError that the
        function raises, and ExceededError; any other error ends the process, as a crash of a library does.
        """
        with self._places:
            process = self._taken()
            answer = None
            try:
                answer = process.answer((function, arguments, report is not None), report, self._seconds)
            finally:
                if answer is None:
                    self._end(process)
                else:
                    self._idle.put(process)
        kind, value = answer
        if kind == _REFUSED:
            raise cast("CountersignError", value)
        return cast("_R", value)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        for process in tuple(self._all):
            self._end(process)

    def _end(self, process: _Process) -> None:
        self._all.discard(process)
        process.kill()

    def _taken(self) -> _Process:
        with suppress(Empty):
            while True:
                process = self._idle.get_nowait()
                if process.is_alive():
                    return process
                self._end(process)
        process = _Process(self._context, self._megabytes)
        self._all.add(process)
        return process


class _Process:
    """One process and the pipe to it."""

    def __init__(self, context: Any, megabytes: int) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._pipe, megabytes), name="confined", daemon=False)
        self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return bool(self._process.is_alive())

    def answer(self, work: _Work, report: Callable[[Any], None] | None, seconds: float) -> tuple[int, Any]:
        """How the work ended, and its result or error; raises ExceededError."""
        ends_at = monotonic() + seconds
        try:
            self._pipe.send(work)
            while self._pipe.poll(max(ends_at - monotonic(), 0)):
                kind, value = self._pipe.recv()
                if kind == _NO_MEMORY:
                    raise TooMuchMemoryError
                if kind != _TOLD:
                    return kind, value
                if report:
                    report(value)
        except (EOFError, ConnectionError) as error:
            raise ExceededError from error
        raise TooLongError

    def kill(self) -> None:
        """End the process and those it started, whatever they are doing."""
        self._pipe.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, other_end: Connection, megabytes: int) -> None:
    """Make the calls that come through the pipe until its other end is closed."""
    # A forked process has a copy of the other end too: while it is open, the pipe does not end with the other process.
    other_end.close()
    # Its own process group, so that whatever it starts is killed with it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, ConnectionError, KeyboardInterrupt):
        while True:
            work = pipe.recv()
            _limit.begin(megabytes)
            pipe.send(_answered(work, lambda told: pipe.send((_TOLD, told))))


def _answered(work: _Work, tell: Callable[[Any], None]) -> tuple[int, Any]:
    function, arguments, tells = work
    try:
        return _DONE, function(*arguments, tell) if tells else function(*arguments)
    except MemoryError:
        return _NO_MEMORY, None
    except CountersignError as error:
        return _REFUSED, error


class _Limit:
    """The limit on the memory that this process may write to (RLIMIT_DATA), not on what its threads reserve and never use. Linux only."""

    def __init__(self) -> None:
        #: What the process had when the limit was set last, in bytes; None before.
        self._had: int | None = None

    def begin(self, megabytes: int) -> None:
        """Let the process have that much more than it has now; asking for more then raises MemoryError."""
        if sys.platform.startswith("linux"):
            with open("/proc/self/statm", encoding="ascii") as status:  # noqa: PTH123 — nothing else of pathlib is needed here
                self._had = int(status.read().split()[5]) * os.sysconf("SC_PAGE_SIZE")
            self.widen(megabytes)

    def widen(self, megabytes: int) -> None:
        """Let it have that much more than it had; nothing is limited that was not."""
        if self._had is not None:
            import resource  # noqa: PLC0415 — not on every platform

            _, most = resource.getrlimit(resource.RLIMIT_DATA)
            resource.setrlimit(resource.RLIMIT_DATA, (self._had + megabytes * _MEGABYTE, most))


_limit = _Limit()


def allow_memory(megabytes: int) -> None:
    """Let the call under way, where it is confined, take so much memory in all: for what is known to need more."""
    _limit.widen(megabytes)
