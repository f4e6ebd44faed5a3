"""Decides in which fields the ranker ships: where preferring its choice to the rules' did good on layouts it had not seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from backend.training.examples import Example, Kind
from backend.training.fitting import TEACHES

_SWITCHES, _FILLS = (0.1, 0.2, 0.3, 0.45, 0.6), (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: A right value lost weighs as much as so many found, so that chance alone changes nothing. Where nothing was chosen, a value that is right
#: hardly less often than not helps: it is shown as uncertain, and typing takes longer than a look.
_COST_OF_SWITCH, _COST_OF_FILL = 1.5, 0.75
#: Labels leave out the tax that only the VAT breakdown tells, so they do not say where there is none: a gap there is never filled.
_NEVER_FILLED = frozenset({"tax_amount"})
#: What is not better in so many values shows nothing.
_LEAST_BETTER = 5


class Effect(NamedTuple):
    """In how many documents a preference found a right value, and in how many it lost one or put a wrong one where none was."""

    better: int
    worse: int


class _Change(NamedTuple):
    """One field of one document that would get another value: better (1), worse (-1) or neither."""

    corpus: str
    kind: Kind
    by: int


@dataclass(frozen=True)
class Case:
    """One field of one document: what the rules chose, and the likeliest rival."""

    corpus: str
    kind: Kind
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
    decided = {name: _decided(cases[name]) for name in fields}
    return {name: replace(one, fill=None) if name in _NEVER_FILLED else one for name, one in decided.items()}


def _cases(examples: Sequence[Example], unseen: Sequence[float]) -> Mapping[str, list[Case]]:
    places: dict[tuple[str, str, str], list[tuple[Example, float]]] = defaultdict(list)
    for one, probability in zip(examples, unseen, strict=True):
        places[one.field, one.corpus, one.document].append((one, probability))
    cases: dict[str, list[Case]] = defaultdict(list)
    for (name, corpus, _), weighed in places.items():
        chosen = next(((p, one.is_right) for one, p in weighed if not one.is_rival), None)
        rival = max(((p, one.is_right) for one, p in weighed if one.is_rival), default=None)
        cases[name].append(Case(corpus, weighed[0][0].kind, chosen, rival))
    return cases


def _decided(cases: Sequence[Case]) -> Decision:
    switch = _best(_SWITCHES, lambda margin: _switched(cases, margin), _COST_OF_SWITCH)
    fill = _best(_FILLS, lambda least: _filled(cases, least), _COST_OF_FILL)
    return Decision(
        switch,
        fill,
        _counted(_switched(cases, _SWITCHES[1] if switch is None else switch)),
        _counted(_filled(cases, _FILLS[2] if fill is None else fill)),
    )


def _best(bounds: Sequence[float], changes_of: Callable[[float], Sequence[_Change]], cost: float) -> float | None:
    """The bound that does most good; None where none does enough."""
    gains = {bound: _gain(changes_of(bound), cost) for bound in bounds}
    best = max(bounds, key=lambda bound: gains[bound])
    return best if gains[best] > 0 else None


def _gain(changes: Sequence[_Change], cost: float) -> float:
    """What the changes are worth together: those in documents of a kind as much as such a document teaches."""
    if sum(one.by > 0 for one in changes) < _LEAST_BETTER:
        return 0.0
    return sum(TEACHES[one.kind] * (1 if one.by > 0 else -cost) for one in changes if one.by)


def _switched(cases: Sequence[Case], margin: float) -> list[_Change]:
    pairs = [(one, one.chosen, one.rival) for one in cases]
    return [_Change(one.corpus, one.kind, r[1] - c[1]) for one, c, r in pairs if c and r and r[0] > c[0] + margin]


def _filled(cases: Sequence[Case], least: float) -> list[_Change]:
    found = [(one, one.rival) for one in cases if one.chosen is None and one.rival and one.rival[0] >= least]
    return [_Change(one.corpus, one.kind, 1 if rival[1] else -1) for one, rival in found]


def _counted(changes: Sequence[_Change]) -> Mapping[str, Effect]:
    better, worse = (Counter(one.corpus for one in changes if one.by == by) for by in (1, -1))
    return {corpus: Effect(better[corpus], worse[corpus]) for corpus in sorted({one.corpus for one in changes})}
