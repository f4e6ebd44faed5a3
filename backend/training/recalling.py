"""Teaches the network that reads messages, by gradients through time (Werbos: Backpropagation through time, 1990)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from backend.extraction.asked.labels import LABELS
from backend.extraction.asked.recurrent import PASSES, Recurrent, Step, both_ways, read, side_by_side
from backend.extraction.hashed import Hashed, shown_among
from backend.extraction.learned.operations import standard
from backend.training.learning import Adam
from backend.training.tagging import Example

_Floats = npt.NDArray[np.float32]
_Weights = dict[str, _Floats]
#: How wide it is; how often it sees each message; the highest rate, reached after a tenth of the steps.
_WIDTH, _ROUNDS, _RATE, _RISING, _AT_ONCE = 64, 18, 3e-3, 0.1, 16
#: A sign that fewer messages show tells nothing that holds elsewhere; so many signs, and so much of what is heard, it does without.
_LEAST_SEEN, _SIGNS_OUT, _LEFT_OUT = 3, 0.25, 0.3
#: So much of what is certain is kept for the other labels, as marks may be wrong.
_SMOOTH = 0.02
#: Longer messages are read, but not learned from; those of a batch are about as long.
_LONGEST, _MIXED = 700, 60.0


@dataclass(frozen=True)
class Batch:
    """Some messages as matrices: the signs of (word, message) pairs, which of those there are, and their labels."""

    signs: Any
    counts: _Floats
    labels: npt.NDArray[np.int64]


def learn_to_recall(shown: Sequence[Sequence[Example]], seed: int) -> Recurrent:
    """The network that messages teach, each given with its variations, of which one is taken a round."""
    seen = Counter(sign for first, *_ in shown for sign in {sign for word in first.signs for sign in word})
    known = np.array(sorted(sign for sign, times in seen.items() if times >= _LEAST_SEEN), np.uint32)
    chance = np.random.default_rng(seed)
    weights = fresh(len(known), chance)
    adam = Adam(weights)
    usable = [versions for one in shown if (versions := [_known(each, known) for each in one if 0 < len(each.labels) < _LONGEST])]
    steps = _ROUNDS * -(-len(usable) // _AT_ONCE)
    for step, batch in enumerate(_batches(usable, chance)):
        done = step / steps
        rate = _RATE * (done / _RISING if done < _RISING else 0.5 + 0.5 * np.cos(np.pi * (done - _RISING) / (1 - _RISING)))
        adam.step(weights, gradient(weights, batch, chance)[1], float(rate))
    table = weights.pop("table.weight")
    return Recurrent(Hashed(known, table), weights)


def fresh(signs: int, chance: np.random.Generator) -> _Weights:
    """Weights that know nothing yet."""

    def drawn(*shape: int) -> _Floats:
        return chance.uniform(-1, 1, shape).astype(np.float32) * np.float32(_WIDTH**-0.5)

    weights = {
        "table.weight": chance.normal(0, 0.15, (signs, _WIDTH)).astype(np.float32),
        "enter.gain": np.ones(_WIDTH, np.float32),
        "enter.shift": np.zeros(_WIDTH, np.float32),
        "out.weight": drawn(3 * _WIDTH, len(LABELS)),
        "out.shift": np.zeros(len(LABELS), np.float32),
    }
    for number in range(PASSES):
        weights[f"{number}.inward.weight"] = drawn(2, 2 * _WIDTH if number else _WIDTH, 3 * _WIDTH)
        weights[f"{number}.inward.shift"] = drawn(2, 3 * _WIDTH)
        weights[f"{number}.across.weight"] = drawn(2, _WIDTH, 3 * _WIDTH)
        weights[f"{number}.across.shift"] = drawn(2, _WIDTH)
    return weights


def _known(shown: Example, signs: npt.NDArray[np.uint32]) -> tuple[Any, npt.NDArray[np.int64]]:
    """The signs of a message's words that are among those, as a matrix, and the labels."""
    owner, place = shown_among(shown.signs, signs)
    ones = np.ones(len(place), np.float32)
    return sparse.csr_matrix((ones, (owner, place)), (len(shown.signs), len(signs))), np.asarray(shown.labels)


def _batches(usable: Sequence[Sequence[tuple[Any, npt.NDArray[np.int64]]]], chance: np.random.Generator) -> Iterator[Batch]:
    for _ in range(_ROUNDS):
        lengths = np.array([len(versions[0][1]) for versions in usable]) + chance.random(len(usable)) * _MIXED
        order = np.argsort(lengths)
        some = [order[at : at + _AT_ONCE] for at in range(0, len(order), _AT_ONCE)]
        for number in chance.permutation(len(some)):
            yield batch_of([usable[n][int(chance.integers(len(usable[n])))] for n in some[int(number)]])


def batch_of(messages: Sequence[tuple[Any, npt.NDArray[np.int64]]]) -> Batch:
    """The messages side by side, the shorter ones filled up."""
    longest = max(len(labels) for _, labels in messages)
    filled = []
    counts = np.zeros((longest, len(messages)), np.float32)
    told = np.zeros((longest, len(messages)), np.int64)
    for n, (signs, labels) in enumerate(messages):
        counts[: len(labels), n] = 1
        told[: len(labels), n] = labels
        filled.append(sparse.vstack([signs, sparse.csr_matrix((longest - len(labels), signs.shape[1]), dtype=np.float32)]))
    # Message after message: what is computed turns it to word after word.
    return Batch(sparse.vstack(filled).tocsr(), counts, told)


