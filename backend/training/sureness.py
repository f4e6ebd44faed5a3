"""Chooses from what probability on each field needs no look: as many values as possible, hardly any of them wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.training.examples import Example

#: So many of 1,000 sure values may be wrong, each corpus counting as much as another whatever its size.
WRONG_PER_1000 = 2.0
#: A sure value must be at least this certain; no threshold is chosen on fewer values of a field.
LEAST_SURE, LEAST_VALUES = 0.93, 40
_PER = 1000
#: How many right values one wrong value is worth: between these the price is sought that buys most for the risk.
_CHEAPEST, _DEAREST, _STEPS = 1.0, 10_000.0, 30


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
    size = Counter(one.corpus for one in examples)
    values: dict[str, list[tuple[float, bool, float]]] = defaultdict(list)
    for one, probability in zip(examples, unseen, strict=True):
        values[one.field].append((probability, one.is_right, 1 / size[one.corpus]))
    steps = {name: _steps(some) for name, some in values.items()}
    cheap, dear = _CHEAPEST, _DEAREST
    for _ in range(_STEPS):
        price = (cheap * dear) ** 0.5
        cheap, dear = (price, dear) if _risk(_chosen(steps, price)) > WRONG_PER_1000 else (cheap, price)
    return {name: step.probability for name, step in _chosen(steps, dear).items()}


def _steps(values: Sequence[tuple[float, bool, float]]) -> list[_Step]:
    """The places where a field's values, from the most certain down, can be divided."""
    steps: list[_Step] = []
    taken = wrong = 0.0
    ordered = sorted(values, reverse=True)
    for number, (probability, is_right, weight) in enumerate(ordered, start=1):
        if probability < LEAST_SURE:
            break
        taken += weight
        wrong += 0.0 if is_right else weight
        is_last_alike = number == len(ordered) or ordered[number][0] < probability
        if is_last_alike and number >= LEAST_VALUES:
            steps.append(_Step(probability, taken, wrong))
    return steps


def _chosen(steps: Mapping[str, Sequence[_Step]], price: float) -> dict[str, _Step]:
    """The step of each field that is worth most at that price."""
    best = {name: max(some, key=lambda step: _worth(step, price)) for name, some in steps.items() if some}
    return {name: step for name, step in best.items() if _worth(step, price) > 0}


def _worth(step: _Step, price: float) -> float:
    return step.taken - step.wrong - price * step.wrong


def _risk(chosen: Mapping[str, _Step]) -> float:
    """How many of 1,000 are wrong."""
    taken = sum(step.taken for step in chosen.values())
    return _PER * sum(step.wrong for step in chosen.values()) / taken if taken else 0.0
