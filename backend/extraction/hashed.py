"""Learned weights of signs, each known by a hash of 32 bits and kept in a byte: what they come to for what shows some of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


def hashed(sign: str) -> int:
    """The number by which a sign is known."""
    return crc32(sign.encode())


def places_of(some: npt.NDArray[np.uint32], signs: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Where some signs stand among those in ascending order, and whether each of them does."""
    place = np.minimum(np.searchsorted(signs, some), len(signs) - 1)
    return place, signs[place] == some


def shown_among(shown: Sequence[Sequence[int]], signs: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Of what is shown and among those signs: who shows it, by number, and where among the signs it stands."""
    flat = np.fromiter((sign for one in shown for sign in one), np.uint32)
    owner = np.repeat(np.arange(len(shown)), [len(one) for one in shown])
    place, known = places_of(flat, signs)
    return owner[known], place[known]


@dataclass(frozen=True)
class Hashed:
    """How much each sign speaks for each of several answers."""

    #: In ascending order; the row of `weights` belongs to the sign at its place.
    signs: npt.NDArray[np.uint32]
    weights: Floats

    def sums(self, shown: Sequence[Sequence[int]]) -> Floats:
        """For each of those that show signs, what they come to for each answer."""
        owner, place = shown_among(shown, self.signs)
        sums = np.zeros((len(shown), self.weights.shape[1]), np.float32)
        np.add.at(sums, owner, self.weights[place])
        return sums

    def kept(self) -> dict[str, Any]:
        """What a file keeps of them, arrays by their names: the weights in 255 steps, without signs that have none."""
        scale = np.float32(np.abs(self.weights).max() / 127)
        steps = np.round(self.weights / scale).astype(np.int8)
        told = steps.any(axis=1)
        return {"signs": self.signs[told], "weights": steps[told], "scale": np.array(scale)}


def between(one: Hashed, other: Hashed, share: float) -> Hashed:
    """What is so far on the way from the one to the other: of two that learned from different examples it errs less than either."""
    signs = np.union1d(one.signs, other.signs)
    weights = np.zeros((len(signs), one.weights.shape[1]), np.float32)
    for some, counts in ((one, 1 - share), (other, share)):
        weights[np.searchsorted(signs, some.signs)] += np.float32(counts) * some.weights
    return Hashed(signs, weights)


def hashed_from(kept: Mapping[str, Any]) -> Hashed:
    """The weights that a file keeps."""
    return Hashed(kept["signs"].astype(np.uint32), kept["weights"].astype(np.float32) * kept["scale"].astype(np.float32))
