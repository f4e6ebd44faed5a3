"""Keys that an identity provider publishes and changes without notice: kept while they are good, asked for anew when one is missing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from cachetools import TLRUCache

from backend.errors import SignInUnavailable

#: A key that is not among them is looked for once a minute at most, and a provider that does not answer is left alone for some seconds.
_MINUTE, _REST = 60, 10
_ONLY = "published"

T = TypeVar("T")


@dataclass(frozen=True)
class Good(Generic[T]):
    """Keys by their ids, and for how many seconds they are good."""

    by_id: Mapping[str, T]
    seconds: float


class Rotating(Generic[T]):
    """What one provider publishes; may be used by several threads."""

    def __init__(self, published: Callable[[], Good[T]], clock: Callable[[], float]) -> None:
        """`published` asks the provider; it raises SignInUnavailable when that gives no keys."""
        self._published, self._clock = published, clock
        self._kept: TLRUCache[str, Good[T]] = TLRUCache(1, lambda _, kept, now: now + kept.seconds, timer=clock)
        self._asked_at: float | None = None
        self._lock = threading.Lock()

    def having(self, key_id: str) -> Mapping[str, T]:
        """All keys by their ids, asked for anew when this one is missing; raises SignInUnavailable when they must be had and cannot."""
        with self._lock:
            kept = self._kept.get(_ONLY)
            if kept is None and self._asked_within(_REST):
                raise SignInUnavailable
            if kept is None or (key_id not in kept.by_id and not self._asked_within(_MINUTE)):
                self._asked_at = self._clock()
                kept = self._kept[_ONLY] = self._published()
            return kept.by_id

    def _asked_within(self, seconds: float) -> bool:
        """Whether the provider was asked so lately: tokens with invented keys are not to make us ask all the time."""
        return self._asked_at is not None and self._clock() - self._asked_at < seconds
