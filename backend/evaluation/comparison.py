"""What got better and what got worse between two kept evaluations: figures, and documents by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.evaluation.record import Outcome

#: From best to worst: no value is better than a wrong one.
_RANK = {Outcome.RIGHT: 0, Outcome.MISSING: 1, Outcome.WRONG: 2, Outcome.INVENTED: 2}
#: A field that is not scored is as good as right: it is empty where it should be.
_NOT_SCORED = Outcome.RIGHT
_FIGURES = ("macro_recall", "macro_precision", "macro_f1")


@dataclass(frozen=True)
class Change:
    """One figure before and now, in its own unit."""

    name: str
    before: float | None
    now: float | None


@dataclass(frozen=True)
class Moved:
    """The ids of the documents in which a field, or another thing that is scored, got better and worse."""

    better: tuple[str, ...]
    worse: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """What changed; `moved` by field, and by `lines`, `type`, `intent` and `sure`."""

    #: None when the evaluations are not of the same documents: their figures then say nothing about each other.
    figures: tuple[Change, ...] | None
    moved: Mapping[str, Moved]
    #: How many documents both evaluations have: only those are compared.
    shared: int


def compare(before: Mapping[str, Any], now: Mapping[str, Any]) -> Comparison:
    """What changed from one kept evaluation to another."""
    better: dict[str, list[str]] = defaultdict(list)
    worse: dict[str, list[str]] = defaultdict(list)
    shared = [name for name in now["cases"] if name in before["cases"]]
    for name in shared:
        for what, change in _changes(before["cases"][name], now["cases"][name]):
            (better if change > 0 else worse)[what].append(name)
    moved = {what: Moved(tuple(better[what]), tuple(worse[what])) for what in sorted({*better, *worse})}
    figures = tuple(_moved_figures(before, now)) if before["cases"].keys() == now["cases"].keys() else None
    return Comparison(figures, moved, len(shared))


def _moved_figures(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    old, new = _flat(before["figures"]["all"]), _flat(now["figures"]["all"])
    return (Change(name, old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name))


def _changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """What changed in one document, above 0 for the better."""
    for name in {**before["fields"], **now["fields"]}:
        was, is_ = (_RANK[Outcome(one["fields"].get(name, _NOT_SCORED))] for one in (before, now))
        if was != is_:
            yield name, was - is_
    for what, measure in _MEASURES.items():
        change = measure(now) - measure(before)
        if change:
            yield what, change


def _line_f1(case: Mapping[str, Any]) -> float:
    right, labelled, read = case["lines"]
    return 2 * right / (labelled + read) if labelled + read else 0.0


#: What is compared beside the fields: the more the better.
_MEASURES: Mapping[str, Callable[[Mapping[str, Any]], float]] = {
    "lines": _line_f1,
    "type": lambda case: bool(case["type"]),
    "intent": lambda case: bool(case["intent"]),
    "sure": lambda case: -len(case["sure_wrong"]),
}


def _flat(figures: Mapping[str, Any]) -> dict[str, float | None]:
    """The figures that are compared, by a name a person can read."""
    rows = {**figures["fields"], "all fields": figures["all_fields"], "lines": figures["lines"]}
    flat = {f"{name} {figure}": row[figure] for name, row in rows.items() for figure in _FIGURES}
    flat |= {name: figures[name] for name in ("whole_macro", "type_macro", "intent")}
    flat |= {f"sure {name}": figures["sure"][name] for name in ("coverage", "wrong_per_1000")}
    flat |= {"calibration error": figures["calibration"]["error"], "risk at 70 %": figures["calibration"]["risk_at_70"]}
    return flat
