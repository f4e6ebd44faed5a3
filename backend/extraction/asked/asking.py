"""A message read word by word: the lines it asks for, and the fields of the whole order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from backend.extraction.asked.chunks import wanted
from backend.extraction.asked.lines import field_from, line_of, value_of
from backend.extraction.asked.model import best, reader
from backend.extraction.asked.recurrent import recurrent
from backend.extraction.asked.rows import is_subject, message_rows
from backend.extraction.asked.signs import seen_of, signs_of, single_signs_of
from backend.extraction.asked.tokens import tokens_of
from backend.extraction.candidates import Candidates
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
    read = wanted(tokens, *best(emissions, taught.weights.of_pairs, [token.is_first for token in tokens]), taught.cuts)
    # The subject may tell in short what the text tells at length.
    items = [item for item in read.items if not is_subject(item.chunks[0].spans[0].row)] or read.items
    since = mail.received_at.date() if mail.received_at else None
    lines = tuple(_unsure(line) for item in items if (line := line_of(item, found, since)))
    told: dict[str, Field] = {}
    for chunk in read.whole:
        value = value_of(chunk, found, since)
        one = field_from(chunk, value, found) if value else None
        if one and one.confidence > (told[one.name].confidence if one.name in told else 0.0):
            told[one.name] = one
    return Asking(lines, _unsure(told))


def _unsure(fields: Fields) -> Fields:
    return {name: replace(one, sure_from=_NEVER) for name, one in fields.items()}
