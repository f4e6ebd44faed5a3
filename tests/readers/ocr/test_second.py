from __future__ import annotations

import pytest

from backend.model.document import Box, Word
from backend.readers import ocr
from backend.readers.ocr import rapid, second, tesseract
from tests.readers.ocr import paper

IBAN = "FR76 3000 6000 0112 3456 7890 189"


def row(text):
    """The words of a text, side by side on one row."""
    words, left = [], 0.1
    for part in text.split():
        words.append(Word(part, Box(left, 0.1, left + 0.01 * len(part), 0.12), 0.8))
        left += 0.01 * len(part) + 0.008
    return words


def settled(text, again):
    """What becomes of a text when the other engine reads `again`, and how often that one was asked."""
    asked = []
    words = second.settled(row(text), lambda box: asked.append(box) or again)
    return " ".join(word.text for word in words), len(asked)


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("IBAN: FR76 3000 6000 0112 3458 7890 189 BIC", IBAN),
        ("IBAN:FR7630006000011234567890188", IBAN),
        ("TVA FR40303285045", "FR40303265045"),
        ("SIRET 732 829 320 00071", "SIRET 732 829 320 00074"),
        ("EAN 4006381333981", "4006381333931"),
    ],
)
def test_what_passes_its_check_replaces_what_does_not(first, other):
    after, asked = settled(first, other)
    assert asked == 1
    assert other.replace(" ", "").removeprefix("SIRET") in after.replace(" ", "")
    assert [len(part) for part in after.split()] == [len(part) for part in first.split()]


@pytest.mark.parametrize("text", [f"IBAN {IBAN}", "TVA FR40303265045", "SIRET 73282932000074", "Commande 4500012345", "Total 1 234,50 EUR"])
def test_what_passes_its_check_or_has_none_is_not_read_again(text):
    assert settled(text, "something else") == (text, 0)


def test_letters_for_digits_are_settled_by_the_check_alone():
    assert settled("FR76 3O00 6000 0I12 3456 7890 189", "") == (IBAN, 0)


@pytest.mark.parametrize("again", ["", "FR76 3000 6000 0112 3456 7890 188", "DE89 3704 0044 0532 0130 00"])
def test_nothing_is_replaced_by_what_fails_too_or_is_something_else(again):
    text = "FR76 3000 6000 0112 3458 7890 189"
    assert settled(text, again) == (text, 1)


def test_a_page_of_doubtful_numbers_is_not_read_again_for_each():
    words = [word for n in range(9) for word in row(f"n°{n} 4006381333981")]
    asked = []
    second.settled(words, lambda box: asked.append(box) or "")
    assert len(asked) == 3


def test_the_other_engine_reads_the_place_of_the_doubtful_identifier(monkeypatch):
    real = rapid.recognise

    def misread(image, seconds):
        found = real(image, seconds)
        words = tuple(Word("3458", word.box, 0.6) if word.text == "3456" else word for word in found.words)
        return type(found)(words, found.rotation, found.width, found.height)

    monkeypatch.setattr(rapid, "recognise", misread)
    assert "3456" in {word.text for word in ocr.recognise(paper.columns()).words}
    monkeypatch.setattr(tesseract, "available", lambda: False)
    assert "3458" in {word.text for word in ocr.recognise(paper.columns()).words}


def test_without_the_accurate_engine_the_light_one_reads(monkeypatch):
    monkeypatch.setattr(rapid, "available", lambda: False)
    monkeypatch.setattr(rapid, "recognise", lambda *_: pytest.fail("is not installed"))
    assert (ocr.available(), ocr.is_accurate()) == (True, False)
    assert "12/11/2026" in {word.text for word in ocr.recognise(paper.columns()).words}
