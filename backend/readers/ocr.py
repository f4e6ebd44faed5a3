"""Text recognition by Tesseract: an image in, upright words with places and confidence out."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from PIL import Image

from backend.model.document import Box, Word
from backend.readers import raster, skew

#: The languages of the product, in the order in which Tesseract tries them; those installed are used.
LANGUAGES = ("fra", "eng", "deu", "spa", "ita", "nld")

#: The width to which a page is brought: A4 at 225 dpi. Below, letters are lost; above, time.
_WIDTH = 1860

#: The most an image is enlarged; more invents letters.
_MAX_ENLARGEMENT = 3.0

#: Words below this confidence are noise: specks, logos, lines.
_MIN_CONFIDENCE = 0.2

#: A page read with at least this many words at this mean confidence stands upright.
_SURE_WORDS, _SURE_CONFIDENCE = 8, 0.8

#: A word of this many letters is wider than high when it stands upright.
_LONG = 4

#: How long Tesseract may take for one page, in seconds; the usual is two, on a busy machine ten.
MAX_PAGE_SECONDS = 40.0

#: One thread a process: several are slower on a busy machine (measured: 1.4 s with one, 8 s with two on two cores).
_ENVIRONMENT = {**os.environ, "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True)
class Recognised:
    """The words of one image, how far it must be turned clockwise to stand upright, and its size then."""

    words: tuple[Word, ...]
    rotation: float
    width: float
    height: float
    #: Tesseract was stopped before it had finished.
    is_cut: bool = False

    @property
    def confidence(self) -> float:
        """The mean confidence of its words."""
        return sum(word.confidence for word in self.words) / len(self.words) if self.words else 0.0

    @property
    def lies_on_its_side(self) -> bool:
        """Whether its words run up or down the page: Tesseract reads those too, but as boxes that are higher than wide."""
        long = [word.box for word in self.words if len(word.text) >= _LONG]
        return sum((box.right - box.left) * self.width < box.height * self.height for box in long) * 2 > len(long)


def available() -> bool:
    """Whether Tesseract and a language of ours are installed."""
    return bool(_languages())


def recognise(image: Image.Image) -> Recognised:
    """The words of an image, turned upright and straightened if need be; none when Tesseract is missing."""
    grey = image.convert("L")
    first = _straightened(grey, 0)
    if first.is_cut or (first.confidence >= _SURE_CONFIDENCE and len(first.words) >= _SURE_WORDS and not first.lies_on_its_side):
        return first
    orientation = _orientation(grey)
    if not orientation:
        return first
    second = _straightened(grey, orientation)
    return second if first.lies_on_its_side else max(first, second, key=lambda read: read.confidence * len(read.words))


def _straightened(grey: Image.Image, quarter_turn: int) -> Recognised:
    """The words of an image that is first turned by a multiple of 90 degrees, then straightened."""
    standing = raster.upright(grey, quarter_turn)
    rotation = quarter_turn + skew.angle(standing)
    upright = raster.upright(grey, rotation)
    lines, is_cut = _tesseract(_scaled(upright), "--psm", "3", "tsv")
    return Recognised(_words(lines), rotation % 360, float(upright.width), float(upright.height), is_cut)


def _scaled(image: Image.Image) -> Image.Image:
    """The image at the size that Tesseract reads best."""
    scale = min(_WIDTH / max(image.width, 1), _MAX_ENLARGEMENT)
    # Between there and twice the size, nothing is gained by scaling.
    if scale > 1.05 or scale < 0.5:  # noqa: PLR2004
        return image.resize((max(round(image.width * scale), 1), max(round(image.height * scale), 1)), Image.Resampling.LANCZOS)
    return image


def _orientation(grey: Image.Image) -> int:
    """By how many degrees the image must be turned clockwise, as Tesseract's orientation detection says; 0 when it cannot tell."""
    said, _ = _tesseract(_scaled(grey), "--psm", "0", languages="osd")
    match = re.search(r"Rotate: (\d+)", said)
    return int(match[1]) % 360 if match else 0


def _words(tsv: str) -> tuple[Word, ...]:
    """The words of Tesseract's TSV output; its first row is the page."""
    rows = list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        return ()
    width, height = float(rows[0]["width"]) or 1.0, float(rows[0]["height"]) or 1.0
    found = []
    for row in rows:
        text, confidence = (row["text"] or "").strip(), float(row["conf"]) / 100
        if text and confidence >= _MIN_CONFIDENCE:
            left, top = float(row["left"]) / width, float(row["top"]) / height
            box = Box(left, top, left + float(row["width"]) / width, top + float(row["height"]) / height)
            found.append(Word(text, box, min(confidence, 1.0)))
    return tuple(found)


def _tesseract(image: Image.Image, *arguments: str, languages: str = "") -> tuple[str, bool]:
    """What Tesseract says of an image, and whether it was stopped; "" when it is missing or fails."""
    program = shutil.which("tesseract")
    languages = languages or "+".join(_languages())
    if not program or not languages:
        return "", False
    buffer = io.BytesIO()
    # PGM: Tesseract reads it at once, and compressing a noisy page would take as long as a third of its recognition.
    image.save(buffer, "PPM")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell; the image goes in by a pipe
            [program, "stdin", "stdout", "-l", languages, *arguments],
            input=buffer.getvalue(), capture_output=True, timeout=MAX_PAGE_SECONDS, check=False, env=_ENVIRONMENT,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "", True
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else "", False


@cache
def _languages() -> tuple[str, ...]:
    """Our languages as far as they are installed."""
    program = shutil.which("tesseract")
    if not program:
        return ()
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
    return tuple(language for language in LANGUAGES if language in listed.stdout.split())
