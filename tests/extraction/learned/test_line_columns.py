"""The network of lines, whatever it has learned."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned import OF_LINES, learned_table
from backend.extraction.learned.line_columns import COLUMNS, log_shares, shapes
from backend.extraction.learned.scene import MOST_WORDS, scene
from backend.model.trade import DocumentType
from tests.extraction.printed import INVOICE, extracted, pdf, table, text_document


def weights(seed=3):
    chance = np.random.default_rng(seed)
    return {name: chance.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes().items()}


def always(column):
    """Weights of a network that puts every word into that column."""
    none = {name: np.zeros_like(one) for name, one in weights().items()}
    return none | {"column.shift": np.eye(len(COLUMNS), dtype=np.float32)[COLUMNS.index(column)]}


def found(text=INVOICE):
    return candidates(text_document(text), [1], "fr")


@pytest.mark.parametrize("text", [INVOICE, "Bonjour", "120,00"])
def test_each_word_stands_in_one_of_the_columns(text):
    seen = scene(found(text))
    told = np.exp(log_shares(weights(), seen))

    assert told.shape == (len(COLUMNS), len(seen.texts))
    assert told.sum(0) == pytest.approx(1, abs=1e-4)


def test_words_of_one_line_and_column_are_one_cell():
    with OF_LINES.using(always("line_amount")):
        read = learned_table(found("Vis 12,00\n\nÉcrou 3,50"))

    assert [[(column.name, span.text) for column, span in row.cells] for row in read.rows] == [
        [("line_amount", "Vis 12,00")],
        [("line_amount", "Écrou 3,50")],
    ]
    assert read.heads == ()


@pytest.mark.parametrize("column", ["", "description"])
def test_where_no_word_is_a_number_of_a_line_there_is_no_table(column):
    with OF_LINES.using(always(column)):
        assert learned_table(found()) is None


def test_a_page_of_which_it_does_not_see_all_is_left_to_the_rules():
    few = "Vis 12,00\n" * (MOST_WORDS // 2)
    with OF_LINES.using(always("line_amount")):
        assert len(learned_table(found(few)).rows) == MOST_WORDS // 2
        assert learned_table(found(few + "Vis 12,00\n")) is None


@pytest.mark.parametrize("column", COLUMNS[1:])
def test_a_network_that_errs_takes_no_lines_away(column):
    heads = ("Désignation", "Qté", "P.U.", "Montant")
    page = pdf(table(200, (40, -330, -430, -550), [heads, ("Chaise pliante", "4", "25,00", "100,00"), ("Table", "3", "80,00", "240,00")]))
    with OF_LINES.using(None):
        lines = extracted(page, DocumentType.ORDER, "fr").lines
    with OF_LINES.using(always(column)):
        assert extracted(page, DocumentType.ORDER, "fr").lines == lines
    assert len(lines) == 2


def test_without_a_network_or_words_there_is_no_table():
    with OF_LINES.using(None):
        assert learned_table(found()) is None
    with OF_LINES.using(always("quantity")):
        assert learned_table(found("")) is None
