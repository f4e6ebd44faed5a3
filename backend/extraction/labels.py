"""What is printed beside values in six languages, and finding it in a line: label phrases by what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from backend.extraction.column_phrases import COLUMNS
from backend.extraction.header_phrases import HEADER
from backend.extraction.layout import Row, Span, fold, tokens
from backend.extraction.party_phrases import PARTIES


@dataclass(frozen=True)
class Label:
    """A label found in a line: what it announces, and whether it could as well announce something else ("Date", "N°")."""

    name: str
    span: Span
    is_weak: bool


@dataclass(frozen=True)
class ColumnName:
    """The name of a column found in a text, from one character to another."""

    name: str
    start: int
    end: int
    is_weak: bool


@dataclass(frozen=True)
class _Phrase:
    words: tuple[str, ...]
    name: str
    is_weak: bool


#: What makes a word the beginning of a code.
_JOINED = re.compile(r"[-_/]\w*\d")

_Tokens = tuple[tuple[str, int, int], ...]


@lru_cache(maxsize=4)
def _vocabulary(kind: str) -> Mapping[str, tuple[_Phrase, ...]]:
    """The phrases by their first word, the longest first."""
    phrases: dict[str, list[_Phrase]] = {}
    for name, text in {"header": HEADER | PARTIES, "columns": COLUMNS}[kind].items():
        for printed in text.replace("\n", " ").split("|"):
            words = tuple(word for word, _, _ in tokens(fold(printed.strip(" ?"))))
            if words:
                phrases.setdefault(words[0], []).append(_Phrase(words, name, printed.strip().endswith("?")))
    return {first: tuple(sorted(some, key=lambda p: (-len(p.words), p.is_weak))) for first, some in phrases.items()}


def labels_in(row: Row) -> Iterator[Label]:
    """The labels of a line from left to right, the longest phrase wherever several begin."""
    for phrase, start, end in _phrases_in(row.tokens, "header"):
        # "PO-88457" and "BL/26" are numbers, not a label with its value.
        if len(phrase.words) == 1 and _JOINED.match(row.text, end):
            continue
        yield Label(phrase.name, Span(row, start, end), phrase.is_weak)


def columns_in(text: str) -> tuple[ColumnName, ...]:
    """The column names of a text, from left to right."""
    return tuple(ColumnName(p.name, start, end, p.is_weak) for p, start, end in _phrases_in(tokens(fold(text)), "columns"))


def _phrases_in(found: _Tokens, kind: str) -> Iterator[tuple[_Phrase, int, int]]:
    vocabulary = _vocabulary(kind)
    at = 0
    while at < len(found):
        phrase = next((p for p in vocabulary.get(found[at][0], ()) if _stands(p.words, found, at)), None)
        if phrase is None:
            at += 1
            continue
        last = at + len(phrase.words) - 1
        yield phrase, found[at][1], found[last][2]
        at = last + 1


def _stands(words: tuple[str, ...], found: _Tokens, at: int) -> bool:
    if at + len(words) > len(found):
        return False
    return all(found[at + n][0] == word for n, word in enumerate(words))
