"""The Store, and the Scope of one organisation, the only way to its rows: a query without organisation cannot be written."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from backend.settings import Settings
from backend.store.audit import Audit
from backend.store.blobs import Blobs
from backend.store.cases import Cases
from backend.store.catalog import CatalogIndex
from backend.store.connections import Connections, Sandboxes
from backend.store.database import Database, connect
from backend.store.mails import Mails
from backend.store.mappings import Mappings
from backend.store.markings import Markings
from backend.store.memory import Memory
from backend.store.migrate import migrate
from backend.store.receipts import Receipts
from backend.store.records import Organisation
from backend.store.sealing import Sealing
from backend.store.tables import organisations
from backend.store.users import Users
from backend.store.watched import WatchedMailboxes


@dataclass(frozen=True)
class Scope:
    """Everything kept for one organisation."""

    organisation: str
    mails: Mails
    cases: Cases
    audit: Audit
    users: Users
    catalog: CatalogIndex
    memory: Memory
    connection: Connections
    sandbox: Sandboxes
    receipts: Receipts
    mapping: Mappings
    marking: Markings
    watched: WatchedMailboxes
    blobs: Blobs


@dataclass(frozen=True)
class Store:
    """Everything kept."""

    database: Database
    #: An fsspec URL under which each organisation has its own folder.
    blobs_url: str
    sealing: Sealing

    def scoped(self, organisation: str) -> Scope:
        """The part of the store that is this organisation's."""
        blobs = Blobs(f"{self.blobs_url}/{organisation}")
        return Scope(
            organisation,
            Mails(self.database, blobs, organisation),
            Cases(self.database, organisation),
            Audit(self.database, organisation),
            Users(self.database, organisation),
            CatalogIndex(self.database, organisation),
            Memory(self.database, organisation),
            Connections(self.database, organisation, self.sealing),
            Sandboxes(self.database, organisation, self.sealing),
            Receipts(self.database, organisation),
            Mappings(self.database, organisation),
            Markings(self.database, organisation),
            WatchedMailboxes(self.database, organisation),
            blobs,
        )

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by id."""
        with self.database.reading() as connection:
            rows = connection.execute(select(organisations.c.id, organisations.c.name).order_by(organisations.c.id))
            return tuple(Organisation(row.id, row.name) for row in rows)

    def organisation(self, organisation_id: str) -> Organisation | None:
        """The organisation, None when there is none by that id."""
        return next((each for each in self.organisations() if each.id == organisation_id), None)

    def add_organisation(self, organisation: Organisation) -> bool:
        """Whether it is new; one that is there already stays as it is."""
        try:
            with self.database.writing() as connection:
                connection.execute(insert(organisations).values(id=organisation.id, name=organisation.name))
        except IntegrityError:
            return False
        return True


def open_store(settings: Settings, *, migrated: bool = True) -> Store:
    """The store that the settings describe, its database brought up to date unless told otherwise."""
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    database = connect(settings.database)
    if migrated:
        migrate(database)
    return Store(database, settings.blobs, Sealing(settings))
