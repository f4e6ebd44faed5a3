"""Page images for people: the upright page on which a word's box lies where the word is printed."""

from __future__ import annotations

import io

from PIL import Image

from backend.content import media_type
from backend.errors import NotFound
from backend.model.mail import Attachment
from backend.readers import pdfium, raster

#: The widest image made, in pixels.
MAX_WIDTH = 3000


def image(attachment: Attachment, page: int, rotation: float, width: int = 1240) -> bytes:
    """The page, counted from 1, turned clockwise by `rotation`, as PNG (PDF) or JPEG (images) of at most that width.

    Raises NotFound when the attachment has no such page or cannot be drawn.
    """
    width = max(16, min(width, MAX_WIDTH))
    kind = media_type.detect(attachment.name, attachment.content, attachment.media_type)
    try:
        if kind == media_type.PDF:
            return _png(raster.upright(_rendered(attachment.content, page, rotation, width), rotation))
        if kind.startswith("image/"):
            return _jpeg(raster.upright(raster.frame(attachment.content, page), rotation), width)
    except (raster.TooManyPixels, raster.Unreadable, pdfium.Locked, pdfium.Broken) as error:
        raise NotFound from error
    raise NotFound


def _rendered(content: bytes, page: int, rotation: float, width: int) -> Image.Image:
    """The displayed PDF page, so large that it has about the wanted width when turned."""
    with pdfium.opened(content) as document, pdfium.page_of(document, page) as opened:
        across, down = opened.get_size()
        lies = round(rotation / 90) % 2 == 1 and down > 0
        return raster.rendered(opened, min(max(int(width * across / down), 16), MAX_WIDTH) if lies else width)


def _png(picture: Image.Image) -> bytes:
    """The picture as PNG; few colours and sharp letters compress best this way."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _jpeg(picture: Image.Image, width: int) -> bytes:
    """The picture as JPEG of at most that width."""
    if picture.width > width:
        picture = picture.resize((width, max(round(picture.height * width / picture.width), 1)), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    picture.convert("RGB").save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
