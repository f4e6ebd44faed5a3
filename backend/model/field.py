"""A Field: one extracted value with the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backend.model.document import Box
from backend.model.memory import Source

#: A value at least this certain is shown green, no look needed, unless its kind asks for more.
SURE = 0.95


@dataclass(frozen=True)
class Evidence:
    """Where a value stands: a box on a page, a cell of a sheet, a term of an XML document, a sentence of the body."""

    part: str
    #: Counts from 1; 0 when there is no page (XML).
    page: int = 0
    box: Box | None = None
    cell: str = ""
    xpath: str = ""
    #: The sentence or the label with its value, as printed, for places that are not shown as an image.
    excerpt: str = ""


@dataclass(frozen=True)
class Field:
    """One value.

    `value` is normalised (ISO 8601, decimal point, ISO 4217, identifiers without spaces), "" when left empty; `text` is as printed.
    """

    name: str
    value: str
    text: str = ""
    #: The probability that the value is right, from 0 to 1.
    confidence: float = 0.0
    evidence: Evidence | None = None
    #: How it was found: xml, label, table, arithmetic, checksum, sentence, mail, memory, person, ...
    method: str = ""
    #: The confirmed correction that it was read by; None when it was read without.
    learned_from: Source | None = None
    #: From which confidence on a value of this kind needs no look: chosen in training so that hardly one in 500 is wrong.
    sure_from: float = SURE

    @property
    def sure(self) -> bool:
        """Whether it needs no look."""
        return bool(self.value) and self.confidence >= self.sure_from


#: The fields of a header, of one line or of one VAT rate, by name. A name that is absent was not found.
Fields = Mapping[str, Field]
