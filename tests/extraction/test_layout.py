"""The printed lines of a page: which words belong to one, and which letters make a word."""

from __future__ import annotations

import pytest

from backend.extraction.layout import rows_of
from tests.extraction.printed import text_document


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("B E S T E L L U N G", "BESTELLUNG"),
        ("G A L E A   S H I P   L T D", "GALEA SHIP LTD"),
        ("F A C T U R E          N°12", "FACTURE  N°12"),
        ("A B C", "A B C"),
        ("TAILLE          S          M          L          X", "TAILLE  S  M  L  X"),
    ],
)
def test_spaced_letters_are_the_words_that_they_spell(printed, text):
    (row,) = rows_of(text_document(printed), [1])
    assert row.text == text
