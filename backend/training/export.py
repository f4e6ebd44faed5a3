"""Writes grown judges as the small file of plain numbers that the product evaluates."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from backend.extraction.certainty.line_signs import LINE_SIGNS
from backend.extraction.certainty.model import VERSION
from backend.extraction.certainty.signs import NAMES
from backend.training.fitting import Fitted
from backend.training.preferring import Decision

#: So many digits tell two signs, or two probabilities, apart.
_DIGITS = 6
_LEAF = -1


def exported(
    certainty: Fitted,
    thresholds: Mapping[str, float],
    ranker: Fitted,
    decisions: Mapping[str, Decision],
    lines: tuple[Fitted, Mapping[str, float]] | None = None,
) -> dict[str, Any]:
    """The model as a JSON object; `lines` are its judge of the values of lines and their thresholds, None where there were none."""
    preferences = {
        name: {"switch": one.switch, "fill": one.fill} for name, one in decisions.items() if (one.switch, one.fill) != (None, None)
    }
    return {
        "version": VERSION,
        "signs": list(NAMES),
        "thresholds": _bounds(thresholds),
        "preferences": preferences,
        "certainty": _judge(certainty),
        "ranker": _judge(ranker),
        **({"line_signs": list(LINE_SIGNS), "line_thresholds": _bounds(lines[1]), "lines": _judge(lines[0])} if lines else {}),
    }


def _bounds(thresholds: Mapping[str, float]) -> dict[str, float]:
    """Rounded down, as the product rounds what it compares with them."""
    return {name: math.floor(bound * 10**_DIGITS) / 10**_DIGITS for name, bound in sorted(thresholds.items())}


def _judge(fitted: Fitted) -> dict[str, Any]:
    return {
        "scale": {"said": _rounded(fitted.scale.said), "right": _rounded(fitted.scale.right)},
        "base": round(float(np.ravel(fitted.trees._baseline_prediction)[0]), _DIGITS),  # noqa: SLF001  # scikit-learn names it nowhere else
        "trees": [_tree(stage[0].nodes) for stage in fitted.trees._predictors],  # noqa: SLF001
    }


def _rounded(numbers: Iterable[float]) -> list[float]:
    return [round(float(number), _DIGITS) for number in numbers]


def _tree(nodes: Any) -> list[list[float]]:
    """The nodes as [sign, threshold, low, high]; a leaf has the sign -1 and its value as threshold."""
    return [
        [_LEAF, round(float(node["value"]), _DIGITS), 0, 0]
        if node["is_leaf"]
        else [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])]
        for node in nodes
    ]


def save(model: Mapping[str, Any], path: Path) -> None:
    """Write the model, as small as JSON gets."""
    path.write_text(json.dumps(model, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
