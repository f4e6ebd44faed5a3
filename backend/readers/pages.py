"""Page images for people: the upright page on which a word's box lies where the word is printed."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from backend.content import media_type
from backend.errors import NotFound
from backend.model.document import Box
from backend.model.mail import Attachment
from backend.readers import pdfium, raster

#: The widest image made, in pixels.
MAX_WIDTH = 3000
#: Around a place that is cut out, in pixels: to its frame, and to the sides of the picture.
_GAP = 6
_AROUND = (120, 24)
#: The frame's colour: paper stays paper in every theme.
_MARKER = "#d9a400"


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


def strip(page: bytes, box: Box) -> bytes:
    """The place on a page's image that is within the box, framed, with a little of what is around it, as PNG."""
    with Image.open(io.BytesIO(page)) as picture:
        width, height = picture.size
        left, top = int(box.left * width), int(box.top * height)
        right, bottom = max(int(box.right * width), left + 1), max(int(box.bottom * height), top + 1)
        marked = picture.convert("RGB")
    frame = (left - _GAP, top - _GAP, right + _GAP, bottom + _GAP)
    ImageDraw.Draw(marked).rectangle(frame, outline=_MARKER, width=_GAP // 2)
    around = (max(left - _AROUND[0], 0), max(top - _AROUND[1], 0), min(right + _AROUND[0], width), min(bottom + _AROUND[1], height))
    return _png(marked.crop(around))


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
