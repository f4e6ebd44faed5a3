"""The labels of a row of words that go together best: a linear-chain conditional random field, its weights a file beside this one.

Lafferty, McCallum, Pereira: Conditional Random Fields, 2001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from backend.extraction.asked.chunks import Cuts
from backend.extraction.asked.labels import COLUMN_OF, COLUMNS, LABELS, may_follow

#: Written by `scripts/train_messages`.
WEIGHTS_FILE = Path(__file__).with_name("weights.npz")
#: What a further word of a field may not follow.
NEVER = -1e3

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """How much each sign speaks for each label, and each label for the next one."""

    #: The signs in ascending order; the row of `of_signs` belongs to the sign at its place.
    signs: npt.NDArray[np.uint32]
    of_signs: Array
    of_pairs: Array

    def emissions(self, signs: Sequence[Sequence[int]]) -> Array:
        """How much the signs of each word speak for each label."""
        flat = np.fromiter((sign for word in signs for sign in word), np.uint32)
        owner = np.repeat(np.arange(len(signs)), [len(word) for word in signs])
        place = np.minimum(np.searchsorted(self.signs, flat), len(self.signs) - 1)
        known = self.signs[place] == flat
        sums = np.zeros((len(signs), len(COLUMNS)), np.float32)
        np.add.at(sums, owner[known], self.of_signs[place[known]])
        return np.asarray(sums[:, COLUMN_OF])


def allowed(*, begins_line: bool) -> Array:
    """What a pair of labels gets that cannot be, before a word that begins a line or another one."""
    return np.array(
        [[0.0 if may_follow(before, after, begins_line=begins_line) else NEVER for after in LABELS] for before in LABELS], np.float32
    )


def best(emissions: Array, of_pairs: Array, begins_line: Sequence[bool]) -> tuple[list[int], list[float]]:
    """The likeliest labels of the words (Viterbi), and how likely each of them is by itself, from 0 to 1."""
    if not len(emissions):
        return [], []
    within, across = (of_pairs + allowed(begins_line=one) for one in (False, True))
    pairs = [across if one else within for one in begins_line]
    # Before the first word stands nothing.
    emissions = np.concatenate((emissions[:1] + allowed(begins_line=True)[0], emissions[1:]))
    scores, came = emissions[0], []
    for emission, pair in zip(emissions[1:], pairs[1:], strict=True):
        ways = scores[:, None] + pair
        came.append(ways.argmax(axis=0))
        scores = ways.max(axis=0) + emission
    path = [int(scores.argmax())]
    for back in reversed(came):
        path.append(int(back[path[-1]]))
    path.reverse()
    shares = _shares(emissions, pairs)
    return path, [float(shares[n, label]) for n, label in enumerate(path)]


def _shares(emissions: Array, pairs: Sequence[Array]) -> Array:
    """How likely each label of each word is, whatever the others are."""
    forward = _sums(emissions, pairs)
    backward = _sums(emissions[::-1], [pairs[0], *(pair.T for pair in pairs[:0:-1])])[::-1]
    # Both count the word's own emission.
    both = forward + backward - emissions
    both = np.exp(both - both.max(axis=1, keepdims=True))
    return np.asarray(both / both.sum(axis=1, keepdims=True), np.float32)


def _sums(emissions: Array, pairs: Sequence[Array]) -> Array:
    """The logarithm of the sum over all labels of the words before, each word's up to a constant."""
    transfer = {id(pair): np.exp(pair) for pair in pairs}
    found = np.empty_like(emissions)
    found[0] = emissions[0]
    for n in range(1, len(emissions)):
        top = found[n - 1].max()
        found[n] = np.log(np.exp(found[n - 1] - top) @ transfer[id(pairs[n])] + np.float32(1e-30)) + emissions[n]
    return found


@dataclass(frozen=True)
class Reader:
    """What was learned: the weights of the words' labels, and where items begin."""

    weights: Weights
    cuts: Cuts


@cache
def reader() -> Reader:
    """The reader that is shipped."""
    return load(WEIGHTS_FILE)


def load(path: Path) -> Reader:
    """The reader that a file holds."""
    with np.load(path) as kept:
        of_signs = kept["of_signs"].astype(np.float32) * kept["scale"]
        cuts = dict(zip(kept["cuts"].tolist(), kept["of_cuts"].tolist(), strict=True))
        return Reader(Weights(kept["signs"], of_signs, kept["of_pairs"].astype(np.float32)), Cuts(cuts))


def save(learned: Reader, path: Path) -> None:
    """Write a reader to a file, its weights in 255 steps."""
    of_signs = learned.weights.of_signs
    scale = np.float32(np.abs(of_signs).max() / 127)
    steps = np.round(of_signs / scale).astype(np.int8)
    kept = steps.any(axis=1)
    np.savez_compressed(
        path, signs=learned.weights.signs[kept], of_signs=steps[kept], scale=scale, of_pairs=learned.weights.of_pairs.astype(np.float16),
        cuts=np.array(list(learned.cuts.weights)), of_cuts=np.array(list(learned.cuts.weights.values())),
    )  # fmt: skip
