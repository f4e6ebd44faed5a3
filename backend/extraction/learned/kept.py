"""The weights of the network: their file (half precision, plain arrays), and what training puts in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from backend.extraction.learned import network
from backend.extraction.learned.network import Weights

WEIGHTS_FILE = Path(__file__).with_name("weights.npz")
_using: ContextVar[tuple[Weights | None] | None] = ContextVar("weights", default=None)


def weights_in_use() -> Weights | None:
    """The weights of the package, or those that are used for now; None where there are none."""
    instead = _using.get()
    return instead[0] if instead else weights_of(WEIGHTS_FILE)


@contextmanager
def using(weights: Weights | None) -> Iterator[None]:
    """While this lasts the network has those weights, or there is none: for training."""
    token = _using.set((weights,))
    try:
        yield
    finally:
        _using.reset(token)


@lru_cache(maxsize=8)
def weights_of(path: Path) -> Weights | None:
    """The weights in a file, None when there is no such file; raises ValueError when they are of another network."""
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as kept:
        weights = {name: kept[name].astype(np.float32) for name in kept.files}
    if {name: one.shape for name, one in weights.items()} != network.shapes():
        raise ValueError(f"{path.name} is of another network: teach it again")
    return weights


def save(weights: Weights, path: Path) -> None:
    """Write the weights to a file."""
    halves: dict[str, Any] = {name: np.asarray(one, np.float16) for name, one in weights.items()}
    np.savez_compressed(path, **halves)
