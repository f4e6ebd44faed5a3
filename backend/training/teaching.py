"""`countersign teach`: the network learns from made documents, then from found ones, and is asked about those it has not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

from backend.extraction.learned import WEIGHTS_FILE, network, save, weights_of
from backend.extraction.learned.network import COLUMNS, FIELDS, NAMED, VALUED
from backend.training.learning import Course, Weights, fresh, learn
from backend.training.lessons import Lesson
from backend.training.parts import FOLDS, file_of, fold_of, unseen
from backend.training.record import commit, keep, recorded

#: Made documents first, so many a round; then the found ones with a third as many made ones among them.
ON_MADE, ON_FOUND = Course(rounds=28, rate=1.5e-3), Course(rounds=12, rate=1e-3)
#: What a network that has learned before learns of further found documents.
FURTHER = Course(rounds=12, rate=7e-4)
_A_ROUND, _MADE_AMONG = 1500, 3
#: What was learned further is kept so far from the weights before: between them errs less than at either end (https://arxiv.org/abs/2109.01903).
_FURTHER = 0.5
#: The mean of so many networks errs less than each of them (https://arxiv.org/abs/2203.05482).
ORDERS = 3
#: Longer documents teach much the same and take long.
_LONGEST = 1600
_Told = Callable[[str], object]


def teach(
    found: Sequence[Lesson], made: Sequence[Lesson], folder: Path | None, cache: Path, seed: int, told: _Told, *, is_further: bool = False
) -> None:
    """Teach the network and write it with its record into the folder or the package; the networks of the parts stay in the cache.

    It is the mean of some that learned the same in another order. `is_further` begins with that of the package: when what it learned from
    is no longer at hand. The networks of the parts then know of the earlier documents, too.
    """
    begun = weights_of(WEIGHTS_FILE) if is_further else None
    weights = dict(begun) if begun else _after_made(made, seed, told)
    course, share = (FURTHER, _FURTHER) if begun else (ON_FOUND, 1.0)
    for fold in range(FOLDS):
        others = [one for one in found if fold_of(one.group) != fold]
        one = _after_found(weights, others, made, course, seed, _telling(f"part {fold}", told))
        save(_between(weights, one, share), file_of(cache, fold))
    orders = (_telling(f"all, order {number + 1}", told) for number in range(ORDERS))
    some = [_after_found(weights, found, made, course, seed + number, telling) for number, telling in enumerate(orders)]
    output = (folder or WEIGHTS_FILE.parent) / WEIGHTS_FILE.name
    save(_between(weights, mean_of(some), share), output)
    corpora = Counter(one.corpus for one in found)
    record = {
        "commit": commit(),
        "seed": seed,
        "earlier": recorded(WEIGHTS_FILE) if begun else None,
        "courses": {"made": None if begun else asdict(ON_MADE), "found": asdict(course)},
        "made": len(made),
        "found": dict(sorted(corpora.items())),
        "unseen_groups": asked(found, cache),
    }
    keep(record, output)


def _after_made(made: Sequence[Lesson], seed: int, told: _Told) -> Weights:
    """The network after the made documents."""

    def chosen(chance: Generator) -> list[Lesson]:
        return [made[number] for number in chance.choice(len(made), min(_A_ROUND, len(made)), replace=False)]

    return learn(fresh(seed), chosen, ON_MADE, seed, _telling("made", told))


def _after_found(
    weights: Weights, found: Sequence[Lesson], made: Sequence[Lesson], course: Course, seed: int, telling: Callable[[int, float], object]
) -> Weights:
    """The network after found documents, too: of each layout group as many a round as the square root of its size."""
    groups: dict[str, list[Lesson]] = defaultdict(list)
    for one in found:
        if len(one.seen.texts) <= _LONGEST:
            groups[one.group].append(one)

    def chosen(chance: Generator) -> list[Lesson]:
        some = [group[n] for group in groups.values() for n in chance.choice(len(group), round(len(group) ** 0.5), replace=False)]
        among = chance.choice(len(made), min(len(made), len(some) // _MADE_AMONG), replace=False)
        return [*some, *(made[n] for n in among)]

    return learn(weights, chosen, course, seed, telling)


def _between(one: Weights, other: Weights, share: float) -> Weights:
    """The weights so far on the way from the one to the other."""
    return {name: (one[name] + np.float32(share) * (other[name] - one[name])).astype(np.float32) for name in one}


def _telling(name: str, told: _Told) -> Callable[[int, float], object]:
    return lambda number, surprise: told(f"{name}: round {number}, surprise {surprise:.3f}")


def mean_of(some: Sequence[Weights]) -> Weights:
    """The weights in the middle of those of some networks that began alike."""
    return {name: np.mean([one[name] for one in some], axis=0, dtype=np.float32) for name in some[0]}


def asked(found: Sequence[Lesson], cache: Path) -> dict[str, dict[str, dict[str, int]]]:
    """By corpus and question: how often there was something to find, and how often it was held the likeliest by a network that had not
    seen the document's group; and how often there was nothing, and that was said.
    """
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in found:
        weights = None if one.is_made else unseen(cache, one.group)
        for name, is_there, is_right in answered(one, weights) if weights else ():
            kind, right = ("there", "right") if is_there else ("none", "none_right")
            counts[one.corpus][name].update({kind: 1, right: int(is_right)})
    return {corpus: {name: dict(counter) for name, counter in fields.items()} for corpus, fields in counts.items()}


def answered(lesson: Lesson, weights: Mapping[str, Any]) -> Iterator[tuple[str, bool, bool]]:
    """What a lesson asks and how a network answers: the question, whether there is something to find, and whether the answer is right.

    For each field with an answer whether there is a value, and whether that was held the likeliest; for each word in a column of a line
    whether that column was, and of words in none, the one they were put in.
    """
    shares = network.log_shares(weights, lesson.seen)
    for name in FIELDS:
        if name in lesson.answers:
            column = shares.values[:, list(VALUED).index(name)] if name in VALUED else shares.names[:, NAMED.index(name)]
            right = lesson.answers[name]
            yield name, right[0] < len(column) - 1, bool(np.isin(column.argmax(), right))
    for truth, held in zip(lesson.columns.tolist(), shares.columns.argmax(0).tolist(), strict=False):
        if truth > 0:
            yield f"line {COLUMNS[truth]}", True, held == truth
        elif truth == 0 and held:
            yield f"line {COLUMNS[held]}", False, False
