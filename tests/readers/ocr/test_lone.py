from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from backend.readers.ocr import lone, rapid
from tests.readers.ocr import paper

#: How high a line is detected, and how far the lines of a close table are apart, in pixels.
HIGH, PITCH = 44, 36


def around(left, top, right, bottom):
    """A quadrangle."""
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def table(numbers, mark=None):
    """A picture of rows with a name and a number each, the quadrangles of the names, and the middles of the numbers."""
    picture = Image.new("RGB", (900, 80 + PITCH * len(numbers)), "white")
    draw = ImageDraw.Draw(picture)
    quads, middles = [], []
    for row, number in enumerate(numbers):
        y = 40 + PITCH * row
        draw.text((60, y), "Vis inox tête ronde", fill=0, font=paper.font(30), anchor="lm")
        draw.text((700, y), number, fill=0, font=paper.font(30), anchor="lm")
        quads.append(around(55, y - HIGH / 2, 380, y + HIGH / 2))
        middles.append(y)
    if mark:
        mark(draw)
    return np.asarray(picture), np.array(quads), middles


def test_a_number_that_no_line_holds_is_found_on_its_row():
    pixels, quads, middles = table(("1", "24", "7"))
    found = lone.places(pixels, quads)
    assert sorted(place.mean(axis=0)[1] for place in found) == pytest.approx(middles, abs=3)
    assert all(690 < place[0, 0] < 705 and place[1, 0] < 760 for place in found)


@pytest.mark.parametrize(
    "mark",
    [
        lambda draw: draw.line((800, 0, 800, 400), fill=0, width=2),
        lambda draw: draw.line((800, 30, 800, 52), fill=0, width=2),
        lambda draw: draw.line((800, 40, 820, 40), fill=0, width=3),
        lambda draw: draw.text((800, 58), "5", fill=0, font=paper.font(30), anchor="lm"),
        lambda draw: draw.text((388, 40), "8", fill=0, font=paper.font(30), anchor="lm"),
    ],
    ids=["a rule", "a dash of a rule", "a hyphen", "between two rows", "a part of the line beside it"],
)
def test_what_is_no_number_on_a_row_is_left(mark):
    pixels, quads, _ = table(("1",), mark)
    assert len(lone.places(pixels, quads)) == 1


def test_a_page_full_of_marks_has_no_lone_numbers():
    def dots(draw):
        for number in range(60):
            draw.text((440 + 45 * (number % 10), 40 + PITCH * (number // 10)), "8", fill=0, font=paper.font(24), anchor="lm")

    pixels, quads, _ = table(("",) * 6, dots)
    assert len(lone.places(pixels, quads)) == 0


def test_digits_one_below_the_other_that_were_detected_as_one_are_found_one_by_one():
    pixels, quads, middles = table(("1", "3"))
    stack = around(692, middles[0] - 16, 726, middles[1] + 16)
    found = lone.places(pixels, np.concatenate([quads, [stack]]))
    assert len(found) == 2
    assert len(lone.without_stacks(np.concatenate([quads, [stack]]), list(found))) == 2
    assert len(lone.without_stacks(np.concatenate([quads, [stack]]), list(found[:1]))) == 3


def test_numbers_that_the_detection_passed_over_are_read(monkeypatch):
    pixels, quads, _ = table(("1", "24", "7"), lambda draw: draw.text((800, 40), "x", fill=0, font=paper.font(30), anchor="lm"))
    monkeypatch.setattr(rapid, "_detected", lambda _: quads)
    found = rapid.recognise(Image.fromarray(pixels), 100.0)
    assert [word.text for word in found.words if word.box.left > 0.5] == ["1", "24", "7"]
