"""The words of a PDF page's text layer with their places, from PDFium's characters."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from backend.model.document import Box, Word
from backend.readers.pdf_geometry import Display
from backend.readers.spelling import as_meant

#: The most characters taken from one page; a dense page of terms has about 10 000.
MAX_CHARACTERS = 60_000

#: A gap wider than this share of the character height parts two words (PDFium reports most gaps as spaces by itself).
_GAP = 0.3

#: Two equal letters of a word begin at least so far apart, as a share of their size; the same one drawn twice less.
_SHIFTED = 0.5

#: How much two characters must overlap in height to stand on one line.
_OVERLAP = 0.4

#: More unreadable characters than this share mean a font without a usable ToUnicode table.
_MAX_UNREADABLE = 0.2

#: Of the letters of a Latin text, at least this share are vowels; a shifted font table has far fewer.
_MIN_VOWELS = 0.12

#: How many letters are asked whether they are painted.
_ASKED = 12

#: Fewer letters than this do not allow a judgement about vowels.
_MIN_LETTERS = 120

_VOWELS = frozenset("aeiouyàâäáãåæéèêëíìîïóòôöõøœúùûüýÿ")

#: What PDFium gives for a hyphen at a line's end (U+0002, U+FFFE), and the soft hyphen, which is printed where it stands.
_HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})

_FIRST_SURROGATE, _LAST_HIGH_SURROGATE, _LAST_SURROGATE = 0xD800, 0xDBFF, 0xDFFF
_SPACES = frozenset({0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0x200B, 0xFEFF, *range(0x2000, 0x200B)})


@dataclass(frozen=True)
class TextLayer:
    """The words of one page, its size in points as displayed, and how far its text is turned clockwise from upright."""

    words: tuple[Word, ...]
    width: float
    height: float
    #: 0, 90, 180 or 270: turn the displayed page by this to read it.
    rotation: float
    is_garbled: bool
    is_cut: bool
    #: It is not painted: text recognised by whoever scanned the page, laid over or under its picture.
    is_hidden: bool = False


@dataclass(slots=True)
class _Run:
    """The characters of one word: text, and the rectangle around them in points from the top left corner."""

    text: list[str] = field(default_factory=list)
    left: float = math.inf
    top: float = math.inf
    right: float = -math.inf
    bottom: float = -math.inf
    #: How far it is turned clockwise on the displayed page, in degrees: 0, 90, 180 or 270.
    angle: int = 0
    #: Where the last character begins.
    at: tuple[float, float] = (0.0, 0.0)

    def add(self, letter: str, left: float, top: float, right: float, bottom: float) -> None:
        """Take one character in."""
        self.text.append(letter)
        self.at = left, top
        self.left, self.top = min(self.left, left), min(self.top, top)
        self.right, self.bottom = max(self.right, right), max(self.bottom, bottom)

    def stands_upon_last(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a character at that place stands upon the last one: the same is then drawn twice, to look bold."""
        return abs(left - self.at[0]) < _SHIFTED * (right - left) and abs(top - self.at[1]) < _SHIFTED * (bottom - top)

    def continues(self, left: float, top: float, right: float, bottom: float) -> bool:
        """Whether a character at that place belongs to this word."""
        height = min(self.bottom - self.top, bottom - top)
        if self.angle:
            # Turned text is written upwards or downwards: only nearness counts.
            near = max(self.bottom - self.top, self.right - self.left, 1.0)
            return left - self.right < near and self.left - right < near and top - self.bottom < near and self.top - bottom < near
        if min(self.bottom, bottom) - max(self.top, top) < _OVERLAP * height:
            return False
        return -height < left - self.right < _GAP * height


def read(page: pypdfium2.PdfPage, shown: Display) -> TextLayer:
    """The text layer of a page; the caller holds PDFium's lock."""
    text_page = raw.FPDFText_LoadPage(page)
    try:
        total = raw.FPDFText_CountChars(text_page) if text_page else 0
        runs = list(_seen_once(_runs(text_page, min(total, MAX_CHARACTERS), shown, page.get_rotation())))
        is_hidden = _is_hidden(text_page, total)
    finally:
        raw.FPDFText_ClosePage(text_page)
    rotation = _rotation(runs)
    words = tuple(word for run in runs if (word := _word(run, shown.width, shown.height, rotation)))
    size = (shown.height, shown.width) if rotation in {90, 270} else (shown.width, shown.height)
    return TextLayer(words, *size, float(rotation), _is_garbled(runs), total > MAX_CHARACTERS, is_hidden)


