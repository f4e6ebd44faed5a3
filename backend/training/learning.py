"""Teaches the network from lessons: the fields of a header, and the columns of lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from autograd import value_and_grad
from numpy.random import Generator
from numpy.typing import NDArray

from backend.extraction.learned import network
from backend.extraction.learned.network import NAMED, VALUED
from backend.extraction.learned.scene import Scene
from backend.training.derivatives import OPERATIONS, surprise, surprise_of_each
from backend.training.lessons import Lesson
from backend.training.line_places import UNKNOWN
from backend.training.varied import varied

Weights = dict[str, NDArray[np.float32]]
#: How much the columns of all words of a document count, and of those a word that belongs to no line.
_LINES, _ASIDE = 4.0, 0.5
#: How much it counts to find a name.
_NAME = 0.7
#: How many fields a document usually has: what its surprises are divided by.
_USUAL = 6
#: No single value surprises more than this: a wrong label would else teach most.
_MOST_SURPRISED = 8.0
#: The rate rises over the first steps.
_WARM_UP = 40
#: Adam (Kingma and Ba, 2015), with decay apart (Loshchilov and Hutter, 2019).
_FIRST, _SECOND, _TINY, _DECAY = 0.9, 0.98, 1e-8, 0.01
#: The learning rate falls to this share of its peak; gradients are cut at this length.
_LEAST_RATE, _LONGEST = 0.04, 1.0
_EMBEDDED = 0.3


def fresh(seed: int) -> Weights:
    """Weights that know nothing yet."""
    chance = np.random.default_rng(seed)
    return {name: _initial(name, shape, chance) for name, shape in network.shapes().items()}


def _initial(name: str, shape: tuple[int, ...], chance: Generator) -> NDArray[np.float32]:
    if name.endswith(".gain"):
        return np.ones(shape, np.float32)
    told = np.zeros(shape, np.float32)
    if name == "table":
        told[1:] = chance.normal(0, _EMBEDDED, shape)[1:]
    elif name.endswith(".weight"):
        told[:] = chance.uniform(-1, 1, shape) * shape[0] ** -0.5
    return told


@dataclass(frozen=True)
class Course:
    """How long and how fast is learned."""

    rounds: int
    rate: float
    #: So many documents at a time.
    batch: int = 8


def learn(
    weights: Weights,
    chosen: Callable[[Generator], Sequence[Lesson]],
    course: Course,
    seed: int,
    told: Callable[[int, float], object],
) -> Weights:
    """The weights after so many rounds of the lessons chosen for each; `told` hears of each round and its mean surprise."""
    chance = np.random.default_rng(seed)
    weights = {name: one.copy() for name, one in weights.items()}
    adam = Adam(weights)
    steps = 0
    for number in range(course.rounds):
        lessons = list(chosen(chance))
        total = 0.0
        batches = list(_batches(lessons, chance, course.batch))
        for at, batch in enumerate(batches):
            done = (number + at / len(batches)) / course.rounds
            rate = course.rate * min(1.0, (steps + 1) / _WARM_UP) * (1 - (1 - _LEAST_RATE) * done)
            seen = [(varied(one.seen, chance, is_made=one.is_made), one) for one in batch]
            surprised, gradient = surprise_and_gradient(weights, seen)
            adam.step(weights, gradient, rate)
            total += float(surprised)
            steps += 1
        told(number + 1, total / max(len(batches), 1))
    return weights


def _batches(lessons: list[Lesson], chance: Generator, size: int) -> Iterator[list[Lesson]]:
    order = chance.permutation(len(lessons))
    for at in range(0, len(order), size):
        yield [lessons[number] for number in order[at : at + size]]


def _mean(weights: Weights, batch: Sequence[tuple[Scene, Lesson]]) -> Any:
    """The mean surprise of some lessons."""
    # What is taken out of the traced mapping costs a pass over all of it: once, then.
    known = {name: weights[name] for name in weights}
    return sum((_surprise(known, seen, lesson) for seen, lesson in batch), 0.0) / len(batch)


surprise_and_gradient = value_and_grad(_mean)


def _surprise(weights: Weights, seen: Scene, lesson: Lesson) -> Any:
    """How much the answers of a lesson surprise a network with those (traced) weights that sees its document so."""
    shares = network.log_shares(weights, seen, OPERATIONS)
    told = surprise(shares.values, _answers(VALUED, lesson.answers, 1.0), _MOST_SURPRISED)
    told += surprise(shares.names, _answers(NAMED, lesson.answers, _NAME), _MOST_SURPRISED)
    if not len(lesson.columns):
        return told
    counts = np.where(lesson.columns == UNKNOWN, 0.0, np.where(lesson.columns == 0, _ASIDE, 1.0)).astype(np.float32)
    counts *= np.float32(_LINES / max(float(counts.sum()), 1.0))
    return told + surprise_of_each(shares.columns, np.maximum(lesson.columns, 0), counts)


def _answers(fields: Sequence[str] | Mapping[str, Any], answers: Mapping[str, Any], weight: float) -> tuple[tuple[int, Any, float], ...]:
    return tuple((number, answers[name], weight / _USUAL) for number, name in enumerate(fields) if name in answers)


class Adam:
    """Moves weights against their gradients, each as fast as it has moved steadily."""

    def __init__(self, weights: Weights) -> None:
        self._first = {name: np.zeros_like(one) for name, one in weights.items()}
        self._second = {name: np.zeros_like(one) for name, one in weights.items()}
        self._steps = 0

    def step(self, weights: Weights, gradient: Weights, rate: float) -> None:
        """One step, in place."""
        self._steps += 1
        length = float(np.sqrt(sum(float(np.vdot(one, one)) for one in gradient.values())))
        cut = np.float32(min(1.0, _LONGEST / max(length, _TINY)))
        first_share, second_share = 1 - _FIRST**self._steps, 1 - _SECOND**self._steps
        for name in weights:
            told = gradient[name] * cut
            first, second = self._first[name], self._second[name]
            first += np.float32(1 - _FIRST) * (told - first)
            second += np.float32(1 - _SECOND) * (told * told - second)
            if name.endswith(".weight"):
                weights[name] *= np.float32(1 - rate * _DECAY)
            step = first / (np.sqrt(second) + np.float32(_TINY * second_share**0.5))
            weights[name] -= step * np.float32(rate * second_share**0.5 / first_share)
