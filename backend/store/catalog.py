"""The catalog of one organisation as last fetched from its ERP: what there is to work with while the ERP cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from backend.model.catalog import Catalog
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import catalogs


@dataclass(frozen=True)
class KeptCatalog:
    """A catalog and when the ERP gave it."""

    catalog: Catalog
    fetched_at: datetime


@dataclass(frozen=True)
class LastCatalog:
    """One organisation's last catalog."""

    database: Database
    organisation: str

    def get(self) -> KeptCatalog | None:
        """The catalog as last fetched, None when there never was one."""
        with self.database.reading() as connection:
            row = connection.execute(select(catalogs).where(catalogs.c.organisation == self.organisation)).one_or_none()
        return KeptCatalog(decode(row.content, Catalog), row.fetched_at) if row else None

    def put(self, kept: KeptCatalog) -> None:
        """Keep this one instead."""
        row = {"organisation": self.organisation, "fetched_at": kept.fetched_at, "content": encode(kept.catalog)}
        with self.database.writing() as connection:
            connection.execute(delete(catalogs).where(catalogs.c.organisation == self.organisation))
            connection.execute(insert(catalogs).values(row))
