"""The lines of a message put together as they were meant: a sentence that runs on, or a bullet, is one thought."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backend.extraction.layout import Row
from backend.model.document import Word
from backend.patterns import late

#: What begins a bullet or a numbered line.
BULLET = late(
    r"\s*(?:(?:[-–—•*·>+✓▪◦]|\d{1,3}\s?[.)](?=\s)|\d{1,3}\s[–-](?=\s)|[A-Za-z]\)(?=\s)"
    r"|(?:ligne|poste?|pos|line|item|zeile|position|linea|riga|regel)\.?\s?\d{1,4}\s?[:.)–-])\s*)+",
    re.IGNORECASE,
)
_COUNTED = late(r"\s*\d[\d .]*\s?(?:[x×]\s?)?[^\W\d_]")
#: More white space than this share of a line's height begins a paragraph.
_BLANK = 0.6
#: A line shorter than this, or than this share of the longest one, ended because its writer wanted it to.
_SHORT, _FULL_LINE = 60, 0.7
#: What a line ends with whose sentence goes on.
_GOES_ON = late(r"(?:,|\b(?:et|and|und|y|e|en|de|of|von|di|van|le|la|les|the|der|die|das|a|an|with|avec|mit|con|met))\s*$")


def thoughts(rows: Iterable[Row]) -> Iterator[Row]:
    """The printed lines, a sentence that runs over several of them as one, every word in its place."""
    rows = tuple(rows)
    longest = max((len(row.text) for row in rows), default=0)
    waiting: list[Row] = []
    for row in rows:
        if waiting and not _runs_on(waiting, row, longest):
            yield joined(waiting)
            waiting = []
        waiting.append(row)
    if waiting:
        yield joined(waiting)


def is_next(row: Row, after: Row) -> bool:
    """Whether a line follows another without a gap."""
    return row.page is after.page and row.box.top - after.box.bottom <= _BLANK * row.box.height


def _runs_on(waiting: list[Row], row: Row, longest: int) -> bool:
    """Whether a line goes on with the thought of those before."""
    last = waiting[-1]
    if not is_next(row, last) or BULLET.match(row.text) or "  " in row.text or "  " in last.text:
        return False
    goes_on = bool(_GOES_ON.search(last.folded))
    is_full = len(last.text) >= max(_FULL_LINE * longest, _SHORT)
    if re.search(r"[.!?:;]\s*$", last.text):
        return False
    if row.text[:1].islower():
        return goes_on or is_full or not _is_list(waiting, row)
    return is_full and (goes_on or not _COUNTED.match(row.text) or row.text[:1].islower())


def _is_list(waiting: list[Row], row: Row) -> bool:
    """Whether two short lines each begin or end with a count, or begin in lower case: one thing a line."""
    return bool(
        len(waiting) == 1
        and (len(row.text) < _SHORT and len(waiting[0].text) < _SHORT)
        and (_COUNTED.match(waiting[0].text) or re.search(r"\d", row.text) or waiting[0].text[:1].islower())
    )


def joined(rows: list[Row]) -> Row:
    """Several lines as one, every word in its place."""
    if len(rows) == 1:
        return rows[0]
    text = ""
    starts: list[int] = []
    words: list[Word] = []
    for row in rows:
        shift = len(text) + bool(text)
        text = f"{text} {row.text}" if text else row.text
        starts += [s + shift for s in row.starts]
        words += row.words
    return Row(rows[0].page, tuple(words), text, tuple(starts), rows[0].index)
