"""Draws a company's logo: its name or a mark as an image, so that no text stands behind it."""

from __future__ import annotations

import base64
import io

from PIL import Image, ImageDraw, ImageFont

from backend.training.style import Style

_HEIGHT = 120
_COLOURS = ("#1b3a5c", "#7a1f1f", "#0b6b50", "#c0392b", "#00548f", "#5b2a86", "#b35c00", "#222222")


def logo(name: str, style: Style) -> str:
    """The logo as a data URI."""
    return "data:image/png;base64," + base64.b64encode(logo_bytes(name, style)).decode()


def logo_bytes(name: str, style: Style) -> bytes:
    """The logo as a PNG file."""
    colour = style.one("logo colour", _COLOURS)
    font = _font()
    text = (
        name if style.chance("logo name", 0.6) or style.chance("name only in logo", 0.08) else "".join(word[0] for word in name.split())[:3]
    )
    width = int(font.getlength(text)) + _HEIGHT + 40
    image = Image.new("RGB", (width, _HEIGHT), "white")
    pen = ImageDraw.Draw(image)
    shape = style.one("logo shape", ("ellipse", "rectangle", "polygon", ""))
    if shape == "ellipse":
        pen.ellipse((8, 8, _HEIGHT - 8, _HEIGHT - 8), fill=colour)
    elif shape == "rectangle":
        pen.rectangle((8, 8, _HEIGHT - 8, _HEIGHT - 8), fill=colour)
    elif shape == "polygon":
        pen.polygon(((60, 8), (112, 112), (8, 112)), fill=colour)
    pen.text((_HEIGHT + 10, 20), text, font=font, fill=colour)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A face with accents where the machine has one."""
    try:
        return ImageFont.truetype("DejaVuSans.ttf", 64)
    except OSError:
        return ImageFont.load_default(size=64)
