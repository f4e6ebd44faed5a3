"""How much the wording of a message speaks for each intent: a logistic regression over pieces of words, its weights a file."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from backend.extraction.layout import fold
from backend.model.trade import Intent

#: Written by `scripts/train_intents`, in hundredths.
WEIGHTS = Path(__file__).with_name("intent_weights.json")
_SCALE = 100
#: How many letters a piece of a word has; shorter words count whole.
_LENGTHS = (4, 5, 6)
_WORD = re.compile(r"[^\W\d_]{1,40}|\?")
#: What a message wants stands near its beginning.
_MOST_CHARACTERS = 8000


def pieces(text: str) -> frozenset[str]:
    """The pieces of the folded words of a text, with a blank where a word begins or ends."""
    found: set[str] = set()
    for word in set(_WORD.findall(fold(text[:_MOST_CHARACTERS]))):
        padded = f" {word} "
        for length in _LENGTHS:
            found.update(padded[start : start + length] for start in range(max(1, len(padded) - length + 1)))
    return frozenset(found)


def log_probabilities(text: str) -> Mapping[Intent, float]:
    """The natural logarithm of how likely each intent is, going by the wording alone."""
    intents, bias, weights = _weights()
    sums = [float(value) for value in bias]
    for piece in pieces(text):
        for place, weight in enumerate(weights.get(piece, ())):
            sums[place] += weight
    sums = [one / _SCALE for one in sums]
    highest = max(sums)
    total = highest + math.log(sum(math.exp(one - highest) for one in sums))
    return {intent: one - total for intent, one in zip(intents, sums, strict=True)}


@cache
def _weights() -> tuple[tuple[Intent, ...], list[int], Mapping[str, list[int]]]:
    read = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return tuple(map(Intent, read["intents"])), read["bias"], read["pieces"]
