"""Landmarks: the printed words by which two documents show that they are of one layout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from backend.extraction.layout import Row, fold
from backend.model.document import Box, Origin, Page
from backend.model.memory import Landmark

#: Pages laid out on a character grid: their widths differ with what is written on them.
ON_GRID = frozenset({Origin.BODY, Origin.SHEET})
#: Words kept of one document, those nearest to its top first.
_MOST = 120
#: How far a word may have moved sideways, in hundredths of the page or characters.
_TOLERANCE = 1.5
#: From this share of the words of the shorter document on, two documents are of one layout; with fewer words they prove nothing.
_SAME_LAYOUT = 0.5
_LEAST = 5
#: A line with so many amounts is an item's, and its words are another document's no more.
_AMOUNTS_OF_A_LINE = 2
_AMOUNT = re.compile(r"\d[.,]\d{2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")


def scale(page: Page) -> tuple[float, float]:
    """What a page's width and height are in hundredths, or in characters and lines on a grid."""
    return (max(page.width, 1.0), max(page.height, 1.0)) if page.origin in ON_GRID else (100.0, 100.0)


def measured(box: Box, page: Page) -> Box:
    """The box in hundredths of the page, or in characters and lines on a grid."""
    across, down = scale(page)
    return Box(box.left * across, box.top * down, box.right * across, box.bottom * down)


def landmarks(rows: Iterable[Row]) -> tuple[Landmark, ...]:
    """The words without digits of the lines that are no items, each once at its place across the page."""
    found: dict[Landmark, None] = {}
    for row in rows:
        if len(_AMOUNT.findall(row.text)) >= _AMOUNTS_OF_A_LINE:
            continue
        across, _ = scale(row.page)
        for word in row.words:
            if _WORD.fullmatch(word.text.strip(".,;:()")):
                found[Landmark(fold(word.text.strip(".,;:()")), round(word.box.left * across, 1))] = None
        if len(found) >= _MOST:
            break
    return tuple(found)[:_MOST]


def is_same_layout(one: Sequence[Landmark], other: Sequence[Landmark]) -> bool:
    """Whether most words of the shorter stand where they stand in the other."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LEAST and len(common(shorter, longer)) >= _SAME_LAYOUT * len(shorter)


def common(one: Sequence[Landmark], other: Sequence[Landmark]) -> tuple[Landmark, ...]:
    """Those of one that the other has at the same place across the page."""
    places: dict[str, list[float]] = defaultdict(list)
    for landmark in other:
        places[landmark.text].append(landmark.x)
    return tuple(mark for mark in one if any(abs(x - mark.x) <= _TOLERANCE for x in places[mark.text]))
