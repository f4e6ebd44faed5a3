"""The statistical guess at the language of a text, its model loaded once in a process."""

from __future__ import annotations

from functools import cache
from typing import Protocol, cast

#: The languages of the product, and neighbours that must not be mistaken for one of them.
LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "no", "da", "pl", "pt", "sv")


class Classifier(Protocol):
    """What py3langid offers, as far as it is used here."""

    def classify(self, text: str, /) -> tuple[str, float]:
        """The likeliest language and its probability."""


def guess(text: str) -> tuple[str, float]:
    """The likeliest of LANGUAGES (ISO 639-1) and its probability from 0 to 1."""
    language, probability = _classifier().classify(text)
    return str(language), float(probability)


@cache
def _classifier() -> Classifier:
    # Imported here because it takes a second, which neither start-up nor a structured document need wait for.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]  # noqa: PLC0415

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return cast("Classifier", identifier)
