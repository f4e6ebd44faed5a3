"""The cells that ruled lines enclose: lines side by side are taken for one, and the smallest rectangles between crossings make grids."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

#: Ends of lines that are this near, in points, meet; so do lines side by side.
TOLERANCE = 3.0

#: Left, top, right, bottom.
Rectangle = tuple[float, float, float, float]
_Point = tuple[float, float]


class Line(NamedTuple):
    """A line that lies or stands: where, and from where to where, in points from the top left corner."""

    at: float
    start: float
    end: float


class _Crossing(NamedTuple):
    """The numbers of the lines that meet in a point: those that stand, and those that lie."""

    standing: set[int]
    lying: set[int]


def grids(lying: Sequence[Line], standing: Sequence[Line]) -> list[list[Rectangle]]:
    """The cells of each grid of two cells or more, the topmost grid first; found as pdfplumber and Tabula find them."""
    crossings = _crossings(_joined(lying), _joined(standing))
    found = [cells for cells in _adjoining(list(_cells(crossings))) if len(cells) > 1]
    return sorted(found, key=lambda cells: min((top, left) for left, top, _, _ in cells))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """The lines, those side by side brought to their mean place, and those that cover or continue one another made one."""
    clusters: list[list[Line]] = []
    for line in sorted(lines):
        if clusters and line.at <= clusters[-1][-1].at + TOLERANCE:
            clusters[-1].append(line)
        else:
            clusters.append([line])
    return [line for cluster in clusters for line in _continued(cluster)]


def _continued(cluster: list[Line]) -> Iterator[Line]:
    at = sum(line.at for line in cluster) / len(cluster)
    _, start, end = min(cluster, key=lambda line: line.start)
    for line in sorted(cluster, key=lambda line: line.start):
        if line.start > end + TOLERANCE:
            yield Line(at, start, end)
            start = line.start
        end = max(end, line.end)
    yield Line(at, start, end)


def _crossings(lying: Sequence[Line], standing: Sequence[Line]) -> Mapping[_Point, _Crossing]:
    """The points where a line that stands and one that lies cross, or nearly meet."""
    crossings: dict[_Point, _Crossing] = defaultdict(lambda: _Crossing(set(), set()))
    for s, (x, top, bottom) in enumerate(standing):
        for n, (y, left, right) in enumerate(lying):
            if top <= y + TOLERANCE and y - TOLERANCE <= bottom and left - TOLERANCE <= x <= right + TOLERANCE:
                crossing = crossings[x, y]
                crossing.standing.add(s)
                crossing.lying.add(n)
    return crossings


def _cells(crossings: Mapping[_Point, _Crossing]) -> Iterator[Rectangle]:
    """For each crossing the smallest rectangle of lines below and to the right of it."""
    column, row = defaultdict(list), defaultdict(list)
    for x, y in sorted(crossings):
        column[x].append(y)
        row[y].append(x)
    for (x, y), here in crossings.items():
        corners = (
            (right, below)
            for below in column[x][bisect_right(column[x], y) :]
            if here.standing & crossings[x, below].standing
            for right in row[y][bisect_right(row[y], x) :]
            if here.lying & crossings[right, y].lying
        )
        if cell := next((corner for corner in corners if _closes(crossings, x, y, corner)), None):
            yield (x, y, *cell)


def _closes(crossings: Mapping[_Point, _Crossing], x: float, y: float, corner: _Point) -> bool:
    """Whether lines go from the corner to the points over it and to the left of it."""
    right, below = corner
    if corner not in crossings:
        return False
    there = crossings[corner]
    return bool(there.standing & crossings[right, y].standing and there.lying & crossings[x, below].lying)


def _adjoining(cells: Sequence[Rectangle]) -> Iterator[list[Rectangle]]:
    """The cells in groups that are joined by common corners."""
    at = defaultdict(list)
    for cell in cells:
        for corner in _corners(cell):
            at[corner].append(cell)
    left = dict.fromkeys(cells)
    while left:
        group = [left.popitem()[0]]
        for cell in group:
            new = [near for corner in _corners(cell) for near in at.pop(corner, ()) if near in left]
            for near in dict.fromkeys(new):
                del left[near]
                group.append(near)
        yield group


def _corners(cell: Rectangle) -> tuple[_Point, ...]:
    left, top, right, bottom = cell
    return (left, top), (left, bottom), (right, top), (right, bottom)
