"""Text recognition: the accurate engine where it is installed, Tesseract where not; the other reads doubtful identifiers again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial

from PIL import Image

from backend.confinement import allow_memory
from backend.model.document import Box
from backend.readers import raster
from backend.readers.ocr import second
from backend.readers.ocr.engine import Engine, Recognised

__all__ = ["Recognised", "available", "is_accurate", "recognise"]

#: How much of its height is kept around a place that is read again.
_MARGIN = 0.35

#: How long a page may take where nothing else bounds it; the usual is two seconds, on a busy machine ten.
_SECONDS = 40.0

#: What a page takes in memory with the models of the accurate engine, in MB; 900 is the least that holds.
_MEGABYTES = 1024


@cache
def _engines() -> tuple[Engine, ...]:
    """The engines, the accurate one first."""
    # What they stand on takes longer to load than a PDF with text takes to read.
    from backend.readers.ocr import rapid, tesseract  # noqa: PLC0415

    return rapid, tesseract


def available() -> bool:
    """Whether any engine is installed."""
    return any(engine.available() for engine in _engines())


def is_accurate() -> bool:
    """Whether the accurate engine is installed."""
    return _engines()[0].available()


def recognise(image: Image.Image, seconds: float = _SECONDS) -> Recognised:
    """The words of an image, turned upright and straightened if need be; none without an engine, or when it takes longer."""
    allow_memory(_MEGABYTES)
    first, *others = [engine for engine in _engines() if engine.available()] or _engines()[-1:]
    found = first.recognise(image, seconds)
    return replace(found, words=second.settled(found.words, partial(_again, others, image, found.rotation)))


def _again(engines: list[Engine], image: Image.Image, rotation: float, place: Box) -> str:
    """What the other engine reads at a place of the upright page, "" when there is no other."""
    if not engines:
        return ""
    page = raster.upright(image.convert("L"), rotation)
    margin = _MARGIN * place.height * page.height
    left, right = place.left * page.width - margin, place.right * page.width + margin
    top, bottom = place.top * page.height - margin, place.bottom * page.height + margin
    return engines[0].line(page.crop((int(max(left, 0)), int(max(top, 0)), int(min(right, page.width)), int(min(bottom, page.height)))))
