"""The written-out names are those of CLDR."""

from __future__ import annotations

from babel import Locale

from backend.extraction.calendar_names import LANGUAGES, MONTHS, WEEKDAYS
from backend.extraction.layout import fold

_WIDTHS = ("wide", "abbreviated")


def test_the_months_are_those_of_every_language():
    names = {
        fold(name).strip("."): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in _WIDTHS
        for number, name in Locale(language).months[context][width].items()
    }
    assert names == MONTHS


def test_the_days_are_those_of_every_language():
    days = {fold(name).strip(".") for one in LANGUAGES for width in _WIDTHS for name in Locale(one).days["format"][width].values()}
    assert days == WEEKDAYS
