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


#: The six numbers a b c d e f of a PDF matrix: x' = a·x + c·y + e, y' = b·x + d·y + f.
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Display:
    """The displayed page: its size in points, and what makes page coordinates points from its top left corner."""

    width: float
    height: float
    matrix: Matrix


def display(page: pypdfium2.PdfPage) -> Display:
    """The geometry of a page; the caller holds PDFium's lock."""
    width, height = page.get_size()
    x, y = ctypes.c_int(), ctypes.c_int()

    def shown(left: float, bottom: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page, 0, 0, _SCALE, _SCALE, 0, left, bottom, ctypes.byref(x), ctypes.byref(y))
        return x.value * width / _SCALE, y.value * height / _SCALE

    origin, right, up = shown(0, 0), shown(_STEP, 0), shown(0, _STEP)
    across = ((right[0] - origin[0]) / _STEP, (right[1] - origin[1]) / _STEP)
    upwards = ((up[0] - origin[0]) / _STEP, (up[1] - origin[1]) / _STEP)
    return Display(width, height, (*across, *upwards, *origin))
