"""First names and towns of the countries whose documents are read: what a person or a place is called, and hardly ever a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

from backend.extraction.layout import fold
from backend.extraction.postal import COUNTRY_NAMES

#: A town's name has at most so many words, a person's at least and at most so many.
_MOST_WORDS = 4
_PERSON = range(2, 5)


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").splitlines())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split(" ", 1)[0] for name in _listed("towns"))


@lru_cache(maxsize=50_000)
def _plain(text: str) -> str:
    return re.sub(r"[\W\d_]+", " ", fold(text)).strip()


def is_first_name(word: str) -> bool:
    """Whether people are called by that word."""
    return word[:1].isupper() and any(part in _listed("first_names") for part in _plain(word).split())


def has_first_name(name: str) -> bool:
    """Whether a name begins or ends with a first name, as a person's does, and has no more words than one."""
    words = name.split()
    ends = {word for word in (words[0], words[-1]) if fold(word) not in COUNTRY_NAMES} if len(words) in _PERSON else set()
    return any(map(is_first_name, ends)) and not any(map(str.isdigit, name))


def is_town(text: str) -> bool:
    """Whether a text is the name of a town and nothing else."""
    return text[:1].isupper() and _plain(text) in _listed("towns")


def in_towns(words: Sequence[str]) -> frozenset[int]:
    """Which of the words of a line, by number, make up the name of a town."""
    plain = [_plain(word) if word != word.lower() else "" for word in words]
    found: set[int] = set()
    for first, word in enumerate(plain):
        if word.split(" ", 1)[0] not in _first_words():
            continue
        names = accumulate(plain[first : first + _MOST_WORDS], lambda name, more: f"{name} {more}")
        longest = max((n for n, name in enumerate(names) if name in _listed("towns")), default=-1)
        found.update(range(first, first + longest + 1))
    return frozenset(found)
