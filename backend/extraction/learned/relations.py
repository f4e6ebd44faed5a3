"""How the words of a page stand to each other: in steps of distance, and which follows which."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Edges of the steps: how far to the right, as fractions of the page, and how many lines down.
_ACROSS = np.array([-0.4, -0.2, -0.1, -0.04, -0.012, 0.012, 0.04, 0.1, 0.2, 0.4], np.float32)
_DOWN = np.array([-12.5, -6.5, -3.5, -1.5, -0.5, 0.5, 1.5, 3.5, 6.5, 12.5], np.float32)
_STEPS = len(_DOWN) + 1
_NEXT, _PREVIOUS = (len(_ACROSS) + 1) * _STEPS, (len(_ACROSS) + 1) * _STEPS + 1
#: How many different ones there are.
RELATIONS = _PREVIOUS + 1


def relations(boxes: NDArray[np.float32], lines: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each word and each other one of a page the number of how the other stands to it.

    Across counts from left edge to left edge, right to right or middle to middle, whichever is nearest: columns are aligned at either.
    """
    left, right = boxes[:, 0], boxes[:, 2]
    across = left[None] - left[:, None]
    for side in (right, (left + right) / 2):
        other = side[None] - side[:, None]
        across = np.where(np.abs(other) < np.abs(across), other, across)
    down = (lines[None] - lines[:, None]).astype(np.float32)
    told = _step(across, _ACROSS) * _STEPS + _step(down, _DOWN)
    follows = np.flatnonzero(lines[:-1] == lines[1:])
    told[follows, follows + 1], told[follows + 1, follows] = _NEXT, _PREVIOUS
    return told


def _step(distances: NDArray[np.float32], edges: NDArray[np.float32]) -> NDArray[np.int32]:
    """How many of the edges each distance has reached: for so few a comparison with each is much faster than a search."""
    reached = np.zeros(distances.shape, np.uint8)
    for edge in edges:
        reached += distances >= edge
    return reached.astype(np.int32)
