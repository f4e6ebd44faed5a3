"""The table of lines as the network sees it: which words of each printed line stand in which column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import numpy as np

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span
from backend.extraction.learned import line_columns
from backend.extraction.learned.kept import OF_LINES
from backend.extraction.learned.network import Floats
from backend.extraction.learned.scene import Scene, looked_at, scene
from backend.extraction.tables import Column, LineTable, TableRow
from backend.model.document import Box

#: So many printed lines above the first number of a line, and below the last, may describe it.
_ABOVE, _BELOW = 3, 15
_NUMBERED = [line_columns.COLUMNS.index(name) for name in ("quantity", "net_price", "line_amount")]
_AMOUNTS = frozenset({"money", "number"})
#: Where a column stands is told word by word.
_ANYWHERE = Box(0, 0, 1, 1)


def learned_table(found: Candidates) -> LineTable | None:
    """The lines on those pages as one table without a head; None where there is no network, it sees no line, or not all of the pages."""
    weights = OF_LINES.weights
    rows = tuple(looked_at(found.rows))
    # Of a table of which it sees the head and the foot it would lose what stands between.
    is_whole = len(rows) == sum(bool(row.words) for row in found.rows)
    seen = scene(found) if weights and is_whole else None
    if not weights or not seen:
        return None
    columns = _columns(seen, line_columns.log_shares(weights, seen))
    bearing = [n for n, first in enumerate(seen.rows) if np.isin(columns[first : first + len(rows[n].words)], _NUMBERED).any()]
    if not bearing:
        return None
    named = {number: Column(line_columns.COLUMNS[number], _ANYWHERE, 0.0, 1.0) for number in np.unique(columns).tolist() if number}
    within = range(max(bearing[0] - _ABOVE, 0), min(bearing[-1] + _BELOW + 1, len(rows)))
    cells = (TableRow(rows[n], tuple(_cells(rows[n], columns[seen.rows[n] :], named))) for n in within)
    return LineTable(tuple(named.values()), tuple(cells))


def _columns(seen: Scene, shares: Floats) -> Floats:
    """The likeliest column of each word, of a printed number that of all its words together."""
    told: Floats = shares.argmax(0)
    for one in seen.targets:
        if one.kind in _AMOUNTS and one.last > one.first:
            told[one.first : one.last + 1] = shares[:, one.first : one.last + 1].sum(1).argmax()
    return told


def _cells(row: Row, columns: Floats, named: Mapping[int, Column]) -> Iterator[tuple[Column, Span]]:
    """The stretches of a line whose words stand in one column."""
    for number, words in groupby(range(len(row.words)), key=lambda word: int(columns[word])):
        inside = list(words)
        if number in named:
            yield named[number], Span(row, row.starts[inside[0]], row.starts[inside[-1]] + len(row.words[inside[-1]].text))
