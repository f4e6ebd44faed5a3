"""The model file: trees, scale and thresholds that training left, and what they say of a value."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from backend.extraction.certainty.trees import Scale, Trees

#: Raised when the form of the file changes.
VERSION = 1
FILE = Path(__file__).with_name("model.json")


@dataclass(frozen=True)
class Model:
    """How likely a value is right, and from what on it needs no look."""

    #: The names of the signs, in the order the trees number them.
    signs: tuple[str, ...]
    trees: Trees
    scale: Scale
    #: By field; a field that is not named is never sure.
    thresholds: Mapping[str, float]

    def probability(self, signs: Mapping[str, float]) -> float:
        """How often a value with these signs is right, from 0 to 1."""
        return self.scale.at(self.trees.probability(self._ordered(signs)))

    def _ordered(self, signs: Mapping[str, float]) -> Sequence[float]:
        return [signs[name] for name in self.signs]


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> Model | None:
    """The model of a file, None when there is no such file; raises ValueError when it is of another version."""
    if not path.exists():
        return None
    kept = json.loads(path.read_text(encoding="utf-8"))
    if kept.get("version") != VERSION:
        raise ValueError(f"{path.name} is of version {kept.get('version')}, not {VERSION}: train it again")
    return Model(tuple(kept["signs"]), Trees.of(kept), Scale.of(kept["scale"]), dict(kept["thresholds"]))
