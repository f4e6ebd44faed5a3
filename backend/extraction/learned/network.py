"""A small transformer over the words of a document: for each field, how likely each printed value is the one, and that none is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.extraction.learned import operations
from backend.extraction.learned.relations import RELATIONS
from backend.extraction.learned.scene import CLASSES, DENSE, MOST_IN_NAME, TEXTS, Scene

Array = Any
Weights = Mapping[str, Array]
#: What it computes with: `operations`, or in training the same functions with their derivatives.
Operations = Any
Floats = NDArray[np.float32]
_CODES, _AMOUNTS = ("reference",), ("money", "number")
_VAT_IDS, _LEGAL_IDS = ("vat_id", "reference"), ("siren", "siret", "reference")
#: The fields that have one of the printed values, and of which kinds that can be; what fails its check digits can be any identifier.
VALUED: Mapping[str, tuple[str, ...]] = {
    "invoice_number": _CODES,
    "order_number": _CODES,
    "order_reference": _CODES,
    "preceding_invoice_reference": _CODES,
    "issue_date": ("date",),
    "due_date": ("date",),
    "requested_delivery_date": ("date",),
    "tax_exclusive_amount": _AMOUNTS,
    "tax_amount": _AMOUNTS,
    "tax_inclusive_amount": _AMOUNTS,
    "payable_amount": _AMOUNTS,
    "payment_iban": ("iban", "doubtful"),
    "seller_vat_id": (*_VAT_IDS, "doubtful"),
    "buyer_vat_id": (*_VAT_IDS, "doubtful"),
    "seller_legal_id": (*_LEGAL_IDS, "doubtful"),
}
#: The fields whose value is any run of words.
NAMED = ("seller_name", "buyer_name")
FIELDS = (*VALUED, *NAMED)
_NEVER = -1e4


#: How wide and deep it is.
WIDTH, _HEADS, _LAYERS, _INNER, _PAIR = 96, 4, 3, 192, 16


Shapes = dict[str, tuple[int, ...]]


def shapes() -> Shapes:
    """The shape of every array of weights by name."""
    d = WIDTH
    return {
        **shapes_of_reading(),
        **layer("target", 2 * d, d),
        **layer("target_field", d, len(VALUED)),
        **layer("none", 2 * d, len(FIELDS)),
        **layer("ends", d, 2 * len(NAMED)),
        **layer("pair", d, 2 * _PAIR * len(NAMED)),
        "length": (MOST_IN_NAME, len(NAMED)),
    }


def shapes_of_reading() -> Shapes:
    """The shapes of what tells what each word means, whatever is asked of the words then."""
    d = WIDTH
    told: Shapes = {
        "table": (CLASSES + TEXTS, d),
        "bias": (_HEADS, RELATIONS),
        **layer("dense", DENSE, d),
        **_norm("enter", d),
        **_norm("leave", d),
    }
    for number in range(_LAYERS):
        told |= {
            **_norm(f"{number}.before_mixing", d),
            **layer(f"{number}.asked", d, 3 * d),
            **layer(f"{number}.mixed", d, d),
            **_norm(f"{number}.before_thinking", d),
            **layer(f"{number}.inner", d, _INNER),
            **layer(f"{number}.outer", _INNER, d),
        }
    return told


def layer(name: str, inputs: int, outputs: int) -> Shapes:
    """The shapes of a linear layer."""
    return {f"{name}.weight": (inputs, outputs), f"{name}.shift": (outputs,)}


def _norm(name: str, width: int) -> Shapes:
    return {f"{name}.gain": (width,), f"{name}.shift": (width,)}


def log_shares(weights: Weights, seen: Scene, ops: Operations = operations) -> tuple[Array, Array]:
    """For each field the logarithm of how likely each printed value is it, and each possible name; the last row says: none.

    (targets + 1, VALUED) and (names + 1, NAMED); the likelihoods of a field add up to 1.
    """
    words = meanings(weights, seen, ops)
    lines = ops.means(words, seen.rows)
    line_of = lines_of(seen)
    none = linear(weights, "none", ops.summary(words), ops)
    return (
        ops.log_shares(ops.in_sequence([_targets(weights, seen, words, lines, line_of, ops), none[:, : len(VALUED)]])),
        ops.log_shares(ops.in_sequence([_names(weights, seen, words, ops), none[:, len(VALUED) :]])),
    )


def lines_of(seen: Scene) -> NDArray[np.int64]:
    """For each word the number of its line."""
    return np.repeat(np.arange(len(seen.rows)), np.diff([*seen.rows, len(seen.texts)]))


def meanings(weights: Weights, seen: Scene, ops: Operations) -> Array:
    """What each word means where it stands: (words, WIDTH)."""
    entered = ops.bag(weights["table"], seen.ids, seen.scales) + linear(weights, "dense", seen.dense, ops)
    entered = _normed(weights, "enter", entered, ops)
    pages = []
    for number, first in enumerate(seen.pages):
        end = seen.pages[number + 1] if number + 1 < len(seen.pages) else len(seen.texts)
        page = entered[first:end]
        leaning = ops.leaning(weights["bias"], seen.relations[number])
        for layer in range(_LAYERS):
            asked = linear(weights, f"{layer}.asked", _normed(weights, f"{layer}.before_mixing", page, ops), ops)
            attention = ops.attention(asked, leaning)
            page = page + linear(weights, f"{layer}.mixed", ops.mixed(attention, asked), ops)
            inner = ops.positive(linear(weights, f"{layer}.inner", _normed(weights, f"{layer}.before_thinking", page, ops), ops))
            page = page + linear(weights, f"{layer}.outer", inner, ops)
        pages.append(page)
    return _normed(weights, "leave", ops.in_sequence(pages), ops)


def _targets(weights: Weights, seen: Scene, words: Array, lines: Array, line_of: NDArray[np.int64], ops: Operations) -> Array:
    first = np.array([one.first for one in seen.targets], np.int32)
    last = np.array([one.last for one in seen.targets], np.int32)
    ends = ops.pick(words, first) + ops.pick(words, last)
    inner = ops.positive(linear(weights, "target", ops.side_by_side([ends, ops.pick(lines, line_of[first])]), ops))
    return linear(weights, "target_field", inner, ops) + _impossible(seen)


def _impossible(seen: Scene) -> Floats:
    """What keeps a value out of the fields that it cannot be."""
    possible = [[one.kind in kinds for kinds in VALUED.values()] for one in seen.targets]
    return np.where(np.array(possible, bool).reshape(-1, len(VALUED)), 0, _NEVER).astype(np.float32)


def _names(weights: Weights, seen: Scene, words: Array, ops: Operations) -> Array:
    first, last = seen.names
    ends, pair = linear(weights, "ends", words, ops), linear(weights, "pair", words, ops)
    half, wide = len(NAMED), _PAIR * len(NAMED)
    begun = ops.pick(ends[:, :half], first) + ops.pick(ends[:, half:], last) + ops.pick(weights["length"], last - first)
    together = [
        ops.products(ops.pick(pair[:, at : at + _PAIR], first), ops.pick(pair[:, wide + at : wide + at + _PAIR], last))
        for at in range(0, wide, _PAIR)
    ]
    return begun + ops.side_by_side(together) * float(_PAIR) ** -0.5


def linear(weights: Weights, name: str, rows: Array, ops: Operations) -> Array:
    """The rows after the linear layer of that name."""
    return ops.linear(rows, weights[f"{name}.weight"], weights[f"{name}.shift"])


def _normed(weights: Weights, name: str, rows: Array, ops: Operations) -> Array:
    return ops.normed(rows, weights[f"{name}.gain"], weights[f"{name}.shift"])
