"""What the network learns from."""

from __future__ import annotations

import pytest

from backend.evaluation.labelled import Labelled
from backend.training.lessons import lessons
from tests.extraction.printed import INVOICE


@pytest.fixture
def learn(tmp_path):
    (tmp_path / "one.txt").write_text(INVOICE, encoding="utf-8")

    def learn(fields, **more):
        (lesson,) = lessons(
            [Labelled("one", tmp_path / "one.txt", "text", "fr", "invoice", "a", fields, **more)], "made", tmp_path / "cache"
        )
        return lesson

    return learn


def values(lesson, name):
    return [lesson.seen.targets[number].value for number in lesson.answers[name]]


def test_the_answers_are_the_printed_values_that_are_the_labelled_ones(learn):
    lesson = learn({"issue_date": "2026-01-31", "tax_inclusive_amount": "120"})

    assert values(lesson, "issue_date") == ["2026-01-31"]
    assert values(lesson, "tax_inclusive_amount") == ["120.00"]
    assert set(lesson.answers) == {"issue_date", "tax_inclusive_amount"}


def test_a_name_is_answered_by_the_run_of_words_most_like_it(learn):
    lesson = learn({"seller_name": "VERRERIE DU FOREZ SARL"})

    assert [lesson.seen.name(number) for number in lesson.answers["seller_name"]] == ["Verrerie du Forez SARL"]


def test_a_labelled_value_that_is_not_on_the_page_teaches_nothing(learn):
    assert learn({"issue_date": "2025-05-05", "seller_name": "Atelier Nord"}).answers == {}


def test_where_the_labels_are_complete_what_is_absent_is_answered_by_none(learn):
    lesson = learn({"issue_date": "2026-01-31"}, is_complete=True)

    assert lesson.answers["order_reference"].tolist() == [len(lesson.seen.targets)]
    assert lesson.answers["buyer_name"].tolist() == [len(lesson.seen.names[0])]
