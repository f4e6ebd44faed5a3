"""A message read word by word: the lines it asks for, and the fields of the whole order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from backend.extraction.asked.chunks import Chunk, wanted
from backend.extraction.asked.lines import field_from, line_of, value_of
from backend.extraction.asked.model import best, reader
from backend.extraction.asked.rows import is_subject, message_rows
from backend.extraction.asked.signs import signs_of
from backend.extraction.asked.tokens import tokens_of
from backend.extraction.candidates import Candidates
from backend.extraction.dates import dates_in
from backend.extraction.layout import Row, Span
from backend.extraction.told_dates import told_in
from backend.model.field import Field, Fields
from backend.model.mail import Mail

#: No value that was only read in sentences needs no look.
_NEVER = 1.0


@dataclass(frozen=True)
class Asking:
    """What a message asks for."""

    lines: tuple[Fields, ...] = ()
    fields: Fields = field(default_factory=dict)


def asked_for(found: Candidates, mail: Mail) -> Asking:
    """The items and fields in a message's sentences, lists and tables; all of it is for a person to look at."""
    tokens = tokens_of(message_rows(found, mail))
    if not tokens:
        return Asking()
    taught = reader()
    emissions = taught.weights.emissions(signs_of(tokens, found, mail))
    read = wanted(tokens, *best(emissions, taught.weights.of_pairs, [token.is_first for token in tokens]), taught.cuts)
    # The subject may tell in short what the text tells at length.
    items = [item for item in read.items if not is_subject(item.chunks[0].spans[0].row)] or read.items
    lines = tuple(_unsure(line) for item in items if (line := line_of(item, found)))
    since = mail.received_at.date() if mail.received_at else None
    told: dict[str, Field] = {}
    for chunk in read.whole:
        one = _field(chunk, found, since)
        if one and one.confidence > (told[one.name].confidence if one.name in told else 0.0):
            told[one.name] = one
    return Asking(lines, _unsure(told))


def _unsure(fields: Fields) -> Fields:
    return {name: replace(one, sure_from=_NEVER) for name, one in fields.items()}


def _field(chunk: Chunk, found: Candidates, since: date | None) -> Field | None:
    value = _day(chunk, found, since) if chunk.name == "requested_delivery_date" else value_of(chunk, found)
    return field_from(chunk, value, found) if value else None


def _day(chunk: Chunk, found: Candidates, since: date | None) -> str:
    """The day that the words name, counted from the message's own; "" when none can be made out."""
    span = chunk.spans[0]
    days = (day for place, day in _days(span.row, found, since) if place.overlaps(span))
    return next((day.isoformat() for day in days), "")


def _days(row: Row, found: Candidates, since: date | None) -> Iterator[tuple[Span, date]]:
    for printed in dates_in(row, found.month_first):
        yield printed.span, printed.value
    for told in told_in(row, since) if since else ():
        yield told.span, told.value
