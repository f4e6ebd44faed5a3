"""What a page is that no title names: by its words, cells and labels, by a logistic regression taught with pages of every kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from backend.extraction.hashed import Hashed, hashed, hashed_from
from backend.extraction.kinds import Kind
from backend.extraction.labels import labels_in
from backend.extraction.layout import Row
from backend.extraction.titles import titles

#: Written by `scripts/train_kinds`, and what its columns stand for; None is anything else.
WEIGHTS_FILE = Path(__file__).with_name("page_kinds.npz")
KINDS = (
    Kind.INVOICE, Kind.CREDIT_NOTE, Kind.ORDER, Kind.ORDER_CHANGE, Kind.ORDER_CONFIRMATION, Kind.QUOTATION, Kind.DELIVERY_NOTE, None,
)  # fmt: skip
#: So many lines of a page, cells of a line and words of a cell tell what it is.
_ROWS, _CELLS, _WORDS = 120, 8, 5
#: A score from which a kind of paper is more than named in passing, as in "Quotation N°: 417".
_STANDS_OUT = 0.22
_WORD = re.compile(r"[^\W\d_]+")


def kind_by_words(rows: Sequence[Row]) -> Kind | None:
    """The likeliest trade document, unless the page is likelier none; then what else it is, None for what accompanies none."""
    (sums,) = weights().sums([[hashed(sign) for sign in signs_of(rows)]])
    odds = dict(zip(KINDS, np.exp(sums - sums.max()).tolist(), strict=True))
    traded = {kind: one for kind, one in odds.items() if kind and kind.document_type}
    aside = {kind: one for kind, one in odds.items() if kind not in traded}
    likelier = aside if sum(aside.values()) > max(traded.values()) else traded
    return max(likelier, key=lambda kind: likelier[kind])


def signs_of(rows: Sequence[Row]) -> frozenset[str]:
    """What there is to see of a page: one sign that all have, its words one by one and in pairs, its cells, its labels, what it names."""
    told = (f"t{title.kind}" for title in titles(rows) if title.score >= _STANDS_OUT)
    return frozenset(("", *told, *(sign for row in rows[:_ROWS] for sign in _signs(row))))


def _signs(row: Row) -> Iterator[str]:
    words = _WORD.findall(row.folded)
    yield from (f"w{word}" for word in words)
    yield from (f"w{one} {other}" for one, other in pairwise(words))
    for cell in row.segments[:_CELLS]:
        inside = _WORD.findall(cell.folded)
        if 0 < len(inside) <= _WORDS:
            yield from (f"c{' '.join(inside)}", f"b{inside[0]}")
    yield from (f"l{label.name}" for label in labels_in(row) if not label.is_weak)


@cache
def weights() -> Hashed:
    """What each sign speaks for, by the places of `KINDS`."""
    with np.load(WEIGHTS_FILE) as kept:
        return hashed_from(kept)
