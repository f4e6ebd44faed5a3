"""`countersign teach`: the network learns to read from made documents, then from found ones, and is asked about those it has not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

from backend.extraction.learned import save
from backend.extraction.learned.network import FIELDS, NAMED, VALUED, log_shares
from backend.training.learning import Course, Weights, fresh, learn
from backend.training.lessons import Lesson
from backend.training.parts import FOLDS, file_of, fold_of, unseen
from backend.training.record import commit, keep

#: Made documents first, so many a round; then the found ones with a third as many made ones among them.
ON_MADE, ON_FOUND = Course(rounds=28, rate=1.5e-3), Course(rounds=12, rate=1e-3)
_A_ROUND, _MADE_AMONG = 1500, 3
#: Longer documents teach much the same and take long.
_LONGEST = 1600
_Told = Callable[[str], object]


def on_made(made: Sequence[Lesson], seed: int, told: _Told) -> Weights:
    """The network after the made documents."""

    def chosen(chance: Generator) -> list[Lesson]:
        return [made[number] for number in chance.choice(len(made), min(_A_ROUND, len(made)), replace=False)]

    return learn(fresh(seed), chosen, ON_MADE, seed, _telling("made", told))


def on_found(weights: Weights, found: Sequence[Lesson], made: Sequence[Lesson], name: str, seed: int, told: _Told) -> Weights:
    """The network after found documents, too: of each layout group as many a round as the square root of its size."""
    groups: dict[str, list[Lesson]] = defaultdict(list)
    for one in found:
        if len(one.seen.texts) <= _LONGEST:
            groups[one.group].append(one)

    def chosen(chance: Generator) -> list[Lesson]:
        some = [group[n] for group in groups.values() for n in chance.choice(len(group), round(len(group) ** 0.5), replace=False)]
        among = chance.choice(len(made), min(len(made), len(some) // _MADE_AMONG), replace=False)
        return [*some, *(made[n] for n in among)]

    return learn(weights, chosen, ON_FOUND, seed, _telling(name, told))


def of_fold(fold: int, weights: Weights, found: Sequence[Lesson], made: Sequence[Lesson], cache: Path, seed: int, told: _Told) -> None:
    """Teach the network of one part and keep it in the cache."""
    others = [one for one in found if fold_of(one.group) != fold]
    save(on_found(weights, others, made, f"part {fold}", seed, told), file_of(cache, fold))


def teach(found: Sequence[Lesson], made: Sequence[Lesson], output: Path, cache: Path, seed: int, told: _Told) -> dict[str, Any]:
    """Teach the network, write it and its record, and return the record; the networks of the parts stay in the cache."""
    weights = on_made(made, seed, told)
    for fold in range(FOLDS):
        of_fold(fold, weights, found, made, cache, seed, told)
    save(on_found(weights, found, made, "all", seed, told), output)
    return keep(_record(found, made, cache, seed), output)


def _record(found: Sequence[Lesson], made: Sequence[Lesson], cache: Path, seed: int) -> dict[str, Any]:
    corpora = sorted({one.corpus for one in found})
    return {
        "commit": commit(),
        "seed": seed,
        "courses": {"made": asdict(ON_MADE), "found": asdict(ON_FOUND)},
        "made": len(made),
        "found": {name: sum(one.corpus == name for one in found) for name in corpora},
        "unseen_groups": asked(found, cache),
    }


def _telling(name: str, told: _Told) -> Callable[[int, float], object]:
    return lambda number, surprise: told(f"{name}: round {number}, surprise {surprise:.3f}")


def asked(found: Sequence[Lesson], cache: Path) -> dict[str, dict[str, dict[str, int]]]:
    """By corpus and field: of how many documents the labelled value stands on the pages, and in how many it was held the likeliest by a
    network that had not seen its group; and how often there was none, and that was said.
    """
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for one in found:
        weights = None if one.is_made else unseen(cache, one.group)
        for name, is_there, is_right in answered(one, weights) if weights else ():
            kind, right = ("there", "right") if is_there else ("none", "none_right")
            counts[one.corpus][name].update({kind: 1, right: int(is_right)})
    return {corpus: {name: dict(counter) for name, counter in fields.items()} for corpus, fields in counts.items()}


def answered(lesson: Lesson, weights: Mapping[str, Any]) -> Iterator[tuple[str, bool, bool]]:
    """For each field with an answer: whether there is a value, and whether that was held the likeliest."""
    values, names = log_shares(weights, lesson.seen)
    for name in FIELDS:
        if name in lesson.answers:
            column = values[:, list(VALUED).index(name)] if name in VALUED else names[:, NAMED.index(name)]
            right = lesson.answers[name]
            yield name, right[0] < len(column) - 1, bool(np.isin(column.argmax(), right))
