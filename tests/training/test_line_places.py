"""What the network of lines learns from: where labelled lines stand on the pages."""

from __future__ import annotations

import pytest

from backend.evaluation.labelled import Labelled
from backend.extraction.learned.network import COLUMNS
from backend.training.lessons import collect
from backend.training.line_places import UNKNOWN

ORDER = """Bon de commande 4711

Réf      Désignation            Qté    P.U.     Montant
A-17     Chaise pliante           4   25,00      100,00
         en hêtre clair
B-20     Table ronde (remise)     3   80,00      216,00

Total HT  316,00 €
"""
CHAIR = {"seller_item_id": "A-17", "description": "Chaise pliante en hêtre", "quantity": "4", "net_price": "25.00", "line_amount": "100.00"}
TABLE = {"description": "Table ronde", "quantity": "3", "net_price": "72.00", "line_amount": "216.00"}


@pytest.fixture
def learn(tmp_path):
    def learn(*lines, text=ORDER):
        (tmp_path / "one.txt").write_text(text, encoding="utf-8")
        labelled = Labelled("one", tmp_path / "one.txt", "text", "fr", "order", "a", {}, lines)
        told = list(collect({"found": [labelled]}, tmp_path / "cache"))
        return {
            (word, number): "?" if column == UNKNOWN else COLUMNS[column]
            for lesson in told
            if len(lesson.columns)
            for number, (word, column) in enumerate(zip(lesson.seen.texts, lesson.columns.tolist(), strict=True))
        }

    return learn


def columns(told, *words):
    return [column for (word, _), column in told.items() if word in words]


def test_each_word_of_a_labelled_line_is_told_its_column_and_all_others_that_they_have_none(learn):
    told = learn(CHAIR, TABLE)

    assert columns(told, "A-17", "Chaise", "pliante", "4", "25,00", "100,00") == [
        "seller_item_id", "description", "description", "quantity", "net_price", "line_amount",
    ]  # fmt: skip
    assert columns(told, "en", "hêtre") == ["description", "description"]
    assert set(columns(told, "Bon", "4711", "Désignation", "Qté", "Total", "316,00")) == {""}


def test_what_the_labels_do_not_say_of_a_line_is_unknown(learn):
    told = learn(CHAIR, TABLE)

    assert columns(told, "clair", "(remise)", "80,00") == ["?", "?", "?"]


def test_a_count_that_is_printed_twice_on_its_line_is_unknown(learn):
    told = learn({**CHAIR, "quantity": "4"}, text=ORDER.replace("A-17     Chaise", "4    A-17 Chaise"))

    assert columns(told, "4") == ["?", "?"]


def test_of_a_price_that_is_the_amount_the_last_is_the_amount(learn):
    alone = {"description": "Forfait pose", "quantity": "1", "net_price": "90", "line_amount": "90"}
    told = learn(alone, text="Bon de commande n° 4711\n\nForfait pose   1   90,00   90,00\n")

    assert columns(told, "90,00") == ["net_price", "line_amount"]


def test_a_document_whose_lines_are_not_found_teaches_nothing(learn):
    assert learn(CHAIR, {"description": "Armoire", "quantity": "2", "line_amount": "999.00"}) == {}
    assert learn() == {}
