"""Misspelt words: the parts by which a word is found that shares enough of them, and whether two words may be one.

The parts stand in a plain table, so that one statement does on every database: FTS5 and pg_trgm each speak their own, and know of no
organisation.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA

#: Shorter words are too many others with one letter changed; the longest of which so many letters may differ.
_LEAST, _SHORT, _LONG = 4, 6, 9


def may_be_misspelt(word: str) -> bool:
    """Whether it is a word that is long enough to be known again; sizes and model numbers are what they are."""
    return len(word) >= _LEAST and word.isalpha()


def parts(word: str) -> frozenset[str]:
    """All three letters in a row, beginning and end marked; of a short word its letters in order, which a swap of two does not change."""
    marked = f"<{word}>"
    swapped = {"=" + "".join(sorted(word))} if len(word) <= _SHORT else set()
    return frozenset(marked[place : place + 3] for place in range(len(marked) - 2)) | swapped


def may_be(word: str, known: str) -> bool:
    """Whether a known word may be meant: some letters differ, or one word stands within the other."""
    letters = 1 if len(word) < _SHORT else 2 if len(word) < _LONG else 3
    return word in known or known in word or OSA.distance(word, known, score_cutoff=letters) <= letters
