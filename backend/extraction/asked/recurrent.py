"""What a small network holds each word of a message for, which reads it from both ends: gated recurrent units, their weights a file.

Cho et al.: Learning Phrase Representations using RNN Encoder-Decoder, 2014.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from backend.extraction.hashed import Floats, Hashed, hashed_from
from backend.extraction.learned.operations import normed

#: Written by `scripts/train_messages`.
WEIGHTS_FILE = Path(__file__).with_name("recurrent.npz")
#: How often the message is read over; each time with what the time before understood.
PASSES = 2


class Step(NamedTuple):
    """What a pass makes of a word, for both directions (the second reads backwards): the state after and before it, and the gates."""

    state: Floats
    before: Floats
    reset: Floats
    update: Floats
    candidate: Floats
    recalled: Floats


@dataclass(frozen=True)
class Recurrent:
    """The network: a vector for each sign, the weights of each pass, and those of what it says."""

    of_signs: Hashed
    weights: Mapping[str, Floats]

    def log_shares(self, signs: Sequence[Sequence[int]]) -> Floats:
        """The logarithm of how likely each label of each word is."""
        seen = normed(self.of_signs.sums(signs), self.weights["enter.gain"], self.weights["enter.shift"])
        heard = seen
        for number in range(PASSES):
            steps = read(heard[:, None], np.ones((len(heard), 1), np.float32), self.weights, number)
            heard = side_by_side(np.stack([step.state for step in steps]))[:, 0]
        told = np.concatenate((heard, seen), axis=1) @ self.weights["out.weight"] + self.weights["out.shift"]
        told -= told.max(axis=1, keepdims=True)
        return np.asarray(told - np.log(np.exp(told).sum(axis=1, keepdims=True)), np.float32)


def read(inputs: Floats, counts: Floats, weights: Mapping[str, Floats], number: int) -> Iterator[Step]:
    """One pass over (words, messages, features), in both directions at once; `counts` is 0 behind the end of a shorter message."""
    across, shift = weights[f"{number}.across.weight"], weights[f"{number}.across.shift"]
    inward = weights[f"{number}.inward.weight"]
    flat, other = (told.reshape(-1, inward.shape[1]) @ inward[way] for way, told in enumerate((inputs, inputs[::-1])))
    projected = np.stack([told.reshape(*counts.shape, -1) for told in (flat, other)], axis=1) + weights[f"{number}.inward.shift"][:, None]
    counted = both_ways(counts[:, :, None])
    size = across.shape[1]
    state = np.zeros((2, projected.shape[2], size), np.float32)
    for told, here in zip(projected, counted, strict=True):
        recalled = state @ across
        gates = 1 / (1 + np.exp(-(told[..., : 2 * size] + recalled[..., : 2 * size])))
        reset, update = gates[..., :size], gates[..., size:]
        memory = recalled[..., 2 * size :] + shift[:, None]
        candidate = np.tanh(told[..., 2 * size :] + reset * memory)
        further = state + here * (1 - update) * (candidate - state)
        yield Step(further, state, reset, update, candidate, memory)
        state = further


def both_ways(told: Floats) -> Floats:
    """(words, 2, messages, ...): what is told of each word, and the same from the end."""
    return np.stack((told, told[::-1]), axis=1)


def side_by_side(states: Floats) -> Floats:
    """(words, messages, 2 features): what both directions say of each word."""
    return np.concatenate((states[:, 0], states[::-1, 1]), axis=-1)


@cache
def recurrent() -> Recurrent:
    """The network that is shipped."""
    return load(WEIGHTS_FILE)


def load(path: Path) -> Recurrent:
    """The network that a file holds."""
    with np.load(path) as kept:
        weights = {name: kept[name].astype(np.float32) for name in kept.files if "." in name}
        return Recurrent(hashed_from(kept), weights)


def save(learned: Recurrent, path: Path) -> None:
    """Write a network to a file."""
    weights: dict[str, Any] = {name: one.astype(np.float16) for name, one in learned.weights.items()}
    np.savez_compressed(path, **learned.of_signs.kept(), **weights)
