"""Values of SAP's properties as JSON of OData V2, read and written with the checks that Gateway makes before any business rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.contract.doubles.sap_metadata import EntitySet, Property

Row = dict[str, Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICKS = re.compile(r"/Date\((-?\d+)\)/")
_DECIMAL = re.compile(r"-?\d+(\.\d+)?")
_EMPTY = {"S": "", "D": Decimal(0), "B": False, "T": None, "O": None}


class Refusal(Exception):
    """What SAP answers instead: a status, a message class with number, and a sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def invalid(message: str) -> Refusal:
    """What Gateway answers to a body that is not of the service's form."""
    return Refusal(400, "005056A509B11EE1B9A8FEC11C21578E", message)


def read(entity_set: EntitySet, values: Mapping[str, Any], never: str) -> Row:
    """The properties that were sent, without navigations; `never` is the flag of those that cannot be sent in this way.

    SAP takes no notice of some properties that its metadata call not creatable; here they are refused, so that nothing is sent in vain.
    """
    row: Row = {}
    for name, value in values.items():
        if name in entity_set.navigations or name == "__metadata":
            continue
        known = entity_set.properties.get(name)
        if known is None:
            raise invalid(f"Property {name} is invalid: type {entity_set.name}Type does not have it")
        if never in known.flags:
            raise invalid(f"Property {name} cannot be set")
        row[name] = _read(known, value)
    return row


def complete(entity_set: EntitySet, row: Row) -> Row:
    """The entity with all its properties."""
    return {name: row.get(name, _EMPTY[known.type]) for name, known in entity_set.properties.items()}


def written(known: Property, value: Any) -> Any:
    """A value as Gateway answers it."""
    if known.type == "D":
        return f"{value:.{known.scale}f}" if known.scale <= 3 else f"{value.normalize():f}"
    if known.type in "TO":
        return None if value is None else f"/Date({(value - _EPOCH) // timedelta(milliseconds=1)}{'+0000' if known.type == 'O' else ''})/"
    return value


def _read(known: Property, value: Any) -> Any:
    if value is None:
        return _EMPTY[known.type]
    if known.type == "S" and isinstance(value, str) and not (known.length and len(value) > known.length):
        return value.upper() if "^" in known.flags else value
    if known.type == "B" and isinstance(value, bool):
        return value
    if known.type == "D" and isinstance(value, str) and _DECIMAL.fullmatch(value):
        whole, _, fraction = value.lstrip("-").partition(".")
        if len(fraction) <= known.scale and len(whole) <= known.length - known.scale:
            return Decimal(value)
    if known.type in "TO" and isinstance(value, str) and (found := _TICKS.fullmatch(value)):
        return _EPOCH + timedelta(milliseconds=int(found[1]))
    raise invalid(f"Invalid value '{value}' for property '{known.name}' of type '{known.type}'")
