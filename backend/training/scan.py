"""Makes a printed page look scanned or photographed: turned, blurred, grey, shadowed, compressed."""

from __future__ import annotations

import io
import random

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from backend.training.style import Style

_POINTS = 72
_MOST_PAGES = 4


def scanned(pdf: bytes, style: Style, rng: random.Random) -> tuple[str, bytes]:
    """The file's ending and content: images of the pages of PDF as PDF, or of its first page as JPEG or PNG."""
    form = style.weighted("scan form", {"pdf": 60, "jpg": 28, "png": 12})
    with pypdfium2.PdfDocument(pdf) as document:
        count = min(len(document), _MOST_PAGES) if form == "pdf" else 1
        pages = [_worn(document[at].render(scale=_resolution(style) / _POINTS).to_pil().convert("RGB"), style, rng) for at in range(count)]
    out = io.BytesIO()
    quality = int(style.number("jpeg quality", 38, 88))
    if form == "pdf":
        pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=_resolution(style), quality=quality)
    elif form == "jpg":
        pages[0].save(out, "JPEG", quality=quality)
    else:
        pages[0].save(out, "PNG")
    return form, out.getvalue()


def _resolution(style: Style) -> int:
    return style.one("resolution", (150, 200, 200, 240, 300))


def _worn(image: Image.Image, style: Style, rng: random.Random) -> Image.Image:
    photo = style.chance("photo", 0.22)
    image = _photographed(image, rng) if photo else image.rotate(rng.gauss(0, 0.8), Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if not photo and style.chance("upside", 0.04):
        image = image.rotate(rng.choice((90, 180, 270)), expand=True)
    image = image.filter(ImageFilter.GaussianBlur(style.number("blur", 0, 1.1)))
    pixels = np.asarray(image, dtype=np.float32)
    noise = np.random.default_rng(rng.randint(0, 2**31))
    pixels = pixels + noise.normal(0, style.number("noise", 0, 14), pixels.shape[:2])[..., None]
    if photo or style.chance("shadow", 0.25):
        slope = np.linspace(1, style.number("shadow depth", 0.55, 0.9), pixels.shape[1], dtype=np.float32)
        pixels = pixels * (slope if rng.random() < 0.5 else slope[::-1])[None, :, None]  # noqa: PLR2004
    pixels = (pixels - 128) * style.number("contrast", 0.7, 1.15) + 128 + style.number("light", -10, 20)
    worn = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    mode = style.weighted("mode", {"RGB": 40, "L": 50, "1": 10})
    return worn if photo or mode == "RGB" else worn.convert("L") if mode == "L" else worn.convert("L").point(lambda value: 255 if value > 150 else 0)  # noqa: PLR2004


def _photographed(image: Image.Image, rng: random.Random) -> Image.Image:
    """The page on a table, from a slant."""
    width, height = image.size
    margin = width // 12
    table = Image.new("RGB", (width + 2 * margin, height + 2 * margin), tuple(rng.randint(60, 150) for _ in range(3)))
    table.paste(image, (margin, margin))
    shift = lambda: rng.uniform(0, margin * 0.8)  # noqa: E731
    wide, high = table.size
    quad = (shift(), shift(), shift(), high - shift(), wide - shift(), high - shift(), wide - shift(), shift())
    return table.transform(table.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
