"""`countersign teach`: a network learns from made documents, then from found ones, and is asked about those it has not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.random import Generator

from backend.extraction.learned import OF_FIELDS, OF_LINES, Kept, line_columns, network, save
from backend.extraction.learned.line_columns import COLUMNS
from backend.extraction.learned.network import FIELDS, NAMED, VALUED
from backend.training.learning import Course, Surprise, Weights, fresh, learn, of_columns, of_fields
from backend.training.lessons import Lesson
from backend.training.parts import FOLDS, file_of, fold_of, unseen
from backend.training.record import commit, keep, recorded

#: Made documents first, so many a round; then the found ones with a third as many made ones among them.
ON_MADE, ON_FOUND = Course(rounds=28, rate=1.5e-3), Course(rounds=12, rate=1e-3)
#: What a network that has learned before learns of further found documents.
FURTHER = Course(rounds=12, rate=7e-4)
_A_ROUND, _MADE_AMONG = 1500, 3
#: The mean of so many networks errs less than each of them (https://arxiv.org/abs/2203.05482).
ORDERS = 3
#: Longer documents teach much the same and take long.
_LONGEST = 1600
_Told = Callable[[str], object]
#: What a lesson asks and how a network answers: the question, whether there is something to find, and whether the answer is right.
_Answers = Iterator[tuple[str, bool, bool]]


@dataclass(frozen=True)
class Teacher:
    """How one network is taught."""

    kept: Kept
    surprise: Surprise
    answered: Callable[[Lesson, Mapping[str, Any]], _Answers]
    on_found: Course = ON_FOUND
    #: What the network learned before, when it is only taught further.
    earlier: Mapping[str, Any] | None = None

    def after_made(self, made: Sequence[Lesson], seed: int, told: _Told, known: Mapping[str, Any] = MappingProxyType({})) -> Weights:
        """The network after the made documents; what is `known` already it begins with."""

        def chosen(chance: Generator) -> list[Lesson]:
            return [made[number] for number in chance.choice(len(made), min(_A_ROUND, len(made)), replace=False)]

        return learn(fresh(seed, self.kept.shapes, known), self.surprise, chosen, ON_MADE, seed, _telling(f"{self.kept.name}, made", told))

    def after_found(self, weights: Weights, found: Sequence[Lesson], made: Sequence[Lesson], name: str, seed: int, told: _Told) -> Weights:
        """The network after found documents, too: of each layout group as many a round as the square root of its size."""
        groups: dict[str, list[Lesson]] = defaultdict(list)
        for one in found:
            if len(one.seen.texts) <= _LONGEST:
                groups[one.group].append(one)

        def chosen(chance: Generator) -> list[Lesson]:
            some = [group[n] for group in groups.values() for n in chance.choice(len(group), round(len(group) ** 0.5), replace=False)]
            among = chance.choice(len(made), min(len(made), len(some) // _MADE_AMONG), replace=False)
            return [*some, *(made[n] for n in among)]

        return learn(weights, self.surprise, chosen, self.on_found, seed, _telling(f"{self.kept.name}, {name}", told))

    def fold(
        self, fold: int, weights: Weights, found: Sequence[Lesson], made: Sequence[Lesson], cache: Path, seed: int, told: _Told
    ) -> None:
        """Teach the network of one part and keep it in the cache."""
        others = [one for one in found if fold_of(one.group) != fold]
        save(self.after_found(weights, others, made, f"part {fold}", seed, told), file_of(cache, fold, self.kept))

    def teach(
        self, begun: Weights, found: Sequence[Lesson], made: Sequence[Lesson], folder: Path, cache: Path, seed: int, told: _Told
    ) -> Weights:
        """Teach the network that was begun, write it and its record, and return it; the networks of the parts stay in the cache.

        It is the mean of some that learned the same in another order.
        """
        for fold in range(FOLDS):
            self.fold(fold, begun, found, made, cache, seed, told)
        weights = mean_of([self.after_found(begun, found, made, f"all, order {n + 1}", seed + n, told) for n in range(ORDERS)])
        output = folder / self.kept.file.name
        save(weights, output)
        keep(self._record(found, made, cache, seed), output)
        return weights

    def further(self) -> Teacher:
        """How the network is taught that is kept in the package: by further found documents only."""
        return replace(self, on_found=FURTHER, earlier=recorded(self.kept.file))

    def _record(self, found: Sequence[Lesson], made: Sequence[Lesson], cache: Path, seed: int) -> dict[str, Any]:
        corpora = Counter(one.corpus for one in found)
        return {
            "commit": commit(),
            "seed": seed,
            "earlier": self.earlier,
            "courses": {"made": asdict(ON_MADE), "found": asdict(self.on_found)},
            "made": len(made),
            "found": dict(sorted(corpora.items())),
            "unseen_groups": self.asked(found, cache),
        }

    def asked(self, found: Sequence[Lesson], cache: Path) -> dict[str, dict[str, dict[str, int]]]:
        """By corpus and question: how often there was something to find, and how often it was held the likeliest by a network that had not
        seen the document's group; and how often there was nothing, and that was said.
        """
        counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for one in found:
            weights = None if one.is_made else unseen(cache, one.group, self.kept)
            for name, is_there, is_right in self.answered(one, weights) if weights else ():
                kind, right = ("there", "right") if is_there else ("none", "none_right")
                counts[one.corpus][name].update({kind: 1, right: int(is_right)})
        return {corpus: {name: dict(counter) for name, counter in fields.items()} for corpus, fields in counts.items()}


def mean_of(some: Sequence[Weights]) -> Weights:
    """The weights in the middle of those of some networks that began alike."""
    return {name: np.mean([one[name] for one in some], axis=0, dtype=np.float32) for name in some[0]}


def _telling(name: str, told: _Told) -> Callable[[int, float], object]:
    return lambda number, surprise: told(f"{name}: round {number}, surprise {surprise:.3f}")


def answered(lesson: Lesson, weights: Mapping[str, Any]) -> _Answers:
    """For each field with an answer: whether there is a value, and whether that was held the likeliest."""
    values, names = network.log_shares(weights, lesson.seen)
    for name in FIELDS:
        if name in lesson.answers:
            column = values[:, list(VALUED).index(name)] if name in VALUED else names[:, NAMED.index(name)]
            right = lesson.answers[name]
            yield name, right[0] < len(column) - 1, bool(np.isin(column.argmax(), right))


def columns_answered(lesson: Lesson, weights: Mapping[str, Any]) -> _Answers:
    """For each column: whether a word stands in it, and whether it was held the likeliest; of words in none, the one it was put in."""
    told = line_columns.log_shares(weights, lesson.seen).argmax(0)
    for truth, held in zip(lesson.columns.tolist(), told.tolist(), strict=True):
        if truth > 0:
            yield COLUMNS[truth], True, held == truth
        elif truth == 0 and held:
            yield COLUMNS[held], False, False


#: The values of a header; the columns of lines, which take longer to learn, as few documents have many kinds of them.
FIELDS_TEACHER = Teacher(OF_FIELDS, of_fields, answered)
LINES_TEACHER = Teacher(OF_LINES, of_columns, columns_answered, Course(rounds=25, rate=1e-3))


def teach(
    found: Sequence[Lesson], made: Sequence[Lesson], folder: Path | None, cache: Path, seed: int, told: _Told, *, is_further: bool = False
) -> None:
    """Teach both networks, the one of lines what the other knows of words first, and write them into the folder or the package.

    `is_further` begins with those of the package: when what they learned from is no longer at hand. The networks of the parts then know
    of the earlier documents, too.
    """
    known: Mapping[str, Any] = MappingProxyType({})
    for teacher, some in ((FIELDS_TEACHER, (found, made)), (LINES_TEACHER, (_with_lines(found), _with_lines(made)))):
        one = teacher.further() if is_further else teacher
        begun = one.kept.of(one.kept.file) if is_further else None
        weights = dict(begun) if begun else one.after_made(some[1], seed, told, known)
        known = one.teach(weights, *some, folder or one.kept.file.parent, cache, seed, told)


def _with_lines(some: Sequence[Lesson]) -> Sequence[Lesson]:
    return [one for one in some if len(one.columns)]
