"""A message read word by word: the lines it asks for, and the fields of the whole order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from backend.extraction.asked.chunks import Chunk, wanted
from backend.extraction.asked.lines import field_from, line_of, value_of
from backend.extraction.asked.model import best, reader
from backend.extraction.asked.recurrent import recurrent
from backend.extraction.asked.rows import is_subject, message_rows
from backend.extraction.asked.signs import seen_of, signs_of, single_signs_of
from backend.extraction.asked.tokens import tokens_of
from backend.extraction.candidates import Candidates
from backend.extraction.day_meant import day_meant
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
    seen = seen_of(tokens, found, mail)
    # Two readers that learned in different ways: what both hold likely is so.
    emissions = taught.weights.emissions(signs_of(seen)) + recurrent().log_shares(single_signs_of(seen))
    read = wanted(tokens, *best(emissions, taught.weights.of_pairs, seen.begins_line), taught.cuts)
    # The subject may tell in short what the text tells at length.
    items = [item for item in read.items if not is_subject(item.chunks[0].spans[0].row)] or read.items
    since = mail.received_at.date() if mail.received_at else None
    lines = tuple(_unsure(line) for item in items if (line := line_of(item, found, since)))
    said = [(chunk, field_from(chunk, value, found)) for chunk in read.whole if (value := value_of(chunk, found, since))]
    told: dict[str, Field] = {}
    for _, one in sorted(said, key=lambda pair: (_is_rough(pair[0], since), -pair[1].confidence)):
        told.setdefault(one.name, one)
    return Asking(lines, _unsure(told))


def _is_rough(chunk: Chunk, since: date | None) -> bool:
    """Whether it is about when things are wanted, and tells a week or the like and no day."""
    return chunk.name == "requested_delivery_date" and since is not None and day_meant(chunk.text, since) is None


def _unsure(fields: Fields) -> Fields:
    return {name: replace(one, sure_from=_NEVER) for name, one in fields.items()}
