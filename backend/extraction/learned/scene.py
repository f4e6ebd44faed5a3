"""What the network sees of a document: its words by hashed features and places, and the values among which it chooses."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, takewhile
from statistics import median
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backend.extraction.candidates import Candidates
from backend.extraction.known_names import in_towns, is_first_name
from backend.extraction.labels import columns_in
from backend.extraction.layout import Row, fold
from backend.extraction.learned.figures import FIGURES, figures
from backend.extraction.learned.relations import relations
from backend.extraction.learned.targets import KINDS, Target, printed
from backend.extraction.party_names import domains_in, has_form, is_name
from backend.model.document import Origin

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

#: Pages beyond the first ones and the last are not looked at, nor words beyond these on a page.
MOST_PAGES, MOST_WORDS = 4, 512
#: So many of them at the head of a page, the others at its foot, where the totals stand.
_AT_HEAD = 320
#: Features are numbered by a checksum of their names: those of classes and places apart from the many of words and letters.
CLASSES, TEXTS = 2048, 16384
#: The slots of a word's features: itself and its groups of three letters; its label, whether that is weak, its name of a column, the label
#: before it, the one above it, its column; its left edge, top and right edge.
WORD, _TRIGRAMS = 0, 8
LETTERS = slice(1, 1 + _TRIGRAMS)
OWN, WEAK, COLUMN, BEFORE, ABOVE, UNDER = range(LETTERS.stop, LETTERS.stop + 6)
PLACES = range(UNDER + 1, UNDER + 4)
SLOTS = PLACES.stop
#: Steps into which a page is divided for places; they come before all other features.
STEPS = 32
_FIRST_CLASS = 1 + len(PLACES) * STEPS
#: How far below a label its value may stand, in lines.
_REACH = 4
#: So near, as a fraction of the page, one stands above the other.
_NEAR = 0.005
#: A name has at most so many words.
MOST_IN_NAME = 10
#: A line with so many names of columns is the head of a table.
_HEADS = 2
_CURRENCY = re.compile(r"[€$£¥]|EUR|USD|CHF|GBP")
_LEAST_SPELLED = 4
_PROVIDERS = frozenset({"gmail", "hotmail", "yahoo", "outlook", "orange", "wanadoo", "icloud"})
_SHAPE = 26
#: How many numbers describe a word.
DENSE = _SHAPE + len(KINDS) + FIGURES


@dataclass(frozen=True)
class Scene:
    """The words of a document in reading order."""

    #: The features of each word, 0 for none, and how much each counts.
    ids: Ints
    scales: Floats
    #: What else there is to say of each word, as numbers from about 0 to 1.
    dense: Floats
    #: The first word of each page and of each line.
    pages: Ints
    rows: Ints
    #: For each page, how each of its words stands to each other.
    relations: tuple[Ints, ...]
    targets: tuple[Target, ...]
    #: The first and the last word of everything that could be a name.
    names: tuple[Ints, Ints]
    texts: tuple[str, ...]

    def name(self, number: int) -> str:
        """The text of a possible name."""
        first, last = self.names[0][number], self.names[1][number]
        return " ".join(self.texts[first : last + 1]).strip(" :,;-|")


def scene(found: Candidates, sender: str = "") -> Scene | None:
    """The scene of those pages; None when there is next to nothing on them. `sender` is the domain of who sent them."""
    rows = tuple(looked_at(found.rows))
    words = [word for row in rows for word in row.words]
    if not words:
        return None
    firsts = np.cumsum([0, *(len(row.words) for row in rows)])[:-1].astype(np.int32)
    place = _Place(rows, firsts.tolist())
    targets = tuple(place.targets(found))
    boxes = np.array([(w.box.left, w.box.top, w.box.right, w.box.bottom) for w in words], np.float32)
    line_of = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row.words) for row in rows])
    page_of = np.array([row.page.number for row in rows], np.int32)[line_of]
    pages = np.flatnonzero(np.r_[True, page_of[1:] != page_of[:-1]]).astype(np.int32)
    ids, scales = _features(found, place, boxes, page_of)
    dense = np.concatenate([_shapes(place, sender), _kinds(targets, len(words)), figures(targets, boxes, line_of, page_of)], 1)
    ends = [*pages[1:], len(words)]
    stands = tuple(relations(boxes[a:z], line_of[a:z]) for a, z in zip(pages, ends, strict=True))
    return Scene(ids, scales, dense, pages, firsts, stands, targets, place.names(), tuple(w.text for w in words))


def looked_at(rows: Sequence[Row]) -> Iterator[Row]:
    """The lines that are looked at: not all of a long document, and of a crowded page the head and the foot."""
    pages: dict[int, list[Row]] = {}
    for row in rows:
        if row.words:
            pages.setdefault(row.page.number, []).append(row)
    some = list(pages.values())
    for page in some if len(some) <= MOST_PAGES else [*some[: MOST_PAGES - 1], some[-1]]:
        head = sum(1 for _ in _within(page, _AT_HEAD))
        foot = sum(1 for _ in _within(page[head:][::-1], MOST_WORDS - _AT_HEAD))
        yield from page[:head]
        yield from page[len(page) - foot :]


def _within(rows: Iterable[Row], most: int) -> Iterator[Row]:
    """The first lines, as far as they have no more words together."""
    words = accumulate(len(row.words) for row in rows)
    return (row for row, count in takewhile(lambda one: one[1] <= most, zip(rows, words, strict=True)))


@dataclass(frozen=True)
class _Place:
    """Lines whose words are numbered through."""

    rows: tuple[Row, ...]
    #: The first word of each line.
    firsts: Sequence[int]

    def words_of(self, number: int, start: int, end: int) -> tuple[int, int]:
        """The first and the last word of a stretch of a line."""
        starts = self.rows[number].starts
        first = max(bisect_right(starts, start) - 1, 0)
        last = max(bisect_right(starts, max(end - 1, start)) - 1, first)
        return self.firsts[number] + first, self.firsts[number] + last

    def targets(self, found: Candidates) -> Iterator[Target]:
        """Every printed value, by line."""
        for number, row in enumerate(self.rows):
            for kind, value, span in printed(found, row):
                yield Target(kind, value, *self.words_of(number, span.start, span.end))

    def names(self) -> tuple[Ints, Ints]:
        """The first and the last words of all runs of some words within a stretch of a line."""
        stretch = np.cumsum([is_apart for row in self.rows for is_apart in _apart(row)])
        at = np.arange(len(stretch), dtype=np.int32)
        pairs = [(at[: len(at) - more], at[more:]) for more in range(min(MOST_IN_NAME, len(at)))]
        pairs = [(a[same], z[same]) for a, z in pairs for same in [stretch[a] == stretch[z]]]
        return np.concatenate([a for a, _ in pairs]), np.concatenate([z for _, z in pairs])


def _apart(row: Row) -> list[bool]:
    """For each word of a line whether it begins a stretch of its own."""
    return [at == 0 or row.text[at - 2 : at] == "  " for at in row.starts]


@lru_cache(maxsize=50_000)
def _class(kind: str, name: str) -> int:
    return crc32(f"{kind}:{name}".encode()) % (CLASSES - _FIRST_CLASS) + _FIRST_CLASS


@cache
def place_features(slot: int) -> Ints:
    """The features of the steps across or down a page, for one of the slots of places."""
    return np.arange(STEPS, dtype=np.int32) + 1 + PLACES.index(slot) * STEPS


@lru_cache(maxsize=50_000)
def _text_features(text: str) -> tuple[int, ...]:
    """The numbers of a word and of its groups of three letters, digits all alike; 0 where there are fewer groups."""
    plain = re.sub(r"\d", "0", fold(text))[:60]
    framed = f"^{plain}$"
    groups = [framed[at : at + 3] for at in range(max(1, len(framed) - 2))]
    groups = groups if len(groups) <= _TRIGRAMS else [*groups[: _TRIGRAMS - 3], *groups[-3:]]
    told = [CLASSES + crc32(one.encode()) % TEXTS for one in (f"w:{plain}", *groups)]
    return (*told, *[0] * (LETTERS.stop - len(told)))


def _features(found: Candidates, place: _Place, boxes: Floats, page_of: Ints) -> tuple[Ints, Floats]:
    ids = np.zeros((len(boxes), SLOTS), np.int32)
    ids[:, : LETTERS.stop] = [_text_features(word.text) for row in place.rows for word in row.words]
    ids[:, OWN : UNDER + 1] = _labels(found, place, boxes, page_of)
    for side, slot in enumerate(PLACES):
        ids[:, slot] = place_features(slot)[np.clip(boxes[:, side] * STEPS, 0, STEPS - 1).astype(np.int32)]
    scales = (ids > 0).astype(np.float32)
    groups = scales[:, LETTERS]
    groups /= np.sqrt(np.maximum(groups.sum(1, keepdims=True), 1))
    return ids, scales


def _labels(found: Candidates, place: _Place, boxes: Floats, page_of: Ints) -> Ints:
    """For each word the features of the slots from OWN to UNDER."""
    own, weak, column, before, above, under = told = np.zeros((UNDER + 1 - OWN, len(boxes)), np.int32)
    ends = [*place.firsts[1:], len(boxes)]
    for number, row in enumerate(place.rows):
        end, end_of_page = ends[number], int(np.searchsorted(page_of, row.page.number, side="right"))
        rest = slice(end, end_of_page)
        near = slice(end, min(ends[min(number + _REACH, len(ends) - 1)], end_of_page))
        heads = [(one.name, *place.words_of(number, one.start, one.end)) for one in columns_in(row.text)]
        labels = [(one.name, one.is_weak, *place.words_of(number, one.span.start, one.span.end)) for one in found.labels[row.index]]
        for name, first, last in heads:
            column[first : last + 1] = _class("column", name)
            if len(heads) >= _HEADS:
                under[rest][_overlaps(boxes[rest], boxes[first, 0], boxes[last, 2])] = _class("under", name)
        for name, is_weak, first, last in labels:
            own[first : last + 1] = _class("label", name)
            weak[first : last + 1] = _class("weak", str(is_weak))
            before[last + 1 : end] = _class("before", name)
            above[near][_overlaps(boxes[near], boxes[first, 0], boxes[last, 2])] = _class("above", name)
    return told.T


def _overlaps(boxes: Floats, left: np.float32, right: np.float32) -> NDArray[np.bool_]:
    """Which words stand below or above the stretch between two edges."""
    told: NDArray[np.bool_] = (boxes[:, 0] < right + _NEAR) & (boxes[:, 2] > left - _NEAR)
    return told


def _shapes(place: _Place, sender: str) -> Floats:
    """What each word looks like."""
    rows = place.rows
    repeated = Counter(_plain(word.text) for row in rows for word in row.words)
    domains = _domains(rows, sender)
    spelled = {plain for plain in repeated if len(plain) >= _LEAST_SPELLED and any(plain in one for one in domains)}
    height = median(row.box.height for row in rows) or 1e-3
    last_page = rows[-1].page.number
    told: list[tuple[float, ...]] = []
    for row in rows:
        page, last = row.page, len(row.words) - 1
        of_row = page is rows[0].page, page.number == last_page, min(len(row.words), 20) / 20
        of_page = page.origin is Origin.OCR, page.origin in {Origin.BODY, Origin.SHEET}
        named, towns = _named(row), in_towns([word.text for word in row.words])
        for at, (word, is_apart) in enumerate(zip(row.words, _apart(row), strict=True)):
            plain = _plain(word.text)
            told.append((
                *_look(word.text), plain in spelled, word.confidence, is_apart, at == 0, at == last,
                min(word.box.height / height, 4) / 2, min(repeated[plain], 5) / 5, *of_row, not plain, *of_page,
                at in named, named.get(at, False), at in towns,
            ))  # fmt: skip
    return np.array(told, np.float32)


@lru_cache(maxsize=50_000)
def _look(text: str) -> tuple[float, ...]:
    """What a word looks like wherever it stands."""
    return (
        text.isalpha(), text.isdigit(), any(map(str.isdigit, text)), text.isupper(), text.istitle(), min(len(text), 20) / 20,
        text.endswith(":"), bool(_CURRENCY.search(text)), "@" in text or "www" in text, is_first_name(text),
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    """The letters and digits of a word, folded."""
    return re.sub(r"\W", "", fold(text))


def _named(row: Row) -> dict[int, bool]:
    """The words of a line, by number, that are a part of what reads like a name, and whether that has a legal form."""
    names = [(trimmed, has_form(span)) for span in row.segments if is_name(trimmed := span.trimmed())]
    return {at: form for name, form in names for at in range(*(bisect_left(row.starts, end) for end in (name.start, name.end)))}


def _domains(rows: Sequence[Row], sender: str) -> frozenset[str]:
    """The names of the domains printed, and of the sender's, that tell something."""
    told = domains_in("\n".join(row.folded for row in rows), _LEAST_SPELLED) | {sender.partition(".")[0].replace("-", "")}
    return frozenset(one for one in told - _PROVIDERS if len(one) >= _LEAST_SPELLED)


def _kinds(targets: Sequence[Target], count: int) -> Floats:
    """Of which kinds of values each word is a part."""
    told = np.zeros((count, len(KINDS)), np.float32)
    for one in targets:
        told[one.first : one.last + 1, KINDS.index(one.kind)] = 1
    return told
