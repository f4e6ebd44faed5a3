"""How many some words say: in digits, as a fraction or in words."""

from __future__ import annotations

from decimal import Decimal

from backend.extraction.amounts import readings
from backend.extraction.candidates import Candidates
from backend.extraction.layout import fold
from backend.extraction.number_words import number_words

_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def quantity_of(text: str, found: Candidates) -> Decimal | None:
    """How many those words of a document say; None when they say no number."""
    words = number_words(found.language)
    if text in _FRACTIONS:
        return _FRACTIONS[text]
    if fold(text) in words:
        return Decimal(words[fold(text)])
    return next(iter(readings(text, found.decimal_mark)), None)
