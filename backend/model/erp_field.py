"""ErpField: a field of the ERP that an administrator may have filled, and how a text in it is told from a mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?")
_ALL = 100
#: How a field of type yes_no is written.
YES, NO = "yes", "no"


class Place(StrEnum):
    """Where in the ERP's document a field stands."""

    HEADER = "header"
    LINE = "line"


class FieldType(StrEnum):
    """What a field takes: any text, a number with a point, an ISO 8601 date, one of its choices, `yes` or `no`, shares in percent."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    #: A JSON object of percentages, `{"12": 60, "15": 40}`; its choices are such objects that give all to one.
    SHARES = "shares"


@dataclass(frozen=True)
class Choice:
    """One value of a field: what the ERP is sent, and what people read."""

    value: str
    label: str


@dataclass(frozen=True)
class ErpField:
    """One field of the ERP's documents."""

    #: The ERP's own name for it.
    name: str
    label: Sentence
    place: Place
    #: The types of document that have it.
    document_types: Collection[DocumentType]
    type: FieldType = FieldType.TEXT
    #: Of a choice; without any, the ERP itself says what it does not take.
    choices: tuple[Choice, ...] = ()

    def takes(self, value: str) -> bool:
        """Whether the value is of this field's type."""
        match self.type:
            case FieldType.NUMBER:
                return _NUMBER.fullmatch(value) is not None
            case FieldType.DATE:
                return _is_date(value)
            case FieldType.YES_NO:
                return value in {YES, NO}
            case FieldType.SHARES:
                return _are_shares(value, {name for choice in self.choices for name in _shares(choice.value)})
            case FieldType.CHOICE if self.choices:
                return any(value == choice.value for choice in self.choices)
            case _:
                return True

    def typed(self, value: str) -> str | Decimal | date | bool:
        """A value that it takes, as Python has it; a text or a choice stays as it is."""
        match self.type:
            case FieldType.NUMBER:
                return Decimal(value)
            case FieldType.DATE:
                return date.fromisoformat(value)
            case FieldType.YES_NO:
                return value == YES
            case _:
                return value


def _shares(value: str) -> dict[str, object]:
    """Name -> percentage, of an object that may name several things at once (`12,31`) apart; nothing when it is no such object."""
    try:
        found = json.loads(value)
    except ValueError:
        return {}
    given = found.items() if isinstance(found, dict) else ()
    return {name.strip(): percentage for names, percentage in given for name in names.split(",")}


def _are_shares(value: str, known: Collection[str]) -> bool:
    """Whether something is shared among what is known, in numbers up to 100; without anything known, the ERP says what it does not take."""
    shares = _shares(value)
    are_percentages = all(isinstance(one, int | float) and not isinstance(one, bool) and 0 < one <= _ALL for one in shares.values())
    return bool(shares) and are_percentages and (not known or shares.keys() <= set(known))


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
