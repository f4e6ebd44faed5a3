"""How one organisation has messages marked, once its administrator decided it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from backend.model.audit import Actor
from backend.model.marking import Marking
from backend.store.audit import Event, record
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import markings


@dataclass(frozen=True)
class Markings:
    """One organisation's decision."""

    database: Database
    organisation: str

    def get(self) -> Marking | None:
        """What was decided, None as long as nothing was."""
        query = select(markings.c.content).where(markings.c.organisation == self.organisation)
        with self.database.reading() as connection:
            content = connection.execute(query).scalar()
        return decode(content, Marking) if content else None

    def put(self, marking: Marking, actor: Actor) -> None:
        """Decide it, saved with its event."""
        with self.database.writing() as connection:
            connection.execute(delete(markings).where(markings.c.organisation == self.organisation))
            connection.execute(insert(markings).values(organisation=self.organisation, content=encode(marking)))
            record(connection, self.organisation, Event(actor, "marking_decided", details=vars(marking)))
