"""Memory: the values of a printed document as confirmed corrections of the same party's documents in the same layout showed them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backend.extraction.attached import Attached
from backend.extraction.candidates import Candidates, candidates, field_over
from backend.extraction.columns import with_columns
from backend.extraction.landmarks import is_same_layout, landmarks
from backend.extraction.marks import of_sender, printed_marks
from backend.extraction.printed_values import values_in
from backend.extraction.spots import Standing, is_at, standing_at
from backend.model.field import Field, Fields
from backend.model.mail import Mail
from backend.model.memory import Landmark, Lesson, Placement
from backend.model.trade import DocumentType, TradeDocument, header_fields

#: How often what stands where a person once showed it is the value again; below certainty, so that a person looks.
_SHOWN_ONCE = 0.9
#: From so many confirmations on, what stands exactly there needs no look.
_PROVEN, _OFTEN = 0.96, 2
#: Two ways to one value, the learned place and the rules, make it likelier, but never more than this.
_CEILING = 0.97
#: How often what a party's documents of that layout never print is what it was.
_CONSTANT = 0.9
_COLUMN = "lines."


def recalled(one: Attached, mail: Mail, lessons: Sequence[Lesson]) -> Attached:
    """The document with what lessons about its party and layout know better; what an XML says stays."""
    if one.source is None or not lessons:
        return one
    found = candidates(one.source, one.pages, one.document.language)
    said = frozenset([*printed_marks(one.source, one.pages), *of_sender(mail.sender)])
    known = concerning(one.document.document_type, said, landmarks(found.rows), lessons)
    if not known:
        return one
    columns = {n.removeprefix(_COLUMN): lesson for n, lesson in known.items() if n.startswith(_COLUMN)}
    is_printed = one.document.sources[0] == one.source.part
    return replace(
        one,
        document=replace(
            one.document,
            fields=_ordered(_header(one.document, known, found), one.document.document_type),
            lines=with_columns(one.document.lines, columns, found) if is_printed else one.document.lines,
        ),
    )


def concerning(
    document_type: DocumentType, said: frozenset[str], layout: Sequence[Landmark], lessons: Sequence[Lesson]
) -> Mapping[str, Lesson]:
    """The lessons about placements in documents of this type and layout by whom the marks name, by the name of the field."""
    return {
        placement.field: lesson
        for lesson in lessons
        if (placement := lesson.placement)
        and said & set(lesson.marks)
        and header_fields(DocumentType(placement.document_type)) == header_fields(document_type)
        and is_same_layout(placement.layout, layout)
    }


def _header(document: TradeDocument, known: Mapping[str, Lesson], found: Candidates) -> dict[str, Field]:
    fields = dict(document.fields)
    for name, lesson in known.items():
        current = fields.get(name)
        if lesson.placement is None or name.startswith(_COLUMN) or (current and _is_structured(current)):
            continue
        learned = _read(name, lesson, lesson.placement, found)
        if learned is not None:
            fields[name] = _together(current, learned)
        elif current and _is_wrong(current, lesson.placement, found):
            del fields[name]
    return fields


def _is_structured(field: Field) -> bool:
    return field.method == "xml" or bool(field.evidence and field.evidence.xpath)


def _read(name: str, lesson: Lesson, placement: Placement, found: Candidates) -> Field | None:
    """What the lesson makes of the field on these pages; None when nothing of its kind stands where it should."""
    standings = [standing for spot in placement.spots if (standing := standing_at(spot, name, found))]
    if not standings:
        constant = placement.constant
        return Field(name, constant, "", _CONSTANT, None, "memory", lesson.source) if constant else None
    best = max(standings, key=lambda s: s.fit)
    if any(other.value != best.value and other.fit == best.fit for other in standings):
        best = replace(best, fit=best.fit / 2)  # the anchors contradict each other
    field = field_over(name, best.value, best.spans, _likely(best, lesson), found.part, "memory")
    return replace(field, learned_from=lesson.source)


def _likely(standing: Standing, lesson: Lesson) -> float:
    is_proven = lesson.confirmations >= _OFTEN and standing.fit == 1.0
    return _PROVEN if is_proven else _SHOWN_ONCE * standing.fit


def _together(current: Field | None, learned: Field) -> Field:
    """The learned value; one that the rules found by themselves is likelier, and stays theirs when it was sure without."""
    if current is None or current.value != learned.value:
        return learned
    if current.sure:
        return current
    joint = 1 - (1 - current.confidence) * (1 - learned.confidence)
    sure_from = learned.sure_from if learned.sure else current.sure_from
    evidence = learned.evidence or current.evidence
    return replace(learned, confidence=round(min(joint, _CEILING), 3), evidence=evidence, sure_from=sure_from)


def _is_wrong(current: Field, placement: Placement, found: Candidates) -> bool:
    """Whether the rules read the value where a person said that it does not stand."""
    evidence = current.evidence
    if not placement.wrong or evidence is None or evidence.box is None:
        return False
    places = [
        value.span
        for row in found.rows
        if row.page.number == evidence.page and evidence.box.top <= row.box.middle <= evidence.box.bottom
        for value in values_in(row, current.name, found)
        if value.value == current.value
    ]
    return any(is_at(span, placement.wrong, current.name, found) for span in places)


def _ordered(fields: Fields, document_type: DocumentType) -> Fields:
    return {name: fields[name] for name in header_fields(document_type) if name in fields}
