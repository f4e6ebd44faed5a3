"""What an identity provider answers: its keys or certificates, or tokens; JSON, read within bounds of size and time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from time import monotonic
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from backend.errors import SignInUnavailable
from backend.http import TooLarge, TooSlow, body

#: Seconds to reach the provider, and between two parts of its answer; and for the whole of that.
PATIENCE, _WHOLE = (5, 10), 15
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
        with requests.get(url, timeout=PATIENCE, allow_redirects=False, stream=True) as answer:
            answer.raise_for_status()
            return Published(told(answer), answer.headers.get("Cache-Control", ""))
    except requests.RequestException:
        raise SignInUnavailable from None


def told(answer: requests.Response) -> Any:
    """The JSON of an answer asked for as a stream; raises SignInUnavailable for what is none, too large or too slow."""
    try:
        return json.loads(body(answer, _MOST_BYTES, monotonic() + _WHOLE))
    except (OSError, ValueError, HTTPError, TooLarge, TooSlow, RecursionError):
        raise SignInUnavailable from None
