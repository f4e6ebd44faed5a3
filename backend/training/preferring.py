"""Decides in which fields the ranker ships: where preferring its choice to the rules' did good on layouts it had not seen."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from backend.training.examples import Example

_SWITCHES, _FILLS = (0.1, 0.2, 0.3, 0.45), (0.5, 0.6, 0.7, 0.8)
#: A right value lost weighs as much as so many found: a person corrects what is missing sooner than what is wrong.
_COST = 3
#: What is not better in so many values shows nothing.
_LEAST_BETTER = 5


class Effect(NamedTuple):
    """In how many documents a preference found a right value, and in how many it lost one or put a wrong one where none was."""

    better: int
    worse: int


@dataclass(frozen=True)
class Case:
    """One field of one document: what the rules chose, and the likeliest rival."""

    corpus: str
    #: (probability, whether right); None where the rules chose nothing, or there is no rival.
    chosen: tuple[float, bool] | None
    rival: tuple[float, bool] | None


@dataclass(frozen=True)
class Decision:
    """Whether and when rivals are preferred in a field, and what each did on unseen layouts, by corpus."""

    switch: float | None
    fill: float | None
    switched: Mapping[str, Effect]
    filled: Mapping[str, Effect]


def decide(examples: Sequence[Example], unseen: Sequence[float]) -> dict[str, Decision]:
    """The decision for every field that has rivals."""
    fields = sorted({one.field for one in examples if one.is_rival})
    cases = _cases(examples, unseen)
    return {name: _decided(cases[name]) for name in fields}


def _cases(examples: Sequence[Example], unseen: Sequence[float]) -> Mapping[str, list[Case]]:
    places: dict[tuple[str, str, str], list[tuple[Example, float]]] = defaultdict(list)
    for one, probability in zip(examples, unseen, strict=True):
        places[one.field, one.corpus, one.document].append((one, probability))
    cases: dict[str, list[Case]] = defaultdict(list)
    for (name, corpus, _), weighed in places.items():
        chosen = next(((p, one.is_right) for one, p in weighed if not one.is_rival), None)
        rival = max(((p, one.is_right) for one, p in weighed if one.is_rival), default=None)
        cases[name].append(Case(corpus, chosen, rival))
    return cases


def _decided(cases: Sequence[Case]) -> Decision:
    switch = _best(_SWITCHES, lambda margin: _switched(cases, margin))
    fill = _best(_FILLS, lambda least: _filled(cases, least))
    return Decision(
        switch,
        fill,
        _switched(cases, _SWITCHES[1] if switch is None else switch),
        _filled(cases, _FILLS[1] if fill is None else fill),
    )


def _best(bounds: Sequence[float], effect_of: Callable[[float], Mapping[str, Effect]]) -> float | None:
    """The bound that does most good; None where none does enough, or one corpus is worse off."""
    gains = {bound: _gain(effect_of(bound).values()) for bound in bounds}
    best = max(bounds, key=lambda bound: gains[bound])
    return best if gains[best] > 0 else None


def _gain(effects: Iterable[Effect]) -> int:
    told = list(effects)
    if any(_COST * one.worse > one.better for one in told) or sum(one.better for one in told) < _LEAST_BETTER:
        return 0
    return sum(one.better - _COST * one.worse for one in told)


def _switched(cases: Sequence[Case], margin: float) -> Mapping[str, Effect]:
    pairs = [(one.corpus, one.chosen, one.rival) for one in cases]
    moved = [(corpus, c[1], r[1]) for corpus, c, r in pairs if c and r and r[0] > c[0] + margin]
    return _counted((corpus, after - before) for corpus, before, after in moved)


def _filled(cases: Sequence[Case], least: float) -> Mapping[str, Effect]:
    found = [(one.corpus, one.rival[1]) for one in cases if one.chosen is None and one.rival and one.rival[0] >= least]
    return _counted((corpus, 1 if is_right else -1) for corpus, is_right in found)


def _counted(changes: Iterable[tuple[str, int]]) -> Mapping[str, Effect]:
    told = sorted(changes)
    return {
        corpus: Effect(sum(change > 0 for change in values), sum(change < 0 for change in values))
        for corpus, values in ((name, [c for _, c in some]) for name, some in itertools.groupby(told, key=lambda one: one[0]))
    }
