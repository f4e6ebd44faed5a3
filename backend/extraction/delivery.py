"""Delivery dates: those that a word of delivering leads to, and those told by week, by a part of a month or as a span of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from backend.extraction.candidates import Candidates, Hit, field_at
from backend.extraction.layout import Span
from backend.extraction.told_dates import told_in
from backend.model.field import Field

_DELIVERY_WORD = re.compile(r"livr|deliver|liefer|consegn|entreg|lever|semaine|week|kw |recevoir|besoin|expedi")
_ANNOUNCING = frozenset({"deadline", "requested_delivery_date"})


def told_delivery(found: Candidates, since: date) -> Iterator[Field]:
    """The delivery dates told without a full date ("le 12 décembre", "semaine 48", "fin mars", "sous 48 h"), counted from `since`."""
    for row in found.rows:
        speaks = _DELIVERY_WORD.search(row.folded) or any(o.name in _ANNOUNCING for o in found.labels[row.index])
        for told in told_in(row, since):
            is_known = any(told.span.overlaps(known.span) for known in found.dates[row.index])
            if not is_known and (speaks or _stands_under_label(told.span, found)):
                yield field_at("requested_delivery_date", told.value.isoformat(), told.span, told.certainty, found.part, "sentence")


def _stands_under_label(span: Span, found: Candidates) -> bool:
    """Whether the line above has the label of a delivery date right over it."""
    above = found.labels[span.row.index - 1] if span.row.index else ()
    return any(o.name == "requested_delivery_date" and o.span.box.left < span.box.right and span.box.left < o.span.box.right for o in above)


#: How far before its date a word of delivering may stand, in characters.
_REACH = 45
#: How often such a date is the one of delivery.
_TOLD = 0.96


def dates_after_delivery_words(found: Candidates) -> list[Hit]:
    """The dates that a word of delivering precedes in the sentence: "à livrer si possible le 24/11/2026"."""
    return [
        Hit(d.value.isoformat(), d.span, _TOLD, method="sentence")
        for row in found.rows
        for d in found.dates[row.index]
        if _DELIVERY_WORD.search(row.folded[max(0, d.span.start - _REACH) : d.span.start])
    ]
