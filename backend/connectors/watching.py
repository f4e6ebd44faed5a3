"""What the calls to an ERP show beside their answers, for `countersign doctor`: how long they take, the server's clock and certificate."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any


@dataclass(frozen=True)
class Call:
    """One call as it went over the line."""

    #: Until the answer began.
    seconds: float
    #: How far the server's clock is ahead of ours, in seconds; None when it does not tell.
    clock: float | None
    #: TLSv1.3, ..., "" without encryption.
    tls: str
    certificate_until: datetime | None


_calls: ContextVar[list[Call] | None] = ContextVar("calls", default=None)


@contextmanager
def watched() -> Iterator[list[Call]]:
    """The calls that this thread makes meanwhile."""
    calls: list[Call] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)


def note(response: Any, seconds: float) -> None:
    """Keep what the response of `requests`, its body not yet read, shows; nothing unless somebody watches."""
    calls = _calls.get()
    if calls is None:
        return
    line: object = getattr(response.raw.connection, "sock", None)
    version, until = (line.version() or "", _until(line)) if isinstance(line, ssl.SSLSocket) else ("", None)
    calls.append(Call(seconds, _ahead(response.headers.get("Date", "")), version, until))


def _ahead(date: str) -> float | None:
    """By how much a Date header (RFC 9110, 6.6.1) is ahead of now."""
    try:
        said = parsedate_to_datetime(date)
    except ValueError:
        return None
    return (said - datetime.now(UTC)).total_seconds() if said.tzinfo else None


def _until(line: ssl.SSLSocket) -> datetime | None:
    """When the server's certificate is over."""
    certificate = line.getpeercert() or {}
    over = certificate.get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(over), UTC) if isinstance(over, str) else None
