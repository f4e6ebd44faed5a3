"""Learning the weights of a conditional random field from messages whose words are labelled (Adagrad on its likelihood)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.extraction.asked.labels import COLUMN_OF, COLUMNS, LABELS
from backend.extraction.asked.model import Weights, allowed
from backend.extraction.hashed import Hashed, shown_among

_ROUNDS, _RATE, _AT_ONCE, _DECAY = 12, 0.2, 8, 1e-3
#: A sign that fewer messages show tells nothing that holds elsewhere.
_LEAST_SEEN = 3
#: The weights are the mean of so many last rounds.
_AVERAGED = 6
#: So many of its signs each word has to do without, other ones in every round, so that no few decide.
_LEFT_OUT = 0.7
#: Which labels share a column of weights.
_TIED = np.eye(len(COLUMNS))[list(COLUMN_OF)]
_Floats = npt.NDArray[np.float64]
#: The places of the signs of a message's words, word after word, and where each word's begin.
_Signs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


@dataclass(frozen=True)
class Example:
    """One message: the signs of its words, their labels, and whether each begins a line."""

    signs: Sequence[Sequence[int]]
    labels: Sequence[int]
    begins_line: Sequence[bool]


def learn(examples: Sequence[Example], seed: int) -> Weights:
    """The weights under which the labels of the examples are likely."""
    seen = Counter(sign for one in examples for sign in {sign for word in one.signs for sign in word})
    signs = np.array(sorted(sign for sign, times in seen.items() if times >= _LEAST_SEEN), np.uint32)
    rows = [_known(one, signs) for one in examples]
    weights, barred = np.zeros((len(signs), len(COLUMNS))), np.stack((allowed(begins_line=False), allowed(begins_line=True)))
    pairs = np.zeros((len(LABELS), len(LABELS)))
    squares, pair_squares = np.full_like(weights, 1e-8), np.full_like(pairs, 1e-8)
    order = np.random.default_rng(seed)
    mean, pair_mean = np.zeros_like(weights), np.zeros_like(pairs)
    for number in range(_ROUNDS):
        shuffled = order.permutation(len(examples))
        for start in range(0, len(shuffled), _AT_ONCE):
            inside, errors, pair_step = [], [], np.zeros_like(pairs)
            for n in shuffled[start : start + _AT_ONCE]:
                if not len(rows[n][1]):
                    continue
                flat, begins = _thinned(rows[n], order)
                emissions = np.add.reduceat(weights[flat], begins)[:, COLUMN_OF] / (1 - _LEFT_OUT)
                emissions[0] += barred[1][0]
                wrong, pair_wrong = _errors(emissions, pairs + barred, examples[n])
                pair_step += pair_wrong
                inside.append(flat)
                errors.append(np.repeat(wrong @ _TIED / (1 - _LEFT_OUT), np.diff(begins, append=len(flat)), axis=0))
            flat = np.concatenate(inside)
            sorting = np.argsort(flat, kind="stable")
            at, begins = np.unique(flat[sorting], return_index=True)
            slope = np.add.reduceat(np.concatenate(errors)[sorting], begins) + _DECAY * weights[at]
            squares[at] += slope**2
            weights[at] -= _RATE * slope / np.sqrt(squares[at])
            pair_squares += pair_step**2
            pairs -= _RATE * pair_step / np.sqrt(pair_squares)
        if number >= _ROUNDS - _AVERAGED:
            mean += weights / _AVERAGED
            pair_mean += pairs / _AVERAGED
    return Weights(Hashed(signs, mean.astype(np.float32)), pair_mean.astype(np.float32))


def _thinned(word_signs: _Signs, order: np.random.Generator) -> _Signs:
    """The signs of the words without some of them; each word keeps its first, which all have."""
    flat, begins = word_signs
    kept = order.random(len(flat)) >= _LEFT_OUT
    kept[begins] = True
    sizes = np.add.reduceat(kept.astype(np.int64), begins)
    return flat[kept], np.cumsum(np.concatenate(([0], sizes)))[:-1]


def _known(example: Example, signs: npt.NDArray[np.uint32]) -> _Signs:
    """The signs of an example that are among those; every word has the one that all have."""
    owner, place = shown_among(example.signs, signs)
    return place, np.searchsorted(owner, np.arange(len(example.signs)))


def _errors(emissions: _Floats, pairs: _Floats, example: Example) -> tuple[_Floats, _Floats]:
    """By how much each label of each word, and each pair of neighbours, is too likely; `pairs` are those within and across lines."""
    size, labels, lines = len(emissions), np.asarray(example.labels), np.asarray(example.begins_line, int)
    transfer = np.exp(np.maximum(pairs, -700))
    forward, backward = np.empty_like(emissions), np.ones_like(emissions)
    local = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    forward[0] = local[0] / local[0].sum()
    for n in range(1, size):
        forward[n] = (forward[n - 1] @ transfer[lines[n]]) * local[n]
        forward[n] /= forward[n].sum()
    for n in range(size - 2, -1, -1):
        backward[n] = transfer[lines[n + 1]] @ (backward[n + 1] * local[n + 1])
        backward[n] /= backward[n].sum()
    shares = forward * backward
    shares /= shares.sum(axis=1, keepdims=True)
    expected = np.zeros_like(pairs[0])
    for n in range(1, size):
        joint = forward[n - 1][:, None] * transfer[lines[n]] * (local[n] * backward[n])[None, :]
        expected += joint / joint.sum()
    shares[np.arange(size), labels] -= 1
    np.subtract.at(expected, (labels[:-1], labels[1:]), 1)
    return shares, expected
