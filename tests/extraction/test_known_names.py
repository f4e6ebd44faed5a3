"""First names and towns that are known."""

from __future__ import annotations

import pytest

from backend.extraction.known_names import has_first_name, in_towns, is_town


@pytest.mark.parametrize("name", ["Pierre-Yves BRUGNOT", "DUPONT Élodie", "Hans-Peter van der Berg", "María García"])
def test_a_name_with_a_first_name_at_either_end_reads_like_a_persons(name):
    assert has_first_name(name)


@pytest.mark.parametrize("name", ["Fitness World Nutrition", "PATHE CINEMAS FRANCE", "Pierre", "Martin & Söhne 24"])
def test_other_names_do_not(name):
    assert not has_first_name(name)


def test_towns_are_known_in_the_spelling_of_the_page():
    assert is_town("SAINT-ÉTIENNE")
    assert is_town("München")
    assert not is_town("Saint Gobain")


def test_the_words_of_a_line_that_make_up_towns_are_told_the_longest_names_first():
    assert in_towns(["lyon,", "8", "rue", "X"]) == frozenset()
    assert in_towns(["8", "rue", "X", "13100", "Aix-en-Provence", "(Lyon)"]) == {4, 5}
    assert in_towns(["Plant:", "Los", "Angeles", "CA"]) == {1, 2}
