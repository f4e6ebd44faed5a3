"""How likely a message wants what: two logistic regressions, over its words and over what its sentences speak of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np

from backend.extraction.hashed import Floats, Hashed, hashed, hashed_from
from backend.extraction.intent_signs import Heard
from backend.model.trade import Intent

#: Written by `scripts/train_intents`: the weights of each by the name of what it goes by.
WEIGHTS_FILE = Path(__file__).with_name("intents.npz")
INTENTS = tuple(Intent)
WORDS, MEANINGS = "words", "meanings"


def log_probabilities(heard: Heard) -> Mapping[Intent, float]:
    """The natural logarithm of how likely each intent is. What both hold likely is so: they err in different places."""
    sums = sum(model.sums([[hashed(sign) for sign in signs_of(heard, name)]])[0] for name, model in _models().items())
    return dict(zip(INTENTS, _log_shares(np.asarray(sums)).tolist(), strict=True))


def signs_of(heard: Heard, name: str) -> frozenset[str]:
    """What one of the two regressions goes by."""
    return heard.words() if name == WORDS else heard.meanings()


def _log_shares(sums: Floats) -> Floats:
    lowered = sums - sums.max()
    told: Floats = lowered - np.log(np.exp(lowered).sum())
    return told


@cache
def _models() -> Mapping[str, Hashed]:
    with np.load(WEIGHTS_FILE) as kept:
        told = {name: kept[name] for name in kept.files}
    return {name: hashed_from({key: told[f"{name}.{key}"] for key in ("signs", "weights", "scale")}) for name in (WORDS, MEANINGS)}


def save(models: Mapping[str, Hashed], path: Path = WEIGHTS_FILE) -> None:
    """Write the weights to a file."""
    np.savez_compressed(path, **{f"{name}.{key}": one for name, model in models.items() for key, one in model.kept().items()})
