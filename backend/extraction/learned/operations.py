"""What the network computes with, on plain arrays; training has the same with derivatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
#: What keeps a division from being one by nothing.
_LEAST = 1e-5
#: Queries, keys and values lie side by side.
_THREE = 3


def bag(table: Floats, ids: Ints, scales: Floats) -> Floats:
    """For each row of numbers the sum of those rows of the table, each so much."""
    told: Floats = (scales[:, None] @ table.take(ids, axis=0))[:, 0]
    return told


def pick(rows: Floats, numbers: Ints) -> Floats:
    """The rows of those numbers."""
    return rows[numbers]


def means(rows: Floats, firsts: Ints) -> Floats:
    """The mean of each run of rows; each begins where told and ends before the next."""
    lengths = np.diff(np.r_[firsts, len(rows)]).astype(np.float32)
    told: Floats = np.add.reduceat(rows, firsts, axis=0) / lengths[:, None]
    return told


def standard(rows: Floats) -> tuple[Floats, Floats]:
    """Each row less its mean, by its deviation; and one over that."""
    centred = rows - rows.mean(-1, keepdims=True)
    over = 1 / np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(_LEAST))
    return centred * over, over


def normed(rows: Floats, gain: Floats, shift: Floats) -> Floats:
    """Each row at mean 0 and deviation 1, then stretched and shifted (layer normalisation)."""
    return standard(rows)[0] * gain + shift


def linear(rows: Floats, weight: Floats, shift: Floats) -> Floats:
    """A linear layer."""
    told: Floats = rows @ weight
    told += shift
    return told


def positive(values: Floats) -> Floats:
    """What is below 0 as 0 (ReLU)."""
    return np.maximum(values, 0)


def split(queries_keys_values: Floats, heads: int) -> Floats:
    """(3, heads, words, width of a head) of what lies side by side."""
    return queries_keys_values.reshape(len(queries_keys_values), _THREE, heads, -1).transpose(1, 2, 0, 3)


def leaning(bias: Floats, relations: Ints) -> Floats:
    """(heads, words, words): what each word leans to each other one by how that stands to it, whatever both mean."""
    return bias.take(relations, axis=1)


def attention(queries_keys_values: Floats, leaning: Floats) -> Floats:
    """(heads, words, words): how much each word listens to each other; the shares of one word add up to 1."""
    queries, keys, _ = split(queries_keys_values, len(leaning))
    told: Floats = queries @ keys.transpose(0, 2, 1)
    told *= np.float32(queries.shape[-1] ** -0.5)
    told += leaning
    told -= told.max(-1, keepdims=True)
    np.exp(told, out=told)
    told /= told.sum(-1, keepdims=True)
    return told


def mixed(attention: Floats, queries_keys_values: Floats) -> Floats:
    """For each word what it hears, heads side by side."""
    values = split(queries_keys_values, len(attention))[2]
    told: Floats = (attention @ values).transpose(1, 0, 2).reshape(len(queries_keys_values), -1)
    return told


def products(left: Floats, right: Floats) -> Floats:
    """The scalar product of each pair of rows, as a column."""
    told: Floats = (left * right).sum(1, keepdims=True)
    return told


def summary(rows: Floats) -> Floats:
    """One row of the means and the greatest values of all rows."""
    told: Floats = np.concatenate([rows.mean(0), rows.max(0)])[None]
    return told


def side_by_side(arrays: Sequence[Any]) -> Floats:
    """Columns beside columns."""
    return np.concatenate(arrays, 1)


def in_sequence(arrays: Sequence[Any]) -> Floats:
    """Rows under rows."""
    return np.concatenate(arrays, 0)


def log_shares(values: Floats) -> Floats:
    """Of each column the logarithms of shares that add up to 1 (log softmax)."""
    lowered = values - values.max(0)
    told: Floats = lowered - np.log(np.exp(lowered).sum(0))
    return told
