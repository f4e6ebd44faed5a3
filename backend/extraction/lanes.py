"""Where the columns under a head run: lanes of words between gutters that no row crosses, given to the heads in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from backend.extraction.layout import Row
from backend.model.document import Box, Word

#: The resolution at which gutters are looked for, and how many of its steps the narrowest is wide.
_BINS, _NARROWEST = 600, 2
#: So many rows are enough to tell, and bound the work.
_ROWS, _LANES = 80, 60
#: In so many rows one that crosses a gutter (a poor scan, a long word) does not close it.
_MANY = 15
#: What it costs that two lanes of numbers share a head, that a head has no lane, and that words stand where numbers should.
_SHARED, _EMPTY, _UNLIKE = 0.03, 0.015, 0.05
#: What it costs that words share a head with the numbers before them: "6196" and "Active Burner" are hardly both the reference.
_MIXED = 0.01
#: What it costs that a lane is not under its head at all.
_OUTSIDE = 0.03
#: What part of the columns of the fullest row a row must have to tell where they run.
_MOST_COLUMNS = 0.7
#: From how many of its cells on a lane is one of numbers, and how many letters such a cell has room for.
_NUMERIC_SHARE, _ROOM_FOR_UNIT = 0.5, 10
#: A lane with words in fewer rows that begins so near the one before is the end of its longer texts.
_SELDOM, _WORD_GAP = 0.3, 0.012
#: A text goes on behind a gap as narrow as a space, even if no row's words happen to bridge it.
_SPACE = 0.007
#: How far into the gap before numbers a text may reach: numbers keep to their lane, texts do not.
_ROOM_FOR_TEXT, _MIDDLE = 0.8, 0.5

Reach = tuple[float, float]


@dataclass(frozen=True)
class _Lane:
    """A stretch of the page's width in which words stand under each other."""

    left: float
    right: float
    is_numeric: bool


def reaches(heads: Sequence[Box], are_numeric: Sequence[bool], body: Sequence[Row]) -> list[Reach]:
    """From where to where each head's column runs (fractions of the page's width); the first and the last reach to the edge."""
    lanes = _lanes(_telling(body, heads)[:_ROWS])
    owners = _owners(lanes, heads, are_numeric)
    extents: list[Reach] = []
    for number, head in enumerate(heads):
        own = [lane for lane, owner in zip(lanes, owners, strict=True) if owner == number]
        extents.append((own[0].left, own[-1].right) if own else _between(head, number, lanes, owners))
    borders = [0.0, *(_border(extents[n], extents[n + 1], are_numeric[n : n + 2]) for n in range(len(heads) - 1)), 1.01]
    borders = list(accumulate(borders, max))
    return list(pairwise(borders))


def _between(head: Box, number: int, lanes: Sequence[_Lane], owners: Sequence[int]) -> Reach:
    """The place of a head without a lane, as far as its neighbours leave it."""
    left = max([lane.right for lane, owner in zip(lanes, owners, strict=True) if owner < number], default=0.0)
    right = min([lane.left for lane, owner in zip(lanes, owners, strict=True) if owner > number], default=1.0)
    return min(max(head.left, left), right), max(min(head.right, right), left)


def _border(one: Reach, other: Reach, are_numeric: Sequence[bool]) -> float:
    share = (
        _ROOM_FOR_TEXT
        if not are_numeric[0] and are_numeric[1]
        else 1 - _ROOM_FOR_TEXT
        if are_numeric[0] and not are_numeric[1]
        else _MIDDLE
    )
    return one[1] + share * (other[0] - one[1]) if one[1] < other[0] else (one[1] + other[0]) / 2


def _telling(body: Sequence[Row], heads: Sequence[Box]) -> list[Row]:
    """The rows with numbers that reach to the last column; all when there are none."""
    numbered = [row for row in body if sum(_is_number(w) for w in row.words) > 1]
    most = max((len(row.segments) for row in numbered), default=0)
    numbered = [row for row in numbered if len(row.segments) >= _MOST_COLUMNS * most]
    return [row for row in numbered if row.box.right >= heads[-1].left - 0.02] or numbered or list(body)


