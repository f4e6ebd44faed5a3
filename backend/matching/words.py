"""How much names and descriptions look alike, compared in plain words."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from backend.model.plain import description, folded, name

__all__ = ["description", "description_likeness", "folded", "name", "name_likeness"]


def name_likeness(one: str, other: str) -> float:
    """How much two names, already without legal forms, look alike, from 0 to 100; a name inside a longer one is no proof."""
    if not one or not other:
        return 0.0
    return max(fuzz.token_sort_ratio(one, other), 0.8 * fuzz.token_set_ratio(one, other))


def description_likeness(one: str, other: str) -> float:
    """How much two descriptions, already as singular words, look alike, from 0 to 1; sizes and model numbers must agree."""
    if not one or not other:
        return 0.0
    likeness = (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 200
    return max(0.0, likeness - 0.15 * _conflicting_numbers(one, other))


def _conflicting_numbers(one: str, other: str) -> int:
    """How many sizes or model numbers the shorter list has that the longer lacks: M6 is not M8, however alike the words are."""
    first, second = (Counter(w for w in text.split() if any(c.isdigit() for c in w)) for text in (one, other))
    return min((first - second).total(), (second - first).total())
