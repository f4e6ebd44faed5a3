"""The connection of one organisation to its ERP: which kind, and the administrator's answers, sealed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from backend.model.audit import Actor
from backend.store.audit import Event, record
from backend.store.catalog_filling import empty
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.sealing import Sealing
from backend.store.tables import connections


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


@dataclass(frozen=True)
class Connections:
    """One organisation's connection; it has one or none."""

    database: Database
    organisation: str
    sealing: Sealing

    def sealed(self) -> SealedConnection | None:
        """The connection without its answers, None when there is none."""
        query = select(connections).where(connections.c.organisation == self.organisation)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return SealedConnection(row.kind, row.content, row.updated_at) if row else None

    def opened(self, kept: SealedConnection) -> KeptConnection:
        """The connection with its answers; raises ValueError when the installation's secret does not open it."""
        return KeptConnection(kept.kind, decode(self.sealing.open(kept.sealed, self._purpose), dict[str, str]))

    def put(self, kept: KeptConnection, actor: Actor, *, is_other: bool = True) -> None:
        """Keep this one instead, saved with its event: which answers changed, never what they are.

        The catalog is forgotten when it is another ERP than before: the ids of the one before mean nothing in it.
        """
        details = {"erp": kept.kind, "changed": self._changed(kept)}
        row = {"kind": kept.kind, "content": self.sealing.seal(encode(kept.answers), self._purpose), "updated_at": datetime.now(UTC)}
        with self.database.writing() as connection:
            connection.execute(delete(connections).where(connections.c.organisation == self.organisation))
            connection.execute(insert(connections).values(organisation=self.organisation, **row))
            if is_other:
                empty(connection, self.organisation)
            record(connection, self.organisation, Event(actor, "connected", details=details))

    def remove(self, actor: Actor) -> None:
        """Forget the connection, saved with its event; nothing when there is none."""
        mine = connections.c.organisation == self.organisation
        with self.database.writing() as connection:
            kind = connection.execute(select(connections.c.kind).where(mine)).scalar()
            if kind is None:
                return
            connection.execute(delete(connections).where(mine))
            empty(connection, self.organisation)
            record(connection, self.organisation, Event(actor, "disconnected", details={"erp": kind}))

    def renew(self) -> None:
        """Seal with the present secret what an old one sealed; what no known secret opens stays as it is."""
        kept = self.sealed()
        if kept is None or self.sealing.is_present(kept.sealed, self._purpose):
            return
        try:
            text = self.sealing.open(kept.sealed, self._purpose)
        except ValueError:
            return
        unchanged = (connections.c.organisation == self.organisation, connections.c.content == kept.sealed)
        with self.database.writing() as connection:
            connection.execute(update(connections).where(*unchanged).values(content=self.sealing.seal(text, self._purpose)))

    @property
    def _purpose(self) -> str:
        """Another one for each organisation, so that no row opens under the name of another."""
        return f"connection {self.organisation}"

    def _changed(self, kept: KeptConnection) -> list[str]:
        """The names of the answers that are not as before."""
        sealed = self.sealed()
        try:
            before = self.opened(sealed).answers if sealed and sealed.kind == kept.kind else {}
        except ValueError:
            before = {}
        return sorted(name for name in before.keys() | kept.answers.keys() if before.get(name) != kept.answers.get(name))
