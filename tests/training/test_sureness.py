"""Thresholds from which on a field is sure."""

from __future__ import annotations

from backend.training.examples import Example
from backend.training.sureness import thresholds


def told(field, *pairs, corpus="made"):
    """(example, probability) for each (probability, right, how many)."""
    return [
        (Example(f"d{number}", corpus, "g", field, (), is_right, 0.9), probability)
        for probability, is_right, count in pairs
        for number in range(count)
    ]


def chosen(*rows):
    examples, unseen = zip(*[one for row in rows for one in row], strict=True)
    return thresholds(examples, unseen)


def test_a_threshold_stands_above_what_is_often_wrong():
    assert chosen(told("due_date", (0.99, True, 500), (0.97, True, 80), (0.97, False, 20))) == {"due_date": 0.99}


def test_no_threshold_divides_values_of_one_probability():
    assert chosen(told("due_date", (0.99, True, 300), (0.99, False, 2))) == {}


def test_there_is_no_threshold_where_too_few_values_could_tell():
    assert chosen(told("due_date", (0.99, True, 20))) == {}


def test_a_value_that_is_hardly_certain_is_never_sure():
    assert chosen(told("due_date", (0.92, True, 1000))) == {}


def test_a_field_that_knows_itself_well_is_sure_and_another_is_not():
    found = chosen(told("due_date", (0.99, True, 500)), told("seller_name", (0.99, True, 95), (0.99, False, 5)))

    assert found == {"due_date": 0.99}


def test_a_small_corpus_counts_as_much_as_a_large_one():
    large = told("due_date", (0.99, True, 4000), (0.97, True, 4000))
    small = told("due_date", (0.99, True, 60), (0.97, True, 38), (0.97, False, 2), corpus="found")

    assert chosen(large, small) == {"due_date": 0.99}


def test_as_many_values_are_sure_as_the_risk_allows():
    # One wrong value in 1,000 is allowed, and more right ones follow it.
    found = chosen(told("due_date", (0.99, True, 500), (0.98, False, 1), (0.97, True, 499)))

    assert found == {"due_date": 0.97}
