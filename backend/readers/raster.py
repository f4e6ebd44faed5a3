"""Pixels: images and rendered PDF pages, within bounds, turned upright."""

from __future__ import annotations

import io
import struct
import zlib

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

#: The most pixels of one image or rendered page: an A3 page at 400 dpi has 31 million.
MAX_PIXELS = 60_000_000

#: The most pages of one TIFF.
MAX_FRAMES = 50

_WHITE = "white"

#: What Pillow raises on broken images; its warnings, where they are made errors, say the same.
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
    UserWarning,
)

#: What Pillow raises, or warns of, before it decodes too many pixels.
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class TooManyPixels(Exception):
    """The image is larger than can be handled."""


class Unreadable(Exception):
    """The image is damaged."""


def size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, without decoding; (0, 0) when it is no image."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return image.size
    except (*_BROKEN, *_BOMB):
        return 0, 0


def frames(content: bytes) -> int:
    """How many pages an image has, at most `MAX_FRAMES` + 1; 0 when it is damaged. Only TIFF has pages, others are animated."""
    try:
        with Image.open(io.BytesIO(content)) as image:
            return sum(1 for _ in zip(range(MAX_FRAMES + 1), ImageSequence.Iterator(image), strict=False)) if image.format == "TIFF" else 1
    except _BOMB:
        return 1
    except _BROKEN:
        return 0


def frame(content: bytes, number: int) -> Image.Image:
    """One page of an image, counted from 1, on white ground and turned as its EXIF says. Raises TooManyPixels or Unreadable."""
    try:
        image = Image.open(io.BytesIO(content))
        image.seek(number - 1)
        if image.width * image.height > MAX_PIXELS:
            raise TooManyPixels
        return _flat(ImageOps.exif_transpose(image))
    except _BOMB as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise Unreadable from error


def rendered(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """The displayed PDF page at that width in pixels; the caller holds PDFium's lock. Raises TooManyPixels or Unreadable."""
    across, down = page.get_size()
    if across <= 0 or down <= 0:
        raise Unreadable
    scale = width / across
    if width * down * scale > MAX_PIXELS:
        raise TooManyPixels
    try:
        bitmap = page.render(scale=scale, may_draw_forms=True)
        picture: Image.Image = bitmap.to_pil()
        return picture.convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
        raise Unreadable from error


def upright(image: Image.Image, rotation: float) -> Image.Image:
    """The image turned clockwise by that many degrees, on a canvas that holds all of it."""
    if not rotation % 360:
        return image
    return image.rotate(-rotation, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=_WHITE if image.mode == "RGB" else 255)


def _flat(image: Image.Image) -> Image.Image:
    """The image in RGB or grey, transparency laid on white."""
    if image.mode in {"L", "RGB"}:
        image.load()
        return image.copy()
    if image.mode in {"1", "I;16", "I"}:
        return image.convert("L")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, _WHITE)
        return Image.alpha_composite(ground, clear).convert("RGB")
    return image.convert("RGB")
