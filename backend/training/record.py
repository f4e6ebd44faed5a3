"""The record of a training: on what, from which code, and how the model did on layouts it had not seen, beside the rules."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from statistics import mean
from typing import Any

from sklearn.metrics import log_loss, roc_auc_score

from backend.evaluation.certainty import calibration_error
from backend.evaluation.score import Value
from backend.training.examples import Example
from backend.training.fitting import CERTAINTY, RANKER, Fitted
from backend.training.preferring import Decision
from backend.training.sureness import LEAST_SURE, WRONG_PER_1000

_Pairs = Sequence[tuple[float, bool]]
#: Log loss counts no probability as certain.
_EDGE = 0.001


def record(
    examples: Sequence[Example], fitted: Fitted, thresholds: Mapping[str, float], decisions: Mapping[str, Decision], seed: int
) -> dict[str, Any]:
    """Everything a reader needs to train again and to judge the model, as a JSON object."""
    names = sorted({one.field for one in examples})
    return {
        "commit": _commit(),
        "scikit-learn": version("scikit-learn"),
        "seed": seed,
        "certainty": asdict(CERTAINTY),
        "ranker": asdict(RANKER),
        "wrong_per_1000_wanted": WRONG_PER_1000,
        "corpora": {name: _corpus([one for one in examples if one.corpus == name]) for name in sorted({e.corpus for e in examples})},
        "unseen_groups": {
            "all": _beside(examples, fitted, thresholds),
            **{name: _beside(examples, fitted, thresholds, corpus=name) for name in sorted({one.corpus for one in examples})},
            **{name: _beside(examples, fitted, thresholds, field=name) for name in names},
        },
        "preferences": {name: _decision(one) for name, one in decisions.items()},
    }


def _commit() -> str:
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


def _beside(
    examples: Sequence[Example], fitted: Fitted, thresholds: Mapping[str, float], corpus: str = "", field: str = ""
) -> dict[str, Any]:
    """The rules and the model beside each other on unseen groups, on some of the examples."""
    chosen = [
        (one, probability)
        for one, probability in zip(examples, fitted.unseen, strict=True)
        if (not corpus or one.corpus == corpus) and (not field or one.field == field)
    ]
    sure = [(one, p >= thresholds.get(one.field, 2.0)) for one, p in chosen]
    return {
        "values": len(chosen),
        "right": round(mean(one.is_right for one, _ in chosen), 4),
        "rules": _quality([(one.rules, one.is_right) for one, _ in chosen]),
        "model": _quality([(probability, one.is_right) for one, probability in chosen]),
        "sure": sum(is_sure for _, is_sure in sure),
        "sure_wrong": sum(is_sure and not one.is_right for one, is_sure in sure),
        **({"threshold": thresholds.get(field)} if field else {}),
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


def lines_of(record: Mapping[str, Any]) -> Iterator[str]:
    """The record as a table for a person."""
    for name, corpus in record["corpora"].items():
        yield f"{name}: {corpus['documents']} documents in {corpus['groups']} groups, {corpus['values']} values, {corpus['wrong']} wrong"
    both = f"{'rules':>6} {'model':>6}"
    yield f"{'on unseen groups':30} {'n':>6} {'right':>6}   {both}   {both}   {'sure':>6} {'wrong':>5}"
    for name, row in record["unseen_groups"].items():
        auc = " ".join(f"{row[one]['auc']:6.3f}" if row[one]["auc"] is not None else f"{'-':>6}" for one in ("rules", "model"))
        loss = " ".join(f"{row[one]['log_loss']:6.3f}" for one in ("rules", "model"))
        yield f"{name:30} {row['values']:6} {row['right']:6.3f}   {auc}   {loss}   {row['sure'] / row['values']:6.3f} {row['sure_wrong']:5}"
    yield "(twice: how well right is told from wrong, AUC; log loss)"
    for name, one in record["preferences"].items():
        yield f"{name:30} switch {one['switch']} {one['switched']}  fill {one['fill']} {one['filled']}"
    yield "(the ranker's preferences and what they did on unseen groups, [better, worse] by corpus; None: the rules stay)"
