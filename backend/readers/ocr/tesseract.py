"""Tesseract, the light engine: every image is read in the language it is in, and ruled tables once more without their rules."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import pytesseract
from PIL import Image, ImageOps

from backend.content.language import guess
from backend.model.document import Box, Word
from backend.readers import raster
from backend.readers.ocr import rules, skew
from backend.readers.ocr.engine import Recognised

#: The languages of the product. A page is read in the first two; when it turns out to be in another, once more in that one.
LANGUAGES = ("fra", "eng", "deu", "spa", "ita", "nld")

#: ISO 639-1, as language detection names them.
_CODES = {"fr": "fra", "en": "eng", "de": "deu", "es": "spa", "it": "ita", "nl": "nld"}

#: With fewer words than this a page's language cannot be told.
_TELLING_WORDS = 15

#: The width to which a page is brought: A4 at 225 dpi. Below, letters are lost; above, time.
_WIDTH = 1860

#: The most an image is enlarged; more invents letters.
_MAX_ENLARGEMENT = 3.0

#: Words below this confidence are noise: specks, logos, lines.
_MIN_CONFIDENCE = 0.2

#: A page read with at least this many words and this mean confidence stands upright: upside down it is 0.4 to 0.5.
_SURE_WORDS, _SURE_CONFIDENCE = 8, 0.7

#: How high the strip is on which the orientation is looked for, in pixels: the densest part of a page tells as much as all of it.
_STRIP = 700

#: A word of this many letters is wider than high when it stands upright.
_LONG = 4

#: Grey below this is ink.
_DARK = 128

#: Automatic segmentation: it finds the blocks of a page.
_PAGE = "--psm 3"

#: One column of text: looking for blocks, Tesseract drops columns of tables. Sauvola's threshold: grey headings stay legible.
_TABLES = "--psm 4 -c thresholding_method=2"

#: A word above this confidence stays as it was first read.
_MEANT = 0.8

#: Two words that share this much of the smaller one are the same.
_SHARED = 0.3

#: The text is one line.
_LINE = "--psm 7"

#: How long one line may take, in seconds, and how short a time Tesseract can be given: none at all means for ever.
_LINE_SECONDS, _SHORTEST = 3.0, 0.01

#: The height of a line that Tesseract reads best, and the paper around it, in pixels.
_LINE_HEIGHT, _LINE_MARGIN = 56, 12

# One thread a process: several are slower (measured: 1.4 s with one, 8 s with two). pytesseract passes the environment on.
os.environ["OMP_THREAD_LIMIT"] = "1"


@dataclass(frozen=True)
class _Reading(Recognised):
    """What was recognised, and how well."""

    #: The mean confidence of all words found, those too uncertain to be kept among them.
    confidence: float = 0.0

    @property
    def lies_on_its_side(self) -> bool:
        """Whether its words run up or down the page: Tesseract reads those too, but as boxes that are higher than wide."""
        long = [word.box for word in self.words if len(word.text) >= _LONG]
        return sum((box.right - box.left) * self.width < box.height * self.height for box in long) * 2 > len(long)

    @property
    def is_sure(self) -> bool:
        """Whether it was certainly read the right way up."""
        return self.is_cut or (self.confidence >= _SURE_CONFIDENCE and len(self.words) >= _SURE_WORDS and not self.lies_on_its_side)


def available() -> bool:
    """Whether Tesseract and a language of ours are installed."""
    return bool(_languages())


def recognise(image: Image.Image, seconds: float) -> Recognised:
    """The words of an image, turned upright and straightened if need be; none when Tesseract is missing."""
    ends_at = time.monotonic() + seconds
    grey = image.convert("L")
    rotation = skew.angle(grey)
    found = _read(grey, rotation, _languages()[:2], ends_at)
    if not found.is_sure:
        turn = _orientation(grey, found, ends_at)
        rotation = turn + skew.angle(raster.upright(grey, turn))
        turned = _read(grey, rotation, _languages()[:2], ends_at) if turn else found
        found = turned if found.lies_on_its_side else max(found, turned, key=lambda read: read.confidence)
    language = _language(found.words)
    if language and language not in _languages()[:2]:
        found = max(found, _read(grey, found.rotation, (language, *_languages()[1:2]), ends_at), key=lambda read: read.confidence)
    return found if found.is_cut else _with_tables(grey, found, [language, *_languages()[:2]], ends_at)


def line(image: Image.Image) -> str:
    """The text of one upright line, "" when there is none."""
    scale = _LINE_HEIGHT / max(image.height, 1)
    grey = image.convert("L").resize((max(round(image.width * scale), 1), _LINE_HEIGHT), Image.Resampling.LANCZOS)
    ends_at = time.monotonic() + _LINE_SECONDS
    framed = ImageOps.expand(grey, _LINE_MARGIN, fill=255)
    text, _ = _tesseract(framed, pytesseract.image_to_string, "+".join(_languages()[:2]), _LINE, ends_at)
    return text.strip()


def _with_tables(grey: Image.Image, found: _Reading, languages: Sequence[str], ends_at: float) -> _Reading:
    """The words, and those that ruled lines kept Tesseract from finding: a page with such lines is read again without them."""
    page = _scaled(raster.upright(grey, found.rotation))
    erased = rules.erased(page)
    if erased is None:
        return found
    two = "+".join(list(dict.fromkeys(filter(None, languages)))[:2])
    tsv, _ = _tesseract(erased, pytesseract.image_to_data, two, _TABLES, ends_at)
    again = [word for word in _words(tsv) if word.confidence >= _MIN_CONFIDENCE]
    words: list[Word] = [word for word in found.words if word.confidence >= _MEANT]
    for others in (again, [word for word in found.words if word.confidence < _MEANT]):
        words += [word for word in others if not any(_are_same(word.box, kept.box) for kept in words)]
    return replace(found, words=tuple(words))


def _are_same(one: Box, other: Box) -> bool:
    """Whether two boxes lie on each other."""
    width, height = min(one.right, other.right) - max(one.left, other.left), min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min((box.right - box.left) * (box.bottom - box.top) for box in (one, other))
    return width > 0 and height > 0 and width * height > _SHARED * smaller


def _read(grey: Image.Image, rotation: float, languages: Sequence[str], ends_at: float) -> _Reading:
    """The words of an image when it is turned by that many degrees clockwise."""
    upright = raster.upright(grey, rotation)
    tsv, is_cut = _tesseract(_scaled(upright), pytesseract.image_to_data, "+".join(languages), _PAGE, ends_at)
    words = _words(tsv)
    confidence = sum(word.confidence for word in words) / max(len(words), 1)
    kept = tuple(word for word in words if word.confidence >= _MIN_CONFIDENCE)
    return _Reading(kept, rotation % 360, float(upright.width), float(upright.height), is_cut, confidence)


def _scaled(image: Image.Image) -> Image.Image:
    """The image at the size that Tesseract reads best."""
    scale = min(_WIDTH / max(image.width, 1), _MAX_ENLARGEMENT)
    # Between there and twice the size, nothing is gained by scaling.
    if scale > 1.05 or scale < 0.5:  # noqa: PLR2004
        return image.resize((max(round(image.width * scale), 1), max(round(image.height * scale), 1)), Image.Resampling.LANCZOS)
    return image


def _orientation(grey: Image.Image, found: _Reading, ends_at: float) -> int:
    """By how many degrees the image must be turned clockwise, as Tesseract's orientation detection says."""
    scaled = _scaled(grey)
    # Lines that run up the page are seen best in a strip up the page.
    lying = scaled.transpose(Image.Transpose.ROTATE_270) if found.lies_on_its_side else scaled
    said, _ = _tesseract(_strip(lying), pytesseract.image_to_osd, "osd", "--psm 0", ends_at)
    match = re.search(r"Rotate: (\d+)", said)
    if match:
        return (int(match[1]) + 90 * found.lies_on_its_side) % 360
    # It needs some thirty letters. A page that was read badly and says no more is tried upside down.
    return 180 if len(found.words) >= _SURE_WORDS else 0


