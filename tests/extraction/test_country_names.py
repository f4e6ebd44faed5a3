"""The written-out names are those of CLDR."""

from __future__ import annotations

from babel import Locale

from backend.extraction.layout import fold
from backend.extraction.postal import COUNTRY_NAMES

_LANGUAGES = ("fr", "en", "de", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi")


def test_the_countries_are_those_of_every_language():
    assert {fold(name) for language in _LANGUAGES for name in Locale(language).territories.values()} == COUNTRY_NAMES
