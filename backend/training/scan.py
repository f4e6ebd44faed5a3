"""Makes a printed page look scanned or photographed: turned, blurred, grey, shadowed, compressed."""

from __future__ import annotations

import io
import random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from backend.training.style import Style

_POINTS = 72
_MOST_PAGES = 3
_THRESHOLD = 150
#: How far a corner of a photographed page may stray, as a share of the margin around it.
_SLANT = 0.8


def scanned(pdf: bytes, style: Style, rng: random.Random) -> tuple[str, bytes]:
    """The file's ending and content: images of the pages of PDF as PDF, or of its first page as JPEG or PNG."""
    form = style.weighted("scan form", {"pdf": 60, "jpg": 28, "png": 12})
    resolution = style.weighted("resolution", {150: 30, 200: 45, 240: 15, 300: 10})
    colour = style.weighted("mode", {"RGB": 30, "L": 58, "1": 12})
    with pypdfium2.PdfDocument(pdf) as document:
        count = min(len(document), _MOST_PAGES) if form == "pdf" else 1
        images = (document[at].render(scale=resolution / _POINTS, grayscale=colour != "RGB").to_pil() for at in range(count))
        pages = [_worn(image.convert("RGB" if colour == "RGB" else "L"), colour == "1", style, rng) for image in images]
    out = io.BytesIO()
    quality = int(style.number("jpeg quality", 38, 88))
    if form == "pdf":
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=resolution, quality=quality)
    else:
        pages[0].save(out, "JPEG" if form == "jpg" else "PNG", quality=quality)
    return form, out.getvalue()


def _worn(image: Image.Image, two_tones: bool, style: Style, rng: random.Random) -> Image.Image:
    photo = style.chance("photo", 0.22) and not two_tones
    image = _photographed(image, rng) if photo else image.rotate(rng.gauss(0, 0.8), Image.Resampling.BILINEAR, fillcolor="white")
    if not photo and style.chance("upside", 0.04):
        image = image.rotate(rng.choice((90, 180, 270)), expand=True)
    image = image.filter(ImageFilter.BoxBlur(style.number("blur", 0, 0.9)))
    pixels = np.asarray(image, dtype=np.float32)
    noise = np.random.default_rng(rng.randint(0, 2**31)).standard_normal(pixels.shape[:2], dtype=np.float32) * style.number("noise", 0, 14)
    pixels = pixels + (noise[..., None] if pixels.ndim > 2 else noise)  # noqa: PLR2004
    if photo or style.chance("shadow", 0.25):
        slope = np.linspace(1, style.number("shadow depth", 0.55, 0.9), pixels.shape[1], dtype=np.float32)
        shade = slope if rng.random() < 0.5 else slope[::-1]  # noqa: PLR2004
        pixels = pixels * (shade[None, :, None] if pixels.ndim > 2 else shade[None, :])  # noqa: PLR2004
    pixels = (pixels - 128) * style.number("contrast", 0.7, 1.15) + 128 + style.number("light", -10, 20)
    worn = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return worn.point(lambda value: 255 if value > _THRESHOLD else 0) if two_tones else worn


def _photographed(image: Image.Image, rng: random.Random) -> Image.Image:
    """The page on a table, from a slant."""
    width, height = image.size
    margin = width // 12
    table = Image.new(
        image.mode, (width + 2 * margin, height + 2 * margin), rng.choice(("dimgray", "saddlebrown", "slategray", "darkolivegreen"))
    )
    table.paste(image, (margin, margin))
    wide, high = table.size
    left, top, lower_left, bottom, lower_right, lower, right, upper = (rng.uniform(0, margin * _SLANT) for _ in range(8))
    quad = (left, top, lower_left, high - bottom, wide - lower_right, high - lower, wide - right, upper)
    return table.transform(table.size, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR)
