"""The lines as the network sees them: which words stand in which column of one, and how far a table agrees with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np

from backend.extraction.layout import Row, Span
from backend.extraction.learned.network import COLUMNS, Floats
from backend.extraction.learned.scene import Scene, looked_at
from backend.extraction.tables import Column, LineTable, TableRow
from backend.model.document import Box

#: So many printed lines above the first number of a line, and below the last, may describe it.
_ABOVE, _BELOW = 3, 15
_NUMBERS = ("quantity", "net_price", "line_amount")
_NUMBERED = [COLUMNS.index(name) for name in _NUMBERS]
_AMOUNTS = frozenset({"money", "number"})
#: Where a column stands is told word by word.
_ANYWHERE = Box(0, 0, 1, 1)


class SeenLines:
    """The lines on some pages as the network sees them: how likely each word stands in which column of one."""

    def __init__(self, printed: Sequence[Row], seen: Scene, log_shares: Floats) -> None:
        """`printed` are the lines of the pages, `log_shares` the logarithms of (COLUMNS, words)."""
        self._rows = tuple(looked_at(printed))
        # Of a table of which it sees the head and the foot it would lose what stands between.
        self._is_whole = len(self._rows) == sum(bool(row.words) for row in printed)
        self._seen, self._log_shares = seen, log_shares
        self._likely = np.exp(log_shares[_NUMBERED])
        # The same words are put together otherwise where a file declares its tables. The lines keep them alive.
        self._places = {id(word): at for at, word in enumerate(word for row in self._rows for word in row.words)}

    def agreement(self, rows: Iterable[TableRow]) -> float:
        """How far a table with those rows has the numbers of lines where the network sees them, from 0 to 1 (the Dice coefficient).

        What stands on pages that it does not see counts as seen alike.
        """
        told: dict[int, int] = {}
        unseen = 0
        for row in rows:
            for column, span in row.cells:
                words = row.row.between(span.start, span.end) if column.name in _NUMBERS else ()
                for word in words:
                    at = self._places.get(id(word))
                    if at is None:
                        unseen += 1
                    elif any(map(str.isdigit, word.text)):
                        told[at] = _NUMBERS.index(column.name)
        shared = float(self._likely[list(told.values()), list(told)].sum())
        return 2 * (shared + unseen) / max(len(told) + float(self._likely.sum()) + 2 * unseen, 1.0)

    @cached_property
    def table(self) -> LineTable | None:
        """The lines as one table without a head; None where it sees no line, or not all of the pages."""
        return _table(self._rows, self._seen, self._log_shares) if self._is_whole else None


def _table(rows: Sequence[Row], seen: Scene, shares: Floats) -> LineTable | None:
    columns = _columns(seen, shares)
    bearing = [n for n, first in enumerate(seen.rows) if np.isin(columns[first : first + len(rows[n].words)], _NUMBERED).any()]
    if not bearing:
        return None
    named = {number: Column(COLUMNS[number], _ANYWHERE, 0.0, 1.0) for number in np.unique(columns).tolist() if number}
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
