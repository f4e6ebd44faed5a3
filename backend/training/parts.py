"""The parts of the found documents, by layout group, and the networks that did not learn from one of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from zlib import crc32

from backend.extraction.learned import Weights, line_columns, loaded, network

#: What is held of a document is asked of a network that learned from the other parts.
FOLDS = 4


class Subject(StrEnum):
    """What a network is taught: the values of headers, or the columns of lines."""

    FIELDS = "fields"
    LINES = "lines"


_SHAPES = {Subject.FIELDS: network.shapes, Subject.LINES: line_columns.shapes}


def fold_of(group: str) -> int:
    """The part that a layout group belongs to."""
    return crc32(group.encode()) % FOLDS


def unseen(cache: Path, group: str, subject: Subject) -> Weights | None:
    """The network that learned from no document of that group; None before anything was taught."""
    return loaded(file_of(cache, fold_of(group), subject), _SHAPES[subject])


def file_of(cache: Path, fold: int, subject: Subject) -> Path:
    """Where the network of a part is kept."""
    return cache / f"learned-{subject}-{fold}.npz"
