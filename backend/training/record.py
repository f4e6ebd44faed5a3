"""The record of a training: on what, from which code, and how the model did on layouts it had not seen, beside the rules."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from typing import Any

from scipy.stats import beta
from sklearn.metrics import log_loss, roc_auc_score

from backend.evaluation.certainty import calibration_error
from backend.evaluation.score import Value
from backend.training.examples import Example, Kind
from backend.training.fitting import CERTAINTY, LINES, RANKER, TEACHES, Fitted, Size
from backend.training.preferring import Decision
from backend.training.sureness import LEAST_SURE, SHARES, WRONG_PER_1000

#: The record stands beside what was trained under its name with this ending.
_RECORD = ".record.json"
_Pairs = Sequence[tuple[float, bool]]
#: Log loss counts no probability as certain.
_EDGE = 0.001


@dataclass(frozen=True)
class Judged:
    """Values that a judge was grown on, its thresholds, and which values would be sure by thresholds chosen without their groups."""

    examples: Sequence[Example]
    judge: Fitted
    thresholds: Mapping[str, float]
    cross_fitted: Sequence[bool]


def record(header: Judged, lines: Judged | None, decisions: Mapping[str, Decision], seed: int) -> dict[str, Any]:
    """Everything a reader needs to train again and to judge the model, as a JSON object."""
    return {
        "commit": commit(),
        "scikit-learn": version("scikit-learn"),
        "seed": seed,
        "sizes": {name: _size(size) for name, size in (("certainty", CERTAINTY), ("ranker", RANKER), ("lines", LINES))},
        "wrong_per_1000_wanted": WRONG_PER_1000,
        "documents_weigh": {"in_trees": TEACHES, "in_thresholds": SHARES},
        "corpora": _corpora(header),
        "unseen_groups": _unseen(header),
        **({"lines": {"corpora": _corpora(lines), "unseen_groups": _unseen(lines)}} if lines else {}),
        "preferences": {name: _decision(one) for name, one in decisions.items()},
    }


def _size(size: Size) -> dict[str, float]:
    return {name: value for name, value in asdict(size).items() if name != "directions"}


def _corpora(judged: Judged) -> dict[str, dict[str, int]]:
    names = sorted({one.corpus for one in judged.examples})
    return {name: _corpus([one for one in judged.examples if one.corpus == name]) for name in names}


def _unseen(judged: Judged) -> dict[str, dict[str, Any]]:
    """All values, those of each kind of document, of each corpus and of each field."""
    choices: dict[str, Callable[[Example], bool]] = {
        "all": lambda _: True,
        **{kind.value: partial(_is_of_kind, kind=kind) for kind in Kind},
    }
    choices |= {name: partial(_is_of, corpus=name) for name in sorted({one.corpus for one in judged.examples})}
    choices |= {name: partial(_is_of, field=name) for name in sorted({one.field for one in judged.examples})}
    rows = {name: _beside(judged, chosen) for name, chosen in choices.items()}
    return {name: row | ({"threshold": judged.thresholds[name]} if name in judged.thresholds else {}) for name, row in rows.items() if row}


def _is_of_kind(one: Example, kind: Kind) -> bool:
    return one.kind is kind


def _is_of(one: Example, corpus: str = "", field: str = "") -> bool:
    return corpus in {"", one.corpus} and field in {"", one.field}


def commit() -> str:
    """The commit of the code that was trained with, "" outside a repository."""
    told = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    return told.stdout.strip()


def _corpus(examples: Sequence[Example]) -> dict[str, int]:
    return {
        "documents": len({one.document for one in examples}),
        "groups": len({one.group for one in examples}),
        "values": len(examples),
        "wrong": sum(not one.is_right for one in examples),
    }


def _decision(one: Decision) -> dict[str, Any]:
    """Whether the ranker ships for a field, and in how many documents of each corpus it was [better, worse] than the rules."""
    return {
        "switch": one.switch,
        "fill": one.fill,
        "switched": {corpus: list(effect) for corpus, effect in one.switched.items()},
        "filled": {corpus: list(effect) for corpus, effect in one.filled.items()},
    }


def _beside(judged: Judged, chosen: Callable[[Example], bool]) -> dict[str, Any]:
    """The rules and the model beside each other on unseen groups, on some of the examples; {} where there are none."""
    rows = [row for row in zip(judged.examples, judged.judge.unseen, judged.cross_fitted, strict=True) if chosen(row[0])]
    if not rows:
        return {}
    sure = [one for one, probability, _ in rows if one.may_be_sure and probability >= judged.thresholds.get(one.field, 2.0)]
    unseen = [one for one, _, is_sure in rows if is_sure]
    return {
        "values": len(rows),
        "right": round(mean(one.is_right for one, _, _ in rows), 4),
        "rules": _quality([(one.rules, one.is_right) for one, _, _ in rows]),
        "model": _quality([(probability, one.is_right) for one, probability, _ in rows]),
        "sure": len(sure),
        "sure_wrong": sum(not one.is_right for one in sure),
        "cross_fitted": _promise(unseen),
    }


def _promise(sure: Sequence[Example]) -> dict[str, float | int]:
    """How many values are sure by thresholds chosen without their groups, and how many of those are wrong.

    The share of groups with a wrong one is, but for a chance of 5 %, at most as told (Clopper and Pearson, 1934).
    """
    groups = {one.group for one in sure}
    spoilt = {one.group for one in sure if not one.is_right}
    wrong = sum(not one.is_right for one in sure)
    most = float(beta.ppf(0.95, len(spoilt) + 1, len(groups) - len(spoilt))) if len(spoilt) < len(groups) else 1.0
    return {
        "sure": len(sure),
        "wrong": wrong,
        "wrong_per_1000": round(1000 * wrong / len(sure), 2) if sure else 0.0,
        "groups": len(groups),
        "groups_with_a_wrong_one": len(spoilt),
        "at_most_groups_per_1000": round(1000 * most, 1),
    }


def _quality(pairs: _Pairs) -> dict[str, float | None]:
    """How well probabilities tell right from wrong (AUC) and are calibrated, and what is wrong from the least sure one on."""
    right = [is_right for _, is_right in pairs]
    said = [min(max(p, _EDGE), 1 - _EDGE) for p, _ in pairs]
    certain = [is_right for p, is_right in pairs if p >= LEAST_SURE]
    return {
        "auc": round(float(roc_auc_score(right, said)), 4) if len(set(right)) > 1 else None,
        "log_loss": round(float(log_loss(right, said, labels=[False, True])), 4),
        "calibration_error": calibration_error([Value("", "x", "x", p, is_sure=False, is_right=is_right) for p, is_right in pairs]),
        "certain": len(certain),
        "certain_wrong": len(certain) - sum(certain),
    }


def keep(record: dict[str, Any], trained: Path) -> dict[str, Any]:
    """Write the record beside the file of what was trained; returns it."""
    trained.with_suffix(_RECORD).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    return record


def recorded(trained: Path) -> dict[str, Any]:
    """The record beside the file of what was trained."""
    told: dict[str, Any] = json.loads(trained.with_suffix(_RECORD).read_text(encoding="utf-8"))
    return told


def lines_of(record: Mapping[str, Any]) -> Iterator[str]:
    """The record as a table for a person."""
    yield from _table(record)
    if "lines" in record:
        yield "lines"
        yield from _table(record["lines"])
    for name, one in record["preferences"].items():
        yield f"{name:30} switch {one['switch']} {one['switched']}  fill {one['fill']} {one['filled']}"
    yield "(the ranker's preferences and what they did on unseen groups, [better, worse] by corpus; None: the rules stay)"


def _table(record: Mapping[str, Any]) -> Iterator[str]:
    for name, corpus in record["corpora"].items():
        yield f"{name}: {corpus['documents']} documents in {corpus['groups']} groups, {corpus['values']} values, {corpus['wrong']} wrong"
    both = f"{'rules':>6} {'model':>6}"
    yield f"{'on unseen groups':30} {'n':>6} {'right':>6}   {both}   {both}   {'sure':>6} {'wrong':>5}   {'cross':>6} {'wrong':>5}"
    for name, row in record["unseen_groups"].items():
        auc = " ".join(f"{row[one]['auc']:6.3f}" if row[one]["auc"] is not None else f"{'-':>6}" for one in ("rules", "model"))
        loss = " ".join(f"{row[one]['log_loss']:6.3f}" for one in ("rules", "model"))
        sure = f"{row['sure'] / row['values']:6.3f} {row['sure_wrong']:5}"
        unseen = f"{row['cross_fitted']['sure'] / row['values']:6.3f} {row['cross_fitted']['wrong']:5}"
        yield f"{name:30} {row['values']:6} {row['right']:6.3f}   {auc}   {loss}   {sure}   {unseen}"
    yield "(twice: how well right is told from wrong, AUC; log loss; cross: by thresholds chosen without the group)"
