"""Whether a confidence means what it says: reliability, the risk taken at a coverage, and what is wrong among sure values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from backend.evaluation.score import Value

#: The share of labelled values for which the risk is told.
COVERAGE = 0.7
#: The edges of the table's bins; finer where a person would rely on it.
_EDGES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.000001)
_PER = 1000


def reliability(values: Sequence[Value]) -> list[dict[str, float]]:
    """For each bin of confidence: how many values it has, their mean confidence, and the share that is right."""
    read = [value for value in values if value.value]
    rows = []
    for least, end in pairwise(_EDGES):
        inside = [value for value in read if least <= value.confidence < end]
        if inside:
            mean = sum(value.confidence for value in inside) / len(inside)
            right = sum(value.is_right for value in inside) / len(inside)
            rows.append({"from": least, "to": min(end, 1.0), "n": len(inside), "confidence": round(mean, 4), "right": round(right, 4)})
    return rows


def calibration_error(values: Sequence[Value]) -> float | None:
    """The mean distance between confidence and share of right values over the bins, weighted by their size; None without values."""
    rows = reliability(values)
    total = sum(row["n"] for row in rows)
    return round(sum(row["n"] * abs(row["confidence"] - row["right"]) for row in rows) / total, 4) if total else None


def risk(values: Sequence[Value], coverage: float = COVERAGE) -> float | None:
    """How many in 1,000 are wrong of the most certain values that make up that share of all labelled ones; None when there are not so many.

    Of values with the same confidence each has the same chance to be among them.
    """
    wanted = coverage * sum(bool(value.truth) for value in values)
    taken = wrong = 0.0
    for number, wrong_of_them in _by_confidence(values):
        share = min(1.0, (wanted - taken) / number)
        taken += share * number
        wrong += share * wrong_of_them
        if taken >= wanted:
            return round(_PER * wrong / wanted, 2) if wanted else None
    return None


def _by_confidence(values: Sequence[Value]) -> Iterator[tuple[int, int]]:
    """From the most certain values down: how many share a confidence, and how many of those are wrong."""
    read = sorted((value for value in values if value.value), key=lambda value: -value.confidence)
    for _, same in groupby(read, key=lambda value: value.confidence):
        alike = list(same)
        yield len(alike), sum(not value.is_right for value in alike)


def sure(values: Sequence[Value]) -> dict[str, float | int | None]:
    """The share of labelled values that are sure in percent, how many that are, and how many in 1,000 of them are wrong."""
    labelled = sum(bool(value.truth) for value in values)
    certain = [value for value in values if value.is_sure]
    wrong = sum(not value.is_right for value in certain)
    return {
        "coverage": round(100 * len(certain) / max(labelled, 1), 1),
        "n": len(certain),
        "wrong": wrong,
        "wrong_per_1000": round(_PER * wrong / len(certain), 2) if certain else None,
    }
