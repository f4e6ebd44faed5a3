"""How label phrases are written down and found: alternatives spelt out into a tree of words, the longest phrase read first."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

Tokens = tuple[tuple[str, int, int], ...]

#: "(a/b/)" within a phrase: one of these, the last of them nothing.
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
#: A line may be broken before an alternative.
_BROKEN = re.compile(r"\n\s*(?=/)")
#: What separates the words of a phrase, as it separates tokens.
_BETWEEN = str.maketrans("'-.", "   ")
#: Small words that may stand between the words of a phrase without being written in it: "numéro de la facture" is "numero facture".
SMALL = frozenset({
    "de", "la", "du", "d", "l", "des", "of", "the", "del", "della", "dell", "di", "da", "do", "dos", "der", "van", "het", "af", "av",
})  # fmt: skip


@dataclass(slots=True)
class _Node:
    """One word of phrases; `ends` holds what a phrase that ends here announces and whether it is weak."""

    after: dict[str, _Node] = field(default_factory=dict)
    ends: tuple[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase found: what it announces, whether it is weak, and its first and last token."""

    name: str
    is_weak: bool
    first: int
    last: int


class Lexicon:
    """Phrases by what they announce, to be found in token sequences."""

    def __init__(self, *phrases: Mapping[str, str]) -> None:
        """Phrases are folded and separated by |; a trailing ? marks a weak one. What is written first keeps a phrase that stands twice."""
        self._root = _Node()
        for name, text in itertools.chain.from_iterable(one.items() for one in phrases):
            for written in _BROKEN.sub("", text).translate(_BETWEEN).split("|"):
                stripped = written.strip()
                ends = name, stripped.endswith("?")
                for phrase in spelt_out(stripped.rstrip("?")):
                    self._add(phrase.split(), ends)

    def _add(self, words: list[str], ends: tuple[str, bool]) -> None:
        node = self._root
        for word in words:
            after = node.after.get(word)
            if after is None:
                after = node.after[word] = _Node()
            node = after
        if node is not self._root and node.ends is None:
            node.ends = ends

    def knows(self, word: str) -> bool:
        """Whether a phrase begins with that word."""
        return word in self._root.after

    def found_in(self, words: Tokens) -> Iterator[Found]:
        """The phrases from left to right, the longest wherever several begin."""
        at = 0
        while at < len(words):
            begun = self._root.after.get(words[at][0])
            found = _longest(begun, words, at) if begun else None
            if found:
                yield Found(*found[0], at, found[1])
                at = found[1]
            at += 1


def _longest(node: _Node, words: Tokens, at: int) -> tuple[tuple[str, bool], int] | None:
    """What the longest phrase that goes on from a node announces, with its last token; None when none ends."""
    best = (node.ends, at) if node.ends else None
    following = at + 1
    while node.after and following < len(words):
        child = node.after.get(words[following][0])
        further = _longest(child, words, following) if child else None
        if further and (best is None or further[1] > best[1]):
            return further
        if words[following][0] not in SMALL:
            break
        following += 1
    return best


def spelt_out(phrase: str) -> Iterable[str]:
    """Every phrase that the alternatives of one allow."""
    if "(" not in phrase:
        return (phrase,)
    parts = _ALTERNATIVES.split(phrase)
    return ("".join(one) for one in itertools.product(*(p.split("/") if n % 2 else (p,) for n, p in enumerate(parts))))
