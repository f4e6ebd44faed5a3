"""Standard Webhooks: how a message is signed, and how one that comes back is known to be genuine.

The symmetric scheme of the specification (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md): HMAC-SHA256 over
id, time and body under a secret of both sides. Several secrets can hold at once while one takes the other's place.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Iterator, Sequence
from time import time
from typing import Protocol

from backend.errors import ConnectorMisconfigured

_PREFIX, _VERSION = "whsec_", "v1,"
#: How long a secret is, in bytes.
_SHORTEST, _LONGEST = 24, 64
#: How far the time of a genuine message may be from ours, in seconds.
_TOLERANCE = 300
#: More signatures than anybody has secrets are not looked at.
_MOST_SIGNATURES = 10

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class Headers(Protocol):
    """The headers of a message that arrived, by name in whatever case."""

    def get(self, name: str, default: str, /) -> str:
        """The header's text."""


def secrets(written: str) -> tuple[bytes, ...]:
    """The secrets, written with blanks between them; raises ConnectorMisconfigured when one is none."""
    keys = tuple(_key(one) for one in written.split())
    if keys and all(_SHORTEST <= len(key) <= _LONGEST for key in keys):
        return keys
    raise ConnectorMisconfigured(
        "The secret must be whsec_ followed by 24 to 64 random bytes in base64 (openssl rand -base64 32).",
        "Le secret doit être whsec_ suivi de 24 à 64 octets aléatoires en base64 (openssl rand -base64 32).",
    )


def signed(keys: Sequence[bytes], message: str, body: bytes) -> dict[str, str]:
    """The headers that go with a body sent now under the message's id."""
    moment = str(int(time()))
    return {ID: message, TIMESTAMP: moment, SIGNATURE: " ".join(_signatures(keys, message, moment, body))}


def is_genuine(keys: Sequence[bytes], headers: Headers, body: bytes) -> bool:
    """Whether someone who has one of the secrets signed this body with its id, and not long ago."""
    message, moment, given = (headers.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not (moment.isascii() and moment.isdigit() and len(moment) < len(str(2**63))) or abs(time() - int(moment)) > _TOLERANCE:
        return False
    expected = [signature.encode() for signature in _signatures(keys, message, moment, body)]
    offered = [one.encode() for one in given.split(" ", _MOST_SIGNATURES)[:_MOST_SIGNATURES]]
    return any(hmac.compare_digest(one, other) for one in expected for other in offered)


def _signatures(keys: Sequence[bytes], message: str, moment: str, body: bytes) -> Iterator[str]:
    for key in keys:
        digest = hmac.digest(key, f"{message}.{moment}.".encode() + body, "sha256")
        yield _VERSION + base64.b64encode(digest).decode()


def _key(written: str) -> bytes:
    """The bytes of a secret, none when it is not written as one."""
    try:
        return base64.b64decode(written.removeprefix(_PREFIX), validate=True) if written.startswith(_PREFIX) else b""
    except (binascii.Error, ValueError):
        return b""
