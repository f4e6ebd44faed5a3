"""Whereabouts: the printed words of a value that a person typed or clicked, as far as they stand in the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span, fold
from backend.extraction.printed_values import countries_of, is_code, is_text, values_in
from backend.model.document import Box
from backend.model.field import Evidence, Field, Fields
from backend.model.identifier import compact
from backend.model.trade import AMOUNT_FIELDS
from backend.model.value import decimal


def whereabouts(field: Field, found: Candidates) -> tuple[Span, ...]:
    """The stretches of lines that hold the value, () when it is not printed.

    Of several places the one that was clicked is meant, else one with its label on the line, else the first, and of an amount the last:
    totals stand under the lines.
    """
    pointed = _pointed(field, found)
    if pointed:
        return pointed
    places = [span for row in found.rows for span in _on_row(row, field, found)]
    if not places:
        return ()
    evidence = field.evidence
    clicked = [span for span in places if evidence and _is_there(span, evidence)]
    labelled = [span for span in places if any(label.name == field.name for label in found.labels[span.row.index])]
    if field.name in AMOUNT_FIELDS:
        places.reverse()
    return ((clicked or labelled or places)[0],)


def row_of(line: Fields, found: Candidates, after: int = -1) -> Row | None:
    """The printed line below that index which holds most of the values of a document's line; None when none holds two of them."""

    def held(row: Row) -> int:
        return sum(1 for field in line.values() if field.value and any(True for _ in _on_row(row, field, found)))

    scored = [(held(row), -row.index, row) for row in found.rows if row.index > after]
    best = max(scored, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] >= min(2, len(line)) else None


def cell_of(field: Field, row: Row, found: Candidates) -> Span | None:
    """The words of a row that hold the value, the clicked ones before others; None when it is not on the row."""
    places = list(_on_row(row, field, found))
    clicked = [span for span in places if field.evidence and _is_there(span, field.evidence)]
    return next(iter(clicked or places), None)


def _on_row(row: Row, field: Field, found: Candidates) -> Iterator[Span]:
    if is_code(field.name) or is_text(field.name) or (field.name.endswith("_vat_id") and countries_of(field.value)):
        words = [re.escape(word) for word in fold(field.value).split()]
        pattern = r"[\s,]{1,3}".join(words[:_MOST_WORDS])
        for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", row.folded) if words else ():
            yield Span(row, *match.span())
        return
    for value in values_in(row, field.name, found):
        if is_equal(field.name, value.value, field.value):
            yield value.span


def is_equal(name: str, one: str, other: str) -> bool:
    """Whether two values of a field are the same: numbers by what they are, all else by letters and digits."""
    if name not in AMOUNT_FIELDS:
        return compact(one) == compact(other)
    first, second = decimal(one), decimal(other)
    if first is None or second is None:
        return False
    return first == second


#: No name or term has more words.
_MOST_WORDS = 40


def _pointed(field: Field, found: Candidates) -> tuple[Span, ...]:
    """The words in the box that was clicked, when they are the value and run over several lines."""
    evidence = field.evidence
    if evidence is None or evidence.box is None or not is_text(field.name):
        return ()
    rows = [row for row in found.rows if row.page.number == evidence.page]
    spans = [span for row in rows if (span := _inside(row, evidence.box))]
    return tuple(spans) if compact(" ".join(span.text for span in spans)) == compact(field.value) else ()


def _inside(row: Row, box: Box) -> Span | None:
    """The words of a line whose middles are in the box."""
    inside = [
        (at, at + len(word.text))
        for word, at in zip(row.words, row.starts, strict=True)
        if box.left <= (word.box.left + word.box.right) / 2 <= box.right and box.top <= word.box.middle <= box.bottom
    ]
    return Span(row, inside[0][0], inside[-1][1]) if inside else None


def _is_there(span: Span, evidence: Evidence) -> bool:
    """Whether a stretch is where the evidence is."""
    if evidence.page != span.row.page.number or evidence.box is None:
        return False
    one, other = span.box, evidence.box
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def pages_of(fields: Sequence[Fields], part: str) -> tuple[int, ...]:
    """The pages of a part that the fields of a document stand on, and those between."""
    numbers = {f.evidence.page for some in fields for f in some.values() if f.evidence and f.evidence.part == part and f.evidence.page}
    return tuple(range(min(numbers), max(numbers) + 1)) if numbers else ()
