"""Sentences in both languages."""

from datetime import date
from decimal import Decimal

from backend.model.sentence import Sentence, written


def test_amounts_are_written_the_readers_way():
    sentence = Sentence("Prix {price}", "Price {price}").filled(price=Decimal("1234.50"))

    assert sentence.fr == "Prix 1\u202f234,50"
    assert sentence.en == "Price 1,234.50"


def test_dates_are_written_the_readers_way():
    assert written(date(2026, 11, 3), "fr") == "03/11/2026"
    assert written(date(2026, 11, 3), "en") == "3 Nov 2026"


def test_a_sentence_inside_a_sentence_keeps_its_language():
    unit = Sentence("pièces", "pieces")

    assert Sentence("3 {unit}", "3 {unit}").filled(unit=unit) == Sentence("3 pièces", "3 pieces")


def test_braces_in_a_value_stay_as_they_are():
    assert Sentence("{name}", "{name}").filled(name="{0.__class__}").en == "{0.__class__}"


def test_every_language_but_french_is_shown_english():
    sentence = Sentence("oui", "yes")

    assert [sentence.in_language(code) for code in ("fr", "fr-CA", "en", "de")] == ["oui", "oui", "yes", "yes"]
