"""Thresholds from which on a field is sure."""

from __future__ import annotations

from backend.training.examples import Example, Kind
from backend.training.sureness import cross_fitted, thresholds


def told(field, *pairs, kind=Kind.FOUND, groups=1, **more):
    """(example, probability) for each (probability, right, how many)."""
    return [
        (Example(f"d{number}", "a", f"{field} {number % groups}", field, (), is_right, 0.9, kind=kind, **more), probability)
        for probability, is_right, count in pairs
        for number in range(count)
    ]


def chosen(*rows):
    examples, unseen = zip(*[one for row in rows for one in row], strict=True)
    return thresholds(examples, unseen)


def test_a_threshold_stands_above_what_is_often_wrong():
    assert chosen(told("due_date", (0.99, True, 900), (0.97, True, 80), (0.97, False, 20))) == {"due_date": 0.99}


def test_no_threshold_divides_values_of_one_probability():
    assert chosen(told("due_date", (0.99, True, 500), (0.99, False, 2))) == {}


def test_there_is_no_threshold_where_too_few_values_could_tell():
    assert chosen(told("due_date", (0.99, True, 20)), told("currency", (0.99, True, 2000))) == {"currency": 0.99}


def test_where_one_more_wrong_value_would_break_the_promise_nothing_is_sure():
    # None of 150 is wrong; were it one, that would be more than 5 in 1,000.
    assert chosen(told("due_date", (0.99, True, 150))) == {}
    assert chosen(told("due_date", (0.99, True, 600))) == {"due_date": 0.99}


def test_a_value_that_is_hardly_certain_is_never_sure():
    assert chosen(told("due_date", (0.94, True, 1000))) == {}


def test_a_field_that_knows_itself_well_is_sure_and_another_is_not():
    found = chosen(told("due_date", (0.99, True, 900)), told("seller_name", (0.99, True, 95), (0.99, False, 5)))

    assert found == {"due_date": 0.99}


def test_found_documents_count_more_than_many_more_made_ones():
    made = told("due_date", (0.99, True, 4000), (0.97, True, 4000), kind=Kind.MADE, groups=900)
    found = told("due_date", (0.99, True, 700), (0.97, True, 38), (0.97, False, 8), groups=100)

    assert chosen(made, found) == {"due_date": 0.99}


def test_documents_that_the_rules_were_written_without_count_most():
    known = told("due_date", (0.99, True, 2000), (0.97, True, 2000), groups=900)
    fresh = told("due_date", (0.99, True, 700), (0.97, True, 38), (0.97, False, 8), kind=Kind.FRESH, groups=100)

    assert chosen(known, fresh) == {"due_date": 0.99}


def test_as_many_values_are_sure_as_the_risk_allows():
    # One wrong value in 1,500 is allowed beside the one that nobody saw, and more right ones follow it.
    found = chosen(told("due_date", (0.99, True, 700), (0.98, False, 1), (0.97, True, 799)))

    assert found == {"due_date": 0.97}


def test_what_cannot_be_sure_raises_no_threshold():
    beyond = told("due_date", (0.999, False, 50), may_be_sure=False)

    assert chosen(told("due_date", (0.99, True, 900)), beyond) == {"due_date": 0.99}


def test_a_group_is_judged_by_thresholds_that_were_chosen_without_it():
    # Alone one group is wrong at the probability that is right everywhere else: the others cannot know.
    rows = told("due_date", (0.99, True, 4000), groups=40) + [
        (Example("d", "a", "odd", "due_date", (), False, 0.9), 0.99) for _ in range(20)
    ]
    examples, unseen = zip(*rows, strict=True)

    sure = cross_fitted(examples, unseen, seed=1)

    assert all(is_sure for one, is_sure in zip(examples, sure, strict=True) if one.group == "odd")
    assert not all(sure)
