"""Changes: how a thread that waits for a mail learns at once that another thread of this process wrote something."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

#: How long a waiting thread goes without looking, in seconds: what another process wrote is seen this much later at most.
_LOOK_AGAIN = 0.25


class Changes:
    """A bell that every committed write rings."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._rung = 0

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self._bell:
            self._rung += 1
            self._bell.notify_all()

    def wait_until(self, is_so: Callable[[], bool], seconds: float) -> bool:
        """Whether it became so within the time; asks again after every ring, and now and then for what other processes do."""
        end = monotonic() + seconds
        while True:
            heard = self._rung
            if is_so():
                return True
            left = end - monotonic()
            if left <= 0:
                return False
            with self._bell:
                if self._rung == heard:
                    self._bell.wait(min(left, _LOOK_AGAIN))
