"""Scores of readings against labels; the expected numbers are computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend.evaluation.equality import is_same, is_same_line
from backend.evaluation.figures import figures, report
from backend.evaluation.labelled import Labelled
from backend.evaluation.score import Counts, Reading, score


def labelled(name="one", group="a", fields=None, lines=(), **more):
    channel, kind = more.pop("channel", "pdf"), more.pop("document_type", "invoice")
    return Labelled(name, Path(name), channel, "fr", kind, group, fields or {}, tuple(lines), **more)


def field(value, confidence=0.9, sure=False):
    return {"value": value, "confidence": confidence, "sure": sure}


def document(fields, lines=(), document_type="invoice"):
    return {"document_type": document_type, "fields": fields, "lines": [{k: field(v) for k, v in line.items()} for line in lines]}


def reading(*documents, **more):
    return Reading({"intent": "invoice", "documents": list(documents)}, **more)


@pytest.mark.parametrize(
    ("name", "truth", "value"),
    [
        ("tax_amount", "20.00", "20.004"),
        ("seller_name", "Verrerie du Forez SARL", "verrerie du forez"),
        ("payment_iban", "FR76 3000 6000", "FR7630006000"),
        ("invoice_number", "FA-2026/0001", "fa 2026 0001"),
    ],
)
def test_a_value_is_right_when_it_says_the_same_in_another_writing(name, truth, value):
    assert is_same(name, truth, value)


@pytest.mark.parametrize(
    ("name", "truth", "value"),
    [
        ("tax_amount", "20.00", "20.005"),
        ("tax_amount", "20.00", "twenty"),
        ("tax_amount", "20.00", ""),
        ("seller_name", "Verrerie du Forez", "Verrerie de Lyon"),
        ("invoice_number", "FA-1", "FA-11"),
    ],
)
def test_a_value_is_wrong_when_it_says_something_else(name, truth, value):
    assert not is_same(name, truth, value)


def test_a_line_is_right_with_its_numbers_and_one_of_its_references():
    truth = {"quantity": "2", "line_amount": "10.00", "seller_item_id": "A-1", "description": "Bolt"}

    assert is_same_line(truth, {"quantity": "2.0", "line_amount": "10", "description": "bolt"})
    assert not is_same_line(truth, {"quantity": "3", "line_amount": "10", "description": "bolt"})
    assert not is_same_line(truth, {"quantity": "2", "line_amount": "10", "description": "nut"})


def test_of_several_documents_in_a_file_the_one_that_fits_best_counts():
    one = score(labelled(fields={"invoice_number": "7"}), reading(document({}), document({"invoice_number": field("7")})))

    assert one.is_whole
    assert one.is_type_right


def test_a_paper_that_is_no_trade_document_is_right_when_none_is_made_of_it():
    quote = labelled(fields={"issue_date": "2026-01-01"}, document_type="quote")
    left, opened = score(quote, reading()), score(quote, reading(document({"issue_date": field("2026-01-02")})))

    assert (left.is_type_right, opened.is_type_right) == (True, False)
    assert figures([left, opened])["whole"] is None
    assert opened.values == ()


def test_a_value_without_a_label_is_wrong_only_where_labels_are_complete():
    said = reading(document({"due_date": field("2026-01-01")}))

    assert score(labelled(), said).values == ()
    assert [value.is_right for value in score(labelled(is_complete=True), said).values] == [False]


def test_a_field_that_complete_labels_often_lack_is_not_held_to_be_invented():
    said = reading(document({"currency": field("EUR"), "seller_legal_id": field("812345676")}))

    assert score(labelled(is_complete=True), said).values == ()


def test_each_labelled_line_takes_a_line_of_its_own():
    line = {"quantity": "1", "description": "Bolt"}

    assert score(labelled(lines=[line, line]), reading(document({}, [line]))).lines == Counts(1, 2, 1)


def test_a_file_in_which_nothing_was_found_is_scored_as_missing_everything():
    one = score(labelled(fields={"invoice_number": "7"}), reading())

    assert [value.counts for value in one.values] == [Counts(0, 1, 0)]
    assert not one.is_type_right


@pytest.fixture
def scores():
    """Two documents of layout a, one right and one wrong, and one of layout b, in which nothing was found."""
    bolt = {"quantity": "1", "description": "Bolt"}
    nut = {"quantity": "2", "description": "Nut"}
    return [
        score(
            labelled("1", "a", {"invoice_number": "7", "due_date": "2026-01-31"}, [bolt, nut]),
            reading(
                document({"invoice_number": field("7", 0.99, sure=True), "due_date": field("2026-01-31", 0.6)}, [bolt, nut]),
                seconds=0.1,
                pages=1,
            ),
        ),
        score(
            labelled("2", "a", {"invoice_number": "8"}, [bolt], channel="scan", intent="invoice"),
            reading(document({"invoice_number": field("9", 0.96, sure=True)}, [nut, nut]), seconds=2.0, pages=2, recognised_pages=1),
        ),
        score(
            labelled("3", "b", {"invoice_number": "5"}, is_made=True, intent="order"),
            reading(document({}, document_type="order"), seconds=0.3, pages=1),
        ),
    ]


def test_the_figures_are_averaged_over_documents_and_over_groups(scores):
    found = figures(scores)

    # Of three numbers two were read and one is right; in layout a one of two, in layout b none of one.
    assert found["fields"]["invoice_number"] == {
        "n": 3, "precision": 50.0, "recall": 33.3, "f1": 40.0, "macro_precision": 50.0, "macro_recall": 25.0, "macro_f1": 25.0,
    }  # fmt: skip
    assert found["fields"]["due_date"]["recall"] == 100.0
    # Two of three labelled lines are right, of four that were read.
    assert (found["lines"]["f1"], found["lines"]["macro_f1"], found["lines"]["n"]) == (57.1, 57.1, 3)
    assert (found["whole"], found["whole_macro"]) == (33.3, 25.0)
    assert (found["type"], found["type_macro"]) == (66.7, 50.0)
    assert found["intent"] == 50.0


def test_recognised_documents_are_timed_apart(scores):
    assert figures(scores)["time"] == {
        "read": {"n": 2, "median": 0.2, "p90": 0.28, "median_a_page": 0.2},
        "recognised": {"n": 1, "median": 2.0, "p90": 2.0, "median_a_page": 1.0},
    }


def test_found_and_made_documents_channels_and_languages_stand_apart(scores):
    told = report(scores)

    assert (told["origin"]["found"]["cases"], told["origin"]["made"]["cases"]) == (2, 1)
    assert (told["channel"]["pdf"]["whole"], told["channel"]["scan"]["whole"]) == (50.0, 0.0)
    assert told["language"]["fr"]["cases"] == 3


def test_sure_values_are_counted_with_those_that_are_wrong(scores):
    # Two of four labelled values are sure; one of them is wrong.
    assert figures(scores)["sure"] == {"coverage": 50.0, "n": 2, "wrong": 1, "wrong_per_1000": 500.0}
