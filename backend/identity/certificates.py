"""The certificates that Google signs its tokens with: kept as long as Google says, asked for anew when a token names another."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic

from backend.errors import SignInUnavailable
from backend.identity.published import published
from backend.identity.rotating import Good, Rotating

#: How long certificates are kept in seconds, whatever Google says, and how long when it says nothing.
_SHORTEST, _LONGEST, _UNSAID = 60, 24 * 3600, 3600
_MAX_AGE = re.compile(r"\bmax-age=(\d{1,9})\b")


@dataclass(frozen=True)
class Answer:
    """What google-auth wants of a response."""

    data: bytes
    status: int = HTTPStatus.OK


class Certificates:
    """The certificates published at one address; may be used by several threads."""

    def __init__(self, url: str, clock: Callable[[], float] = monotonic) -> None:
        self._url = url
        self._certificates = Rotating(self._published, clock)

    def request(self, key_id: str) -> Callable[..., Answer]:
        """What google-auth makes its one request with, answered from what is kept as long as that has the key of this id."""
        return lambda *_place, **_how: Answer(json.dumps(dict(self.get(key_id))).encode())

    def get(self, key_id: str = "") -> Mapping[str, str]:
        """All of them by id (PEM), fetched anew when this one is missing; raises SignInUnavailable when they cannot be had."""
        return self._certificates.having(key_id)

    def _published(self) -> Good[str]:
        told = published(self._url)
        certificates = told.content
        if not isinstance(certificates, dict) or not all(isinstance(pem, str) for pem in certificates.values()):
            raise SignInUnavailable
        said = _MAX_AGE.search(told.caching)
        seconds = min(max(int(said[1]), _SHORTEST), _LONGEST) if said else _UNSAID
        return Good(certificates, seconds)
