"""The typed values behind normalised fields: Decimal and date, None for whatever is empty or is not one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from backend.model.field import Fields

#: More digits than this before or after the point is no amount of this world, and to write it out could fill the memory.
_DIGITS = 12


def text(fields: Fields, name: str) -> str:
    """The normalised value of a field, "" when there is none."""
    found = fields.get(name)
    return found.value if found else ""


def number(fields: Fields, name: str) -> Decimal | None:
    """The value of a field as a Decimal, None when it is empty, no number, not finite or beyond all measure."""
    return decimal(text(fields, name))


def decimal(written: str) -> Decimal | None:
    """A normalised number as a Decimal, None when it is none, not finite or beyond all measure."""
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    exponent = found.as_tuple().exponent
    if not isinstance(exponent, int) or len(written) > 2 * _DIGITS or exponent < -_DIGITS or found.adjusted() > _DIGITS:
        return None
    return found


def day(written: str) -> date | None:
    """An ISO 8601 date, None when it is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
