"""Lone numbers: what the detection passes over, or takes for a line up the page, as it is narrow: a quantity of 1 in its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from backend.readers.ocr import geometry

#: The longer side of the picture in which they are looked for at most, in pixels: the digits of small print are ten high in it.
_SIDE = 2600

#: How high a digit is, at least and at most, as a share of the height of the lines beside it.
_HIGH = (0.4, 0.9)

#: How wide digits are, at least, as a share of their height: a rule is narrower. How wide a number is, at most, in heights of a line.
_SLIM, _LONG = 0.22, 1.8

#: Digits of one number stand no further apart than this share of the usual height of a line.
_APART = 0.3

#: How far a number stands from what is recognised, at least, as a share of the height of its line: closer marks are a part of that.
_ALONE = 0.4

#: How far from the middle of a line the middle of a number on it lies at most, as a share of the line's height.
_LEVEL = 0.25

#: How much of the paper around a number is cut out with it, beside it and above and below, as shares of its own height: the lines
#: of a close table are detected higher than they stand apart.
_BESIDE, _ABOVE = 0.25, 0.25

#: A page with more such marks is spotted, patterned or ruled: each is paid like a short line.
_MOST = 40

#: Print is darker than what surrounds it within so many heights of a line, by so many levels of 255.
_AROUND, _DARKER = 1.5, 25

#: A detected place this much higher than wide, and no wider than a line is high, may be digits that stand one below the other.
_STACKED = 1.5

#: Left, top, right and bottom by mark.
_Marks = NDArray[np.float32]


def places(pixels: NDArray[np.uint8], quads: geometry.Quads) -> geometry.Quads:
    """Where a number may stand that no line holds, level with a line; none where there are too many such marks."""
    import cv2  # noqa: PLC0415

    if not len(quads):
        return quads
    scale = min(_SIDE / max(pixels.shape[:2]), 1.0)
    grey = cv2.resize(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    usual = float(np.median(geometry.heights(quads))) * scale
    lines = np.asarray(quads[~_are_stacks(quads)] * scale, np.float32)
    if not len(lines):
        return quads[:0]
    slope, marks = geometry.slope(lines), _runs(_marks(np.asarray(grey), lines, usual), usual)
    found = [place for mark in marks if (place := _on_a_line(mark, lines, slope)) is not None]
    return np.asarray(found, np.float32).reshape(-1, 4, 2) / scale if len(found) <= _MOST else quads[:0]


def without_stacks(quads: geometry.Quads, numbers: Sequence[geometry.Quads]) -> geometry.Quads:
    """The quadrangles without those that were detected around several of the numbers, one below the other."""
    middles = np.array([number.mean(axis=0) for number in numbers]).reshape(-1, 2)
    low, high = quads.min(axis=1)[:, None], quads.max(axis=1)[:, None]
    held = ((low < middles) & (middles < high)).all(axis=2).sum(axis=1)
    return np.asarray(quads[~(_are_stacks(quads) & (held > 1))])


def _are_stacks(quads: geometry.Quads) -> NDArray[np.bool_]:
    """Which quadrangles are high and narrow."""
    sides = np.array([geometry.size(quad) for quad in quads]).reshape(-1, 2)
    usual = np.median(geometry.heights(quads)) if len(quads) else 0.0
    return np.asarray((sides[:, 1] > _STACKED * sides[:, 0]) & (sides[:, 1] > _STACKED * usual) & (sides[:, 0] <= usual))


def _marks(grey: NDArray[np.uint8], lines: geometry.Quads, usual: float) -> _Marks:
    """What is printed outside of all lines and is about as high as a digit, from left to right."""
    import cv2  # noqa: PLC0415

    around = 2 * int(_AROUND * usual / 2) + 3
    black = cv2.adaptiveThreshold(grey, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, around, _DARKER)
    held = cv2.fillPoly(np.zeros_like(grey), [line.astype(np.int32) for line in lines], 1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(black)
    is_free = np.ones(len(stats), bool)
    is_free[0] = False
    is_free[np.unique(labels[held > 0])] = False
    left, top, width, height = stats[:, :4].T.astype(np.float32)
    like = is_free & (height > _HIGH[0] * usual / 2) & (height < 2 * usual) & (width < _LONG * usual)
    found = np.stack([left, top, left + width, top + height], axis=1)[like]
    return np.asarray(found[np.argsort(found[:, 0])])


def _runs(marks: _Marks, usual: float) -> Iterator[_Marks]:
    """Marks that stand side by side as one."""
    left = list(marks)
    while left:
        run = left.pop(0)
        for other in list(left):
            is_level = min(run[3], other[3]) - max(run[1], other[1]) > min(run[3] - run[1], other[3] - other[1]) / 2
            if is_level and other[0] - run[2] < _APART * usual:
                run = np.concatenate([np.minimum(run[:2], other[:2]), np.maximum(run[2:], other[2:])])
                left = [one for one in left if one is not other]
        yield run


def _on_a_line(mark: _Marks, lines: geometry.Quads, slope: float) -> geometry.Quads | None:
    """The place of a mark that is level with a line; None when there is no such line, or it does not stand alone."""
    left, top, right, bottom = mark
    middles, tall = lines.mean(axis=1), geometry.heights(lines)
    off = np.abs(middles[:, 1] + slope * ((left + right) / 2 - middles[:, 0]) - (top + bottom) / 2) / tall
    high = (bottom - top) / tall
    fitting = (off < _LEVEL) & (high > _HIGH[0]) & (high < _HIGH[1])
    if not fitting.any() or right - left < _SLIM * (bottom - top):
        return None
    height = float(tall[np.argmin(np.where(fitting, off, np.inf))])
    if right - left > _LONG * height or _is_beside(mark, lines, _ALONE * height):
        return None
    beside, above = _BESIDE * (bottom - top), _ABOVE * (bottom - top)
    left, top, right, bottom = left - beside, top - above, right + beside, bottom + above
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def _is_beside(mark: _Marks, lines: geometry.Quads, distance: float) -> bool:
    """Whether a line stands closer to a mark than that distance."""
    low, high = lines.min(axis=1), lines.max(axis=1)
    near = (low[:, 0] < mark[2] + distance) & (high[:, 0] > mark[0] - distance) & (low[:, 1] < mark[3]) & (high[:, 1] > mark[1])
    return bool(near.any())
