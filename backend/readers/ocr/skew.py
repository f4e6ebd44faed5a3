"""By how much a scanned page is skewed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

#: The size to which a page is brought to measure it, in pixels of its longer side.
_SIZE = 700

#: The widest skew looked for, in degrees; a feeder skews by one or two, a photographer by more.
_MAX = 8.0

#: Less than this is not worth the blur of turning, in degrees.
_MIN = 0.15


def angle(image: Image.Image) -> float:
    """The clockwise degrees by which to turn an upright grey page so that its lines are level; 0.0 when that cannot be told.

    Level lines make a page's row sums alternate most sharply between ink and paper (the projection profile method of Postl).
    """
    small = _ink(image)
    if np.asarray(small).max() == 0:
        return 0.0
    coarse = max(np.arange(-_MAX, _MAX + 0.1, 1.0), key=lambda degrees: _sharpness(small, degrees))
    middle = max(np.arange(coarse - 0.8, coarse + 0.81, 0.2), key=lambda degrees: _sharpness(small, degrees))
    fine = max(np.arange(middle - 0.15, middle + 0.16, 0.05), key=lambda degrees: _sharpness(small, degrees))
    worth_it = abs(fine) >= _MIN and _sharpness(small, fine) > 1.03 * _sharpness(small, 0.0)
    return round(float(fine), 2) if worth_it else 0.0


def _ink(image: Image.Image) -> Image.Image:
    """A small picture of the ink: what is darker than its surroundings, white on black."""
    scale = _SIZE / max(image.size)
    small = image.resize((max(round(image.width * scale), 1), max(round(image.height * scale), 1)), Image.Resampling.BOX)
    pixels = np.asarray(small, dtype=np.float32)
    limit = (float(np.percentile(pixels, 95)) + float(np.percentile(pixels, 1))) / 2
    return Image.fromarray(((pixels < limit) * 255).astype(np.uint8))


def _sharpness(ink: Image.Image, degrees: float) -> float:
    """How sharply ink and paper alternate from row to row when the picture is turned clockwise."""
    turned = ink.rotate(-degrees, resample=Image.Resampling.NEAREST, fillcolor=0)
    return _contrast(np.asarray(turned, dtype=np.float32).sum(axis=1))


def _contrast(sums: NDArray[np.float32]) -> float:
    """The sum of squared steps, for the length of the profile."""
    return float(np.square(np.diff(sums)).sum()) / max(float(np.square(sums).sum()), 1.0)
