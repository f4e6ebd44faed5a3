"""What every engine of text recognition does, whichever it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageFilter

from backend.model.document import Origin, Page
from backend.readers.ocr import rapid, tesseract
from tests.readers import making
from tests.readers.ocr import paper


@pytest.fixture(params=[rapid, tesseract], ids=["rapid", "tesseract"])
def engine(request):
    """Each engine in turn."""
    return request.param


def page(engine, picture):
    """The page as the engine reads it."""
    found = engine.recognise(picture, 100.0)
    assert not found.is_cut
    return Page(1, Origin.OCR, found.words, (), found.width, found.height, rotation=found.rotation)


def text(engine, picture):
    """The lines as the engine reads them."""
    return [" ".join(word.text for word in line) for line in page(engine, picture).lines()]


def test_it_is_installed_here(engine):
    assert engine.available()


def test_two_columns_make_rows_and_every_word_has_a_place_of_its_own(engine):
    found = page(engine, paper.columns())
    rows = [[word.text for word in line] for line in found.lines()]
    assert [row[-1] for row in rows[:3]] == ["FA-2026-0815", "12/11/2026", "200"]
    assert rows[3] == ["Total", "à", "payer", "1", "234,50", "EUR"]
    for line in found.lines():
        assert all(one.box.right <= other.box.left for one, other in pairwise(line))
    date = next(word for word in found.words if word.text == "12/11/2026")
    assert date.box.right * found.width == pytest.approx(1140, abs=6)
    assert date.box.middle * found.height == pytest.approx(60 + 70 + 18, abs=8)
    assert 0.5 < date.confidence <= 1


def test_an_iban_is_read_whole(engine):
    assert "FR7630006000011234567890189" in "".join(text(engine, paper.columns())).replace(" ", "")


def test_a_blank_page_has_no_words(engine):
    assert page(engine, Image.new("L", (1240, 1754), 255)).words == ()
    assert page(engine, Image.new("RGB", (40, 20), "white")).words == ()


@pytest.mark.parametrize("degrees", [180, 270])
def test_it_is_turned_upright(engine, degrees):
    picture = paper.columns().rotate(degrees, expand=True, fillcolor=255)
    found = page(engine, picture)
    assert found.rotation == pytest.approx(degrees, abs=0.3)
    assert "FA-2026-0815" in found.text().splitlines()[0]


def test_a_page_askew_is_made_level(engine):
    picture = paper.columns(paper.INVOICE * 2).rotate(-2.6, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    found = page(engine, picture)
    assert found.rotation % 360 == pytest.approx(357.4, abs=0.3)
    assert found.lines()[0][-1].text == "FA-2026-0815"


def test_a_line_alone_is_read(engine):
    assert engine.line(paper.lines(("732 829 320 00074",)).crop((80, 50, 700, 110))).replace(" ", "") == "73282932000074"


def test_a_page_that_takes_too_long_is_cut_and_has_no_words(engine):
    found = engine.recognise(paper.columns(), 0.01)
    assert (found.is_cut, found.words) == (True, ())


def test_accents_of_six_languages_are_read():
    assert text(rapid, paper.lines(paper.ACCENTS)) == list(paper.ACCENTS)


def test_a_photograph_in_a_shadow_is_read():
    grey = np.asarray(paper.columns(), dtype=np.float32)
    shadow = np.linspace(1.0, 0.35, grey.shape[1])
    noise = np.random.default_rng(5).normal(0, 6, grey.shape)
    picture = Image.fromarray(np.clip(grey * shadow + noise, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1))
    assert text(rapid, picture)[3] == "Total à payer 1 234,50 EUR"


def test_a_page_of_half_the_size_is_read():
    picture = paper.columns().resize((520, 227), Image.Resampling.LANCZOS)
    assert text(rapid, picture)[:2] == ["Facture n° FA-2026-0815", "Date 12/11/2026"]


def test_cells_between_rules_are_read_without_the_rules():
    row = ("VF-M01", "Fourchette de table", "1", "16,90", "338,00", "20 %")
    read = [line for line in text(rapid, making.ruled_scan((row, row))) if "VF-M01" in line]
    assert read == ["VF-M01 Fourchette de table 1 16,90 338,00 20 %"] * 2
