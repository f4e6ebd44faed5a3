"""Delivery dates told in sentences: without a year, by week, or as a span of time from the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from babel import Locale

from backend.extraction.candidates import Candidates, Hit, field_at
from backend.extraction.dates import PrintedDate, day_without_year, monday_of_week
from backend.extraction.layout import Span, fold
from backend.model.field import Field

_WEEK = re.compile(r"\b(?:semaine|week|kw|kalenderwoche|semana|settimana|sem\.?|s)\s?(?:n°\s?)?(\d{1,2})\b")
_WITHIN = re.compile(
    r"\b(?:sous|within|innerhalb(?: von)?|binnen|entro|en)\s+(\d{1,3})\s?(h\b|heures?|hours?|stunden|jours?|days?|tagen?|giorni|dagen|dias)"
)
_DELIVERY_WORD = re.compile(r"livr|deliver|liefer|consegn|entreg|lever|semaine|week|kw |recevoir|besoin|expedi")


def told_delivery(found: Candidates, received: date) -> Iterator[Field]:
    """The delivery date told without a year ("le 12 décembre"), by week ("semaine 48": its Monday) or by a span ("sous 48 h")."""
    for row in found.rows:
        if not _DELIVERY_WORD.search(row.folded) and not any(
            o.name in {"deadline", "requested_delivery_date"} for o in found.labels[row.index]
        ):
            continue
        week = _WEEK.search(row.folded)
        monday = monday_of_week(int(week[1]), received) if week else None
        if week and monday:
            yield field_at("requested_delivery_date", monday.isoformat(), Span(row, *week.span()), 0.8, found.part, "sentence")
        for printed in day_without_year(row, received):
            if not any(printed.span.overlaps(known.span) for known in found.dates[row.index]):
                certainty = _TOLD if _weekday_agrees(printed) else _TOLD_WITHOUT_YEAR
                yield field_at("requested_delivery_date", printed.value.isoformat(), printed.span, certainty, found.part, "sentence")
        within = _WITHIN.search(row.folded)
        if within:
            days = max(1, round(int(within[1]) / 24)) if within[2].startswith(("h", "s")) else int(within[1])
            yield field_at(
                "requested_delivery_date",
                (received + timedelta(days=days)).isoformat(),
                Span(row, *within.span()),
                0.7,
                found.part,
                "sentence",
            )


def _weekday_agrees(printed: PrintedDate) -> bool:
    """Whether the day of the week is told before the date and is that of the year taken: "vendredi 27 novembre"."""
    before = re.findall(r"[a-z]+", printed.span.row.folded[: printed.span.start])[-1:]
    return bool(before) and before[0] in _weekdays(printed.value.weekday())


@cache
def _weekdays(day: int) -> frozenset[str]:
    """The folded names of that day of the week (Monday is 0) in the languages read."""
    return frozenset(fold(Locale(language).days["format"]["wide"][day]) for language in ("fr", "en", "de", "es", "it", "nl"))


#: How far before its date a word of delivering may stand, in characters.
_REACH = 45
#: How often such a date is the one of delivery.
_TOLD = 0.96
#: The same where the year is only inferred.
_TOLD_WITHOUT_YEAR = 0.85


def dates_after_delivery_words(found: Candidates) -> list[Hit]:
    """The dates that a word of delivering precedes in the sentence: "à livrer si possible le 24/11/2026"."""
    return [
        Hit(d.value.isoformat(), d.span, _TOLD, method="sentence")
        for row in found.rows
        for d in found.dates[row.index]
        if _DELIVERY_WORD.search(row.folded[max(0, d.span.start - _REACH) : d.span.start])
    ]
