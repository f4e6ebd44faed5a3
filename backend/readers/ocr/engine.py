"""What an OCR engine is: an image in, upright words with places and certainty out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from backend.model.document import Word


@dataclass(frozen=True)
class Recognised:
    """The words of one image, how far it must be turned clockwise to stand upright, and its size then, in pixels."""

    words: tuple[Word, ...]
    rotation: float
    width: float
    height: float
    #: The time was over before it had finished: there are no words then, for those found so far stand anywhere.
    is_cut: bool = False


class Engine(Protocol):
    """An OCR engine. It never raises for what an image shows."""

    def available(self) -> bool:
        """Whether it is installed."""

    def recognise(self, image: Image.Image, seconds: float) -> Recognised:
        """The words of a page in grey or RGB, whichever way up and however askew it lies, if that takes no longer than so many seconds."""

    def line(self, image: Image.Image) -> str:
        """The text of one upright line, "" when there is none."""
