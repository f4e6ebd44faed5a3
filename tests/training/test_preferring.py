"""In which fields the ranker ships."""

from __future__ import annotations

from backend.training.examples import Example, Kind
from backend.training.preferring import decide


def document(name, chosen, rival, kind=Kind.MADE, field="seller_name"):
    """The (probability, right) of what the rules chose, None for nothing, and of its rival."""
    rows = [(chosen, False), (rival, True)]
    return [(Example(name, str(kind), "g", field, (), one[1], 0.5, is_rival, kind=kind), one[0]) for one, is_rival in rows if one]


def decided(documents):
    examples, unseen = zip(*[one for document in documents for one in document], strict=True)
    (decision,) = decide(examples, unseen).values()
    return decision


def test_rivals_are_preferred_where_that_found_more_right_values_than_it_lost():
    found = decided([document(f"d{n}", (0.2, False), (0.8, True)) for n in range(10)])

    assert found.switch is not None
    assert found.switched["made"] == (10, 0)


def test_the_rules_stay_where_preferring_rivals_lost_as_much():
    won = [document(f"d{n}", (0.2, False), (0.8, True)) for n in range(10)]
    lost = [document(f"e{n}", (0.2, True), (0.8, False)) for n in range(10)]

    assert decided(won + lost).switch is None


def test_a_value_lost_in_a_fresh_document_outweighs_many_found_in_made_ones():
    won = [document(f"d{n}", (0.2, False), (0.8, True)) for n in range(12)]
    lost = [document("e", (0.2, True), (0.8, False), kind=Kind.FRESH)]

    assert decided(won).switch is not None
    assert decided(won + lost).switch is None


def test_a_handful_of_values_shows_nothing():
    assert decided([document(f"d{n}", (0.2, False), (0.8, True)) for n in range(3)]).switch is None


def test_where_the_rules_chose_nothing_a_likely_rival_fills_the_gap():
    found = decided([document(f"d{n}", None, (0.75, True)) for n in range(10)] + [document("e", None, (0.55, False))])

    assert found.fill in {0.6, 0.7}
    assert found.filled["made"] == (10, 0)


def test_a_gap_is_never_filled_where_labels_do_not_say_that_there_is_nothing():
    assert decided([document(f"d{n}", None, (0.75, True), field="tax_amount") for n in range(10)]).fill is None
