"""What was written in a message, line by line: its subject, where that is its writer's own, and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.content import quotation
from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, rows_of
from backend.extraction.thoughts import thoughts
from backend.model.document import Box, Document, Origin, Page, Word
from backend.model.mail import BODY, Mail

#: The page on which the subject stands: none that can be shown.
_NOWHERE = 0


def message_rows(found: Candidates, mail: Mail) -> Iterator[Row]:
    """The lines of a message, sentences that run on as one."""
    if not quotation.is_reply(mail.subject):
        yield from _subject(quotation.bare_subject(mail.subject))
    yield from thoughts(found.rows)


def is_subject(row: Row) -> bool:
    """Whether a line is the subject of its message."""
    return row.page.number == _NOWHERE


def _subject(text: str) -> tuple[Row, ...]:
    size = len(text)
    words = tuple(Word(m.group(), Box(m.start() / size, 0.0, m.end() / size, 1.0)) for m in re.finditer(r"\S+", text))
    page = Page(_NOWHERE, Origin.BODY, words, width=max(size, 1))
    return rows_of(Document(BODY, "", "text/plain", (page,)), [_NOWHERE])
