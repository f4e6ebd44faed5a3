"""The operations of the network with their derivatives: what training computes with."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import autograd.numpy as traced
import numpy as np
from autograd.extend import defvjp, primitive
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from backend.extraction.learned import operations as plain

Array = NDArray[Any]
_Pullback = Callable[[Array], Array]
#: For each field its column, the rows that are right, and how much it counts.
_Answers = tuple[tuple[int, Array, float], ...]


def _spread(numbers: Array, shares: Array, gradient: Array, rows: int) -> Array:
    """Each row of the gradient added, so much, to the rows of those numbers."""
    count, slots = numbers.shape
    at = (numbers.ravel(), np.repeat(np.arange(count), slots))
    told: Array = csr_matrix((shares.ravel(), at), shape=(rows, count)) @ gradient
    return told


bag = primitive(plain.bag)
defvjp(bag, lambda _, table, ids, scales: lambda g: _spread(ids, scales, g, len(table)), None, None)

pick = primitive(plain.pick)
defvjp(
    pick,
    lambda _, rows, numbers: lambda g: _spread(numbers[:, None], np.ones((len(numbers), 1), np.float32), g, len(rows)),
    None,
)

means = primitive(plain.means)


def _of_means(_: Array, rows: Array, firsts: Array) -> _Pullback:
    lengths = np.diff(np.r_[firsts, len(rows)])
    return lambda g: np.repeat(g / lengths[:, None].astype(np.float32), lengths, axis=0)


defvjp(means, _of_means, None)

normed = primitive(plain.normed)


def _of_normed(_: Array, rows: Array, gain: Array, __: Array) -> _Pullback:
    standard, over = plain.standard(rows)

    def back(g: Array) -> Array:
        h = g * gain
        told: Array = over * (h - h.mean(1, keepdims=True) - standard * (h * standard).mean(1, keepdims=True))
        return told

    return back


defvjp(
    normed,
    _of_normed,
    lambda _, rows, __, ___: lambda g: (g * plain.standard(rows)[0]).sum(0),
    lambda _, __, ___, ____: lambda g: g.sum(0),
)

linear = primitive(plain.linear)
defvjp(
    linear,
    lambda _, __, weight, ___: lambda g: g @ weight.T,
    lambda _, rows, __, ___: lambda g: rows.T @ g,
    lambda _, __, ___, ____: lambda g: g.sum(0),
)

positive = primitive(plain.positive)
defvjp(positive, lambda told, _: lambda g: g * (told > 0))

leaning = primitive(plain.leaning)


def _of_leaning(_: Array, bias: Array, relations: Array) -> _Pullback:
    def back(g: Array) -> Array:
        numbers = relations.ravel()
        return np.array([np.bincount(numbers, one.ravel(), bias.shape[1]) for one in g], np.float32)

    return back


defvjp(leaning, _of_leaning, None)

attention = primitive(plain.attention)


def _of_scores(told: Array, g: Array) -> Array:
    """The gradient before the shares were made."""
    inner: Array = told * (g - (told * g).sum(-1, keepdims=True))
    return inner


def _of_asked(told: Array, asked: Array, _: Array) -> _Pullback:
    queries, keys, values = plain.split(asked, len(told))

    def back(g: Array) -> Array:
        scores = _of_scores(told, g) * np.float32(queries.shape[-1] ** -0.5)
        three = np.stack([scores @ keys, scores.transpose(0, 2, 1) @ queries, np.zeros_like(values)])
        return three.transpose(2, 0, 1, 3).reshape(asked.shape)

    return back


defvjp(attention, _of_asked, lambda told, _, __: lambda g: _of_scores(told, g))

mixed = primitive(plain.mixed)


def _of_heard(_: Array, shares: Array, asked: Array) -> _Pullback:
    values = plain.split(asked, len(shares))[2]
    return lambda g: g.reshape(len(asked), len(shares), -1).transpose(1, 0, 2) @ values.transpose(0, 2, 1)


def _of_values(_: Array, shares: Array, asked: Array) -> _Pullback:
    def back(g: Array) -> Array:
        values = shares.transpose(0, 2, 1) @ g.reshape(len(asked), len(shares), -1).transpose(1, 0, 2)
        three = np.zeros((3, *values.shape), np.float32)
        three[2] = values
        return three.transpose(2, 0, 1, 3).reshape(asked.shape)

    return back


defvjp(mixed, _of_heard, _of_values)

products = primitive(plain.products)
defvjp(products, lambda _, __, right: lambda g: g * right, lambda _, left, __: lambda g: g * left)

summary = primitive(plain.summary)


def _of_summary(_: Array, rows: Array) -> _Pullback:
    greatest = rows.argmax(0)

    def back(g: Array) -> Array:
        width = rows.shape[1]
        told = np.repeat(g[:, :width] / np.float32(len(rows)), len(rows), axis=0)
        told[greatest, np.arange(width)] += g[0, width:]
        return told

    return back


defvjp(summary, _of_summary)

log_shares = primitive(plain.log_shares)
defvjp(log_shares, lambda told, _: lambda g: g - np.exp(told) * g.sum(0))


def _of_surprise(told: Array, answers: _Answers, most: float) -> float:
    """How unlikely the right answers were held: for each field the logarithm of their share together, so much."""
    return sum((weight * min(-_log_sum(told[rows, column]), most) for column, rows, weight in answers), 0.0)


def _log_sum(logarithms: Array) -> float:
    greatest = float(logarithms.max())
    return greatest + float(np.log(np.exp(logarithms - greatest).sum()))


def _back_from_surprise(_: float, told: Array, answers: _Answers, most: float) -> _Pullback:
    def back(g: Array) -> Array:
        gradient = np.zeros_like(told)
        for column, rows, weight in answers:
            right = told[rows, column]
            together = _log_sum(right)
            if -together < most:
                gradient[rows, column] = -weight * np.exp(right - together)
        return gradient * np.float32(g)

    return back


surprise = primitive(_of_surprise)
defvjp(surprise, _back_from_surprise, None, None)


def _of_surprise_of_each(told: Array, answers: Array, weights: Array) -> float:
    """How unlikely the answer of each column was held, so much."""
    return -float((told[answers, np.arange(len(answers))] * weights).sum())


def _back_from_surprise_of_each(_: float, told: Array, answers: Array, weights: Array) -> _Pullback:
    def back(g: Array) -> Array:
        gradient = np.zeros_like(told)
        gradient[answers, np.arange(len(answers))] = -weights
        return gradient * np.float32(g)

    return back


surprise_of_each = primitive(_of_surprise_of_each)
defvjp(surprise_of_each, _back_from_surprise_of_each, None, None)

#: As `backend.extraction.learned.operations`.
OPERATIONS = SimpleNamespace(
    bag=bag, pick=pick, means=means, normed=normed, linear=linear, positive=positive, leaning=leaning, attention=attention, mixed=mixed,
    products=products, summary=summary, side_by_side=lambda arrays: traced.concatenate(arrays, 1),
    in_sequence=lambda arrays: traced.concatenate(arrays, 0), log_shares=log_shares,
)  # fmt: skip
