"""The labels of a row of words that go together best: a linear-chain conditional random field, its weights a file beside this one.

Lafferty, McCallum, Pereira: Conditional Random Fields, 2001.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from backend.extraction.asked.chunks import Cuts
from backend.extraction.asked.labels import COLUMN_OF, LABELS, may_follow
from backend.extraction.hashed import Floats, Hashed, hashed_from

#: Written by `scripts/train_messages`.
WEIGHTS_FILE = Path(__file__).with_name("weights.npz")
#: What a further word of a field may not follow.
NEVER = -1e3


@dataclass(frozen=True)
class Weights:
    """How much each sign speaks for each label, and each label for the next one."""

    of_signs: Hashed
    of_pairs: Floats

    def emissions(self, signs: Sequence[Sequence[int]]) -> Floats:
        """How much the signs of each word speak for each label."""
        return np.asarray(self.of_signs.sums(signs)[:, COLUMN_OF])


@cache
def allowed(*, begins_line: bool) -> Floats:
    """What a pair of labels gets that cannot be, before a word that begins a line or another one."""
    return np.array(
        [[0.0 if may_follow(before, after, begins_line=begins_line) else NEVER for after in LABELS] for before in LABELS], np.float32
    )


def best(emissions: Floats, of_pairs: Floats, begins_line: Sequence[bool]) -> tuple[list[int], list[float]]:
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


def _shares(emissions: Floats, pairs: Sequence[Floats]) -> Floats:
    """How likely each label of each word is, whatever the others are."""
    forward = _sums(emissions, pairs)
    backward = _sums(emissions[::-1], [pairs[0], *(pair.T for pair in pairs[:0:-1])])[::-1]
    # Both count the word's own emission.
    both = forward + backward - emissions
    both = np.exp(both - both.max(axis=1, keepdims=True))
    return np.asarray(both / both.sum(axis=1, keepdims=True), np.float32)


def _sums(emissions: Floats, pairs: Sequence[Floats]) -> Floats:
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
        cuts = dict(zip(kept["cuts"].tolist(), kept["of_cuts"].tolist(), strict=True))
        return Reader(Weights(hashed_from(kept), kept["of_pairs"].astype(np.float32)), Cuts(cuts))


def save(learned: Reader, path: Path) -> None:
    """Write a reader to a file."""
    cuts = learned.cuts.weights
    np.savez_compressed(
        path, of_pairs=learned.weights.of_pairs.astype(np.float16), cuts=np.array(list(cuts)), of_cuts=np.array(list(cuts.values())),
        **learned.weights.of_signs.kept(),
    )  # fmt: skip
