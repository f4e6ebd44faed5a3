"""The second reading: what looks like an identifier with a check digit and fails its check is read again; the check decides.

Nothing is guessed: a reading is replaced only by one that passes the check and differs in a letter or two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from stdnum import ean, iban, luhn
from stdnum.eu import vat

from backend.model.document import Box, Word

#: So many places of one page are read again: each takes as long as twenty lines.
_MOST = 3

#: So many letters two readings of one thing differ in.
_DIFFERENT = 2

#: Words of one identifier stand no further apart than this many times their height, and are so many letters together.
_APART, _LONGEST = 1.2, 34

#: What an identifier that passed its check only at the second reading is worth, at most.
_CERTAINTY = 0.95

#: Letters that are taken for digits, and the digits.
_DIGITS = str.maketrans("OoQDIl|SBZ", "0000111582")

_PLAIN = re.compile(r"[0-9A-Za-z|]+")


@dataclass(frozen=True)
class _Kind:
    """Identifiers of one kind: what they look like even when misread, and whether one passes its check."""

    looks: re.Pattern[str]
    is_valid: Callable[[str], bool]
    #: How many letters stand in front of the digits.
    prefix: int


_KINDS = (
    # ISO 13616: a country, two check digits, and up to 30 letters and digits.
    _Kind(re.compile(r"[A-Z]{2}[0-9OoIl]{2}[0-9A-Za-z]{11,30}"), iban.is_valid, 2),
    # The VAT identifiers of the Union; those of 8 to 12 places, not of words that begin like a country.
    _Kind(re.compile(r"(?:AT|BE|DE|DK|ES|FI|FR|IE|IT|LU|NL|PL|PT|SE)(?=(?:.*[0-9]){6})[0-9A-Za-z]{8,12}"), vat.is_valid, 2),
    # A French establishment (SIRET), and a GTIN of 13 digits.
    _Kind(re.compile(r"[0-9OoIlSB]{14}"), lambda text: text.isdigit() and luhn.is_valid(text), 0),
    _Kind(re.compile(r"[0-9OoIlSB]{13}"), lambda text: text.isdigit() and ean.is_valid(text), 0),
)


def settled(words: Sequence[Word], read: Callable[[Box], str]) -> tuple[Word, ...]:
    """The words, doubtful identifiers among them as they pass their check; `read` reads a place of the page once more."""
    kept = list(words)
    left = _MOST
    for first in range(len(kept)):
        runs = list(_runs(kept, first))
        kind = next((kind for kind in _KINDS if any(kind.looks.fullmatch(text) for _, text in runs)), None)
        looking = [(end, text) for end, text in runs if kind and kind.looks.fullmatch(text)]
        if kind is None or any(kind.is_valid(text) for _, text in looking):
            continue
        found = next(((end, text) for end, text in _digits(looking, kind) if kind.is_valid(text)), None)
        if found is None and left:
            left -= 1
            again = "".join(_PLAIN.findall(read(Box.around(word.box for word in kept[first : looking[-1][0]]))))
            found = next(((end, text) for end, text in _alike(looking, again) if kind.is_valid(text)), None)
        if found:
            kept[first : found[0]] = _as_read(kept[first : found[0]], found[1])
    return tuple(kept)


def _runs(words: Sequence[Word], first: int) -> Iterator[tuple[int, str]]:
    """The words from the first on that may be one identifier, as the index after the last and their text without spaces."""
    text = ""
    for end in range(first, len(words)):
        word = words[end]
        part = word.text[_label(word) :] if end == first else word.text
        if not _PLAIN.fullmatch(part) or (end > first and not _follows(words[end - 1].box, word.box)):
            return
        text += part
        if len(text) > _LONGEST:
            return
        yield end + 1, text


def _label(word: Word) -> int:
    """How many letters of a word are a label that is glued to its value, with a colon."""
    return word.text.rfind(":") + 1


def _follows(before: Box, box: Box) -> bool:
    """Whether a box stands next to another on its row. Heights and widths are shares of the page's, which is higher than wide."""
    level = abs(box.middle - before.middle) < 0.5 * before.height
    return level and -before.height < box.left - before.right < _APART * before.height


def _digits(runs: Sequence[tuple[int, str]], kind: _Kind) -> Iterator[tuple[int, str]]:
    """The texts with the letters that are taken for digits as digits."""
    return ((end, text[: kind.prefix] + text[kind.prefix :].translate(_DIGITS)) for end, text in runs)


def _alike(runs: Sequence[tuple[int, str]], again: str) -> Iterator[tuple[int, str]]:
    """What was read the second time where it differs little from the first."""
    for end, text in runs:
        for start in range(len(again) - len(text) + 1):
            other = again[start : start + len(text)]
            if sum(one != two for one, two in zip(text, other, strict=True)) <= _DIFFERENT:
                yield end, other


def _as_read(words: Sequence[Word], text: str) -> Iterator[Word]:
    """The words with the letters of the text, a label before them as it was."""
    for number, word in enumerate(words):
        label = word.text[: _label(word)] if number == 0 else ""
        length = len(word.text) - len(label)
        yield replace(word, text=label + text[:length], confidence=_CERTAINTY)
        text = text[length:]
