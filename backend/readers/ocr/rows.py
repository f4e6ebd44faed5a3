"""Printed rows: the words of one row stand level, whatever their lines were detected as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from statistics import median

from backend.model.document import Word

#: Words whose middles lie closer than this share of their height stand in one row.
_NEAR = 0.4

#: Words of one row are of about one size: the smaller is at least this share of the larger.
_ALIKE = 0.65


def levelled(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words from top to bottom and left to right, those of one row moved up or down by a hair to share its middle and its height."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle):
        row = next((row for row in reversed(rows[-_OPEN:]) if _belongs(word, row)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    return tuple(word for row in sorted(rows, key=_middle) for word in _level(row))


#: How many rows a word may still belong to.
_OPEN = 6


def _belongs(word: Word, row: list[Word]) -> bool:
    """Whether a word stands in a row."""
    height = median(one.box.height for one in row)
    small, large = sorted((height, word.box.height))
    return abs(word.box.middle - _middle(row)) < _NEAR * small and small >= _ALIKE * large


def _middle(row: list[Word]) -> float:
    """Where a row stands."""
    return median(word.box.middle for word in row)


def _level(row: list[Word]) -> list[Word]:
    """The words of a row on its middle, from left to right."""
    shift = _middle(row)
    half = median(word.box.height for word in row) / 2
    top, bottom = max(shift - half, 0.0), min(shift + half, 1.0)
    return [replace(word, box=replace(word.box, top=top, bottom=bottom)) for word in sorted(row, key=lambda word: word.box.left)]
