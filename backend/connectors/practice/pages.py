"""What the practice ERP's own web page shows: its lists and its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.model.sentence import Sentence, written

#: What stands in a list or behind a label; a Sentence is shown in the reader's language, a Decimal or a date as it is written there.
Value = object


@dataclass(frozen=True)
class Grid:
    """Rows under named columns; in a list of documents the first column is the id that opens the record."""

    columns: tuple[Sentence, ...]
    rows: tuple[tuple[Value, ...], ...]

    def in_language(self, language: str) -> dict[str, object]:
        """{"columns": [text], "rows": [[text]]} for French or English readers."""
        return {
            "columns": [column.in_language(language) for column in self.columns],
            "rows": [[shown(value, language) for value in row] for row in self.rows],
        }


@dataclass(frozen=True)
class KeptFile:
    """A file kept with a document."""

    id: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True)
class Record:
    """Everything the ERP has about one customer, item or document."""

    title: Sentence
    fields: tuple[tuple[Sentence, Value], ...]
    lines: Grid
    files: tuple[KeptFile, ...] = ()
    history: tuple[tuple[datetime, str], ...] = ()

    def in_language(self, language: str) -> dict[str, object]:
        """{"title", "fields": [{label, value}], "lines", "files": [{id, name, media_type, size}], "history": [{at, text}]}."""
        return {
            "title": self.title.in_language(language),
            "fields": [{"label": label.in_language(language), "value": shown(value, language)} for label, value in self.fields],
            "lines": self.lines.in_language(language),
            "files": [vars(file) for file in self.files],
            "history": [{"at": at.isoformat(), "text": text} for at, text in self.history],
        }


def shown(value: Value, language: str) -> str:
    """A value as text for a reader; lists are joined, nothing is ""."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return (Sentence("oui", "yes") if value else Sentence("non", "no")).in_language(language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(shown(part, language) for part in value)
    return written(value, "fr" if language.lower().startswith("fr") else "en")
