"""The network that reads tables of lines: for each word in which column of a line it stands, whatever the head of the table says."""

from __future__ import annotations

from backend.extraction.learned import network, operations
from backend.extraction.learned.network import WIDTH, Array, Operations, Shapes, Weights, linear
from backend.extraction.learned.scene import Scene

#: The columns, by the names that heads of tables have; the first is that of words which belong to no line.
COLUMNS = ("", "description", "quantity", "net_price", "line_amount", "tax_rate", "seller_item_id", "buyer_item_id", "gtin")


def shapes() -> Shapes:
    """The shape of every array of weights by name."""
    return {**network.shapes_of_reading(), **network.layer("word", 2 * WIDTH, WIDTH), **network.layer("column", WIDTH, len(COLUMNS))}


def log_shares(weights: Weights, seen: Scene, ops: Operations = operations) -> Array:
    """The logarithm of how likely each word stands in each column, (COLUMNS, words); the likelihoods of a word add up to 1."""
    words = network.meanings(weights, seen, ops)
    lines = ops.means(words, seen.rows)
    inner = ops.positive(linear(weights, "word", ops.side_by_side([words, ops.pick(lines, network.lines_of(seen))]), ops))
    return ops.log_shares(linear(weights, "column", inner, ops).T)
