"""The connections of one organisation to its ERP and to a test company of it: which kind, and the administrator's answers, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Connection, Table, delete, insert, select, update

from backend.model.audit import Actor
from backend.store.audit import Event, record
from backend.store.catalog_filling import empty
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.sealing import Sealing
from backend.store.tables import connections, sandboxes


@dataclass(frozen=True)
class KeptConnection:
    """What was answered about an ERP."""

    #: Its name in the registry of connectors.
    kind: str
    #: By question, secrets among them.
    answers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True)
class SealedConnection:
    """A connection as it is kept: quick to look at, and another text after every change."""

    kind: str
    sealed: str = field(repr=False)
    updated_at: datetime
    #: Of a test company: whether documents are tried in it first.
    is_on: bool = True


@dataclass(frozen=True)
class _Sealed:
    """One organisation's connection of one sort; it has one or none."""

    database: Database
    organisation: str
    sealing: Sealing

    _table: ClassVar[Table]
    _sort: ClassVar[str]

    def sealed(self) -> SealedConnection | None:
        """The connection without its answers, None when there is none."""
        query = select(self._table).where(self._table.c.organisation == self.organisation)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return SealedConnection(row.kind, row.content, row.updated_at, is_on=getattr(row, "is_on", True)) if row else None

    def opened(self, kept: SealedConnection) -> KeptConnection:
        """The connection with its answers; raises ValueError when the installation's secret does not open it."""
        return KeptConnection(kept.kind, decode(self.sealing.open(kept.sealed, self._purpose), dict[str, str]))

    def renew(self) -> None:
        """Seal with the present secret what an old one sealed; what no known secret opens stays as it is."""
        kept = self.sealed()
        if kept is None or self.sealing.is_present(kept.sealed, self._purpose):
            return
        try:
            text = self.sealing.open(kept.sealed, self._purpose)
        except ValueError:
            return
        unchanged = (self._table.c.organisation == self.organisation, self._table.c.content == kept.sealed)
        with self.database.writing() as connection:
            connection.execute(update(self._table).where(*unchanged).values(content=self.sealing.seal(text, self._purpose)))

    def _replace(self, connection: Connection, kept: KeptConnection, **more: Any) -> None:
        row = {"kind": kept.kind, "content": self.sealing.seal(encode(kept.answers), self._purpose), "updated_at": datetime.now(UTC)}
        connection.execute(delete(self._table).where(self._table.c.organisation == self.organisation))
        connection.execute(insert(self._table).values(organisation=self.organisation, **row, **more))

    @property
    def _purpose(self) -> str:
        """Another one for each organisation and sort, so that no row opens under the name of another."""
        return f"{self._sort} {self.organisation}"

    def _changed(self, kept: KeptConnection) -> list[str]:
        """The names of the answers that are not as before."""
        sealed = self.sealed()
        try:
            before = self.opened(sealed).answers if sealed and sealed.kind == kept.kind else {}
        except ValueError:
            before = {}
        return sorted(name for name in before.keys() | kept.answers.keys() if before.get(name) != kept.answers.get(name))


class Connections(_Sealed):
    """One organisation's connection to its ERP."""

    _table = connections
    _sort = "connection"

    def put(self, kept: KeptConnection, actor: Actor, *, is_other: bool = True) -> None:
        """Keep this one instead, saved with its event: which answers changed, never what they are.

        The catalog is forgotten when it is another ERP than before: the ids of the one before mean nothing in it. So is the test company
        of another kind of ERP.
        """
        details = {"erp": kept.kind, "changed": self._changed(kept)}
        with self.database.writing() as connection:
            self._replace(connection, kept)
            connection.execute(delete(sandboxes).where(sandboxes.c.organisation == self.organisation, sandboxes.c.kind != kept.kind))
            if is_other:
                empty(connection, self.organisation)
            record(connection, self.organisation, Event(actor, "connected", details=details))

    def remove(self, actor: Actor) -> None:
        """Forget the connection and that to the test company, saved with its event; nothing when there is none."""
        mine = connections.c.organisation == self.organisation
        with self.database.writing() as connection:
            kind = connection.execute(select(connections.c.kind).where(mine)).scalar()
            if kind is None:
                return
            connection.execute(delete(connections).where(mine))
            connection.execute(delete(sandboxes).where(sandboxes.c.organisation == self.organisation))
            empty(connection, self.organisation)
            record(connection, self.organisation, Event(actor, "disconnected", details={"erp": kind}))


class Sandboxes(_Sealed):
    """One organisation's connection to a test company of its ERP."""

    _table = sandboxes
    _sort = "sandbox"

    def put(self, kept: KeptConnection, actor: Actor, *, is_on: bool) -> None:
        """Keep this one instead, saved with its event: which answers changed, and whether documents are tried in it first."""
        details = {"erp": kept.kind, "changed": self._changed(kept), "is_on": is_on}
        with self.database.writing() as connection:
            self._replace(connection, kept, is_on=is_on)
            record(connection, self.organisation, Event(actor, "sandbox_set", details=details))

    def remove(self, actor: Actor) -> None:
        """Forget it, saved with its event; nothing when there is none."""
        with self.database.writing() as connection:
            gone = connection.execute(delete(sandboxes).where(sandboxes.c.organisation == self.organisation))
            if gone.rowcount:
                record(connection, self.organisation, Event(actor, "sandbox_removed"))
