"""The lines as the network sees them, whatever it has learned."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.layout import Span
from backend.extraction.learned import SeenLines, opinion, using
from backend.extraction.learned.network import COLUMNS, log_shares, shapes
from backend.extraction.learned.scene import MOST_WORDS, scene
from backend.extraction.lines import extract_lines
from backend.extraction.tables import Column, TableRow
from backend.model.document import Box
from backend.model.trade import DocumentType
from tests.extraction.printed import INVOICE, extracted, pdf, table, text_document


def weights(seed=3):
    chance = np.random.default_rng(seed)
    return {name: chance.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes().items()}


def always(column):
    """Weights of a network that puts every word into that column."""
    none = {name: np.zeros_like(one) for name, one in weights().items()}
    return none | {"column.shift": 20 * np.eye(len(COLUMNS), dtype=np.float32)[COLUMNS.index(column)]}


def found(text=INVOICE):
    return candidates(text_document(text), [1], "fr")


def table_of(text=INVOICE):
    told = opinion(found(text), "")
    return told and told.lines.table


@pytest.mark.parametrize("text", [INVOICE, "Bonjour", "120,00"])
def test_each_word_stands_in_one_of_the_columns(text):
    seen = scene(found(text))
    told = np.exp(log_shares(weights(), seen).columns)

    assert told.shape == (len(COLUMNS), len(seen.texts))
    assert told.sum(0) == pytest.approx(1, abs=1e-4)


def test_words_of_one_line_and_column_are_one_cell():
    with using(always("line_amount")):
        read = table_of("Vis 12,00\n\nÉcrou 3,50")

    assert [[(column.name, span.text) for column, span in row.cells] for row in read.rows] == [
        [("line_amount", "Vis 12,00")],
        [("line_amount", "Écrou 3,50")],
    ]
    assert read.heads == ()


@pytest.mark.parametrize(("column", "agreement"), [("line_amount", 1.0), ("quantity", 0.0)])
def test_a_table_agrees_as_far_as_its_numbers_stand_where_the_network_sees_them(column, agreement):
    on_page = found("12,00\n\n3,50")
    rows = [TableRow(row, ((Column(column, Box(0, 0, 1, 1), 0, 1), Span(row, 0, len(row.text))),)) for row in on_page.rows]
    with using(always("line_amount")):
        seen = opinion(on_page, "").lines

    assert seen.agreement(rows) == pytest.approx(agreement, abs=1e-3)
    # A table with half of the numbers that are seen.
    assert seen.agreement(rows[:1]) == pytest.approx(agreement * 2 / 3, abs=1e-3)
    assert seen.agreement([]) == 0


PAGE = ("Facture n° 4711", "", "Désignation      Qté    P.U.    Montant", "Chaise pliante   25,00  4,00    100,00")


@pytest.mark.parametrize("swapped", [False, True])
def test_of_several_readings_the_one_is_taken_with_which_the_network_agrees(swapped):
    document = text_document("\n".join(PAGE))
    on_page = candidates(document, [1], "fr")
    read = scene(on_page)
    columns = {"Chaise": 1, "pliante": 1, "25,00": 3 if swapped else 2, "4,00": 2 if swapped else 3, "100,00": 4}
    shares = np.full((len(COLUMNS), len(read.texts)), -20, np.float32)
    shares[[columns.get(text, 0) for text in read.texts], np.arange(len(read.texts))] = 0

    (line,), _ = extract_lines(on_page, document, (1,), SeenLines(on_page.rows, read, shares), is_order=False)

    assert (line["quantity"].value, line["net_price"].value) == (("4.00", "25.00") if swapped else ("25.00", "4.00"))


@pytest.mark.parametrize(("share", "quantity"), [(0.6, "8"), (0.9, "500")])
def test_where_nothing_multiplies_the_rules_choice_stays_unless_the_network_is_far_surer(share, quantity):
    page = ("Order", "", "Item             Strength    Qty", "Vancomycin       500         8", "Heparin          750         12")
    document = text_document("\n".join(page))
    on_page = candidates(document, [1], "en")
    read = scene(on_page)
    shares = np.full((len(COLUMNS), len(read.texts)), -20, np.float32)
    for place, text in enumerate(read.texts):
        held = {"500": share, "750": share, "8": 1 - share, "12": 1 - share}.get(text, 0.0)
        shares[COLUMNS.index("quantity"), place] = np.log(held + 1e-9)
        shares[COLUMNS.index("description") if text.isalpha() else 0, place] = np.log(1 - held)

    lines, _ = extract_lines(on_page, document, (1,), SeenLines(on_page.rows, read, shares), is_order=False)

    assert lines[0]["quantity"].value == quantity


@pytest.mark.parametrize("column", ["", "description"])
def test_where_no_word_is_a_number_of_a_line_there_is_no_table(column):
    with using(always(column)):
        assert table_of() is None


def test_a_page_of_which_it_does_not_see_all_is_left_to_the_rules():
    few = "Vis 12,00\n" * (MOST_WORDS // 2)
    with using(always("line_amount")):
        assert len(table_of(few).rows) == MOST_WORDS // 2
        assert table_of(few + "Vis 12,00\n") is None


@pytest.mark.parametrize("column", COLUMNS[1:])
def test_a_network_that_errs_takes_no_lines_away(column):
    heads = ("Désignation", "Qté", "P.U.", "Montant")
    page = pdf(table(200, (40, -330, -430, -550), [heads, ("Chaise pliante", "4", "25,00", "100,00"), ("Table", "3", "80,00", "240,00")]))
    with using(None):
        lines = extracted(page, DocumentType.ORDER, "fr").lines
    with using(always(column)):
        assert extracted(page, DocumentType.ORDER, "fr").lines == lines
    assert len(lines) == 2


def test_without_a_network_or_words_there_is_no_table():
    with using(None):
        assert table_of() is None
    with using(always("quantity")):
        assert table_of("") is None