def _seen_once(runs: Iterable[_Run]) -> Iterator[_Run]:
    """The words without those that are drawn again upon themselves, within half a point: what is drawn twice is seen once."""
    seen: set[tuple[str, int, int]] = set()
    for run in runs:
        text = "".join(run.text)
        if (text, round(run.left), round(run.top)) not in seen:
            seen.update((text, x, y) for x in _around(run.left) for y in _around(run.top))
            yield run


def _around(length: float) -> tuple[int, int]:
    """The whole numbers below and above."""
    return math.floor(length), math.ceil(length)


def _is_hidden(text_page: object, total: int) -> bool:
    """Whether most letters are written invisibly (ISO 32000-2, 9.3.6, mode 3), as a few all over the page tell."""
    asked = [raw.FPDFText_GetTextObject(text_page, total * n // _ASKED) for n in range(_ASKED)] if total else []
    modes = [raw.FPDFTextObj_GetTextRenderMode(item) for item in asked if item]
    return modes.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(modes)


def _runs(text_page: object, total: int, shown: Display, turned: int) -> Iterator[_Run]:
    """The words in the order of the file; `turned` is the page's own rotation."""
    a, b, c, d, e, f = shown.matrix
    run = _Run()
    for index, letter, rect in _letters(text_page, total):
        if rect is None:
            if run.text:
                yield run
                run = _Run()
            continue
        x, u = a * rect.left + c * rect.bottom + e, a * rect.right + c * rect.top + e
        y, v = b * rect.left + d * rect.bottom + f, b * rect.right + d * rect.top + f
        left, right = (x, u) if x < u else (u, x)
        top, bottom = (y, v) if y < v else (v, y)
        if run.text and run.text[-1] == letter and run.stands_upon_last(left, top, right, bottom):
            continue
        if run.text and not run.continues(left, top, right, bottom):
            yield run
            run = _Run()
        if not run.text:
            # PDFium measures clockwise: the angle of a matrix is that of its second row.
            run.angle = (round(math.degrees(raw.FPDFText_GetCharAngle(text_page, index)) / 90) * 90 + turned) % 360
        run.add(letter, left, top, right, bottom)
    if run.text:
        yield run


def _letters(text_page: object, total: int) -> Iterator[tuple[int, str, raw.FS_RECTF | None]]:
    """Index, letter and rectangle of each character; for white space no rectangle. The rectangle is the same object every time."""
    rect = raw.FS_RECTF()
    place = ctypes.byref(rect)
    code_at, box_at = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    high = 0
    for index in range(total):
        code = code_at(text_page, index)
        if code in _SPACES:
            yield index, " ", None
            continue
        if _FIRST_SURROGATE <= code <= _LAST_SURROGATE:
            # UTF-16 in two steps: the first half waits for the second.
            if code <= _LAST_HIGH_SURROGATE:
                high = code
                continue
            code = 0x10000 + ((high - _FIRST_SURROGATE) << 10) + (code - _LAST_HIGH_SURROGATE - 1) if high else 0
            high = 0
        if box_at(text_page, index, place):
            yield index, "-" if code in _HYPHENS else chr(code) if code else "\ufffd", rect


def _rotation(runs: list[_Run]) -> int:
    """How far the displayed page must be turned clockwise so that most of its letters stand upright."""
    letters = {angle: sum(len(run.text) for run in runs if run.angle == angle) for angle in (0, 90, 180, 270)}
    angle = max(letters, key=lambda a: letters[a])
    # Half of the letters must agree: a page with one long line up its side stays as it is.
    return (360 - angle) % 360 if letters[angle] * 2 > sum(letters.values()) else 0


def _word(run: _Run, width: float, height: float, rotation: int) -> Word | None:
    """The word with its box on the upright page, None when it lies outside of it."""
    left, top, right, bottom = run.left / width, run.top / height, run.right / width, run.bottom / height
    if rotation == 90:  # noqa: PLR2004
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    elif rotation == 180:  # noqa: PLR2004
        left, top, right, bottom = 1 - right, 1 - bottom, 1 - left, 1 - top
    elif rotation == 270:  # noqa: PLR2004
        left, top, right, bottom = top, 1 - right, bottom, 1 - left
    box = Box(max(left, 0.0), max(top, 0.0), min(right, 1.0), min(bottom, 1.0))
    return Word(as_meant("".join(run.text)), box) if box.left < box.right and box.top < box.bottom else None


def _is_garbled(runs: list[_Run]) -> bool:
    """Whether the characters are not those that are printed."""
    letters = [letter for run in runs for letter in run.text]
    unreadable = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in letters)
    if unreadable > _MAX_UNREADABLE * len(letters):
        return True
    latin = [letter.lower() for letter in letters if letter.isalpha() and letter < "\u0250"]
    return len(latin) >= _MIN_LETTERS and sum(letter in _VOWELS for letter in latin) < _MIN_VOWELS * len(latin)
