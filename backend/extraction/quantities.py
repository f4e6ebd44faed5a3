"""How many some words say: in digits, as a fraction or in words."""

from __future__ import annotations

from decimal import Decimal

from backend.extraction.amounts import readings
from backend.extraction.candidates import Candidates
from backend.extraction.number_words import in_words

_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def quantity_of(text: str, found: Candidates) -> Decimal | None:
    """How many those words of a document say; None when they say no number."""
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    told = in_words(text, found.language)
    if told is not None:
        return Decimal(told)
    return next(iter(readings(text, found.decimal_mark)), None)
