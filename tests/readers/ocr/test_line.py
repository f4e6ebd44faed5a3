from __future__ import annotations

import numpy as np
import pytest

from backend.readers.ocr import geometry
from backend.readers.ocr.line import Letter, Line

#: How high the line is and how wide each of its letters, in pixels.
HIGH, WIDE = 100, 40


def words(text, gaps, spaces=()):
    """The words of a line whose letters are printed with such gaps between them, in pixels, where such spaces were recognised."""
    starts = [10]
    for gap in gaps:
        starts.append(starts[-1] + WIDE + gap)
    picture = np.full((HIGH, starts[-1] + WIDE + 10), 255, np.uint8)
    for start in starts:
        picture[25:75, start : start + WIDE] = 0
    quad = geometry.whole(picture.shape)
    letters = tuple(Letter(letter, (start + WIDE / 2) / picture.shape[1], 0.99) for letter, start in zip(text, starts, strict=True))
    upright = geometry.Upright(0.0, picture.shape[1], HIGH, picture.shape[1], HIGH)
    return [word.text for word in Line(letters, frozenset(spaces), quad, picture).words(upright)]


@pytest.mark.parametrize(
    ("text", "wide"),
    [("Artikel", 6), ("TELECOM", 3), ("$60.78", 4), ("07.01.24", 3), ("5-13-88", 2), ("IE-M40", 3)],
)
def test_a_gap_inside_a_word_that_the_engine_read_without_a_space_does_not_part_it(text, wide):
    assert words(text, [27 if number == wide else 6 for number in range(1, len(text))]) == [text]


@pytest.mark.parametrize(("text", "wide"), [("40€", 2), ("TVA20%", 3), ("(55)98", 4), ("VAT:8185", 4), ("Menge12", 5)])
def test_a_gap_between_a_word_and_a_number_parts_them(text, wide):
    assert words(text, [27 if number == wide else 6 for number in range(1, len(text))]) == [text[:wide], text[wide:]]


def test_a_dash_apart_on_both_sides_parts_words_and_a_hyphen_does_not():
    assert words("Fils-SAS", [6, 6, 6, 19, 22, 6, 6]) == ["Fils", "-", "SAS"]
    assert words("Fils-SAS", [6, 6, 6, 6, 30, 6, 6]) == ["Fils-SAS"]


def test_columns_part_words_of_letters_too():
    assert words("PrixTotal", [6, 6, 6, 70, 6, 6, 6, 6]) == ["Prix", "Total"]


def test_a_recognised_space_parts_words_however_narrow():
    assert words("PLC", [6, 6], spaces=[2]) == ["PL", "C"]
