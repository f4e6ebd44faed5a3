"""ErpField: a field of the ERP that an administrator may have filled, and how a text in it is told from a mistake."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

_NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,9})?")
#: How a field of type yes_no is written.
YES, NO = "yes", "no"


class Place(StrEnum):
    """Where in the ERP's document a field stands."""

    HEADER = "header"
    LINE = "line"


class FieldType(StrEnum):
    """What a field takes: any text, a number with a point, an ISO 8601 date, one of its choices, `yes` or `no`."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"


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


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
