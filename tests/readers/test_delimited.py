from __future__ import annotations

import pytest

from backend import readers
from backend.readers import sheet
from tests.readers import making


def words(content, name="commande.csv"):
    (document,) = readers.read(making.attachment(content, name))
    return {word.cell: word.text for page in document.pages for word in page.words}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_character_set_are_told(delimiter, charset):
    rows = [["Référence", "Désignation", "Qté"], ["A12", '"Vis, à bois; 4x40"', "200"], ["B7", "Écrou", ""]]
    found = words("\r\n".join(delimiter.join(row) for row in rows).encode(charset))
    assert found == {
        "A1": "Référence", "B1": "Désignation", "C1": "Qté", "A2": "A12", "B2": "Vis, à bois; 4x40", "C2": "200", "A3": "B7", "B3": "Écrou",
    }  # fmt: skip


def test_decimal_commas_do_not_pass_for_delimiters():
    assert words(b"ref;prix\nA12;12,50\nB7;3,75\nC1;8,00\n")["B2"] == "12,50"


def test_the_line_that_names_the_delimiter_is_no_row():
    assert words(b"sep=,\na,b\n1,2;3\n") == {"A1": "a", "B1": "b", "A2": "1", "B2": "2;3"}


def test_a_long_file_is_cut_and_said_to_be(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_CELLS", 10)
    (document,) = readers.read(making.attachment(b"a;b\n" * 50, "x.csv"))
    assert (len(document.pages[0].words), [f.rule for f in document.findings]) == (10, ["READ-TRUNCATED"])
