"""How certain the values of lines are, and what must hold before one is sure."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from backend.extraction import certainty, printed
from backend.extraction.certainty import watched
from backend.extraction.certainty.line_setting import LineSetting
from backend.extraction.certainty.line_signs import LINE_FALLING, LINE_RISING, LINE_SIGNS, line_signs
from backend.extraction.certainty.model import VERSION, load
from backend.extraction.certainty.signs import NAMES
from backend.model.trade import DocumentType
from tests.extraction.printed import INVOICE, MAIL, text_document

ROWS = """
Désignation            Qté    Prix unitaire    Montant
Bocal à joint 1 litre    4            10,00      40,00
Caisse de rangement      3            20,00      60,00
"""
WITH_LINES = INVOICE.replace("\nTotal HT", ROWS + "\nTotal HT")
NOTHING = {"base": 0.0, "trees": [], "scale": {"said": [0.0, 1.0], "right": [0.0, 1.0]}}
CERTAIN = NOTHING | {"base": 5.0}


def setting(text=WITH_LINES):
    seen = []
    with watched(seen.append):
        printed.extract(text_document(text), (1,), DocumentType.INVOICE, "fr", MAIL)
    return seen[0]


def signs(text=WITH_LINES, line=0):
    """The signs of a line's values by field and name."""
    return {field.name: dict(zip(LINE_SIGNS, told, strict=True)) for field, told in line_signs(line, LineSetting(setting(text)))}


@pytest.fixture
def weighed(tmp_path, monkeypatch):
    """The lines of a text with a model that is certain of every value of theirs."""
    parts = {"signs": list(NAMES), "thresholds": {}, "preferences": {}, "certainty": NOTHING, "ranker": NOTHING}
    bounds = {"quantity": 0.97, "net_price": 0.97, "line_amount": 0.999}

    def weighed(text=WITH_LINES, **more):
        lines = {"line_signs": list(LINE_SIGNS), "lines": CERTAIN, "line_thresholds": bounds}
        path = tmp_path / "model.json"
        path.write_text(json.dumps({"version": VERSION} | parts | lines | more))
        model = load(path)
        monkeypatch.setattr(certainty, "load", lambda: model)
        read = setting(text)
        return certainty.weighed(read.document, read.found, read.mail, read.opinion).lines

    return weighed


def test_a_value_of_a_line_is_as_certain_as_the_model_says_and_sure_from_its_threshold(weighed):
    line = weighed()[0]

    assert line["quantity"].confidence == pytest.approx(0.9933, abs=0.0001)
    assert line["quantity"].sure
    assert not line["line_amount"].sure
    # No threshold: never sure.
    assert not line["description"].sure


def test_no_number_is_sure_where_the_lines_add_up_to_nothing_printed(weighed):
    lines = weighed(WITH_LINES.replace("40,00", "50,00").replace("10,00 ", "12,50 "))

    assert len(lines) == 2
    assert not any(field.sure for line in lines for field in line.values())


def test_without_a_judge_of_lines_they_stay_as_the_rules_read_them(weighed):
    assert weighed(lines=None) == setting().document.lines


def test_the_signs_of_a_line_that_multiplies_out_and_adds_up_say_so():
    quantity = signs()["quantity"]

    assert (quantity["multiplies"], quantity["adds_up"], quantity["multiplied"]) == (1.0, 1.0, 1.0)
    assert quantity["line_unread"] == 0.0


def test_the_head_over_a_value_is_its_own():
    told = signs()

    assert told["quantity"]["head"] == 1.0
    assert told["line_amount"]["head"] > 0.0


def test_a_number_that_no_field_has_is_counted():
    told = signs(WITH_LINES.replace("Bocal à joint 1 litre ", "Bocal à joint   77  8 "), line=0)

    assert told["line_amount"]["line_unread"] > 0.0


def test_quantities_that_count_the_lines_are_seen_through():
    read = setting()
    first, second = read.document.lines
    counted = (
        {**first, "quantity": replace(first["quantity"], value="1")},
        {**second, "quantity": replace(second["quantity"], value="2")},
    )
    lines = LineSetting(replace(read, document=replace(read.document, lines=counted)))

    assert lines.are_numbered
    assert not LineSetting(read).are_numbered


def test_the_signs_with_a_direction_are_signs_of_lines():
    assert set(LINE_SIGNS) >= LINE_RISING | LINE_FALLING
    assert not LINE_RISING & LINE_FALLING
