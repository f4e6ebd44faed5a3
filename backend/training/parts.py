"""The parts of the found documents, by layout group, and the networks that each did not learn from one of them."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from backend.extraction.learned import Weights, weights_of

#: What is held of a document is asked of a network that learned from the other parts.
FOLDS = 4


def fold_of(group: str) -> int:
    """The part that a layout group belongs to."""
    return crc32(group.encode()) % FOLDS


def unseen(cache: Path, group: str) -> Weights | None:
    """The network that learned from no document of that group; None before anything was taught."""
    return weights_of(file_of(cache, fold_of(group)))


def file_of(cache: Path, fold: int) -> Path:
    """Where the network of a part is kept."""
    return cache / f"learned-{fold}.npz"