def _strip(image: Image.Image) -> Image.Image:
    """The part of an image, as wide as it and of limited height, that has the most ink."""
    if image.height <= _STRIP:
        return image
    ink = np.concatenate(([0], np.cumsum((np.asarray(image) < _DARK).sum(axis=1))))
    top = int(np.argmax(ink[_STRIP:] - ink[:-_STRIP]))
    return image.crop((0, top, image.width, top + _STRIP))


def _language(words: Sequence[Word]) -> str:
    """The language a page is in, "" when it has too few words to tell."""
    if len(words) < _TELLING_WORDS:
        return ""
    code, _ = guess(" ".join(word.text for word in words if word.text.isalpha()))
    language = _CODES.get(code, "")
    return language if language in _languages() else ""


def _words(tsv: str) -> tuple[Word, ...]:
    """The words of Tesseract's TSV output; its first row is the page."""
    rows = list(csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        return ()
    width, height = float(rows[0]["width"]) or 1.0, float(rows[0]["height"]) or 1.0
    found = []
    for row in rows:
        text, confidence = (row["text"] or "").strip(), float(row["conf"]) / 100
        if text:
            left, top = float(row["left"]) / width, float(row["top"]) / height
            box = Box(left, top, left + float(row["width"]) / width, top + float(row["height"]) / height)
            found.append(Word(text, box, min(max(confidence, 0.0), 1.0)))
    return tuple(found)


def _tesseract(image: Image.Image, read: Callable[..., str], languages: str, config: str, ends_at: float) -> tuple[str, bool]:
    """What Tesseract says of an image, and whether it was stopped; "" when it is missing or fails."""
    if not languages:
        return "", False
    # As a PGM file: given an image, pytesseract would compress it as PNG, which takes as long as a third of the recognition.
    with tempfile.NamedTemporaryFile(suffix=".pgm") as file:
        image.save(file, "PPM")
        file.flush()
        try:
            return read(file.name, lang=languages, config=config, timeout=max(ends_at - time.monotonic(), _SHORTEST)), False
        except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError):
            return "", False
        except RuntimeError:
            # So pytesseract says that the time is over.
            return "", True


@cache
def _languages() -> tuple[str, ...]:
    """Our languages as far as they are installed."""
    try:
        installed = pytesseract.get_languages()
    except pytesseract.TesseractNotFoundError:
        return ()
    return tuple(language for language in LANGUAGES if language in installed)
