"""One recognised line: its words and where each stands, from the places of its letters and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from backend.model.document import Box, Word
from backend.readers.ocr.geometry import Quads, Upright

#: A gap this wide, as a share of the line's height, parts words even where none was recognised. Measured: the gaps between letters of
#: one word are below 0.16 in 99 of 100, those between words above 0.15 in 75 of 100.
_GAP = 0.18

#: Between two digits it must be wider: a 1 stands alone in the width of an 8.
_DIGIT_GAP = 0.3

#: Between two letters too, for the space that parts two words is hardly ever missed, and at a hyphen, but for one that stands so far apart
#: on both sides. Measured: of 60 narrower gaps between letters one parted words.
_LETTER_GAP, _HYPHEN_GAP, _DASH_GAP = 0.4, 0.35, 0.15

#: Around what joins the parts of a number: "60. 78" of a typewriter.
_NUMBER_GAP = 0.5

#: What joins the parts of a number.
_JOINING = frozenset(".,/-")

#: After a colon, which stands close to its own word, less is enough.
_COLON_GAP = 0.16

#: What is printed close to the letter before it, or too low to be seen between two.
_CLINGING, _LOW = frozenset(".,:;)_"), "_"

#: ... and it is this many times as wide as the gaps between the letters of its line, which may be spaced.
_SPACED = 2.0

#: Fewer gaps than this do not tell how a line is spaced.
_FEW = 8

#: The part of a line's height in which letters are told from paper: above and below there are rules and other lines.
_BAND = (0.12, 0.88)

#: How much of that part must be dark for a column of pixels to be ink, and how much of the whole height to be a rule: letters end.
_INK, _RULE = 0.04, 0.95

#: How far a letter reaches from its place at most, and how far without ink, as shares of the line's height.
_REACH, _HALF = 0.7, 0.3

#: How much of the detected line the letters fill in height, and by how much they stand below its middle, as shares of its height:
#: what a font's line takes in a text layer.
_FILLED, _BELOW = 0.72, 0.03

#: What is written full-width among Latin letters is the plain sign; quotation marks and dashes stay as printed.
_PLAIN = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x3002: ".", 0x3001: ",", 0xFFE5: "¥"}

#: What a rule between columns is taken for.
_RULE_LIKE = frozenset("|Il1丨｜")

_Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Letter:
    """One letter, where it stands as a share of the line's length, and what the engine thinks of it."""

    text: str
    place: float
    certainty: float


@dataclass(frozen=True)
class Line:
    """The letters of one line with the indices before which a space was recognised, the line's corners, and its grey picture."""

    letters: tuple[Letter, ...]
    spaces: frozenset[int]
    quad: Quads
    picture: NDArray[np.uint8]

    @staticmethod
    def of(text: str, columns: Sequence[int], length: float, certainties: Sequence[float], quad: Quads, picture: NDArray[np.uint8]) -> Line:
        """A line as a model reads it: its text, the columns in which it saw each letter but spaces, how many columns there are,
        and what it thinks of each letter, spaces included.
        """
        letters: list[Letter] = []
        spaces = set()
        for letter, certainty in zip(text, certainties, strict=False):
            if letter.isspace():
                spaces.add(len(letters))
            elif len(letters) < len(columns):
                letters.append(Letter(letter.translate(_PLAIN), (columns[len(letters)] + 0.5) / max(length, 1.0), certainty))
        return Line(tuple(letters), frozenset(spaces), quad, picture)

    @property
    def text(self) -> str:
        """The text, with spaces where they were recognised."""
        return "".join(f" {letter.text}" if number in self.spaces else letter.text for number, letter in enumerate(self.letters)).strip()

    @property
    def certainty(self) -> float:
        """What the engine thinks of all its letters, from 0 to 1."""
        return sum(letter.certainty for letter in self.letters) / max(len(self.letters), 1)

    def words(self, upright: Upright) -> Iterator[Word]:
        """The words with their places on the upright page."""
        gaps = self._gaps()
        starts = sorted({0, *self.spaces, *self._parted(gaps)})
        for first, end in zip(starts, [*starts[1:], len(self.letters)], strict=True):
            letters = self.letters[first:end]
            yield Word("".join(letter.text for letter in letters), self._box(gaps[first][1], gaps[end][0], upright), _certainty(letters))

    def without_rules(self) -> Line:
        """The line without the upright rules beside it that were taken for letters."""
        dark = _dark(self.picture)
        rules = np.flatnonzero(dark.mean(axis=0) > _RULE) / max(self.picture.shape[1], 1)
        near = _HALF * self.picture.shape[0] / max(self.picture.shape[1], 1)
        kept = [n for n, one in enumerate(self.letters) if one.text not in _RULE_LIKE or not (abs(rules - one.place) < near).any()]
        between = enumerate(zip([-1, *kept], kept, strict=False))
        spaces = frozenset(new for new, (before, n) in between if self.spaces & {*range(before + 1, n + 1)})
        return replace(self, letters=tuple(self.letters[n] for n in kept), spaces=spaces)

    def _parted(self, gaps: Sequence[tuple[float, float]]) -> Iterator[int]:
        """The letters before which there is a gap between words, recognised as one or not."""
        height = self.picture.shape[0]
        usual = float(np.median([end - start for start, end in gaps[1:-1]])) if len(gaps) > _FEW else 0.0
        texts = ["", *(letter.text for letter in self.letters), ""]
        for number in range(1, len(self.letters)):
            start, end = gaps[number]
            around = texts[number - 1 : number + 3]
            before, after = around[1:3]
            if after in _CLINGING or before == _LOW:
                continue
            least = _DASH_GAP if self._is_dash(gaps, number) else _least_gap(*around)
            if end - start > max(least * height, _SPACED * usual if before != ":" else 0.0):
                yield number

    def _is_dash(self, gaps: Sequence[tuple[float, float]], number: int) -> bool:
        """Whether a hyphen at that gap stands apart on both its sides, and so between words."""
        at = number - 1 if self.letters[number - 1].text == "-" else number
        wide = _DASH_GAP * self.picture.shape[0]
        sides = (gaps[at], gaps[at + 1]) if 0 < at < len(self.letters) - 1 else ()
        is_apart = all(end - start > wide or side in self.spaces for side, (start, end) in enumerate(sides, at))
        return self.letters[at].text == "-" and bool(sides) and is_apart

    def _gaps(self) -> list[tuple[float, float]]:
        """The widest gap before each letter and after the last, as the places in pixels where it begins and ends."""
        height, width = self.picture.shape
        free = ~_ink(self.picture)
        places = [letter.place * width for letter in self.letters]
        inner = [_widest(free, one, other) for one, other in pairwise(places)]
        # Before the first letter and after the last only the nearer end of the gap is known.
        start, end = max(places[0] - _REACH * height, 0), min(places[-1] + _REACH * height, width)
        return [(start, _first_ink(free, start, places[0], height)), *inner, (_last_ink(free, places[-1], end, height), end)]

    def _box(self, start: float, end: float, upright: Upright) -> Box:
        """The box of what stands between two places of the line, as high as its font."""
        width = max(self.picture.shape[1], 1)
        middle = np.array([0.5 + _BELOW - _FILLED / 2, 0.5 + _BELOW + _FILLED / 2])
        corners = [self._point(x / width, y) for x, y in ((start, middle[0]), (end, middle[0]), (end, middle[1]), (start, middle[1]))]
        return upright.box(np.array(corners))

    def _point(self, across: float, down: float) -> NDArray[np.float32]:
        """The point of the page at these shares of the line's length and height."""
        top = self.quad[0] * (1 - across) + self.quad[1] * across
        bottom = self.quad[3] * (1 - across) + self.quad[2] * across
        return np.asarray(top * (1 - down) + bottom * down)


