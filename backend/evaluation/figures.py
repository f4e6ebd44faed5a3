"""The figures over many scores: averaged over documents (micro) and over layout groups (macro), by channel and language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import mean, median, quantiles
from typing import Any

from backend.evaluation.certainty import calibration_error, reliability, risk, sure
from backend.evaluation.score import SCORED, Counts, Score

Figures = dict[str, Any]


def figures(scores: Sequence[Score]) -> Figures:
    """All figures over some scores, in percent; times in seconds. The macro figures are those to trust."""
    values = [value for one in scores for value in one.values]
    lines = [(one.labelled.group, one.lines) for one in scores]
    return {
        "cases": len(scores),
        "groups": len({one.labelled.group for one in scores}),
        "fields": {name: row for name in SCORED if (row := _field(name, scores))},
        "all_fields": _average([(one.labelled.group, value.counts) for one in scores for value in one.values]),
        "lines": _average(lines),
        "whole": _share(one.is_whole for one in scores if one.is_whole is not None),
        "whole_macro": _macro([(one.labelled.group, one.is_whole) for one in scores if one.is_whole is not None]),
        "type": _share(one.is_type_right for one in scores),
        "type_macro": _macro([(one.labelled.group, one.is_type_right) for one in scores]),
        "intent": _share(one.is_intent_right for one in scores if one.is_intent_right is not None),
        "sure": sure(values),
        "sure_by_field": {name: sure(some) for name in SCORED if any(some := [v for v in values if v.name == name])},
        "calibration": {"error": calibration_error(values), "risk_at_70": risk(values), "reliability": reliability(values)},
        "time": {
            "read": _times([one for one in scores if not one.reading.recognised_pages]),
            "recognised": _times([one for one in scores if one.reading.recognised_pages]),
        },
    }


def by(scores: Sequence[Score], key: Callable[[Score], str]) -> dict[str, Figures]:
    """The figures of the scores apart by a key, such as their channel."""
    apart: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        apart[key(one)].append(one)
    return {name: figures(apart[name]) for name in sorted(apart)}


def report(scores: Sequence[Score]) -> Mapping[str, Any]:
    """The figures over all scores, and apart: found and made documents, channels, languages."""
    return {
        "all": figures(scores),
        "origin": by(scores, lambda one: "made" if one.labelled.is_made else "found"),
        "channel": by(scores, lambda one: one.labelled.channel),
        "language": by(scores, lambda one: one.labelled.language),
    }


def _field(name: str, scores: Sequence[Score]) -> Figures | None:
    counted = [(one.labelled.group, value.counts) for one in scores for value in one.values if value.name == name]
    return _average(counted) if any(counts.labelled for _, counts in counted) else None


def _average(counted: Sequence[tuple[str, Counts]]) -> Figures:
    """Precision, recall and F1 over all counts, and recall and F1 as the mean of the groups that have labels."""
    groups: dict[str, Counts] = defaultdict(Counts)
    for group, counts in counted:
        groups[group] += counts
    total = sum(groups.values(), Counts())
    apart = [counts for counts in groups.values() if counts.labelled]
    return {
        "n": int(total.labelled),
        "precision": round(total.precision, 1),
        "recall": round(total.recall, 1),
        "f1": round(total.f1, 1),
        "macro_precision": _mean([counts.precision for counts in apart if counts.read]),
        "macro_recall": _mean([counts.recall for counts in apart]),
        "macro_f1": _mean([counts.f1 for counts in apart]),
    }


def _mean(percents: Sequence[float]) -> float | None:
    return round(mean(percents), 1) if percents else None


def _share(flags: Iterable[bool]) -> float | None:
    return _mean([100.0 * bool(flag) for flag in flags])


def _macro(flagged: Sequence[tuple[str, bool]]) -> float | None:
    groups: dict[str, list[float]] = defaultdict(list)
    for group, flag in flagged:
        groups[group].append(100.0 * flag)
    return _mean([mean(flags) for flags in groups.values()])


def _times(scores: Sequence[Score]) -> Figures | None:
    """Median and ninth decile of the seconds a document took, and the median of its seconds a page; None without documents."""
    if not scores:
        return None
    seconds = [one.reading.seconds for one in scores]
    a_page = [one.reading.seconds / one.reading.pages for one in scores if one.reading.pages]
    return {
        "n": len(seconds),
        "median": round(median(seconds), 4),
        "p90": round(quantiles(seconds, n=10, method="inclusive")[-1], 4) if len(seconds) > 1 else round(seconds[0], 4),
        "median_a_page": round(median(a_page), 4) if a_page else None,
    }
