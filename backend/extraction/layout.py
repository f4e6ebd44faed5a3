"""The printed lines of a document as text whose every stretch knows its place: what labels and values are looked for in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby, pairwise
from math import inf
from statistics import median

from backend.model.document import Box, Document, Page, Word
from backend.model.field import Evidence

#: A gap wider than this many characters separates columns; inside a sentence it is about one character, in a justified one up to 1.5.
_WIDE_GAP = 1.6
#: Bounds the work on a hostile page; a dense A3 page has about 3000 words.
_MAX_WORDS = 20_000
_MAX_EXCERPT = 240
#: So many capitals one by one are words in spaced letters, with gaps up to so many times their width; by so much wider ones part words,
#: and columns.
_SPELT, _NEXT_LETTER, _NEXT_WORD, _NEXT_COLUMN = 4, 1.5, 1.6, 6.0

#: What East Asian fonts print for a colon and brackets.
_WIDE_SIGNS = str.maketrans("：（）", ":()")
_TOKEN = re.compile(r"[^\W\d_]+°|[^\W_]+|[%#€$£&°]")


#: Letters that no decomposition leads back to a plain one, and signs of other shapes.
_PLAIN = str.maketrans("ºøØæÆłŁđĐı", "°ooaallddi") | {ord("№"): "°"}


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 else character


def fold(text: str) -> str:
    """The text in lower case without accents, each character in its old position."""
    return "".join(map(_folded_character, text.translate(_PLAIN))) if not text.isascii() else text.lower()


def tokens(folded: str) -> tuple[tuple[str, int, int], ...]:
    """The words, numbers and signs of a folded text as (token, start, end); punctuation separates and is left out."""
    return tuple((m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded))


@dataclass(frozen=True, eq=False)
class Row:
    """One printed line. `text` joins its words by one space, or by two where a wide gap separates columns."""

    page: Page
    words: tuple[Word, ...]
    text: str
    #: Where each word begins in `text`.
    starts: tuple[int, ...]
    #: Counts over the whole document, in reading order.
    index: int = 0

    @cached_property
    def folded(self) -> str:
        """The text without case and accents, position by position."""
        return fold(self.text)

    @cached_property
    def box(self) -> Box:
        """Where the whole line stands."""
        return Box.around(w.box for w in self.words)

    @cached_property
    def segments(self) -> tuple[Span, ...]:
        """The stretches between wide gaps."""
        ends = [m.start() for m in re.finditer(r"  ", self.text)]
        return tuple(Span(self, start, end) for start, end in zip([0, *(e + 2 for e in ends)], [*ends, len(self.text)], strict=True))

    def between(self, start: int, end: int) -> list[Word]:
        """The words that the stretch from start to end touches."""
        return [w for w, at in zip(self.words, self.starts, strict=True) if at < end and at + len(w.text) > start]

    def place(self, start: int, end: int) -> Box:
        """The box of the stretch, a part of a word counted in proportion to its characters."""
        first, last = max(bisect_right(self.starts, start) - 1, 0), bisect_left(self.starts, end)
        if last - first == 1:
            return _part(self.words[first], start - self.starts[first], end - self.starts[first]) or self.box
        parts = [_part(word, start - at, end - at) for word, at in zip(self.words[first:last], self.starts[first:last], strict=True)]
        boxes = [box for box in parts if box]
        return Box.around(boxes) if boxes else self.box


def _part(word: Word, start: int, end: int) -> Box | None:
    """The box of a word from one of its characters to another; None when it has none of them."""
    box, size = word.box, len(word.text)
    if start <= 0 and size <= end:
        return box
    if start >= size:
        return None
    width = box.right - box.left
    return Box(box.left + width * max(start, 0) / size, box.top, box.left + width * min(end, size) / size, box.bottom)


@dataclass(frozen=True)
class Span:
    """A stretch of one printed line."""

    row: Row
    start: int
    end: int

    @property
    def text(self) -> str:
        """As printed."""
        return self.row.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """Without case and accents."""
        return self.row.folded[self.start : self.end]

    @cached_property
    def box(self) -> Box:
        """Where it stands on its page."""
        return self.row.place(self.start, self.end)

    @property
    def certainty(self) -> float:
        """How sure the reader is of the words, from 0 to 1: that of the least certain one."""
        return min((w.confidence for w in self.row.between(self.start, self.end)), default=1.0)

    @property
    def segment(self) -> Span:
        """The stretch of its line, between wide gaps, in which it begins; itself where it is in none."""
        return next((s for s in self.row.segments if s.overlaps(self)), self)

    def overlaps(self, other: Span) -> bool:
        """Whether both share a character."""
        return self.row is other.row and self.start < other.end and other.start < self.end

    def trimmed(self, unwanted: str = " \t:;,.|-–—•·*") -> Span:
        """Without the unwanted characters at both ends."""
        text = self.text
        return Span(self.row, self.start + len(text) - len(text.lstrip(unwanted)), self.end - len(text) + len(text.rstrip(unwanted)))

    def evidence(self, part: str, since: Span | None = None) -> Evidence:
        """The place of this value; the excerpt is its line, or what stands from `since` (its label) on when that is on another line."""
        words = self.row.between(self.start, self.end)
        line = self.row.text if since is None or since.row is self.row else f"{since.text} … {self.row.text}"
        cell = next((w.cell for w in words if w.cell), "")
        return Evidence(part=part, page=self.row.page.number, box=self.box, cell=cell, excerpt=_excerpt(line))


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_EXCERPT else text[: _MAX_EXCERPT - 1] + "…"


def rows_of(document: Document, pages: Iterable[int]) -> tuple[Row, ...]:
    """The printed lines of those pages (by their number), from top to bottom."""
    wanted = set(pages)
    return _rows_of_pages(tuple(_This(page) for page in document.pages if page.number in wanted))


class _This:
    """One page itself, not what equals it: rows are asked which page they stand on."""

    __slots__ = ("page",)

    def __init__(self, page: Page) -> None:
        self.page = page

    def __hash__(self) -> int:
        return id(self.page)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.page is self.page


@lru_cache(maxsize=8)
def _rows_of_pages(pages: tuple[_This, ...]) -> tuple[Row, ...]:
    """The lines of those pages, counted from 0; kept, for what they are, where they belong and what they say are asked one by one."""
    found: list[Row] = []
    for page in pages:
        rows = _rows(page)
        found += [replace(row, index=len(found) + row.index) for row in rows] if found else rows
    return tuple(found)


@lru_cache(maxsize=8)
def _rows(this: _This) -> tuple[Row, ...]:
    """The lines of one page, counted from 0."""
    return tuple(_row(this.page, words, n) for n, words in enumerate(_grouped(this.page)))


def _grouped(page: Page) -> Iterator[list[Word]]:
    """The words by line. A word joins the line that it overlaps by half of the lower of both, so that a large logo swallows nothing."""
    lines: list[tuple[float, float, list[Word]]] = []
    usable = [w for w in page.words[:_MAX_WORDS] if w.text.strip()]
    for word in sorted(usable, key=lambda w: (w.box.middle, w.box.left)):
        joined = next((n for n in range(len(lines) - 1, max(len(lines) - 4, -1), -1) if _same_line(lines[n], word.box)), None)
        if joined is None:
            lines.append((word.box.top, word.box.bottom, [word]))
        else:
            lines[joined][2].append(word)
    for _, _, words in sorted(lines, key=lambda line: (line[0] + line[1]) / 2):
        yield list(_with_words_spelt(sorted(words, key=lambda w: w.box.left)))


def _with_words_spelt(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a line, those in spaced letters put together: "B E S T E L L U N G", "A C M E   L T D"."""
    for is_letter, run in groupby(words, key=lambda w: len(w.text) == 1 and w.text.isupper()):
        inside = list(run)
        yield from _spelt(inside) if is_letter and len(inside) >= _SPELT else inside


