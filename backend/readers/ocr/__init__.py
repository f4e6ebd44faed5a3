"""Text recognition: the accurate engine where it is installed, Tesseract where not."""

from __future__ import annotations

from PIL import Image

from backend.readers.ocr import tesseract
from backend.readers.ocr.engine import Recognised

__all__ = ["Recognised", "available", "recognise"]


def available() -> bool:
    """Whether any engine is installed."""
    return tesseract.available()


def recognise(image: Image.Image) -> Recognised:
    """The words of an image, turned upright and straightened if need be; none without an engine."""
    return tesseract.recognise(image)
