"""Where things of a PDF stand on the page as displayed: crop box and rotation applied (ISO 32000-2, 14.11.2, 8.3.2.3)."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

#: The finest grid on which PDFium is asked where the page's axes lie; its answers are whole numbers.
_SCALE = 100_000

#: How far apart the points are that PDFium is asked about, in points.
_STEP = 1000


@dataclass(frozen=True)
class Display:
    """How page coordinates become points from the top left corner of the displayed page: x' = a·x + b·y + c, y' = d·x + e·y + f."""

    width: float
    height: float
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The displayed place of a point."""
        return self.a * x + self.b * y + self.c, self.d * x + self.e * y + self.f


def display(page: pypdfium2.PdfPage) -> Display:
    """The geometry of a page; the caller holds PDFium's lock."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(left: float, bottom: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, left, bottom, ctypes.byref(x), ctypes.byref(y))
        return x.value * width / _SCALE, y.value * height / _SCALE

    origin, right, up = shown(0, 0), shown(_STEP, 0), shown(0, _STEP)
    return Display(
        width,
        height,
        (right[0] - origin[0]) / _STEP,
        (up[0] - origin[0]) / _STEP,
        origin[0],
        (right[1] - origin[1]) / _STEP,
        (up[1] - origin[1]) / _STEP,
        origin[1],
    )