def _least_gap(earlier: str, before: str, after: str, later: str) -> float:
    """How wide a gap between two letters parts words, as a share of the line's height, given the letters on their other sides too."""
    if before == ":":
        return _COLON_GAP
    is_joined = (before in _JOINING and earlier.isdigit() and after.isdigit()) or (
        after in _JOINING and before.isdigit() and later.isdigit()
    )
    if is_joined:
        return _NUMBER_GAP
    if before.isalpha() and after.isalpha():
        return _LETTER_GAP
    if "-" in {before, after}:
        return _HYPHEN_GAP
    return _DIGIT_GAP if before.isdigit() and after.isdigit() else _GAP


def _certainty(letters: Sequence[Letter]) -> float:
    """What the engine thinks of a word: of its worst letters, for one wrong digit makes a wrong number."""
    return min(max(min(letter.certainty for letter in letters), 0.01), 1.0)


def _dark(picture: NDArray[np.uint8]) -> _Mask:
    """Which pixels are print: darker than half way between print and paper, lighter when the print is white."""
    low, high = np.percentile(picture, (2, 90))
    dark = np.asarray(picture < (low + high) / 2)
    return dark if dark.mean() < 0.5 else ~dark  # noqa: PLR2004 - most of a line is paper


def _ink(picture: NDArray[np.uint8]) -> _Mask:
    """Which columns of pixels hold print, rules left out."""
    dark = _dark(picture)
    band = dark[int(_BAND[0] * len(dark)) : max(int(_BAND[1] * len(dark)), 1)]
    return np.asarray((band.mean(axis=0) > _INK) & (dark.mean(axis=0) <= _RULE))


def _widest(free: _Mask, start: float, end: float) -> tuple[float, float]:
    """The longest run of free columns between two places; an empty one half way when there is none."""
    first = int(start)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free[first : int(end) + 1], [False])).astype(np.int8)))
    runs = edges.reshape(-1, 2) + first
    if not len(runs):
        return (start + end) / 2, (start + end) / 2
    begin, stop = runs[np.argmax(runs[:, 1] - runs[:, 0])]
    return float(begin), float(stop)


def _first_ink(free: _Mask, start: float, end: float, height: int) -> float:
    """Where the print before a letter's place begins."""
    ink = np.flatnonzero(~free[int(start) : int(end) + 1])
    return int(start) + float(ink[0]) if len(ink) else max(end - _HALF * height, 0.0)


def _last_ink(free: _Mask, start: float, end: float, height: int) -> float:
    """Where the print after a letter's place ends."""
    ink = np.flatnonzero(~free[int(start) : int(end) + 1])
    return int(start) + float(ink[-1]) + 1 if len(ink) else min(start + _HALF * height, float(len(free)))
