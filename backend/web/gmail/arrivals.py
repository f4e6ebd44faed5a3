"""Messages on their way from Gmail: Google waits for a card for some seconds only, and a large message may take longer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from backend.store.records import StoredMail

#: How many messages are fetched side by side.
_MOST = 8

_Name = tuple[str, str]


class Arrivals:
    """Each message is fetched once at a time, however often it is asked for; what takes too long for a card goes on behind it."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(_MOST, "gmail arrivals")
        self._coming: dict[_Name, Future[StoredMail]] = {}
        self._lock = Lock()

    def get(self, organisation: str, reference: str, receive: Callable[[], StoredMail], seconds: float) -> StoredMail | None:
        """The message, None when it is not there after so many seconds; raises what receiving it raises. `receive` knows no request."""
        name = (organisation, reference)
        with self._lock:
            coming = self._coming.get(name) or self._coming.setdefault(name, self._workers.submit(receive))
        coming.add_done_callback(lambda done: self._forget(name, done))
        arrived, _ = wait([coming], seconds)
        return coming.result() if arrived else None

    def _forget(self, name: _Name, done: Future[StoredMail]) -> None:
        with self._lock:
            if self._coming.get(name) is done:
                del self._coming[name]
