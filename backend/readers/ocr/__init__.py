"""Text recognition: the accurate engine where it is installed, Tesseract where not."""

from __future__ import annotations

from PIL import Image

from backend.readers.ocr import rapid, tesseract
from backend.readers.ocr.engine import Recognised

__all__ = ["Recognised", "available", "is_accurate", "recognise"]


def available() -> bool:
    """Whether any engine is installed."""
    return is_accurate() or tesseract.available()


def is_accurate() -> bool:
    """Whether the accurate engine is installed."""
    return rapid.available()


def recognise(image: Image.Image) -> Recognised:
    """The words of an image, turned upright and straightened if need be; none without an engine."""
    return rapid.recognise(image) if rapid.available() else tesseract.recognise(image)
