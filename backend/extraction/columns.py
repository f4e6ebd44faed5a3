"""Columns that lessons know: the value of each line under its head, and whole lines where nothing else found any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from backend.extraction.candidates import Candidates, field_at
from backend.extraction.landmarks import measured
from backend.extraction.layout import Row, Span, fold
from backend.extraction.printed_values import PrintedValue, is_text, values_in
from backend.extraction.spots import off
from backend.extraction.tables import TOTALS
from backend.model.field import Evidence, Field, Fields
from backend.model.memory import Lesson, Placement, Spot
from backend.model.trade import ITEM_NAMES
from backend.model.value import number

#: How far a cell may stand from where it stood under its head, in hundredths of the page or characters.
_TOLERANCE = 2.5
#: How often what stands in a learned column is the value, and where quantity times price makes the amount.
_IN_COLUMN, _MULTIPLIES_OUT = 0.9, 0.97
#: Fields of which a row must have one to be a line, and one to say of what.
_HOW_MUCH = frozenset({"quantity", "net_price", "line_amount"})
_OF_WHAT = frozenset(ITEM_NAMES)
_MOST_LINES = 500
_CENT = Decimal("0.01")


def column_spot(cell: Span, heads: Sequence[Row]) -> Spot:
    """The column of a cell, by the nearest of the rows over the lines that has words over it."""
    page = cell.row.page
    place = measured(cell.box, page)
    head = next((s for row in reversed(heads) if row.page is page for s in _over(row, cell)), None)
    left = measured(head.box, page).left if head else 0.0
    return Spot(
        anchor=head.text if head else "",
        dx=round(place.left - left, 2),
        dy=0.0,
        right=round(place.right - left, 2),
        page=page.number,
        box=cell.box,
        shape="",
    )


def with_columns(lines: tuple[Fields, ...], lessons: Mapping[str, Lesson], found: Candidates) -> tuple[Fields, ...]:
    """The lines with what stands in the learned columns; where there are none, those that the columns themselves make.

    `lessons` are by the name of the field.
    """
    if not lessons:
        return lines
    if not lines:
        return tuple(_lines(lessons, found))[:_MOST_LINES]
    return tuple(_corrected(line, lessons, found) for line in lines)


def rows_of_line(line: Fields, found: Candidates) -> tuple[Row, ...]:
    """The printed lines that the values of a line stand on, that of its numbers first."""
    ordered = sorted(line.values(), key=lambda field: is_text(field.name))
    rows = [row for field in ordered if field.evidence for row in found.rows if _stands_on(field.evidence, row)]
    return tuple(dict.fromkeys(rows))


def _stands_on(evidence: Evidence, row: Row) -> bool:
    if evidence.page != row.page.number or evidence.box is None:
        return False
    return evidence.box.top <= row.box.middle <= evidence.box.bottom


def _over(row: Row, cell: Span) -> Iterator[Span]:
    for segment in row.segments:
        span = segment.trimmed()
        is_head = any(c.isalpha() for c in span.text) and not any(c.isdigit() for c in span.text)
        if is_head and span.box.left < cell.box.right and cell.box.left < span.box.right:
            yield span


def _corrected(line: Fields, lessons: Mapping[str, Lesson], found: Candidates) -> Fields:
    rows = rows_of_line(line, found)
    if not rows:
        return line
    changed = dict(line)
    for name, lesson in lessons.items():
        field = _cell(rows[0], name, lesson, found)
        if field and not (name in changed and _says(changed[name], field)):
            changed[name] = field
    return _checked(changed)


def _says(current: Field, learned: Field) -> bool:
    """Whether the value found without lessons is the learned one; a description may go on over further lines than its cell."""
    return current.value.startswith(learned.value) if is_text(learned.name) else learned.value == current.value


def _lines(lessons: Mapping[str, Lesson], found: Candidates) -> Iterator[Fields]:
    """A line for each row, from the heads to the totals, that says how much of what in the learned columns."""
    if not (_HOW_MUCH & lessons.keys() and _OF_WHAT & lessons.keys()):
        return
    heads = [row.index for row in found.rows for lesson in lessons.values() if _head_on(row, _placement(lesson).spots)]
    for row in found.rows[min(heads) + 1 :] if heads else ():
        if any(label.name in TOTALS and not label.is_weak for label in found.labels[row.index]):
            return
        cells = {name: field for name, lesson in lessons.items() if (field := _cell(row, name, lesson, found))}
        if lessons.keys() & _HOW_MUCH <= cells.keys() and _OF_WHAT & cells.keys():
            yield _checked(cells)


def _cell(row: Row, name: str, lesson: Lesson, found: Candidates) -> Field | None:
    """The value of a row in a learned column."""
    values = (in_column(row, name, spot, found) for spot in _placement(lesson).spots)
    value = next((v for v in values if v), None)
    if value is None:
        return None
    return replace(field_at(name, value.value, value.span, _IN_COLUMN, found.part, "memory"), learned_from=lesson.source)


def in_column(row: Row, name: str, spot: Spot, found: Candidates) -> PrintedValue | None:
    """What a row has in a column, None when the column's head is not over it or nothing of the field's kind stands in it."""
    left = _left_of_head(row, spot, found)
    if left is None:
        return None
    if is_text(name):
        return next(_texts(row, left + spot.dx), None)
    nearest = min(values_in(row, name, found, spot.shape), key=lambda v: off(v.span, left, spot), default=None)
    return nearest if nearest and off(nearest.span, left, spot) <= _TOLERANCE else None


def _texts(row: Row, left: float) -> Iterator[PrintedValue]:
    for segment in row.segments:
        if abs(measured(segment.box, row.page).left - left) <= _TOLERANCE and any(c.isalpha() for c in segment.text):
            yield PrintedValue(segment, " ".join(segment.text.split()))


def _left_of_head(row: Row, spot: Spot, found: Candidates) -> float | None:
    """The left edge of the column's head over the row, 0 when it never had one; None when it is not on these pages."""
    if not spot.anchor:
        return 0.0
    heads = [head for above in found.rows[: row.index] for head in _head_on(above, (spot,))]
    same_page = [head for head in heads if head.row.page is row.page]
    nearest = (same_page or heads)[-1:]
    return measured(nearest[0].box, nearest[0].row.page).left if nearest else None


def _head_on(row: Row, spots: Sequence[Spot]) -> list[Span]:
    wanted = {fold(spot.anchor) for spot in spots if spot.anchor}
    return [span for span in (segment.trimmed() for segment in row.segments) if span.folded in wanted]


def _checked(line: dict[str, Field]) -> Fields:
    """The line, its learned numbers near certain when quantity times price makes the amount; one of a thing proves nothing."""
    quantity, price, amount = (number(line, name) for name in ("quantity", "net_price", "line_amount"))
    if quantity is None or price is None or amount is None or quantity == 1 or abs(quantity * price - amount) > _CENT:
        return line
    sure = {n: replace(f, confidence=max(f.confidence, _MULTIPLIES_OUT)) for n, f in line.items() if n in _HOW_MUCH and f.learned_from}
    return {**line, **sure}


def _placement(lesson: Lesson) -> Placement:
    assert lesson.placement is not None  # noqa: S101 - only lessons about columns come here
    return lesson.placement
