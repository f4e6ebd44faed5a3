"""Reliability and risk; the expected numbers are computed by hand."""

from __future__ import annotations

from backend.evaluation.certainty import calibration_error, reliability, risk
from backend.evaluation.score import Value


def value(confidence, is_right, *, text="x"):
    return Value("due_date", "x", text, confidence, is_sure=False, is_right=is_right)


def test_the_reliability_table_sets_confidence_beside_the_share_that_is_right():
    values = [value(0.96, True), value(0.96, True), value(0.97, True), value(0.97, False), value(0.6, False)]

    assert reliability(values) == [
        {"from": 0.5, "to": 0.7, "n": 1, "confidence": 0.6, "right": 0.0},
        {"from": 0.95, "to": 0.98, "n": 4, "confidence": 0.965, "right": 0.75},
    ]


def test_the_calibration_error_weighs_the_bins_by_their_size():
    values = [value(0.96, True), value(0.96, True), value(0.97, True), value(0.97, False), value(0.6, False)]

    # (4 x |0.965 - 0.75| + 1 x |0.6 - 0|) / 5
    assert calibration_error(values) == 0.292


def test_no_values_have_no_calibration_error():
    assert calibration_error([]) is None


def test_the_risk_is_that_of_the_most_certain_values():
    values = [value(0.99, True)] * 6 + [value(0.9, False)] + [value(0.5, False)] * 3

    assert risk(values, 0.6) == 0.0
    # One of the seven most certain.
    assert risk(values, 0.7) == 142.86


def test_values_of_one_confidence_share_the_risk():
    values = [value(0.9, True)] * 5 + [value(0.9, False)] * 5

    assert risk(values, 0.5) == 500.0


def test_there_is_no_risk_at_a_coverage_that_is_not_reached():
    assert risk([value(0.9, True), value(0.0, False, text="")], 0.7) is None
