"""The model file: trees, scales and thresholds that training left, and what they say of a value."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from backend.extraction.certainty.trees import Scale, Trees

#: Raised when the form of the file changes.
VERSION = 2
FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True)
class Judge:
    """Trees with the scale that makes what they say a probability."""

    #: The names of the signs, in the order the trees number them.
    signs: tuple[str, ...]
    trees: Trees
    scale: Scale

    def probability(self, signs: Mapping[str, float]) -> float:
        """How often a value with these signs is right, from 0 to 1."""
        return self.of([signs[name] for name in self.signs])

    def of(self, signs: Sequence[float]) -> float:
        """The same for signs in the order of their names."""
        return self.scale.at(self.trees.probability(signs))


@dataclass(frozen=True)
class Preference:
    """When a rival is preferred: so much likelier than the rules' choice, or so likely where they chose nothing; None for never."""

    switch: float | None
    fill: float | None


@dataclass(frozen=True)
class Model:
    """How certain the rules' choices are, from what on they need no look, and which rivals are better."""

    certainty: Judge
    #: By field; a field that is not named is never sure.
    thresholds: Mapping[str, float]
    ranker: Judge
    #: By field; only those in which the ranker did better than the rules on layouts it had not seen.
    preferences: Mapping[str, Preference]
    #: How certain the values of lines are, and from what on they need no look; None where no lines were learned from.
    lines: Judge | None = None
    line_thresholds: Mapping[str, float] = field(default_factory=dict)


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> Model | None:
    """The model of a file, None when there is no such file; raises ValueError when it is of another version."""
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept.get("version") != VERSION:
        raise ValueError(f"{path.name} is of version {kept.get('version')}, not {VERSION}: train it again")
    names = tuple(kept["signs"])
    return Model(
        _judge(names, kept["certainty"]),
        dict(kept["thresholds"]),
        _judge(names, kept["ranker"]),
        {name: Preference(one["switch"], one["fill"]) for name, one in kept["preferences"].items()},
        _judge(tuple(kept["line_signs"]), kept["lines"]) if kept.get("lines") else None,
        dict(kept.get("line_thresholds", {})),
    )


def _judge(names: tuple[str, ...], kept: Mapping[str, Any]) -> Judge:
    return Judge(names, Trees.of(kept), Scale.of(kept["scale"]))
