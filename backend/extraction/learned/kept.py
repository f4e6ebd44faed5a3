"""The files of the networks' weights: half precision, plain arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from backend.extraction.learned.network import Shapes, Weights

FILE = Path(__file__).with_name("weights.npz")


@lru_cache(maxsize=8)
def loaded(path: Path, shapes: Callable[[], Shapes]) -> Weights | None:
    """The weights of those shapes in a file, None when there is no such file; raises ValueError when they are of another network."""
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as kept:
        weights = {name: kept[name].astype(np.float32) for name in kept.files}
    if {name: one.shape for name, one in weights.items()} != shapes():
        raise ValueError(f"{path.name} is of another network: teach it again")
    return weights


def save(weights: Weights, path: Path) -> None:
    """Write the weights to a file."""
    halves: dict[str, Any] = {name: np.asarray(one, np.float16) for name, one in weights.items()}
    np.savez_compressed(path, **halves)
