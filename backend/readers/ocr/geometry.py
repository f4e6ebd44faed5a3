"""Where detected lines lie: quadrangles of four corners in pixels, clockwise from the top left, and the upright page."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backend.model.document import Box

#: Corners by quadrangle, corner and coordinate.
Quads = NDArray[np.float32]

#: A line this many times longer than high tells the angle of the page.
_LONG = 4.0

#: Less than this is left askew, in degrees: the shown page would blur.
_MIN_SKEW = 0.15


@dataclass(frozen=True)
class Upright:
    """The page turned clockwise by some degrees on a canvas that holds all of it: its size then, and where points of it come to lie."""

    rotation: float
    width: float
    height: float
    #: The size before.
    across: float
    down: float

    @staticmethod
    def of(quads: Quads, shape: tuple[int, ...]) -> Upright:
        """How the page of that shape is turned so that most of its lines are level."""
        down, across = float(shape[0]), float(shape[1])
        rotation = -_skew(quads)
        cos, sin = abs(math.cos(math.radians(rotation))), abs(math.sin(math.radians(rotation)))
        return Upright(rotation, across * cos + down * sin, across * sin + down * cos, across, down)

    def box(self, corners: NDArray[np.float32]) -> Box:
        """The box around four corners on the upright page."""
        angle = math.radians(self.rotation)
        x, y = corners[:, 0] - self.across / 2, corners[:, 1] - self.down / 2
        right = (x * math.cos(angle) - y * math.sin(angle)) / self.width + 0.5
        below = (x * math.sin(angle) + y * math.cos(angle)) / self.height + 0.5
        # The mean of two corners on each side: a line a little askew has no higher box than a level one.
        left, top, end, bottom = right[[0, 3]].mean(), below[:2].mean(), right[1:3].mean(), below[2:].mean()
        return Box(*(min(max(float(edge), 0.0), 1.0) for edge in (left, top, end, bottom)))


def longest_first(quads: Quads) -> Quads:
    """The quadrangles by their length, the longest first."""
    return quads[np.argsort(-_lengths(quads), kind="stable")]


def heights(quads: Quads) -> NDArray[np.float32]:
    """How high each line is, between its top and bottom edges, or across when it is written up or down the page."""
    return np.minimum(_sides(quads, 0, 3), _sides(quads, 0, 1))


def run_up_the_page(quads: Quads, upended: float) -> bool:
    """Whether most of what is written goes up or down the page: boxes `upended` times as high as wide, weighed by their length."""
    high, wide = _sides(quads, 0, 3), _sides(quads, 0, 1)
    return bool(high[high > upended * wide].sum() > wide[wide > upended * high].sum())


def upside_down(quads: Quads, shape: tuple[int, ...]) -> Quads:
    """The quadrangles on the page of that shape when it is turned by 180 degrees."""
    size = np.array([shape[1], shape[0]], np.float32)
    return np.asarray((size - quads)[:, [2, 3, 0, 1]])


def size(quad: Quads) -> tuple[float, float]:
    """How wide and how high one quadrangle is."""
    across = max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3]))
    return float(across), float(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))


def whole(shape: tuple[int, ...]) -> Quads:
    """All of a picture of that shape."""
    return np.array([[0, 0], [shape[1], 0], [shape[1], shape[0]], [0, shape[0]]], np.float32)


def slope(quads: Quads) -> float:
    """By how much the lines of a page fall from left to right, as a share of their length."""
    return math.tan(math.radians(_skew(quads)))


def _skew(quads: Quads) -> float:
    """The angle of the lines of a page, in degrees clockwise; 0.0 when it cannot be told or is too small to matter."""
    long = quads[_lengths(quads) > _LONG * heights(quads)]
    if not len(long):
        return 0.0
    along = (long[:, 1] + long[:, 2] - long[:, 0] - long[:, 3]) / 2
    order = np.argsort(angles := np.degrees(np.arctan2(along[:, 1], along[:, 0])))
    weights = np.cumsum(_lengths(long)[order])
    middle = float(angles[order][np.searchsorted(weights, weights[-1] / 2)])
    return middle if abs(middle) >= _MIN_SKEW else 0.0


def _lengths(quads: Quads) -> NDArray[np.float32]:
    return np.maximum(_sides(quads, 0, 3), _sides(quads, 0, 1))


def _sides(quads: Quads, one: int, other: int) -> NDArray[np.float32]:
    """The distance of two corners of each."""
    return np.asarray(np.linalg.norm(quads[:, one] - quads[:, other], axis=1))
