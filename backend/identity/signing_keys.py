"""The keys that an identity provider signs tokens with: as it publishes them (RFC 7517), kept a day, asked for anew when they rotate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

import jwt

from backend.errors import SignInUnavailable
from backend.identity.published import published
from backend.identity.rotating import Good, Rotating

#: For so many seconds keys are kept.
_DAY = 24 * 3600


@dataclass(frozen=True)
class SigningKey:
    """One key, and whose tokens it may sign: an issuer, `{tenantid}` in it standing for any tenant."""

    key: jwt.PyJWK
    issuer: str


class SigningKeys:
    """The keys published at one address; may be used by several threads."""

    def __init__(self, url: str, clock: Callable[[], float] = monotonic) -> None:
        self._url = url
        self._keys = Rotating(self._published, clock)

    def get(self, key_id: str) -> SigningKey | None:
        """The key by its id, None when the provider has published none; raises SignInUnavailable when it cannot be asked and must be."""
        return self._keys.having(key_id).get(key_id)

    def _published(self) -> Good[SigningKey]:
        """What the provider publishes now."""
        try:
            keys = published(self._url).content["keys"]
            known = {str(key["kid"]): _signing_key(key) for key in keys if key.get("kty") == "RSA" and key.get("use", "sig") == "sig"}
        except (TypeError, KeyError, AttributeError, jwt.PyJWKError):
            raise SignInUnavailable from None
        return Good(known, _DAY)


def _signing_key(key: Mapping[str, Any]) -> SigningKey:
    return SigningKey(jwt.PyJWK(dict(key), "RS256"), str(key.get("issuer", "")))
