"""Grows a judge of values: trees over signs, and the scale that makes what they say probabilities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from backend.extraction.certainty.line_signs import LINE_FALLING, LINE_RISING, LINE_SIGNS
from backend.extraction.certainty.signs import FALLING, NAMES, RISING
from backend.extraction.certainty.trees import Scale
from backend.training.examples import Example, Kind

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Size:
    """How large the trees grow: small ones with many examples in a leaf learn what holds for layouts that are not among them."""

    leaves: int
    trees: int
    rate: float
    least_in_leaf: int = 25
    shrinkage: float = 5.0
    folds: int = 5
    #: Of each sign 1 when more of it never speaks against a value, -1 when it never speaks for it.
    directions: tuple[int, ...] = tuple(1 if name in RISING else -1 if name in FALLING else 0 for name in NAMES)


_LINES = tuple(1 if name in LINE_RISING else -1 if name in LINE_FALLING else 0 for name in LINE_SIGNS)
#: For how certain the rules' choices are, for choosing among many candidates, and for the values of lines.
CERTAINTY, RANKER = Size(leaves=8, trees=120, rate=0.07), Size(leaves=12, trees=90, rate=0.12, folds=3)
LINES = Size(leaves=8, trees=60, rate=0.12, directions=_LINES)
#: One of so many wrong rivals is learned from: they are most of the examples and much alike.
_ONE_OF = 3
_LOWEST, _HIGHEST = 0.01, 0.999
#: A value teaches as much as so many of made documents, which are easier and alike.
TEACHES = {Kind.MADE: 1.0, Kind.FOUND: 2.0, Kind.FRESH: 10.0}


@dataclass(frozen=True)
class Fitted:
    """A grown judge, and what cross-validation said of every example."""

    trees: HistGradientBoostingClassifier
    scale: Scale
    #: The probability of each example, from trees that saw no document of its group.
    unseen: tuple[float, ...]


def fit(examples: Sequence[Example], size: Size, seed: int) -> Fitted:
    """The judge of those examples. The same examples and seed give the same one."""
    signs = np.array([one.signs for one in examples], dtype=np.float64)
    right = np.array([one.is_right for one in examples], dtype=np.float64)
    weights = _weights(examples)
    taught = np.array([_teaches(one, number) for number, one in enumerate(examples)])
    grow = partial(_grown, signs, right, weights, size, seed)
    said = np.zeros(len(examples))
    folds = GroupKFold(min(size.folds, len({one.group for one in examples})), shuffle=True, random_state=seed)
    for learned, tested in folds.split(signs, right, [one.group for one in examples]):
        said[tested] = grow(learned[taught[learned]]).predict_proba(signs[tested])[:, 1]
    scale = scale_of(said, right, weights)
    return Fitted(grow(np.flatnonzero(taught)), scale, tuple(scale.at(probability) for probability in said.tolist()))


def _teaches(one: Example, number: int) -> bool:
    return one.is_right or not one.is_rival or crc32(f"{one.document} {number}".encode()) % _ONE_OF == 0


def scale_of(said: Numbers, right: Numbers, weights: Numbers) -> Scale:
    """The rising line from what trees said to how often that was right, through the middles of the steps that fit best."""
    steps = IsotonicRegression(out_of_bounds="clip").fit(said, right, sample_weight=weights).predict(said)
    levels = np.unique(steps)
    middles = [float(np.average(said[steps == level], weights=weights[steps == level])) for level in levels]
    return Scale((0.0, *middles, 1.0), (0.0, *(min(max(float(level), _LOWEST), _HIGHEST) for level in levels), 1.0))


def _weights(examples: Sequence[Example]) -> Numbers:
    """A large group counts more than a small one, but less than by its size; a value as its kind of document teaches."""
    size = Counter(one.group for one in examples if not one.is_rival)
    weights: Numbers = np.array([max(size[one.group], 1) ** -0.5 * TEACHES[one.kind] for one in examples])
    weights /= weights.mean()
    return weights


def _grown(
    signs: Numbers, right: Numbers, weights: Numbers, size: Size, seed: int, rows: NDArray[np.int64]
) -> HistGradientBoostingClassifier:
    """Trees grown from those rows."""
    return HistGradientBoostingClassifier(
        max_leaf_nodes=size.leaves,
        max_iter=size.trees,
        learning_rate=size.rate,
        min_samples_leaf=size.least_in_leaf,
        l2_regularization=size.shrinkage,
        monotonic_cst=size.directions,
        early_stopping=False,
        random_state=seed,
    ).fit(signs[rows], right[rows], sample_weight=weights[rows])
