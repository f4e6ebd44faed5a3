"""The catalog of one organisation as an index: what its ERP named, what each thing is found by, and how the fetching stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from backend.model.catalog import Catalog, own, things
from backend.model.sentence import Sentence
from backend.model.terms import Clues
from backend.store.catalog_filling import Filling, empty, make
from backend.store.catalog_lookup import Lookup
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import catalog_things, catalogs

#: What is posted from here.
_POSTED = ("sales_orders", "supplier_invoices")


@dataclass(frozen=True)
class CatalogState:
    """How the fetching of a catalog stands."""

    #: When the last fetch that came to its end was begun, and the last whole one; None when there was none.
    fetched_at: datetime | None = None
    whole_at: datetime | None = None
    #: When a fetch was last begun, and why it broke off, None when it did not.
    tried_at: datetime | None = None
    problem: Sentence | None = None
    #: Something was posted since; a person wants a whole one.
    is_due: bool = False
    is_whole_due: bool = False
    #: Who is fetching ("" for nobody), when they last gave a sign of it, and how many things of each kind have come so far.
    holder: str = ""
    touched_at: datetime | None = None
    progress: Mapping[str, int] = field(default_factory=dict)
    #: Which of the ERPs that the organisation worked with it is of.
    erp: int = 0


@dataclass(frozen=True)
class Fetch:
    """A fetch that was begun; what comes of it is written as long as no other was."""

    round: int
    begun_at: datetime
    #: What changed since then is asked for, None for everything.
    since: datetime | None
    spelt: set[tuple[str, str]] = field(default_factory=set, repr=False)


@dataclass(frozen=True)
class CatalogIndex:
    """One organisation's catalog."""

    database: Database
    organisation: str

    def state(self) -> CatalogState:
        """How the fetching stands; that of a catalog never fetched when there is none."""
        with self.database.reading() as connection:
            row = self._row(connection)
        if row is None:
            return CatalogState()
        problem = decode(row.problem, Sentence) if row.problem else None
        return CatalogState(
            row.fetched_at, row.whole_at, row.tried_at, problem, row.is_due, row.is_whole_due, row.holder, row.touched_at,
            decode(row.progress, dict[str, int]), row.erp,
        )  # fmt: skip

    def counts(self) -> Mapping[str, int]:
        """How many things of each kind there are; kinds without any are left out."""
        kind = catalog_things.c.kind
        query = select(kind, func.count()).where(catalog_things.c.organisation == self.organisation).group_by(kind)
        with self.database.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def ask(self, *, whole: bool = False) -> None:
        """Note that something changed in the ERP, or that everything is wanted anew."""
        with self.database.writing() as connection:
            make(connection, self.organisation)
            # Nor is an ERP left alone any longer that was away.
            self._set(connection, **{"is_whole_due" if whole else "is_due": True}, tried_at=None)

    def begin(
        self, holder: str, now: datetime, since: datetime | None, is_free: Callable[[CatalogState], bool], *, erp: int
    ) -> Fetch | None:
        """The fetch to be made by this holder of that ERP; None when somebody else is at one, or there is another ERP by now."""
        with self.database.writing() as connection:
            make(connection, self.organisation)
            row = self._row(connection, locked=True)
            if row is None or row.erp != erp or (row.holder and not is_free(CatalogState(holder=row.holder, touched_at=row.touched_at))):
                return None
            begun = {"holder": holder, "touched_at": now, "tried_at": now, "round": row.round + 1, "is_due": False, "progress": "{}"}
            self._set(connection, **begun)
        return Fetch(row.round + 1, now, since)

    def put(self, fetch: Fetch, piece: Catalog, now: datetime) -> bool:
        """Whether the piece was written: not when another ERP, or another fetch, has taken over."""
        with self.database.writing() as connection:
            row = self._row(connection, locked=True)
            if row is None or row.round != fetch.round:
                return False
            filling = Filling(connection, self.organisation, fetch.round, fetch.spelt)
            last_number, progress = row.last_number, decode(row.progress, dict[str, int])
            for kind, found in things(piece):
                last_number = filling.put(kind, found, last_number)
                progress[kind] = progress.get(kind, 0) + len(found)
            told = {"own": encode(own(piece))} if piece.own_name else {}
            self._set(connection, touched_at=now, last_number=last_number, progress=encode(progress), **told)
        return True

    def keep(self, piece: Catalog, *, erp: int) -> None:
        """Write what that ERP told just now over what was known of it; nothing when there is another ERP by now, or no catalog."""
        with self.database.writing() as connection:
            row = self._row(connection, locked=True)
            if row is None or row.erp != erp:
                return
            filling, last_number = Filling(connection, self.organisation, row.round, set()), row.last_number
            for kind, found in things(piece):
                last_number = filling.put(kind, found, last_number)
            self._set(connection, last_number=last_number)

    def finish(self, fetch: Fetch) -> None:
        """Note that all of it came; what a whole fetch did not name is gone."""
        with self.database.writing() as connection:
            row = self._row(connection, locked=True)
            if row is None or row.round != fetch.round:
                return
            if fetch.since is None:
                Filling(connection, self.organisation, fetch.round, fetch.spelt).remove_outdated()
                self._set(connection, whole_at=fetch.begun_at, is_whole_due=False)
            self._set(connection, holder="", problem="", progress="{}", fetched_at=fetch.begun_at)

    def fail(self, fetch: Fetch, problem: Sentence) -> None:
        """Note why it broke off; what came stays, and nothing is removed."""
        with self.database.writing() as connection:
            row = self._row(connection, locked=True)
            if row is not None and row.round == fetch.round:
                self._set(connection, holder="", problem=encode(problem), progress="{}")

    def remove_document(self, document_id: str) -> None:
        """Forget a sales order or supplier invoice that was taken back; a fetch under way may have read it before, so it ends here."""
        with self.database.writing() as connection:
            row = self._row(connection, locked=True)
            Filling(connection, self.organisation, 0, set()).remove(_POSTED, document_id)
            # But for the very first one: there is nothing yet that it could bring back, and it takes longest.
            if row is not None and row.holder and row.fetched_at is not None:
                self._set(connection, round=row.round + 1, holder="", progress="{}")

    def near(self, clues: Clues) -> Catalog:
        """The part of the catalog that the clues may mean, our own company's data with it."""
        with self.database.reading() as connection:
            row = self._row(connection)
            return Lookup(connection, self.organisation).near(clues, decode(row.own, Catalog)) if row else Catalog()

    def like(self, kind: str, text: str) -> Catalog:
        """The part of the catalog in which to search for something of this kind by what a person typed, the first of it for ""."""
        with self.database.reading() as connection:
            return Lookup(connection, self.organisation).like(kind, text)

    def empty(self) -> None:
        """Forget all of it."""
        with self.database.writing() as connection:
            empty(connection, self.organisation)

    def _row(self, connection: Connection, *, locked: bool = False) -> Row[Any] | None:
        query = select(catalogs).where(catalogs.c.organisation == self.organisation)
        return connection.execute(query.with_for_update() if locked else query).one_or_none()

    def _set(self, connection: Connection, **values: object) -> None:
        connection.execute(update(catalogs).where(catalogs.c.organisation == self.organisation).values(**values))
