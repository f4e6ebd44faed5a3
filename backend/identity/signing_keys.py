"""The keys that an identity provider signs tokens with: as it publishes them (RFC 7517), kept a day, asked for anew when they rotate."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import jwt
from cachetools import TTLCache

from backend.errors import SignInUnavailable
from backend.identity.published import published

#: Keys rotate without notice, so they are kept for a day; a key that is not among them is looked for once a minute at most, and a provider
#: that does not answer is left alone for some seconds.
_DAY, _MINUTE, _REST = 24 * 3600, 60, 10


@dataclass(frozen=True)
class SigningKey:
    """One key, and whose tokens it may sign: an issuer, `{tenantid}` in it standing for any tenant."""

    key: jwt.PyJWK
    issuer: str


class SigningKeys:
    """The keys published at one address; may be used by several threads."""

    def __init__(self, url: str, clock: Callable[[], float] = monotonic) -> None:
        self._url, self._clock = url, clock
        self._kept: TTLCache[str, Mapping[str, SigningKey]] = TTLCache(1, _DAY, timer=clock)
        self._asked_at: float | None = None
        self._lock = threading.Lock()

    def get(self, key_id: str) -> SigningKey | None:
        """The key by its id, None when the provider has published none; raises SignInUnavailable when it cannot be asked and must be."""
        with self._lock:
            known = self._kept.get(self._url)
            if known is None:
                if self._asked_within(_REST):
                    raise SignInUnavailable
                known = self._kept[self._url] = self._published()
            elif key_id not in known and not self._asked_within(_MINUTE):
                known = self._kept[self._url] = self._published()
            return known.get(key_id)

    def _asked_within(self, seconds: float) -> bool:
        """Whether the provider was asked so lately: tokens with invented keys are not to make us ask all the time."""
        return self._asked_at is not None and self._clock() - self._asked_at < seconds

    def _published(self) -> Mapping[str, SigningKey]:
        """What the provider publishes now."""
        self._asked_at = self._clock()
        try:
            keys = published(self._url).content["keys"]
            return {str(key["kid"]): _signing_key(key) for key in keys if key.get("kty") == "RSA" and key.get("use", "sig") == "sig"}
        except (TypeError, KeyError, AttributeError, jwt.PyJWKError):
            raise SignInUnavailable from None


def _signing_key(key: Mapping[str, Any]) -> SigningKey:
    return SigningKey(jwt.PyJWK(dict(key), "RS256"), str(key.get("issuer", "")))
