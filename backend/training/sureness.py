"""Chooses from what probability on each field needs no look: as many values as possible, hardly any wrong, on layouts never seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sklearn.model_selection import GroupKFold

from backend.training.examples import Example, Kind

#: So many of 1,000 sure values may be wrong. The goal is 2; on documents that the rules were written without that would leave two values in
#: five green, and hardly fewer of those wrong (see docs/accuracy.md).
WRONG_PER_1000 = 5.0
#: What all documents of a kind count, however many they are.
SHARES = {Kind.MADE: 1.0, Kind.FOUND: 2.0, Kind.FRESH: 6.0}
#: A sure value must be at least this certain; no threshold is chosen on fewer values of a field.
LEAST_SURE, LEAST_VALUES = 0.95, 40
_PER = 1000
#: How many right values one wrong value is worth: between these the price is sought that buys most for the risk.
_CHEAPEST, _DEAREST, _STEPS = 1.0, 10_000.0, 25
_FOLDS = 5
#: No probability is as high.
_NEVER = 2.0


class _Judged(NamedTuple):
    """One value: its field and group, what it weighs, how likely it was called, and whether it is right."""

    field: str
    group: str
    weight: float
    probability: float
    is_right: bool
    kind: Kind


@dataclass(frozen=True)
class _Step:
    """A field's values from a probability on: what they weigh, and what those that are wrong weigh."""

    probability: float
    taken: float
    wrong: float


def thresholds(examples: Sequence[Example], unseen: Sequence[float]) -> dict[str, float]:
    """By field the least probability from which on it is sure; a field without one never is.

    One price for a wrong value holds for all fields: a field that knows itself well is sure more often, one that does not is never.
    """
    return _thresholds(_judged(examples, unseen))


def cross_fitted(examples: Sequence[Example], unseen: Sequence[float], seed: int) -> tuple[bool, ...]:
    """Of each example whether it would be sure by thresholds that were chosen without its group: what to expect on other documents."""
    judged = _judged(examples, unseen)
    groups = [one.group for one in judged]
    sure = [False] * len(judged)
    folds = GroupKFold(min(_FOLDS, len(set(groups))), shuffle=True, random_state=seed)
    for chosen_on, tested in folds.split(groups, groups=groups):
        bounds = _thresholds([judged[n] for n in chosen_on])
        for n in tested:
            sure[n] = judged[n].probability >= bounds.get(judged[n].field, _NEVER)
    return tuple(sure)


def _judged(examples: Sequence[Example], unseen: Sequence[float]) -> list[_Judged]:
    """The values that may be sure, the others as impossible."""
    weights = weights_of(examples)
    return [
        _Judged(one.field, one.group, weight, probability if one.may_be_sure else 0.0, one.is_right, one.kind)
        for one, probability, weight in zip(examples, unseen, weights, strict=True)
    ]


def weights_of(examples: Sequence[Example]) -> list[float]:
    """A large group counts more than a small one, but less than by its size; and each kind of document has its share of the whole."""
    size = Counter((one.group, one.kind) for one in examples)
    plain = [size[one.group, one.kind] ** -0.5 for one in examples]
    total: Counter[Kind] = Counter()
    for weight, one in zip(plain, examples, strict=True):
        total[one.kind] += weight
    return [weight * SHARES[one.kind] / total[one.kind] for weight, one in zip(plain, examples, strict=True)]


def _thresholds(values: Sequence[_Judged]) -> dict[str, float]:
    by_field: dict[str, list[_Judged]] = defaultdict(list)
    for one in values:
        by_field[one.field].append(one)
    steps = {name: _steps(some) for name, some in by_field.items()}
    cheap, dear = _CHEAPEST, _DEAREST
    for _ in range(_STEPS):
        price = (cheap * dear) ** 0.5
        cheap, dear = (price, dear) if _risk(values, _chosen(steps, price)) > WRONG_PER_1000 else (cheap, price)
    bounds = _chosen(steps, dear)
    return bounds if _risk(values, bounds) <= WRONG_PER_1000 else {}


def _steps(values: Sequence[_Judged]) -> list[_Step]:
    """The places where a field's values, from the most certain down, can be divided."""
    steps: list[_Step] = []
    taken = wrong = 0.0
    ordered = sorted(values, key=lambda one: -one.probability)
    for number, one in enumerate(ordered, start=1):
        if one.probability < LEAST_SURE:
            break
        taken += one.weight
        wrong += 0.0 if one.is_right else one.weight
        is_last_alike = number == len(ordered) or ordered[number].probability < one.probability
        if is_last_alike and number >= LEAST_VALUES:
            steps.append(_Step(one.probability, taken, wrong))
    return steps


def _chosen(steps: Mapping[str, Sequence[_Step]], price: float) -> dict[str, float]:
    """The step of each field that is worth most at that price."""
    best = {name: max(some, key=lambda step: _worth(step, price)) for name, some in steps.items() if some}
    return {name: step.probability for name, step in best.items() if _worth(step, price) > 0}


def _worth(step: _Step, price: float) -> float:
    return step.taken - step.wrong - price * step.wrong


def _risk(values: Sequence[_Judged], bounds: Mapping[str, float]) -> float:
    """How many of 1,000 sure values are wrong, were one more of the most telling ones wrong than was seen.

    That one more is what conformal risk control (Angelopoulos and others, 2022) adds, so that the promise holds for the next document and
    not only for those that were looked at.
    """
    sure = [one for one in values if one.probability >= bounds.get(one.field, _NEVER)]
    taken = sum(one.weight for one in sure)
    if not taken:
        return 0.0
    telling = max((one.kind for one in sure), key=SHARES.__getitem__)
    weights = [one.weight for one in sure if one.kind is telling]
    wrong = sum(one.weight for one in sure if not one.is_right)
    return _PER * (wrong + sum(weights) / len(weights)) / taken
