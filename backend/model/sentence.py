"""Sentences for people, in French and English side by side, with amounts and dates written the reader's way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from backend.errors import CountersignError

Language = Literal["fr", "en"]

#: NARROW NO-BREAK SPACE, the French thousands separator (Imprimerie nationale, CLDR).
_THIN = "\u202f"


@dataclass(frozen=True)
class Sentence:
    """One sentence in both languages of the product."""

    fr: str
    en: str

    def filled(self, **values: object) -> Sentence:
        """The sentence with `{name}` replaced; Decimals and dates are written as each language writes them."""
        return Sentence(
            fr=self.fr.format(**{k: written(v, "fr") for k, v in values.items()}),
            en=self.en.format(**{k: written(v, "en") for k, v in values.items()}),
        )

    def in_language(self, language: str) -> str:
        """The French text for French, the English one for every other language."""
        return self.fr if language.lower().startswith("fr") else self.en


def written(value: object, language: Language) -> str:
    """A value as a person of that language writes it: `1 234,50` or `1,234.50`; `21/11/2026` or `21 Nov 2026`."""
    if isinstance(value, Sentence):
        return value.in_language(language)
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.replace(",", _THIN).replace(".", ",") if language == "fr" else text
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if language == "fr" else f"{value.day} {value:%b %Y}"
    return str(value)


def said(error: CountersignError) -> Sentence:
    """What an error says, in both languages as far as it can."""
    return Sentence(error.fr or error.message, error.message)
