"""An evaluation and a comparison as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from backend.evaluation.certainty import COVERAGE
from backend.evaluation.comparison import Comparison, Moved

#: So many ids of documents are printed on a line; the kept evaluation has them all.
_MOST_IDS = 12


def lines_of(report: Mapping[str, Any]) -> Iterator[str]:
    """The whole evaluation."""
    everything = report["all"]
    yield f"{everything['cases']} documents in {everything['groups']} layout groups; macro = average over groups, in percent"
    yield ""
    yield from _fields(everything)
    yield ""
    yield from _parts(report)
    yield ""
    yield from _certainty(everything)
    yield ""
    yield from _times(report)


def _number(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _fields(figures: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'field':28} {'n':>5} {'P':>6} {'R':>6} {'F1':>6}   {'macro P':>7} {'R':>6} {'F1':>6}   {'sure %':>6} {'wrong':>5}"
    rows = {**figures["fields"], "all fields": figures["all_fields"], "lines": figures["lines"]}
    for name, row in rows.items():
        sure = figures["sure"] if name == "all fields" else figures["sure_by_field"].get(name)
        micro = " ".join(f"{_number(row[k]):>6}" for k in ("precision", "recall", "f1"))
        macro = f"{_number(row['macro_precision']):>7} " + " ".join(f"{_number(row[k]):>6}" for k in ("macro_recall", "macro_f1"))
        certain = f"{_number(sure['coverage']):>6} {sure['wrong']:>5}" if sure else ""
        yield f"{name:28} {row['n']:5} {micro}   {macro}   {certain}".rstrip()


def _parts(report: Mapping[str, Any]) -> Iterator[str]:
    heads = ("docs", "groups", "fields F1", "lines F1", "whole", "type", "intent", "sure %", "wrong/1000", "risk@70")
    yield f"{'macro':14}" + "".join(f"{head:>11}" for head in heads)
    parts = [("all", report["all"])] + [(name, one) for key in ("origin", "channel", "language") for name, one in report[key].items()]
    for name, one in parts:
        cells = (
            str(one["cases"]), str(one["groups"]), _number(one["all_fields"]["macro_f1"]), _number(one["lines"]["macro_f1"]),
            _number(one["whole_macro"]), _number(one["type_macro"]), _number(one["intent"]), _number(one["sure"]["coverage"]),
            _number(one["sure"]["wrong_per_1000"]), _number(one["calibration"]["risk_at_70"]),
        )  # fmt: skip
        yield f"{name:14}" + "".join(f"{cell:>11}" for cell in cells)


def _certainty(figures: Mapping[str, Any]) -> Iterator[str]:
    calibration = figures["calibration"]
    yield f"{'confidence':14} {'n':>6} {'mean':>8} {'right':>8}"
    for row in calibration["reliability"]:
        yield f"{row['from']:.2f} to {row['to']:.2f}   {row['n']:6} {row['confidence']:8.3f} {row['right']:8.3f}"
    sure = figures["sure"]
    yield f"calibration error {_number(calibration['error'], 4)}"
    yield f"at {COVERAGE:.0%} coverage {_number(calibration['risk_at_70'])} wrong per 1000"
    rate = f"{_number(sure['wrong_per_1000'])} wrong per 1000 ({sure['wrong']} of {sure['n']})"
    yield f"sure: {_number(sure['coverage'])} % of labelled values, {rate}"


def _times(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'time':14} {'documents':>10} {'median ms':>10} {'p90 ms':>10} {'ms a page':>10}"
    for name, one in (("all", report["all"]), *report["channel"].items()):
        for kind, times in one["time"].items():
            if times:
                label = name if kind == "read" else f"{name}, OCR"
                numbers = (times["median"], times["p90"], times["median_a_page"])
                yield f"{label:14} {times['n']:10} " + " ".join(f"{_number(n and 1000 * n):>10}" for n in numbers)


def lines_of_comparison(comparison: Comparison) -> Iterator[str]:
    """What got better and worse."""
    yield f"compared on {comparison.shared} shared documents"
    if comparison.figures is None:
        yield "  figures are not compared: they are of different documents"
    for change in comparison.figures or ():
        yield f"  {change.name:42} {_number(change.before, 2):>8} -> {_number(change.now, 2):>8}"
    for what, moved in comparison.moved.items():
        yield from _moved(what, moved)


def _moved(what: str, moved: Moved) -> Iterator[str]:
    for word, ids in (("better", moved.better), ("worse", moved.worse)):
        if ids:
            yield f"  {what} {word} in {len(ids)}: {_shortened(ids)}"


def _shortened(ids: Sequence[str]) -> str:
    return " ".join(ids[:_MOST_IDS]) + (f" and {len(ids) - _MOST_IDS} more" if len(ids) > _MOST_IDS else "")
