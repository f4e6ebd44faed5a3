"""Work that goes on behind a card: Google waits for a card for some seconds only, and a large message or a slow ERP may take longer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, TypeVar

from cachetools import TTLCache

#: How much of it is done side by side; how many results are kept for whoever refreshes, and for how many seconds.
_MOST, _KEPT, _SECONDS = 8, 256, 120

Name = tuple[str, ...]
T = TypeVar("T")


class Behind:
    """Each thing is done once, however often it is asked for until its result was given."""

    def __init__(self) -> None:
        self._workers = ThreadPoolExecutor(_MOST, "behind cards")
        self._coming: TTLCache[Name, Future[Any]] = TTLCache(_KEPT, _SECONDS)
        self._lock = Lock()

    def get(self, name: Name, work: Callable[[], T], seconds: float) -> T | None:
        """What the work of this name results in, None when that is not there after so many seconds; raises what the work raises.

        The work may go on when the request is over, and knows none.
        """
        with self._lock:
            coming = self._coming.get(name)
            if coming is None:
                coming = self._coming[name] = self._workers.submit(work)
        arrived, _ = wait([coming], seconds)
        if not arrived:
            return None
        with self._lock:
            if self._coming.get(name) is coming:
                del self._coming[name]
        result: T = coming.result()
        return result
