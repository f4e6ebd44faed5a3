"""CSV files, whatever their delimiter and character set."""

from __future__ import annotations

import csv
import io
from collections import Counter

from backend.content import media_type
from backend.content.charset import decoded
from backend.model.document import Document
from backend.model.finding import Finding
from backend.model.mail import Attachment
from backend.readers import findings, sheet
from backend.readers.reading import Reading
from backend.readers.sheet import Sheet

MEDIA_TYPES = frozenset({media_type.CSV})

#: The delimiters in use; French and German Excel write semicolons.
_DELIMITERS = (";", ",", "\t", "|")

#: How many lines are looked at to tell the delimiter.
_SAMPLE = 60

#: The longest field and the longest file, in characters.
_MAX_FIELD, MAX_CHARACTERS = 20_000, 1_000_000


def read(attachment: Attachment, reading: Reading) -> Document:
    """The file as one sheet without a name; its cells are referred to as A1, B7, ..."""
    del reading
    text = decoded(attachment.content)
    rows = _rows(text[:MAX_CHARACTERS])
    widest = max((len(row) for row in rows), default=1)
    most = max(sheet.MAX_CELLS // max(widest, 1), 1)
    problems: tuple[Finding, ...] = ()
    if len(rows) > most or len(text) > MAX_CHARACTERS:
        problems = (findings.truncated(attachment, findings.count_limit(sheet.MAX_CELLS, "cellules", "cells")),)
    page = sheet.page(Sheet("", rows[:most]), 1)
    return Document(
        part=attachment.part,
        name=attachment.name,
        media_type=attachment.media_type,
        pages=(page,) if page.words else (),
        findings=problems,
    )


def _rows(text: str) -> list[list[str]]:
    """The rows of fields; the line `sep=;` that Excel understands is no row."""
    lines = text.replace("\0", "").splitlines(keepends=True)
    named = lines[0].strip().lower() if lines else ""
    if named.startswith("sep=") and len(named) == len("sep=;"):
        return _parsed("".join(lines[1:]), named[-1])
    return _parsed("".join(lines), _delimiter("".join(lines[:_SAMPLE])))


def _delimiter(sample: str) -> str:
    """The delimiter that cuts the most lines into the same number of fields, more than one."""

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in _parsed(sample, delimiter) if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(_DELIMITERS, key=regularity)


def _parsed(text: str, delimiter: str) -> list[list[str]]:
    """The rows by that delimiter, as far as they can be parsed."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([field[:_MAX_FIELD].strip() for field in row])  # noqa: PERF401 - rows before an error are kept
    except csv.Error:
        return rows
    return rows
