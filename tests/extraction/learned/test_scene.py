"""What the network sees of a document."""

from __future__ import annotations

import numpy as np
import pytest

from backend.extraction.candidates import candidates
from backend.extraction.learned.figures import FIGURES
from backend.extraction.learned.relations import relations
from backend.extraction.learned.scene import ABOVE, BEFORE, MOST_PAGES, MOST_WORDS, UNDER, scene
from tests.extraction.printed import INVOICE, pdf, table, text_document

A4 = 595


def seen(document):
    return scene(candidates(document, [page.number for page in document.pages], "fr"))


@pytest.fixture(scope="module")
def invoice():
    return seen(text_document(INVOICE))


def word(seen, text):
    return seen.texts.index(text)


def test_every_printed_value_is_a_target_normalised_with_its_words(invoice):
    told = {(one.kind, one.value): " ".join(invoice.texts[one.first : one.last + 1]) for one in invoice.targets}

    assert told["date", "2026-01-31"] == "31/01/2026"
    assert told["money", "120.00"] == "120,00 €"
    assert told["reference", "FA-2026-0042"] == "FA-2026-0042"


def test_every_run_of_words_within_a_stretch_can_be_a_name(invoice):
    names = {invoice.name(number) for number in range(len(invoice.names[0]))}

    assert {"Verrerie du Forez SARL", "Verrerie du Forez"} <= names
    # Not over the end of a line.
    assert "SARL 12" not in names


def test_the_same_word_has_the_same_features_and_digits_are_all_alike():
    one, other = seen(text_document("Facture 4711\nMontant 12")), seen(text_document("Facture 0815\nMontant 99"))

    assert (one.ids[:, 0] == other.ids[:, 0]).all()
    assert one.ids[0, 0] != one.ids[2, 0]


def test_a_value_knows_the_label_before_it_and_the_column_it_stands_in():
    rows = [("Désignation", "Quantité", "Total"), ("Verre", "3", "30,00")]
    page = seen(pdf([*table(100, (60, 300, 450), rows), (60, 300, 9, "Date : 31/01/2026")]))
    plain = seen(pdf([*table(100, (60, 300, 450), [("Verre", "3", "30,00")]), (60, 300, 9, "31/01/2026")]))

    def neighbours(seen, text):
        return (seen.ids[word(seen, text), [BEFORE, ABOVE, UNDER]] > 0).tolist()

    assert neighbours(page, "31/01/2026")[0]
    assert neighbours(page, "3")[2]
    assert not any(neighbours(plain, "31/01/2026") + neighbours(plain, "3"))


def test_arithmetic_shows_in_the_figures(invoice):
    told = invoice.dense[:, -FIGURES:]

    # Rank, sum and part: 120 is the greatest and the sum of the two others.
    assert told[word(invoice, "120,00"), [1, 3]].tolist() == [1, 1]
    assert told[word(invoice, "100,00"), [1, 3, 4]].tolist() == [0, 0, 1]
    # The issue date is the first day, the due date the last.
    assert told[word(invoice, "31/01/2026"), 8:].tolist() == [1, 0]
    assert told[word(invoice, "28/02/2026"), 8:].tolist() == [0, 1]


def test_of_a_long_document_the_first_pages_and_the_last_are_seen():
    page = seen(pdf(*[[(60, 100, 9, f"page{n}")] for n in range(MOST_PAGES + 3)]))

    assert page.texts == ("page0", "page1", "page2", f"page{MOST_PAGES + 2}")


def test_of_a_crowded_page_the_head_and_the_foot_are_seen():
    lines = 2 * MOST_WORDS
    page = seen(text_document("\n".join(f"line{n}" for n in range(lines))))

    assert len(page.texts) == MOST_WORDS
    assert (page.texts[0], page.texts[-1]) == ("line0", f"line{lines - 1}")


def test_an_empty_page_is_not_seen():
    assert seen(pdf([])) is None


def test_words_that_follow_each_other_and_columns_stand_in_their_own_ways():
    boxes = np.array([(0.1, 0.1, 0.2, 0.12), (0.21, 0.1, 0.3, 0.12), (0.1, 0.2, 0.25, 0.22)], np.float32)
    told = relations(boxes, np.array([0, 0, 1], np.int32))

    # Next, previous, under at the same left edge, and above it: four different ways.
    assert len({told[0, 1], told[1, 0], told[0, 2], told[2, 0]}) == 4
    assert told[0, 2] != told[1, 2]
