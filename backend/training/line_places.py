"""Where the labelled lines stand on the pages: in which column of one each printed word is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from backend.extraction.layout import fold
from backend.extraction.learned.network import COLUMNS, lines_of
from backend.extraction.learned.scene import Scene
from backend.extraction.tax_breakdown import RATES
from backend.model.trade import ITEM_IDS

Numbers = NDArray[np.int32]
#: The column of a word of which the labels do not say.
UNKNOWN = -1
_NONE = np.zeros(0, np.int32)
_NUMBERS = ("line_amount", "net_price", "quantity")
#: What finding each of them on a printed line is worth, and so much of the description.
_WORTH = {"line_amount": 3.0, "net_price": 2.0, "quantity": 1.0, "seller_item_id": 2.0, "buyer_item_id": 2.0, "gtin": 2.0}
_WORTH_OF_WORDS = 2.0
#: A printed line with less is not the labelled one; nor is a document learned from of whose lines fewer are found.
_LEAST, _LEAST_FOUND = 2.5, 0.9
#: So many lines around its numbers an item is described.
_AROUND = 3
#: A line of which so many words are in a description belongs to it.
_DESCRIBES = 0.5
_AMOUNTS = frozenset({"money", "number"})


def columns_of(lines: Sequence[Mapping[str, str]], seen: Scene) -> Numbers:
    """The column of each word, UNKNOWN where the labels do not say; of no word where no line is labelled, or too few are found."""
    return _Page(seen).columns(lines) if lines else _NONE


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


def _words(text: str) -> frozenset[str]:
    return frozenset(word for part in re.split(r"\s+", text) if (word := _plain(part)))


@dataclass(frozen=True)
class _Value:
    """A printed number and its words."""

    value: Decimal
    words: tuple[int, ...]
    is_amount: bool


class _Page:
    """The words of a scene by printed line."""

    def __init__(self, seen: Scene) -> None:
        self._line_of = lines_of(seen)
        self._plain = [_plain(text) for text in seen.texts]
        self._words: list[list[int]] = [[] for _ in seen.rows]
        self._values: list[list[_Value]] = [[] for _ in seen.rows]
        for word, line in enumerate(self._line_of):
            self._words[line].append(word)
        for one in seen.targets:
            if one.kind in _AMOUNTS or one.kind == "percent":
                told = _Value(abs(Decimal(one.value)), tuple(range(one.first, one.last + 1)), one.kind in _AMOUNTS)
                self._values[self._line_of[one.first]].append(told)

    def columns(self, lines: Sequence[Mapping[str, str]]) -> Numbers:
        """The column of each word; of none where too few of the lines are found."""
        found = self._places(lines)
        if len(found) < _LEAST_FOUND * len(lines):
            return _NONE
        told = np.zeros(len(self._plain), np.int32)
        edges = [max(found[0][1] - _AROUND - 1, -1), *(row for _, row in found), min(found[-1][1] + _AROUND + 1, len(self._words))]
        for number, (line, place) in enumerate(found):
            for row in range(edges[number] + 1, edges[number + 2]):
                self._describe(line, row, told, is_own=row == place)
        for line, place in found:
            self._number(line, place, told)
        return told

    def _describe(self, line: Mapping[str, str], row: int, told: Numbers, *, is_own: bool) -> None:
        """Tell what of a printed line is the description of the item, or one of its references."""
        wanted = _words(line.get("description", ""))
        ids = {_plain(line[name]): name for name in ITEM_IDS if line.get(name)}
        plain = [self._plain[word] for word in self._words[row]]
        written = [word for word in plain if word and not word.isdigit()]
        if not is_own and sum(word in wanted for word in plain) < _DESCRIBES * max(len(written), 1) and not ids.keys() & set(plain):
            return
        for number, word in zip(self._words[row], plain, strict=True):
            if word in wanted:
                told[number] = COLUMNS.index("description")
            elif word in ids:
                told[number] = COLUMNS.index(ids[word])
            elif any(map(str.isalpha, word)):
                told[number] = UNKNOWN

    def _number(self, line: Mapping[str, str], place: int, told: Numbers) -> None:
        """Tell which numbers on a printed line are those of the item; of the same twice the last, as amounts stand behind prices."""
        taken: set[int] = set()
        for name in _NUMBERS:
            same = self._printed(_number_of(line, name), place, taken)
            if not same:
                # With a discount, say, another number than the labelled one may be what is printed in the column.
                others = (one for one in self._values[place] if one.is_amount and not taken & set(one.words))
                _tell(told, others, UNKNOWN)
            elif len(same) > 1 and name == "quantity":
                _tell(told, same, UNKNOWN)
            else:
                last = max(same, key=lambda one: one.words[0])
                taken.update(last.words)
                _tell(told, [last], COLUMNS.index(name))
        rate = _number_of(line, "tax_rate")
        # Labels often leave a printed rate out.
        rates = (
            one
            for one in self._values[place]
            if (one.value == rate if rate is not None else not one.is_amount or one.value in RATES) and not told[list(one.words)].any()
        )
        _tell(told, rates, UNKNOWN if rate is None else COLUMNS.index("tax_rate"))

    def _printed(self, value: Decimal | None, place: int, taken: set[int]) -> list[_Value]:
        """Where that number is printed on the line, else on the next or the one before."""
        for row in (place, place + 1, place - 1):
            inside = self._values[row] if 0 <= row < len(self._values) else []
            if same := [one for one in inside if one.is_amount and one.value == value and not taken & set(one.words)]:
                return same
        return []

    def _places(self, lines: Sequence[Mapping[str, str]]) -> list[tuple[Mapping[str, str], int]]:
        """The labelled lines that are found, each with the printed one that has its numbers: in their order, so that most is found."""
        count = len(self._words)
        worth = np.array([[self._worth(line, row) for row in range(count)] for line in lines], np.float32).reshape(len(lines), count)
        worth[worth < _LEAST] = 0
        best = np.zeros((len(lines) + 1, count + 1), np.float32)
        for n, take in enumerate(worth):
            best[n + 1, 1:] = np.maximum.accumulate(np.maximum(best[n, :-1] + take, best[n, 1:]))
        places = []
        n, row = len(lines), count
        while n and row:
            if best[n, row] == best[n - 1, row]:
                n -= 1
            elif best[n, row] == best[n, row - 1]:
                row -= 1
            else:
                n, row = n - 1, row - 1
                places.append((lines[n], row))
        return places[::-1]

    def _worth(self, line: Mapping[str, str], row: int) -> float:
        """How much of a labelled line a printed one says."""
        printed = {one.value for one in self._values[row] if one.is_amount}
        numbers = sum(_WORTH[name] for name in _NUMBERS if _number_of(line, name) in printed)
        if not numbers:
            return 0.0
        near = range(max(row - 2, 0), min(row + 3, len(self._words)))
        around = {self._plain[word] for other in near for word in self._words[other]}
        here = {self._plain[word] for word in self._words[row]}
        named = sum(_WORTH[name] for name in ITEM_IDS if line.get(name) and _plain(line[name]) in around)
        wanted = _words(line.get("description", ""))
        return numbers + named + _WORTH_OF_WORDS * (len(wanted & around) + len(wanted & here)) / max(2 * len(wanted), 1)


def _number_of(line: Mapping[str, str], name: str) -> Decimal | None:
    """The labelled number without its sign; None where there is none."""
    try:
        return abs(Decimal(line.get(name, "")))
    except InvalidOperation:
        return None


def _tell(told: Numbers, values: Iterable[_Value], column: int) -> None:
    for one in values:
        told[list(one.words)] = column
