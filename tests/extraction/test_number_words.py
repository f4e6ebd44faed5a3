"""Numbers in words: of each language, written together or apart, and in dozens."""

from __future__ import annotations

import pytest

from backend.extraction.number_words import in_words


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "quatorze mille", 14_000),
        ("fr", "septante-cinq", 75),
        ("fr", "vingt et un", 21),
        ("fr", "une trentaine", 30),
        ("fr", "deux douzaines", 24),
        ("fr", "une demi-douzaine", 6),
        ("en", "two hundred and twenty", 220),
        ("en", "two dozen", 24),
        ("en", "half a dozen", 6),
        ("de", "fünfundzwanzig", 25),
        ("de", "zwei Dutzend", 24),
        ("es", "treinta y dos", 32),
        ("it", "due dozzine", 24),
        ("it", "duemila", 2000),
        ("nl", "vijfentwintig", 25),
    ],
)
def test_a_number_in_words_is_read_in_its_language(language, text, value):
    assert in_words(text, language) == value


@pytest.mark.parametrize(("language", "text"), [("fr", "rouge"), ("fr", "zéro"), ("en", "boxes"), ("en", ""), ("", "dozen"), ("", "once")])
def test_other_words_are_no_number(language, text):
    assert in_words(text, language) is None


def test_a_word_of_an_unknown_language_is_a_number_where_no_other_language_uses_it_otherwise():
    assert in_words("drei", "") == 3
