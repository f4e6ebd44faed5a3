"""The memory of one organisation: lessons by their party and the marks that recall them, and what came of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, insert, or_, select, update

from backend.errors import NotFound
from backend.model.audit import Actor
from backend.model.memory import KnownLesson, Lesson, Side, Teaching
from backend.store.audit import Event, record
from backend.store.codec import decode, encode, indexable
from backend.store.database import Database
from backend.store.tables import lesson_marks, lessons

#: Lessons looked at for one message, the latest first: more than the references of a large customer.
_MOST_RECALLED = 5000
#: Lessons listed for administrators, the latest first.
_MOST_LISTED = 2000


@dataclass(frozen=True)
class Memory:
    """One organisation's lessons."""

    database: Database
    organisation: str

    def is_empty(self) -> bool:
        """Whether nothing was learned so far."""
        with self.database.reading() as connection:
            return connection.execute(select(lessons.c.id).where(lessons.c.organisation == self.organisation).limit(1)).scalar() is None

    def recall(self, marks: Collection[str], parties: Iterable[tuple[Side, str]] = ()) -> tuple[Lesson, ...]:
        """The lessons about those parties, and those that one of the marks recalls; the latest first."""
        named = select(lesson_marks.c.lesson_id).where(
            lesson_marks.c.organisation == self.organisation, lesson_marks.c.mark.in_({indexable(mark) for mark in marks})
        )
        about = or_(lessons.c.id.in_(named), lessons.c.party.in_({_key(side, id_) for side, id_ in parties}))
        with self.database.reading() as connection:
            return tuple(_lesson(row) for row in connection.execute(self._latest(_MOST_RECALLED).where(about)))

    def all(self) -> tuple[KnownLesson, ...]:
        """Everything that was learned, the latest first."""
        with self.database.reading() as connection:
            return tuple(KnownLesson(_lesson(row), row.uses) for row in connection.execute(self._latest(_MOST_LISTED)))

    def forget(self, lesson_id: str, actor: Actor) -> None:
        """Remove a lesson, saved with its event; raises NotFound."""
        with self.database.writing() as connection:
            row = connection.execute(select(lessons).where(*_is(self.organisation, lesson_id))).one_or_none()
            if row is None:
                raise NotFound("There is no such lesson.", "Il n’y a rien de tel dans la mémoire.")
            remove(connection, self.organisation, [lesson_id])
            record(connection, self.organisation, Event(actor, "forgotten", details=told(_lesson(row))))

    def _latest(self, most: int) -> Select[*tuple[object, ...]]:
        mine = select(lessons).where(lessons.c.organisation == self.organisation)
        return mine.order_by(lessons.c.learned_at.desc(), lessons.c.id).limit(most)


def take_in(connection: Connection, organisation: str, teaching: Teaching) -> None:
    """Keep what a confirmed case teaches, within the transaction that saves the case; a lesson about the same thing is replaced."""
    remove(connection, organisation, teaching.forgotten)
    remove(connection, organisation, [lesson.id for lesson in teaching.learned])
    for lesson in teaching.learned:
        row = {
            "id": lesson.id,
            "party": _key(lesson.party.side, lesson.party.id),
            "learned_at": lesson.source.at,
            "content": encode(lesson),
        }
        connection.execute(insert(lessons).values(organisation=organisation, **row))
        marks = sorted({indexable(mark) for mark in lesson.marks})
        if marks:
            rows = [{"organisation": organisation, "mark": mark, "lesson_id": lesson.id} for mark in marks]
            connection.execute(insert(lesson_marks), rows)
    _count(connection, organisation, teaching.confirmed, "confirmations")


def count_uses(connection: Connection, organisation: str, lesson_ids: Collection[str]) -> None:
    """Note that these lessons were used on one more document."""
    _count(connection, organisation, lesson_ids, "uses")


def remove(connection: Connection, organisation: str, lesson_ids: Collection[str]) -> None:
    """Remove these lessons and their marks, as far as they are there."""
    for table, column in ((lesson_marks, lesson_marks.c.lesson_id), (lessons, lessons.c.id)):
        connection.execute(delete(table).where(table.c.organisation == organisation, column.in_(lesson_ids)))


def taught(teaching: Teaching) -> Mapping[str, object]:
    """What the audit trail says of what a case taught."""
    return {"lessons": [told(lesson) for lesson in teaching.learned], "forgotten": list(teaching.forgotten)}


def told(lesson: Lesson) -> Mapping[str, object]:
    """What the audit trail says of a lesson."""
    return {"lesson": lesson.id, "party": _key(lesson.party.side, lesson.party.id), "about": lesson.about, "from": lesson.source.case_id}


def _count(connection: Connection, organisation: str, lesson_ids: Collection[str], column: str) -> None:
    if lesson_ids:
        counted = update(lessons).where(lessons.c.organisation == organisation, lessons.c.id.in_(lesson_ids))
        connection.execute(counted.values({column: lessons.c[column] + 1}))


def _lesson(row: Row[*tuple[object, ...]]) -> Lesson:
    columns = row._mapping  # noqa: SLF001 — the public name of a row's mapping view
    return replace(decode(columns["content"], Lesson), confirmations=columns["confirmations"])


def _key(side: Side, party_id: str) -> str:
    return indexable(f"{side} {party_id}")


def _is(organisation: str, lesson_id: str) -> tuple[ColumnElement[bool], ...]:
    return lessons.c.organisation == organisation, lessons.c.id == lesson_id
