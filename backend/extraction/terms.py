"""The payment terms of a document, and the due date they imply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.extraction.candidates import Candidates, field_at
from backend.extraction.dates import due_date_by_terms, speaks_of_terms
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.model.field import Field


def payment_terms(found: Candidates) -> Field | None:
    """The text beside or under a label of terms that says when to pay; None when none does."""
    for label in found.labelled("payment_terms"):
        beside = _beside(label)
        if beside and speaks_of_terms(beside.folded):
            return field_at("payment_terms", " ".join(beside.text.split()), beside, 0.85, found.part, label=label.span)
        for under in _segments_below(label, found):
            if speaks_of_terms(under.folded):
                return field_at("payment_terms", " ".join(under.text.split()), under, 0.8, found.part, label=label.span)
    return None


def _beside(label: Label) -> Span | None:
    """What follows the label to the next wide gap; the label itself with it where it is half of the sentence ("Zahlbar innerhalb")."""
    row = label.span.row
    start = label.span.start if label.span.folded.startswith(("zahlbar", "betaling binnen")) else label.span.end
    rest = Span(row, start, len(row.text)).trimmed()
    text = rest.text.split("  ")[0]
    return Span(row, rest.start, rest.start + len(text)) if text else None


def _segments_below(label: Label, found: Candidates) -> Iterator[Span]:
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 3]:
        yield from (s for s in row.segments if s.box.left < label.span.box.right and label.span.box.left < s.box.right)


def implied_due_date(terms: Field | None, issued: Field | None) -> Field | None:
    """The due date that the terms imply from the issue date, less certain than both; None when they are not clear."""
    if not terms or not issued:
        return None
    due = due_date_by_terms(terms.value, date.fromisoformat(issued.value))
    if due is None:
        return None
    return Field(
        "due_date", due.isoformat(), terms.text, round(0.85 * min(terms.confidence, issued.confidence), 3), terms.evidence, "terms"
    )
