"""Documents seen anew each time: other names and codes, labels that no lexicon knows, another place on the page, what is overlooked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from backend.extraction.learned.figures import FIGURES
from backend.extraction.learned.scene import (
    ABOVE,
    BEFORE,
    CLASSES,
    COLUMN,
    LETTERS,
    OWN,
    PLACES,
    STEPS,
    TEXTS,
    UNDER,
    WORD,
    Scene,
    place_features,
)  # fmt: skip

_TEXT, _LABELS, _BESIDE = slice(WORD, LETTERS.stop), slice(OWN, UNDER + 1), [BEFORE, ABOVE, UNDER]
#: How often words that are no labels become others, letters and all; of documents that were made, less.
_RENAMED, _RENAMED_MADE, _LETTERS_LOST = 0.6, 0.3, 0.25
_MOSTLY, _FEW, _HALF = 0.7, 0.1, 0.5
#: How often a label shows by its class alone, by its letters alone, and how often a class is unknown on the whole document.
_WORDLESS, _UNKNOWN, _UNKNOWN_CLASS = 0.25, 0.35, 0.3
_OVERLOOKED, _NEIGHBOUR_OVERLOOKED, _DROPPED = 0.05, 0.1, 0.1
#: How often sums and shapes do not help.
_NO_FIGURES = 0.3
#: How far, in steps, a page moves at most.
_MOVED = 3


def varied(seen: Scene, chance: Generator, *, is_made: bool) -> Scene:
    """The same document with other features; the places of all values stay."""
    ids, scales, dense = seen.ids.copy(), seen.scales.copy(), seen.dense.copy()
    labelled = (ids[:, OWN] > 0) | (ids[:, COLUMN] > 0)
    _rename(ids, scales, ~labelled, chance, _RENAMED_MADE if is_made else _RENAMED)
    if chance.random() < _HALF:
        scales[labelled & (chance.random(len(ids)) < _WORDLESS), _TEXT] = 0
    if chance.random() < _UNKNOWN:
        unknown = chance.random(CLASSES) < _UNKNOWN_CLASS
        scales[:, _LABELS] *= ~unknown[np.minimum(ids[:, _LABELS], CLASSES - 1)]
    scales[:, _BESIDE] *= chance.random((len(ids), len(_BESIDE))) >= _NEIGHBOUR_OVERLOOKED
    scales[chance.random(len(ids)) < _OVERLOOKED, _TEXT] = 0
    for slot, farthest in zip(PLACES, (1, _MOVED, 1), strict=True):
        _move(ids, slot, int(chance.integers(-farthest, farthest + 1)))
    if chance.random() < _NO_FIGURES:
        dense[:, -FIGURES:] = 0
    scales *= (chance.random(scales.shape) >= _DROPPED) / np.float32(1 - _DROPPED)
    return replace(seen, ids=ids, scales=scales.astype(np.float32), dense=dense)


def _rename(ids: NDArray[np.int32], scales: NDArray[np.float32], plain: NDArray[np.bool_], chance: Generator, share: float) -> None:
    """Some words become others, the same one wherever they stand; some of those lose their letters, too."""
    words = np.unique(ids[plain, WORD])
    chosen = words[chance.random(len(words)) < (share if chance.random() < _MOSTLY else _FEW)]
    other = np.arange(CLASSES + TEXTS, dtype=np.int32)
    other[chosen] = chance.integers(CLASSES, CLASSES + TEXTS, len(chosen))
    moved = plain & np.isin(ids[:, WORD], chosen)
    ids[moved, WORD] = other[ids[moved, WORD]]
    scales[moved & (chance.random(len(ids)) < _LETTERS_LOST), LETTERS] = 0


def _move(ids: NDArray[np.int32], slot: int, steps: int) -> None:
    features = place_features(slot)
    step_of = np.zeros(CLASSES, np.int32)
    step_of[features] = np.arange(STEPS)
    ids[:, slot] = features[np.clip(step_of[ids[:, slot]] + steps, 0, STEPS - 1)]
