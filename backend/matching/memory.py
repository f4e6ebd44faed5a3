"""Memory: what lessons add to matching: who names itself how, and what a party calls our items."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from backend.matching import words
from backend.matching.score import Evidence
from backend.model.catalog import Candidate
from backend.model.field import Fields
from backend.model.identifier import compact
from backend.model.memory import ItemReference, Lesson, Side
from backend.model.value import text

#: How a candidate is marked that a lesson led to.
BY_MEMORY = "memory"
#: What a person's confirmed choice is worth for the same reference again, and for the same description.
REFERENCE, DESCRIPTION = 0.97, 0.93
#: The same for a party: for the same identifier, the same name, and the same address.
IDENTIFIER, PRINTED_NAME, SENDER = 0.96, 0.93, 0.85
#: What else speaks for another than the one whom people chose for this very reference or name.
NOT_CHOSEN = 0.6


def aliases(lessons: Sequence[Lesson], side: Side) -> tuple[Lesson, ...]:
    """The lessons on how the parties of one side name themselves."""
    return tuple(lesson for lesson in lessons if lesson.alias and lesson.party.side is side)


def items(lessons: Sequence[Lesson], side: Side, party_id: str) -> tuple[Lesson, ...]:
    """The lessons on what a party calls our items."""
    return tuple(lesson for lesson in lessons if lesson.item and lesson.party.side is side and lesson.party.id == party_id)


def refer(line: Fields, columns: Sequence[str], taught: Sequence[Lesson], known: Collection[str], found: dict[str, Evidence]) -> str:
    """Note the item that people chose for this reference, or for these words without one; its id, "" when they chose none so far."""
    references = {compact(text(line, name)) for name in (*columns, "gtin")} - {""}
    description = words.description(text(line, "description"))
    for lesson in taught:
        item = lesson.item
        if item and item.item_id in known and _is_called(item, references, description):
            found[item.item_id].add(BY_MEMORY, REFERENCE if item.reference else DESCRIPTION, BY_MEMORY)
            found[item.item_id].learned_from = lesson.source
            return item.item_id
    return ""


def _is_called(item: ItemReference, references: Collection[str], description: str) -> bool:
    if item.reference:
        return item.reference in references
    return not references and bool(description) and item.description == description


def prefer(chosen: str, found: Mapping[str, Evidence]) -> None:
    """Let what people chose stand out among what else there is."""
    for identifier, evidence in found.items():
        if chosen and identifier != chosen:
            evidence.contradict(NOT_CHOSEN)


def candidates(found: Mapping[str, Evidence], labels: Mapping[str, str]) -> list[Candidate]:
    """The candidates with their scores; one that a lesson led to says which correction taught it."""
    return [
        Candidate(i, labels[i], round(e.score, 4), e.method, e.learned_from if e.method == BY_MEMORY else None) for i, e in found.items()
    ]
