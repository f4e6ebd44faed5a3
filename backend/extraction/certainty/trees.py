"""Decision trees as plain numbers, evaluated without the library that grew them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: (sign, threshold, node when the sign is at most that, node when it is more); a leaf has the sign -1 and its value as threshold.
Node = tuple[int, float, int, int]
_LEAF = -1


@dataclass(frozen=True)
class Trees:
    """Trees whose leaves add up to log odds."""

    base: float
    trees: tuple[tuple[Node, ...], ...]

    @staticmethod
    def of(kept: Mapping[str, Any]) -> Trees:
        """The trees as they are kept in JSON."""
        return Trees(float(kept["base"]), tuple(tuple((n[0], n[1], n[2], n[3]) for n in tree) for tree in kept["trees"]))

    def probability(self, signs: Sequence[float]) -> float:
        """The probability that the signs give, from 0 to 1."""
        score = self.base
        for tree in self.trees:
            sign, bound, low, high = tree[0]
            while sign != _LEAF:
                sign, bound, low, high = tree[low if signs[sign] <= bound else high]
            score += bound
        return 1 / (1 + math.exp(-score))


@dataclass(frozen=True)
class Scale:
    """A rising line through points: from what the trees say to how often that is right."""

    said: tuple[float, ...]
    right: tuple[float, ...]

    @staticmethod
    def of(kept: Mapping[str, Any]) -> Scale:
        """The scale as it is kept in JSON."""
        return Scale(tuple(map(float, kept["said"])), tuple(map(float, kept["right"])))

    def at(self, probability: float) -> float:
        """How often a value is right for which the trees say this."""
        after = bisect_right(self.said, probability)
        if after == 0:
            return self.right[0]
        if after == len(self.said):
            return self.right[-1]
        (x0, x1), (y0, y1) = self.said[after - 1 : after + 1], self.right[after - 1 : after + 1]
        return y0 + (y1 - y0) * (probability - x0) / (x1 - x0)
