from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.content.charset import decoded

FRENCH = "Facture n° 12 — échéance à réception, total 1 234,50 €, été « bientôt »"


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_own_character_set_without_being_told(name):
    assert decoded(FRENCH.encode(name)) == FRENCH


@pytest.mark.parametrize("lie", ["us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "no-such-charset", "idna", "unicode_escape", ""])
def test_utf8_is_read_as_utf8_whatever_was_declared(lie):
    assert decoded(FRENCH.encode(), lie) == FRENCH


@pytest.mark.parametrize("lie", ["utf-8", "us-ascii", "iso-8859-1"])
def test_windows_1252_is_read_though_something_else_was_declared(lie):
    assert decoded(FRENCH.encode("cp1252"), lie) == FRENCH


def test_a_declared_character_set_is_used_where_the_bytes_fit_it():
    assert decoded("Łódź, zażółć".encode("iso-8859-2"), "iso-8859-2") == "Łódź, zażółć"
    assert decoded("Größe".encode("utf-16-le"), "utf-16-le") == "Größe"


def test_one_broken_byte_does_not_spoil_a_utf8_text():
    assert decoded(("é" * 40).encode() + b"\xc3", "utf-8") == "é" * 40 + "\ufffd"


@given(st.binary(max_size=400), st.text(max_size=20))
def test_no_bytes_and_no_declaration_make_it_raise(content, declared):
    assert isinstance(decoded(content, declared), str)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Désignation;Quantité\nVis à bois;12\n", "cp850"), ("Désignation — été à l’œil", "mac_roman"), ("Größe, Straße, Übergabe", "cp1252")],
)
def test_the_character_sets_of_old_systems_are_told_by_their_letters(text, name):
    assert decoded(text.encode(name)) == text
