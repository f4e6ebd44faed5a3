"""Which line that was read is which labelled one, so that each of its values can be called right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backend.evaluation.equality import is_same

Line = Mapping[str, str]
#: Longer lists are compared as far as this.
_MOST = 80
#: What an equal value of a field says for two lines being one; a description says more than a number.
_WEIGHTS = {"description": 2.0, "seller_item_id": 2.0, "buyer_item_id": 2.0, "gtin": 2.0, "line_amount": 1.5}
_WEIGHT = 1.0


def aligned(read: Sequence[Line], labelled: Sequence[Line]) -> list[tuple[Line, Line | None]]:
    """Each line read with the labelled one it is, None with what is no line: both in their order, so that most values agree."""
    read, labelled = read[:_MOST], labelled[:_MOST]
    likeness = [[_likeness(one, truth) for truth in labelled] for one in read]
    best = [[0.0] * (len(labelled) + 1) for _ in range(len(read) + 1)]
    for i, row in enumerate(likeness):
        for j, alike in enumerate(row):
            together = best[i][j] + alike if alike else 0.0
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], together)
    pairs: list[tuple[Line, Line | None]] = []
    i, j = len(read), len(labelled)
    while i:
        if j and likeness[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + likeness[i - 1][j - 1]:
            pairs.append((read[i - 1], labelled[j - 1]))
            i, j = i - 1, j - 1
        elif j and best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            pairs.append((read[i - 1], None))
            i -= 1
    return pairs[::-1]


def _likeness(one: Line, truth: Line) -> float:
    return sum(_WEIGHTS.get(name, _WEIGHT) for name, value in truth.items() if is_same(name, value, one.get(name, "")))
