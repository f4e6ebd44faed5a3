"""What arithmetic says of the printed amounts, and order of the printed days, for each word that is a part of one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from backend.extraction.learned.targets import Target

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
#: How many numbers describe a word so.
FIGURES = 10
_AMOUNTS = frozenset({"money", "number"})
#: Only so many of the greatest amounts are added in pairs, and so many of a line multiplied.
_MOST_ADDED, _MOST_IN_LINE = 40, 8
#: Amounts whose right edges differ by less than this fraction of the page stand in one column.
_COLUMN = 60
_LEAST_ADDED = 2
_CENT = 0.011


def figures(targets: Sequence[Target], boxes: Floats, line_of: Ints, page_of: Ints) -> Floats:
    """Of amounts: size, rank, repetition, and whether one is a sum or a part of one, of its column, a product; of days: first, last."""
    told = np.zeros((len(line_of), FIGURES), np.float32)
    amounts = [(one, round(float(one.value), 2)) for one in targets if one.kind in _AMOUNTS]
    greatest = sorted({value for one, value in amounts if one.kind == "money" and value > 0}, reverse=True)[:_MOST_ADDED]
    rank = {value: number for number, value in enumerate(greatest)}
    count = Counter(value for _, value in amounts)
    sums, parts = _sums(greatest)
    for one, value in amounts:
        told[one.first : one.last + 1, :6] = (
            math.copysign(min(math.log10(abs(value) + 1), 8) / 4, value), bool(greatest) and value == greatest[0], min(count[value], 4) / 4,
            value in sums, value in parts, 1 - rank.get(value, _MOST_ADDED) / _MOST_ADDED,
        )  # fmt: skip
    for one in _column_sums(amounts, boxes, page_of):
        told[one.first : one.last + 1, 6] = 1
    for one, share in _products(amounts, line_of):
        told[one.first : one.last + 1, 7] = np.maximum(told[one.first : one.last + 1, 7], share)
    days = [one for one in targets if one.kind == "date"]
    order = sorted(one.value for one in days)
    for one in days:
        told[one.first : one.last + 1, 8:] = one.value == order[0], one.value == order[-1]
    return told


def _sums(greatest: Sequence[float]) -> tuple[set[float], set[float]]:
    """The amounts that are the sum of two others, and those others."""
    known = set(greatest)
    pairs = [(one, other) for one, other in combinations(greatest, 2) if round(one + other, 2) in known]
    return {round(one + other, 2) for one, other in pairs}, {part for pair in pairs for part in pair}


def _column_sums(amounts: Iterable[tuple[Target, float]], boxes: Floats, page_of: Ints) -> Iterator[Target]:
    """The amounts that are what those above them in their column add up to."""
    columns: dict[tuple[int, int], list[tuple[Target, float]]] = defaultdict(list)
    for one, value in amounts:
        columns[int(page_of[one.first]), round(float(boxes[one.last, 2]) * _COLUMN)].append((one, value))
    for column in columns.values():
        total = 0.0
        for number, (one, value) in enumerate(column):
            if number >= _LEAST_ADDED and abs(total - value) < _CENT:
                yield one
            total += value


def _products(amounts: Iterable[tuple[Target, float]], line_of: Ints) -> Iterator[tuple[Target, float]]:
    """The amounts that are the product of two others of their line (1), and those others (a half)."""
    lines: dict[int, list[tuple[Target, float]]] = defaultdict(list)
    for one, value in amounts:
        lines[int(line_of[one.first])].append((one, value))
    for line in lines.values():
        for (one, x), (other, y) in combinations(line[:_MOST_IN_LINE], 2):
            for third, z in line[:_MOST_IN_LINE]:
                is_product = third is not one and third is not other and z and 1 not in {x, y}
                if is_product and abs(x * y - z) < _CENT + 0.0005 * abs(z):
                    yield third, 1.0
                    yield one, 0.5
                    yield other, 0.5