def _spelt(letters: Sequence[Word]) -> Iterator[Word]:
    """The words that some letters spell; the letters where they stand too far apart."""
    gaps = [after.box.left - before.box.right for before, after in pairwise(letters)]
    narrow = sorted(gaps)[len(gaps) // 4]
    if narrow > _NEXT_LETTER * median(letter.box.right - letter.box.left for letter in letters):
        yield from letters
        return
    start = 0
    for end, gap in enumerate([*gaps, inf], 1):
        if gap > _NEXT_COLUMN * narrow:
            yield _put_together(letters[start:end], [0.0, *gaps[start : end - 1]], _NEXT_WORD * narrow)
            start = end


def _put_together(letters: Sequence[Word], gaps: Sequence[float], widest: float) -> Word:
    """The letters as one word, or as several in one where the gap before a letter is wider than the widest in a word."""
    text = "".join(f" {letter.text}" if gap > widest else letter.text for letter, gap in zip(letters, gaps, strict=True))
    return Word(text, Box.around(letter.box for letter in letters), min(letter.confidence for letter in letters))


def _same_line(line: tuple[float, float, list[Word]], box: Box) -> bool:
    top, bottom, words = line
    overlap = min(bottom, box.bottom) - max(top, box.top)
    lower, higher = sorted((bottom - top, box.height))
    if overlap <= 0.5 * lower:
        return False
    if higher <= 2 * max(lower, 1e-6):
        return True
    # A dash or comma boxed tightly is low and belongs; a headline beside small print belongs only when they share their base line.
    return abs(bottom - box.bottom) < 0.3 * lower or not words[0].text.strip(",.-–_'\"")


def _row(page: Page, words: list[Word], index: int) -> Row:
    characters = sum(len(w.text) for w in words)
    character = max(sum(w.box.right - w.box.left for w in words) / max(characters, 1), 1e-6)
    text, starts, right = "", [], None
    for word in words:
        if right is not None:
            text += "  " if word.cell or word.box.left - right > _WIDE_GAP * character else " "
        starts.append(len(text))
        text += word.text.translate(_WIDE_SIGNS)
        right = word.box.right
    return Row(page, tuple(words), text, tuple(starts), index)
