"""Work that goes on behind a card: Google waits for a card for some seconds only, and a large message or a slow ERP may take longer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import Any, TypeVar

from backend.errors import NotAllowed

#: How much of one kind is done side by side, for everybody and for one organisation.
_MOST, _SHARE = 8, 4
#: For how many seconds a result is there for whoever refreshes.
_FRESH = 30.0

T = TypeVar("T")


class Kind(StrEnum):
    """What is waited for: messages never wait for slow ERPs, nor the other way round."""

    MESSAGE = "message"
    ERP = "erp"


class Busy(NotAllowed):
    """The organisation has its share under way."""

    def __init__(self) -> None:
        super().__init__(
            "Countersign is already waiting for several answers for your organisation. Try again in a moment.",
            "Countersign attend déjà plusieurs réponses pour votre organisation. Réessayez dans un instant.",
        )


@dataclass
class _Work:
    """What is being done or was: the result is given again until so many seconds after its end."""

    coming: Future[Any]
    kept: float
    #: When it ended, nothing before.
    ended: list[float]

    def is_over(self, now: float) -> bool:
        return any(now - at > max(self.kept, _FRESH) for at in self.ended)


class Behind:
    """Each thing is done once, however often it is asked for until its result was given."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._workers = {kind: ThreadPoolExecutor(_MOST, f"behind cards: {kind}") for kind in Kind}
        self._known: dict[tuple[Kind, str, str], _Work] = {}
        self._lock = Lock()

    def get(self, kind: Kind, organisation: str, name: str, work: Callable[[], T], seconds: float, kept: float = 0.0) -> T | None:
        """What the work of this name results in, None when that is not there after so many seconds; raises what the work raises.

        The work may go on when the request is over, and knows none. Its result is given once, or again for as many seconds as it is to be
        kept, a failure once. Raises Busy when the organisation has as much of the kind under way as is its share.
        """
        key = (kind, organisation, name)
        with self._lock:
            self._forget()
            known = self._known.get(key) or self._begun(key, work, kept)
        if not _arrived(known, seconds):
            return None
        result: T = self._given(key, known)
        return result

    def goes_on(self, kind: Kind, organisation: str, name: str, seconds: float) -> bool:
        """Whether the work of this name is still under way after so many seconds; raises what the work raised."""
        key = (kind, organisation, name)
        with self._lock:
            self._forget()
            known = self._known.get(key)
        if known and _arrived(known, seconds):
            self._given(key, known)
            known = None
        return known is not None

    def _given(self, key: tuple[Kind, str, str], known: _Work) -> Any:
        if not known.kept or known.coming.exception():
            with self._lock:
                if self._known.get(key) is known:
                    del self._known[key]
        return known.coming.result()

    def _begun(self, key: tuple[Kind, str, str], work: Callable[[], T], kept: float) -> _Work:
        kind, organisation, _ = key
        under_way = [of for of, known in self._known.items() if of[:2] == (kind, organisation) and not known.coming.done()]
        if len(under_way) >= _SHARE:
            raise Busy
        times: list[float] = []

        def worked() -> T:
            try:
                return work()
            finally:
                times.append(self._clock())

        begun = self._known[key] = _Work(self._workers[kind].submit(worked), kept, times)
        return begun

    def _forget(self) -> None:
        now = self._clock()
        self._known = {key: known for key, known in self._known.items() if not known.is_over(now)}


def _arrived(known: _Work, seconds: float) -> bool:
    return bool(wait([known.coming], seconds).done)
