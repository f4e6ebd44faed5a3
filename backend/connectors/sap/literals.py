"""Values as OData V2 writes them: in a filter or key, and in JSON, where decimals are strings and days are milliseconds since 1970."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from backend.connectors.http import Json
from backend.errors import PostingRejected
from backend.model.sentence import Sentence

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = re.compile(r"/Date\((-?\d+)(?:[+-]\d+)?\)/")
_CENT = Decimal("0.01")
_TOO_FINE = Sentence(
    "SAP garde {places} décimales : « {value} » en a davantage ({what}).", "SAP keeps {places} decimals: “{value}” has more ({what})."
)


def text(value: str) -> str:
    """A string in a filter or key: quotes are doubled."""
    return "'" + value.replace("'", "''") + "'"


def day(value: date) -> str:
    """A day (Edm.DateTime) in a filter, key or parameter."""
    return f"datetime'{value.isoformat()}T00:00:00'"


def moment(value: datetime) -> str:
    """A moment (Edm.DateTimeOffset) in a filter."""
    return f"datetimeoffset'{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}'"


def equal(name: str, value: str) -> str:
    """The filter that a property is this string."""
    return f"{name} eq {text(value)}"


def one_of(name: str, values: Iterable[str]) -> str:
    """The filter that a property is one of these strings."""
    return "(" + " or ".join(equal(name, value) for value in values) + ")"


def json_day(value: date) -> str:
    """A day in JSON."""
    midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return f"/Date({(midnight - _EPOCH) // timedelta(milliseconds=1)})/"


def json_decimal(value: Decimal, places: int, what: str) -> str:
    """A decimal in JSON, never with an exponent; raises PostingRejected, naming `what` it is, for one that SAP would have to round."""
    if value != round(value, places):
        refusal = _TOO_FINE.filled(places=places, value=value, what=what)
        raise PostingRejected(refusal.en, refusal.fr)
    return f"{round(value, places):f}"


def read_day(value: Json) -> date | None:
    """The day of a property, None when it has none."""
    found = _MILLISECONDS.fullmatch(value or "")
    return (_EPOCH + timedelta(milliseconds=int(found[1]))).date() if found else None


def read_decimal(value: Json) -> Decimal:
    """The decimal of a property, zero when it has none."""
    return Decimal(str(value or 0))


def cents(value: Decimal) -> Decimal:
    """An amount in the cents that a document is kept in; a half is rounded up, as SAP does."""
    return value.quantize(_CENT, ROUND_HALF_UP)
