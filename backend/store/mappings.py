"""The mapping of one organisation in all its versions: saving never changes one, it adds the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Row, desc, insert, select
from sqlalchemy.exc import IntegrityError

from backend.errors import Conflict, NotFound
from backend.model.audit import Actor
from backend.model.mapping import Mapping
from backend.store.audit import Event, record
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import mappings


@dataclass(frozen=True)
class KeptMapping:
    """One version of the mapping."""

    #: Counts from one; 0 before anything was saved.
    version: int
    mapping: Mapping
    saved_at: datetime | None = None
    saved_by: str = ""
    #: The older version that this one brought back, 0 when it was made anew.
    restored: int = 0


@dataclass(frozen=True)
class Mappings:
    """One organisation's versions."""

    database: Database
    organisation: str

    def current(self) -> KeptMapping:
        """The latest version, one without rules before anything was saved."""
        query = select(mappings).where(self._mine).order_by(desc(mappings.c.version)).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return _kept(row) if row else KeptMapping(0, Mapping())

    def get(self, version: int) -> KeptMapping:
        """That version; raises NotFound."""
        with self.database.reading() as connection:
            row = connection.execute(select(mappings).where(self._mine, mappings.c.version == version)).one_or_none()
        if row is None:
            raise NotFound
        return _kept(row)

    def versions(self, most: int) -> tuple[KeptMapping, ...]:
        """The latest versions, the newest first."""
        query = select(mappings).where(self._mine).order_by(desc(mappings.c.version)).limit(most)
        with self.database.reading() as connection:
            return tuple(map(_kept, connection.execute(query)))

    def put(self, mapping: Mapping, after: int, actor: Actor, restored: int = 0) -> KeptMapping:
        """The next version, saved with its event; raises Conflict when `after` is not the latest any more."""
        kept = KeptMapping(after + 1, mapping, datetime.now(UTC), actor.name, restored)
        row = {
            "version": kept.version,
            "content": encode(mapping),
            "saved_at": kept.saved_at,
            "saved_by": kept.saved_by,
            "restored": restored,
        }
        details = {"version": kept.version, "rules": len(mapping.rules), "restored": restored}
        try:
            with self.database.writing() as connection:
                latest = connection.execute(
                    select(mappings.c.version).where(self._mine).order_by(desc(mappings.c.version)).limit(1)
                ).scalar()
                if (latest or 0) != after:
                    raise _changed()
                connection.execute(insert(mappings).values(organisation=self.organisation, **row))
                record(connection, self.organisation, Event(actor, "mapped", details=details))
        except IntegrityError as error:
            raise _changed() from error
        return kept

    @property
    def _mine(self) -> ColumnElement[bool]:
        return mappings.c.organisation == self.organisation


def _changed() -> Conflict:
    return Conflict("Somebody changed the mapping table in the meantime.", "Quelqu’un a modifié la table de correspondance entre-temps.")


def _kept(row: Row[*tuple[object, ...]]) -> KeptMapping:
    columns = row._mapping  # noqa: SLF001 — the public name of a row's mapping view
    mapping = decode(columns["content"], Mapping)
    return KeptMapping(columns["version"], mapping, columns["saved_at"], columns["saved_by"], columns["restored"])
