"""What every call over HTTP minds: a key travels encrypted, no cookie is kept, an answer ends in time and within a size."""

from __future__ import annotations

import ipaddress
from http.cookiejar import DefaultCookiePolicy
from time import monotonic
from urllib.parse import SplitResult

import requests
from requests.adapters import HTTPAdapter


class TooLarge(Exception):
    """An answer of more bytes than any that is meant."""


class TooSlow(Exception):
    """An answer that takes longer than any that is meant."""


def session(adapter: HTTPAdapter) -> requests.Session:
    """What calls go through; without cookies, which would mix the calls of several people or threads: the key alone says who is calling."""
    made = requests.Session()
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    made.mount("https://", adapter)
    made.mount("http://", adapter)
    return made


def body(response: requests.Response, most_bytes: int, until: float) -> bytes:
    """The body of an answer asked for as a stream; `until` is a time of `monotonic`. Raises TooLarge, and TooSlow."""
    told = response.headers.get("Content-Length", "")
    if told.isascii() and told.isdigit() and int(told) > most_bytes:
        raise TooLarge
    parts, size = [], 0
    # What has arrived so far, so that an answer which only drips is noticed.
    while part := response.raw.read1(1 << 16, decode_content=True):
        size += len(part)
        if size > most_bytes:
            raise TooLarge
        if monotonic() > until:
            raise TooSlow
        parts.append(part)
    return b"".join(parts)


def is_private(address: SplitResult) -> bool:
    """Whether nobody can read on the way what is sent there: it is encrypted, or stays on this machine."""
    return address.scheme == "https" or (address.scheme == "http" and _is_here(address.hostname or ""))


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
