"""The certificates that Google signs its tokens with: kept as long as Google says, asked for anew when a token names another."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic

from cachetools import TLRUCache

from backend.errors import SignInUnavailable
from backend.identity.published import published

#: How long certificates are kept in seconds, whatever Google says, and how long when it says nothing.
_SHORTEST, _LONGEST, _UNSAID = 60, 24 * 3600, 3600
#: A certificate that is not there is looked for once a minute at most, and a Google that does not answer is left alone for some seconds.
_MINUTE, _REST = 60, 10
_MAX_AGE = re.compile(r"\bmax-age=(\d{1,9})\b")


@dataclass(frozen=True)
class Answer:
    """What google-auth wants of a response."""

    data: bytes
    status: int = HTTPStatus.OK


@dataclass(frozen=True)
class _Kept:
    """Certificates by key id, as they were published, and for how many seconds they are good."""

    by_id: Mapping[str, str]
    seconds: float


class Certificates:
    """The certificates published at one address; may be used by several threads."""

    def __init__(self, url: str, clock: Callable[[], float] = monotonic) -> None:
        self._url, self._clock = url, clock
        self._kept: TLRUCache[str, _Kept] = TLRUCache(1, lambda _, kept, now: now + kept.seconds, timer=clock)
        self._asked_at: float | None = None
        self._lock = threading.Lock()

    def request(self, key_id: str) -> Callable[..., Answer]:
        """What google-auth makes its one request with, answered from what is kept as long as that has the key of this id."""
        return lambda *_place, **_how: Answer(json.dumps(dict(self.get(key_id))).encode())

    def get(self, key_id: str = "") -> Mapping[str, str]:
        """All of them by id (PEM), fetched anew when this one is missing; raises SignInUnavailable when they cannot be had."""
        with self._lock:
            kept = self._kept.get(self._url)
            if kept is None:
                if self._asked_within(_REST):
                    raise SignInUnavailable
                kept = self._kept[self._url] = self._published()
            elif key_id not in kept.by_id and not self._asked_within(_MINUTE):
                kept = self._kept[self._url] = self._published()
            return kept.by_id

    def _asked_within(self, seconds: float) -> bool:
        """Whether Google was asked so lately: tokens with invented keys are not to make us ask all the time."""
        return self._asked_at is not None and self._clock() - self._asked_at < seconds

    def _published(self) -> _Kept:
        self._asked_at = self._clock()
        told = published(self._url)
        certificates = told.content
        if not isinstance(certificates, dict) or not all(isinstance(pem, str) for pem in certificates.values()):
            raise SignInUnavailable
        said = _MAX_AGE.search(told.caching)
        seconds = min(max(int(said[1]), _SHORTEST), _LONGEST) if said else _UNSAID
        return _Kept(certificates, seconds)