def gradient(weights: Mapping[str, _Floats], batch: Batch, chance: np.random.Generator | None) -> tuple[float, _Weights]:
    """The mean surprise of a batch and its slopes; without `chance` nothing is left out."""
    words, messages = batch.counts.shape
    signs = batch.signs
    if chance:
        signs = signs.copy()
        signs.data *= chance.random(len(signs.data)) >= _SIGNS_OUT
    summed = np.asarray(signs @ weights["table.weight"]).reshape(messages, words, -1).transpose(1, 0, 2)
    standing, over = standard(summed)
    dropped = _Dropped(chance)
    seen = dropped(standing * weights["enter.gain"] + weights["enter.shift"])
    heard, traces, inputs = seen, [], []
    for number in range(PASSES):
        inputs.append(heard)
        steps = zip(*read(heard, batch.counts, weights, number), strict=True)
        traces.append(Step(*(np.stack(each) for each in steps)))
        heard = side_by_side(traces[-1].state)
        heard = dropped(heard) if number < PASSES - 1 else heard
    final = dropped(np.concatenate((heard, seen), axis=-1))
    told = final @ weights["out.weight"] + weights["out.shift"]
    told -= told.max(axis=-1, keepdims=True)
    shares = np.exp(told) / np.exp(told).sum(axis=-1, keepdims=True)
    wanted = np.full_like(shares, _SMOOTH / len(LABELS))
    np.put_along_axis(wanted, batch.labels[..., None], 1 - _SMOOTH + _SMOOTH / len(LABELS), axis=-1)
    count = batch.counts.sum()
    surprise = -float((wanted * np.log(shares + np.float32(1e-12)) * batch.counts[..., None]).sum() / count)
    slope = (shares - wanted) * batch.counts[..., None] / count
    slopes: _Weights = {"out.weight": np.tensordot(final, slope, ((0, 1), (0, 1))), "out.shift": slope.sum(axis=(0, 1))}
    back = dropped.back(slope @ weights["out.weight"].T)
    width = seen.shape[-1]
    of_heard, of_seen = back[..., :-width], back[..., -width:]
    for number in reversed(range(PASSES)):
        of_heard = dropped.back(of_heard) if number < PASSES - 1 else of_heard
        of_heard, told_slopes = _through_time(of_heard, traces[number], inputs[number], batch.counts, weights, number)
        slopes |= told_slopes
    of_seen = dropped.back(of_seen + of_heard)
    slopes["enter.gain"], slopes["enter.shift"] = (of_seen * standing).sum(axis=(0, 1)), of_seen.sum(axis=(0, 1))
    of_standing = of_seen * weights["enter.gain"]
    mean, along = of_standing.mean(axis=-1, keepdims=True), (of_standing * standing).mean(axis=-1, keepdims=True)
    of_summed = (of_standing - mean - standing * along) * over
    slopes["table.weight"] = np.asarray(signs.T @ of_summed.transpose(1, 0, 2).reshape(messages * words, -1), np.float32)
    return surprise, slopes


class _Dropped:
    """Leaves some of what is told out, other parts each time, and the same ones of its slopes, last in first out."""

    def __init__(self, chance: np.random.Generator | None) -> None:
        self._chance, self._kept = chance, list[Any]()

    def __call__(self, told: _Floats) -> _Floats:
        kept = (self._chance.random(told.shape, np.float32) >= _LEFT_OUT) / np.float32(1 - _LEFT_OUT) if self._chance else np.float32(1)
        self._kept.append(kept)
        return np.asarray(told * kept, np.float32)

    def back(self, slope: _Floats) -> _Floats:
        """The slope of what was told last and not yet asked for."""
        return np.asarray(slope * self._kept.pop(), np.float32)


def _through_time(
    slope: _Floats, trace: Step, inputs: _Floats, counts: _Floats, weights: Mapping[str, _Floats], number: int
) -> tuple[_Floats, _Weights]:
    """The slopes of a pass's inputs and weights, from those of its states."""
    across = weights[f"{number}.across.weight"]
    size = across.shape[1]
    of_states = np.stack((slope[..., :size], slope[::-1, ..., size:]), axis=1)
    counted = both_ways(counts[:, :, None])
    inward = np.empty((*trace.state.shape[:3], 3 * size), np.float32)
    recalled = np.empty_like(inward)
    later = np.zeros_like(trace.state[0])
    for at in reversed(range(len(inward))):
        later = later + of_states[at]
        new = counted[at] * later
        reset, update, candidate = trace.reset[at], trace.update[at], trace.candidate[at]
        before = trace.before[at]
        of_candidate = new * (1 - update) * (1 - candidate * candidate)
        of_reset = of_candidate * trace.recalled[at] * reset * (1 - reset)
        of_update = new * (before - candidate) * update * (1 - update)
        inward[at] = np.concatenate((of_reset, of_update, of_candidate), axis=-1)
        recalled[at] = np.concatenate((of_reset, of_update, of_candidate * reset), axis=-1)
        later = later - new * (1 - update) + recalled[at] @ across.transpose(0, 2, 1)
    twice = both_ways(inputs)
    of_inputs = np.einsum("tdbk,dik->tdbi", inward, weights[f"{number}.inward.weight"], optimize=True)
    return of_inputs[:, 0] + of_inputs[::-1, 1], {
        f"{number}.inward.weight": np.einsum("tdbi,tdbk->dik", twice, inward, optimize=True),
        f"{number}.inward.shift": inward.sum(axis=(0, 2)),
        f"{number}.across.weight": np.einsum("tdbi,tdbk->dik", trace.before, recalled, optimize=True),
        f"{number}.across.shift": recalled[..., 2 * size :].sum(axis=(0, 2)),
    }
