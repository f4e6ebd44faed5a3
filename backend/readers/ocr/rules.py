"""Ruled lines of a scanned page: found and painted over, because text recognition drops columns of a ruled table."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

#: What is darker than the paper around it by this much grey is ink.
_CONTRAST = 40

#: Paper is lighter than this grey; what is darker all around is a filled area.
_LIGHT = 140

#: The shortest rule, in pixels of a page as wide as Tesseract reads best: one centimetre, three lines of print.
_LENGTH = 90

#: How much of a rule must be ink: scanned lines have gaps.
_INK = 0.9

#: So far beside a rule, in pixels, there is paper: what is thicker is no rule but a filled area.
_BESIDE = 6

#: How much of that may be ink: letters that touch. Below the bar that the tops of bold letters make, it is a half.
_TOUCHING = 0.2

#: How much wider than its ink a rule is painted over, in pixels: its edges are blurred.
_EDGE = 5

#: The size of the squares whose lightest neighbour is the paper, in pixels.
_SQUARE = 8

_Mask = NDArray[np.bool_]


def erased(page: Image.Image) -> Image.Image | None:
    """The upright grey page without its ruled lines, painted over in the colour of the paper around them; None when it has none."""
    paper = page.reduce(_SQUARE).filter(ImageFilter.MaxFilter(3)).resize(page.size, Image.Resampling.BILINEAR)
    paper = paper.point([max(grey, _LIGHT) for grey in range(256)])
    ink = np.asarray(page, dtype=np.int16) < np.asarray(paper, dtype=np.int16) - _CONTRAST
    rules = _spread(_level(ink).T, _EDGE).T | _spread(_level(ink.T).T, _EDGE)
    if not rules.any():
        return None
    return Image.composite(paper, page, Image.fromarray(rules))


def _level(ink: _Mask) -> _Mask:
    """The level lines that are long and thin."""
    beside = np.zeros_like(ink)
    beside[_BESIDE:] |= ink[:-_BESIDE]
    beside[:-_BESIDE] |= ink[_BESIDE:]
    return _spread((_count(ink, _LENGTH) >= _INK * _LENGTH) & (_count(beside, _LENGTH) <= _TOUCHING * _LENGTH), _LENGTH)


def _count(mask: _Mask, length: int) -> NDArray[np.int32]:
    """For every pixel how many of the `length` pixels around it on its row are set."""
    before = length // 2
    padded = np.pad(mask, ((0, 0), (before + 1, length - before - 1)))
    total = np.cumsum(padded, axis=1, dtype=np.int32)
    return np.asarray(total[:, length:] - total[:, :-length])


def _spread(mask: _Mask, length: int) -> _Mask:
    """The mask with every set pixel made `length` pixels wide."""
    return _count(mask, length) > 0
