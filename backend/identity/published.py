"""What an identity provider publishes at an address: its keys or certificates, asked for within bounds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import requests

from backend.errors import SignInUnavailable

#: Seconds to reach the provider, and for its answer.
_PATIENCE = (5, 10)
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True)
class Published:
    """What was answered."""

    content: Any
    #: The value of the header Cache-Control.
    caching: str


def published(url: str) -> Published:
    """The JSON at the address; raises SignInUnavailable when there is none to be had, without its cause."""
    try:
        with requests.get(url, timeout=_PATIENCE, allow_redirects=False, stream=True) as answer:
            answer.raise_for_status()
            content = json.loads(answer.raw.read(_MOST_BYTES, decode_content=True))
            return Published(content, answer.headers.get("Cache-Control", ""))
    except (requests.RequestException, OSError, ValueError):
        raise SignInUnavailable from None
