"""A circuit breaker: an ERP that failed several times on end is left alone for a while, then tried by one call."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from backend.errors import ConnectorUnavailable


class Breaker:
    """The failures of one ERP, counted over all threads; calls that it lets through run side by side."""

    def __init__(self, failures: int, rest: float, clock: Callable[[], float] = monotonic) -> None:
        """It opens after so many `failures` on end, for `rest` seconds."""
        self._most, self._rest, self._clock = failures, rest, clock
        self._failures = 0
        self._closed_from = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def guarding(self) -> Iterator[None]:
        """Around one call; raises ConnectorUnavailable at once while the ERP is left alone."""
        self._let_through()
        try:
            yield
        except ConnectorUnavailable:
            with self._lock:
                self._failures += 1
                self._closed_from = self._clock() + self._rest
            raise
        else:
            with self._lock:
                self._failures = 0

    def _let_through(self) -> None:
        with self._lock:
            if self._failures < self._most:
                return
            if self._clock() >= self._closed_from:
                # This call tries it; the others wait for what it finds.
                self._closed_from = self._clock() + self._rest
                return
        raise ConnectorUnavailable(
            "The ERP has not answered several times; it is asked again in a moment.",
            "L’ERP n’a pas répondu plusieurs fois de suite ; il sera interrogé de nouveau dans un instant.",
        )
