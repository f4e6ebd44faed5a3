"""Writes a grown model as the small file of plain numbers that the product evaluates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from backend.extraction.certainty.model import VERSION
from backend.extraction.certainty.signs import NAMES
from backend.training.fitting import Fitted

#: So many digits tell two signs, or two probabilities, apart.
_DIGITS = 6
_LEAF = -1


def exported(fitted: Fitted, record: Mapping[str, Any]) -> dict[str, Any]:
    """The model as a JSON object, with the record of how it was trained."""
    return {
        "version": VERSION,
        "record": record,
        "signs": list(NAMES),
        "base": round(float(np.ravel(fitted.trees._baseline_prediction)[0]), _DIGITS),  # noqa: SLF001  # scikit-learn names it nowhere else
        "trees": [_tree(stage[0].nodes) for stage in fitted.trees._predictors],  # noqa: SLF001
        "scale": {"said": _rounded(fitted.scale.said), "right": _rounded(fitted.scale.right)},
        "thresholds": dict(sorted(fitted.thresholds.items())),
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
    """Write the model, one tree a line, so that a new one can be compared."""
    whole = {name: part for name, part in model.items() if name != "trees"}
    head = json.dumps(whole, indent=1, ensure_ascii=False)
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model["trees"])
    path.write_text(f'{head.rstrip().removesuffix("}").rstrip()},\n "trees": [\n{trees}\n]\n}}\n', encoding="utf-8")
