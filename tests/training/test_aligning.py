"""Which line that was read is which labelled one."""

from __future__ import annotations

from backend.training.aligning import aligned

GLOVES = {"description": "Gants nitrile", "quantity": "12", "line_amount": "60.00"}
ROPE = {"description": "Corde 8 mm", "quantity": "3", "line_amount": "45.00"}


def test_lines_are_paired_in_their_order_by_what_they_share():
    misread = GLOVES | {"quantity": "1"}

    assert aligned([misread, ROPE], [GLOVES, ROPE]) == [(misread, GLOVES), (ROPE, ROPE)]


def test_what_shares_nothing_with_a_labelled_line_is_none():
    invented = {"description": "Conditions générales", "quantity": "9"}

    assert aligned([GLOVES, invented, ROPE], [GLOVES, ROPE]) == [(GLOVES, GLOVES), (invented, None), (ROPE, ROPE)]


def test_a_labelled_line_that_was_not_read_moves_no_other():
    assert aligned([ROPE], [GLOVES, ROPE]) == [(ROPE, ROPE)]


def test_a_line_read_twice_is_one_line_and_one_too_many():
    pairs = aligned([GLOVES, GLOVES], [GLOVES])

    assert sorted(truth is None for _, truth in pairs) == [False, True]
