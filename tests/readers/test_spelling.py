"""Words whose letters were written in pieces or twice over, as real programs write them."""

from __future__ import annotations

import pytest

from backend.readers.spelling import as_meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Quantit´e", "Quantité"),
        ("d’´et´e", "d’été"),
        ("Fran¸cais", "Français"),
        ("Direcci´on", "Dirección"),
        ("connaˆıtre", "connaître"),
        ("RÃ©servation", "Réservation"),
        ("journ&#233;e", "journée"),
        ("5&nbsp;000", "5\xa0000"),
    ],
)
def test_a_word_says_what_it_is_meant_to(written, meant):
    assert as_meant(written) == meant


@pytest.mark.parametrize("word", ["l´eau", "qu´elle", "R&D", "A&B;", "NÃO", "Müller", "12´´", "AT&T;"])
def test_a_word_that_is_right_stays_as_it_is(word):
    assert as_meant(word) == word
