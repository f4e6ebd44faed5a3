"""Grows the model of certainty: trees over signs, the scale that makes them probabilities, and thresholds for what is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from backend.extraction.certainty.signs import FALLING, NAMES, RISING
from backend.extraction.certainty.trees import Scale
from backend.training.examples import Example

Numbers = NDArray[np.float64]

#: Small trees, many examples in a leaf: what is learned must hold for layouts that are not among them.
_LEAVES, _TREES, _RATE, _LEAST_IN_LEAF, _SHRINKAGE = 8, 150, 0.06, 25, 5.0
FOLDS = 8
_LOWEST, _HIGHEST, _PER = 0.01, 0.999, 1000
#: So many of 1,000 sure values may be wrong.
WRONG_PER_1000 = 2.0
#: A sure value must be at least this certain; and no threshold is chosen on fewer values.
_LEAST_SURE, _LEAST_VALUES = 0.95, 60


@dataclass(frozen=True)
class Fitted:
    """A grown model, and what cross-validation said of every example."""

    trees: HistGradientBoostingClassifier
    scale: Scale
    thresholds: dict[str, float]
    #: The probability of each example, from trees that saw no document of its group.
    unseen: tuple[float, ...]


def fit(examples: Sequence[Example], seed: int) -> Fitted:
    """The model of those examples. The same examples and seed give the same model."""
    signs = np.array([one.signs for one in examples], dtype=np.float64)
    right = np.array([one.is_right for one in examples], dtype=np.float64)
    weights = _weights(examples)
    said = _unseen(signs, right, weights, [one.group for one in examples], seed)
    scale = scale_of(said, right, weights)
    unseen = tuple(scale.at(probability) for probability in said.tolist())
    return Fitted(_grown(signs, right, weights, seed), scale, thresholds(examples, unseen), unseen)


def _unseen(signs: Numbers, right: Numbers, weights: Numbers, groups: Sequence[str], seed: int) -> Numbers:
    """What trees say of each example that saw no document of its group."""
    said = np.zeros(len(right))
    for learned, tested in GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=seed).split(signs, right, groups):
        said[tested] = _grown(signs[learned], right[learned], weights[learned], seed).predict_proba(signs[tested])[:, 1]
    return said


def scale_of(said: Numbers, right: Numbers, weights: Numbers) -> Scale:
    """The rising line from what trees said to how often that was right, through the middles of the steps that fit best."""
    steps = IsotonicRegression(out_of_bounds="clip").fit(said, right, sample_weight=weights).predict(said)
    levels = np.unique(steps)
    middles = [float(np.average(said[steps == level], weights=weights[steps == level])) for level in levels]
    return Scale((0.0, *middles, 1.0), (0.0, *(min(max(float(level), _LOWEST), _HIGHEST) for level in levels), 1.0))


def _weights(examples: Sequence[Example]) -> Numbers:
    """A large group counts more than a small one, but less than by its size."""
    size = Counter(one.group for one in examples)
    return np.array([size[one.group] ** -0.5 for one in examples])


def _grown(signs: Numbers, right: Numbers, weights: Numbers, seed: int) -> HistGradientBoostingClassifier:
    directions = [1 if name in RISING else -1 if name in FALLING else 0 for name in NAMES]
    return HistGradientBoostingClassifier(
        max_leaf_nodes=_LEAVES,
        max_iter=_TREES,
        learning_rate=_RATE,
        min_samples_leaf=_LEAST_IN_LEAF,
        l2_regularization=_SHRINKAGE,
        monotonic_cst=directions,
        early_stopping=False,
        random_state=seed,
    ).fit(signs, right, sample_weight=weights)


def thresholds(examples: Sequence[Example], unseen: Sequence[float]) -> dict[str, float]:
    """By field the least probability from which on hardly a value of unseen groups is wrong; a field without one is never sure."""
    found = {}
    for name in dict.fromkeys(one.field for one in examples):
        pairs = [(p, one.is_right) for p, one in zip(unseen, examples, strict=True) if one.field == name]
        bound = threshold(pairs)
        if bound is not None:
            found[name] = bound
    return found


def threshold(pairs: Sequence[tuple[float, bool]]) -> float | None:
    """The least probability from which on at most 2 in 1,000 are wrong; None when that holds for none, or for too few to tell."""
    best, wrong = None, 0
    ordered = sorted(pairs, reverse=True)
    for taken, (probability, is_right) in enumerate(ordered, start=1):
        if probability < _LEAST_SURE:
            break
        wrong += not is_right
        is_last_alike = taken == len(ordered) or ordered[taken][0] < probability
        if is_last_alike and taken >= _LEAST_VALUES and _PER * wrong <= WRONG_PER_1000 * taken:
            best = probability
    return best
