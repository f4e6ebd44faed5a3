"""A small transformer over the words of a document: which printed value is which field, and which word stands in which column of a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

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
#: The columns of lines, by the names that heads of tables have; the first is that of words which belong to no line.
COLUMNS = ("", "description", "quantity", "net_price", "line_amount", "tax_rate", "seller_item_id", "buyer_item_id", "gtin")
_NEVER = -1e4


#: How wide and deep it is.
_WIDTH, _HEADS, _LAYERS, _INNER, _PAIR = 96, 4, 3, 192, 16


Shapes = dict[str, tuple[int, ...]]


def shapes() -> Shapes:
    """The shape of every array of weights by name."""
    d = _WIDTH
    told: Shapes = {
        "table": (CLASSES + TEXTS, d),
        "bias": (_HEADS, RELATIONS),
        **_layer("dense", DENSE, d),
        **_norm("enter", d),
        **_norm("leave", d),
        **_layer("target", 2 * d, d),
        **_layer("target_field", d, len(VALUED)),
        **_layer("none", 2 * d, len(FIELDS)),
        **_layer("ends", d, 2 * len(NAMED)),
        **_layer("pair", d, 2 * _PAIR * len(NAMED)),
        "length": (MOST_IN_NAME, len(NAMED)),
        **_layer("word", 2 * d, d),
        **_layer("column", d, len(COLUMNS)),
    }
    for number in range(_LAYERS):
        told |= {
            **_norm(f"{number}.before_mixing", d),
            **_layer(f"{number}.asked", d, 3 * d),
            **_layer(f"{number}.mixed", d, d),
            **_norm(f"{number}.before_thinking", d),
            **_layer(f"{number}.inner", d, _INNER),
            **_layer(f"{number}.outer", _INNER, d),
        }
    return told


def _layer(name: str, inputs: int, outputs: int) -> Shapes:
    """The shapes of a linear layer."""
    return {f"{name}.weight": (inputs, outputs), f"{name}.shift": (outputs,)}


def _norm(name: str, width: int) -> Shapes:
    return {f"{name}.gain": (width,), f"{name}.shift": (width,)}


class Shares(NamedTuple):
    """Logarithms of how likely something is; the likelihoods of each column of an array add up to 1."""

    #: (targets + 1, VALUED): for each field each printed value, and last that there is none.
    values: Array
    #: (names + 1, NAMED): the same for the names.
    names: Array
    #: (COLUMNS, words): for each word the column of a line in which it stands.
    columns: Array


def log_shares(weights: Weights, seen: Scene, ops: Operations = operations) -> Shares:
    """What the network with those weights holds likely of a document."""
    words = _meanings(weights, seen, ops)
    lines = ops.means(words, seen.rows)
    none = _linear(weights, "none", ops.summary(words), ops)
    return Shares(
        ops.log_shares(ops.in_sequence([_targets(weights, seen, words, lines, ops), none[:, : len(VALUED)]])),
        ops.log_shares(ops.in_sequence([_names(weights, seen, words, ops), none[:, len(VALUED) :]])),
        ops.log_shares(_columns(weights, seen, words, lines, ops).T),
    )


def lines_of(seen: Scene) -> NDArray[np.int64]:
    """For each word the number of its line."""
    return np.repeat(np.arange(len(seen.rows)), np.diff([*seen.rows, len(seen.texts)]))


def _meanings(weights: Weights, seen: Scene, ops: Operations) -> Array:
    """What each word means where it stands: (words, _WIDTH)."""
    entered = ops.bag(weights["table"], seen.ids, seen.scales) + _linear(weights, "dense", seen.dense, ops)
    entered = _normed(weights, "enter", entered, ops)
    pages = []
    for number, first in enumerate(seen.pages):
        end = seen.pages[number + 1] if number + 1 < len(seen.pages) else len(seen.texts)
        page = entered[first:end]
        leaning = ops.leaning(weights["bias"], seen.relations[number])
        for layer in range(_LAYERS):
            asked = _linear(weights, f"{layer}.asked", _normed(weights, f"{layer}.before_mixing", page, ops), ops)
            attention = ops.attention(asked, leaning)
            page = page + _linear(weights, f"{layer}.mixed", ops.mixed(attention, asked), ops)
            inner = ops.positive(_linear(weights, f"{layer}.inner", _normed(weights, f"{layer}.before_thinking", page, ops), ops))
            page = page + _linear(weights, f"{layer}.outer", inner, ops)
        pages.append(page)
    return _normed(weights, "leave", ops.in_sequence(pages), ops)


def _targets(weights: Weights, seen: Scene, words: Array, lines: Array, ops: Operations) -> Array:
    first = np.array([one.first for one in seen.targets], np.int32)
    last = np.array([one.last for one in seen.targets], np.int32)
    ends = ops.pick(words, first) + ops.pick(words, last)
    inner = ops.positive(_linear(weights, "target", ops.side_by_side([ends, ops.pick(lines, lines_of(seen)[first])]), ops))
    return _linear(weights, "target_field", inner, ops) + _impossible(seen)


def _impossible(seen: Scene) -> Floats:
    """What keeps a value out of the fields that it cannot be."""
    possible = [[one.kind in kinds for kinds in VALUED.values()] for one in seen.targets]
    return np.where(np.array(possible, bool).reshape(-1, len(VALUED)), 0, _NEVER).astype(np.float32)


def _names(weights: Weights, seen: Scene, words: Array, ops: Operations) -> Array:
    first, last = seen.names
    ends, pair = _linear(weights, "ends", words, ops), _linear(weights, "pair", words, ops)
    half, wide = len(NAMED), _PAIR * len(NAMED)
    begun = ops.pick(ends[:, :half], first) + ops.pick(ends[:, half:], last) + ops.pick(weights["length"], last - first)
    together = [
        ops.products(ops.pick(pair[:, at : at + _PAIR], first), ops.pick(pair[:, wide + at : wide + at + _PAIR], last))
        for at in range(0, wide, _PAIR)
    ]
    return begun + ops.side_by_side(together) * float(_PAIR) ** -0.5


def _columns(weights: Weights, seen: Scene, words: Array, lines: Array, ops: Operations) -> Array:
    inner = ops.positive(_linear(weights, "word", ops.side_by_side([words, ops.pick(lines, lines_of(seen))]), ops))
    return _linear(weights, "column", inner, ops)


def _linear(weights: Weights, name: str, rows: Array, ops: Operations) -> Array:
    """The rows after the linear layer of that name."""
    return ops.linear(rows, weights[f"{name}.weight"], weights[f"{name}.shift"])


def _normed(weights: Weights, name: str, rows: Array, ops: Operations) -> Array:
    return ops.normed(rows, weights[f"{name}.gain"], weights[f"{name}.shift"])