def _lanes(rows: Sequence[Row]) -> list[_Lane]:
    """The lanes from left to right."""
    cover = [0] * (_BINS + 1)
    words = [word for row in rows for word in row.words if any(c.isalnum() for c in word.text)]
    for word in words:
        for at in range(max(int(word.box.left * _BINS), 0), min(int(word.box.right * _BINS) + 1, _BINS)):
            cover[at] += 1
    open_below = 1 if len(rows) >= _MANY else 0
    runs: list[list[int]] = []
    for at, count in enumerate(cover):
        if count <= open_below:
            continue
        if runs and at - runs[-1][1] <= _NARROWEST:
            runs[-1][1] = at
        else:
            runs.append([at, at])
    return _joined([_lane(first / _BINS, (last + 1) / _BINS, rows) for first, last in runs[:_LANES]], rows)


def _joined(lanes: Sequence[tuple[_Lane, int]], rows: Sequence[Row]) -> list[_Lane]:
    """The lanes, those that seldom hold anything with the one a word's gap away: the end of longer texts, the thousands of a number."""
    joined: list[tuple[_Lane, int]] = []
    for lane, filled in lanes:
        last, before = joined[-1] if joined else (lane, 0)
        gap = lane.left - last.right if joined else 1.0
        if (gap < _WORD_GAP and min(filled, before) < _SELDOM * len(rows)) or (gap < _SPACE and not last.is_numeric and filled < len(rows)):
            joined[-1] = _lane(last.left, lane.right, rows)
        else:
            joined.append((lane, filled))
    return [lane for lane, _ in joined]


def _lane(left: float, right: float, rows: Sequence[Row]) -> tuple[_Lane, int]:
    """The lane, and in how many rows it holds something."""
    cells = [[w for w in row.words if left <= (w.box.left + w.box.right) / 2 <= right and any(c.isalnum() for c in w.text)] for row in rows]
    filled = [cell for cell in cells if cell]
    numeric = sum(_is_amount(cell) for cell in filled)
    return _Lane(left, right, numeric > _NUMERIC_SHARE * len(filled)), len(filled)


def _is_amount(cell: Sequence[Word]) -> bool:
    """Whether a number stands in a cell with hardly more than its unit or currency."""
    letters = sum(c.isalpha() for word in cell for c in word.text)
    return letters <= _ROOM_FOR_UNIT and (_is_number(cell[0]) or _is_number(cell[-1]))


def _is_number(word: Word) -> bool:
    """Whether a word is a number, with its sign, its currency or its unit."""
    return word.text.lstrip("-−–+(€$£₹x%#*~")[:1].isdigit()


def _owners(lanes: Sequence[_Lane], heads: Sequence[Box], are_numeric: Sequence[bool]) -> list[int]:
    """The head of each lane: never back to the left, near it, each with one of its own where there are enough."""
    best: list[list[tuple[float, int]]] = []
    for number, lane in enumerate(lanes):
        row = []
        for owner in range(len(heads)):
            before = (
                min((best[-1][k][0] + _step(k, owner, lane, lanes[number - 1]), k) for k in range(owner + 1))
                if best
                else (_EMPTY * owner, -1)
            )
            row.append((before[0] + _cost(lane, owner, heads, are_numeric), before[1]))
        best.append(row)
    if not best:
        return []
    last = len(heads) - 1
    owners = [min(range(len(heads)), key=lambda owner: best[-1][owner][0] + _EMPTY * (last - owner))]
    for row in reversed(best[1:]):
        owners.append(row[owners[-1]][1])
    return owners[::-1]


def _step(before: int, owner: int, lane: _Lane, previous: _Lane) -> float:
    """What it costs to go on from one head to the next."""
    if before == owner:
        return (_SHARED if lane.is_numeric else _MIXED) if previous.is_numeric else 0.0
    return _EMPTY * (owner - before - 1)


def _cost(lane: _Lane, owner: int, heads: Sequence[Box], are_numeric: Sequence[bool]) -> float:
    """How far a lane is from a head, whose text may run on to the next one; more when it holds what the head does not announce."""
    left, right = heads[owner].left, heads[owner].right
    if owner + 1 < len(heads) and not are_numeric[owner] and not lane.is_numeric:
        right = max(right, heads[owner + 1].left - 0.01)
    shared = max(min(right, lane.right) - max(left, lane.left), 0.0) / max(lane.right - lane.left, 1e-6)
    apart = max(left - lane.right, lane.left - right, 0.0)
    return apart + _OUTSIDE * (1 - shared) + (_UNLIKE if are_numeric[owner] and not lane.is_numeric else 0.0)
