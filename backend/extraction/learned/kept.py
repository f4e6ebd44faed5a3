"""The weights of the networks: their files (half precision, plain arrays), and what training puts in their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from backend.extraction.learned import line_columns, network
from backend.extraction.learned.network import Shapes, Weights


class Kept:
    """The weights of one network."""

    def __init__(self, name: str, shapes: Shapes) -> None:
        self.name = name
        self.shapes = shapes
        self.file = Path(__file__).with_name(f"{name}.npz")
        self._using: ContextVar[tuple[Weights | None] | None] = ContextVar(name, default=None)

    @property
    def weights(self) -> Weights | None:
        """Those of the file, or those that are used for now; None where there are none."""
        using = self._using.get()
        return using[0] if using else self.of(self.file)

    @contextmanager
    def using(self, weights: Weights | None) -> Iterator[None]:
        """While this lasts the network has those weights, or there is none: for training."""
        token = self._using.set((weights,))
        try:
            yield
        finally:
            self._using.reset(token)

    @lru_cache(maxsize=8)  # noqa: B019 - there are two of these, for good
    def of(self, path: Path) -> Weights | None:
        """Those of another file, None when there is no such file; raises ValueError when they are of another network."""
        if not path.exists():
            return None
        with np.load(path, allow_pickle=False) as kept:
            weights = {name: kept[name].astype(np.float32) for name in kept.files}
        if {name: one.shape for name, one in weights.items()} != self.shapes:
            raise ValueError(f"{path.name} is of another network: teach it again")
        return weights


#: The network of the fields of a header, and that of the columns of lines.
OF_FIELDS = Kept("weights", network.shapes())
OF_LINES = Kept("line_weights", line_columns.shapes())


def save(weights: Weights, path: Path) -> None:
    """Write the weights to a file."""
    halves: dict[str, Any] = {name: np.asarray(one, np.float16) for name, one in weights.items()}
    np.savez_compressed(path, **halves)
