"""Filling the catalog: each thing written with what it is found by, and only when the ERP tells another than before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.model import terms
from backend.model.catalog import KINDS, Thing
from backend.store.codec import decode, encode, indexable
from backend.store.spelling import may_be_misspelt, parts
from backend.store.tables import catalog_spellings, catalog_terms, catalog_things, catalogs

#: So many rows are asked for or removed by one statement.
_AT_ONCE = 500

T = TypeVar("T")

#: A row, in the order of its table's columns.
Values = tuple[str | int, ...]


@dataclass(frozen=True)
class Filling:
    """One organisation's things being written within one transaction."""

    connection: Connection
    organisation: str
    #: What the things that are written bear: the fetch that named them.
    round: int
    #: Kind and word of those that are known to have their spelling written.
    spelt: set[tuple[str, str]]

    def put(self, kind: str, things: Sequence[Thing], last_number: int) -> int:
        """Write the things of one kind, the new ones numbered after `last_number`; the last number now."""
        told = {thing.id: thing for thing in things}
        for ids in batches(told):
            last_number = self._put(kind, [told[one] for one in ids], last_number)
        return last_number

    def remove_outdated(self) -> None:
        """Remove what no fetch named since this round began."""
        while self._remove(catalog_things.c.round < self.round):
            pass

    def remove(self, kinds: Collection[str], thing_id: str) -> None:
        """Remove the things of these kinds with this id."""
        self._remove(catalog_things.c.kind.in_(kinds), catalog_things.c.id == thing_id)

    def _remove(self, *conditions: ColumnElement[bool]) -> int:
        """How many things of those for which the conditions hold were removed, as many as at once."""
        columns = (catalog_things.c.number, catalog_things.c.kind, catalog_things.c.content)
        rows = self.connection.execute(select(*columns).where(self._mine(catalog_things), *conditions).limit(_AT_ONCE)).all()
        self._change_terms([(row.kind, row.number, _terms(decode(row.content, KINDS[row.kind])), frozenset()) for row in rows])
        numbers = [row.number for row in rows]
        self.connection.execute(delete(catalog_things).where(self._mine(catalog_things), catalog_things.c.number.in_(numbers)))
        return len(rows)

    def _put(self, kind: str, things: Sequence[Thing], last_number: int) -> int:
        known = {row.id: row for row in self.connection.execute(self._known(kind, [thing.id for thing in things]))}
        changed: list[dict[str, Any]] = []
        added: list[Values] = []
        found_by: list[tuple[str, int, frozenset[str], frozenset[str]]] = []
        for thing in things:
            content, row = encode(thing), known.get(thing.id)
            if row is None:
                last_number += 1
                added.append((self.organisation, last_number, kind, thing.id, self.round, content))
                found_by.append((kind, last_number, frozenset(), _terms(thing)))
            elif row.content != content:
                changed.append({"that": row.number, "content": content})
                found_by.append((kind, row.number, _terms(decode(row.content, KINDS[kind])), _terms(thing)))
        self._write(added, changed, [row.number for row in known.values()])
        self._change_terms(found_by)
        self._spell(kind, {word for _, _, before, now in found_by for word in now - before})
        return last_number

    def _known(self, kind: str, ids: Collection[str]) -> Any:
        columns = (catalog_things.c.id, catalog_things.c.number, catalog_things.c.content)
        return select(*columns).where(self._mine(catalog_things), catalog_things.c.kind == kind, catalog_things.c.id.in_(ids))

    def _write(self, added: Sequence[Values], changed: Sequence[dict[str, Any]], seen: Sequence[int]) -> None:
        mine = self._mine(catalog_things)
        if seen:
            self.connection.execute(update(catalog_things).where(mine, catalog_things.c.number.in_(seen)).values(round=self.round))
        if changed:
            one = update(catalog_things).where(mine, catalog_things.c.number == bindparam("that"))
            self.connection.execute(one.values(content=bindparam("content")), changed)
        if added:
            self._insert(insert(catalog_things), added)

    def _change_terms(self, found_by: Sequence[tuple[str, int, frozenset[str], frozenset[str]]]) -> None:
        """Kind, number, terms before and terms now."""
        gone = [self._term(kind, term, number) for kind, number, before, now in found_by for term in before - now]
        # In the order in which they are kept: neighbours share a page.
        new = sorted((self.organisation, kind, term, number) for kind, number, before, now in found_by for term in now - before)
        if gone:
            columns = (catalog_terms.c[name] == bindparam(f"_{name}") for name in ("organisation", "kind", "term", "thing"))
            self.connection.execute(
                delete(catalog_terms).where(*columns), [{f"_{name}": value for name, value in row.items()} for row in gone]
            )
        if new:
            self._insert(insert(catalog_terms), new)

    def _spell(self, kind: str, words: Collection[str]) -> None:
        """Keep how these words are spelt, those that were not kept before."""
        new = [word for word in words if may_be_misspelt(word) and (kind, word) not in self.spelt]
        self.spelt.update((kind, word) for word in new)
        rows = sorted((self.organisation, kind, part, word) for word in new for part in parts(word))
        if rows:
            dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
            self._insert(dialect.insert(catalog_spellings).on_conflict_do_nothing(), rows)

    def _insert(self, statement: Any, rows: Sequence[Values]) -> None:
        """Insert rows of all columns in their order; there are millions, and looking at each would take longer than writing it."""
        compiled = statement.compile(dialect=self.connection.dialect)
        names = statement.table.c.keys()
        given = list(rows) if compiled.positional else [dict(zip(names, row, strict=True)) for row in rows]
        self.connection.exec_driver_sql(str(compiled), given)

    def _term(self, kind: str, term: str, number: int) -> dict[str, Any]:
        return {"organisation": self.organisation, "kind": kind, "term": term, "thing": number}

    def _mine(self, table: Table) -> ColumnElement[bool]:
        return table.c.organisation == self.organisation


def make(connection: Connection, organisation: str) -> None:
    """Have the organisation have a catalog, if only one of which nothing was fetched."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(catalogs).values(organisation=organisation).on_conflict_do_nothing())


def empty(connection: Connection, organisation: str) -> None:
    """Forget the organisation's catalog, as another ERP takes the place of its own; whoever asked the one before writes nothing more."""
    make(connection, organisation)
    mine = catalogs.c.organisation == organisation
    before = connection.execute(select(catalogs.c.round, catalogs.c.erp).where(mine).with_for_update()).one()
    for table in (catalogs, catalog_things, catalog_terms, catalog_spellings):
        connection.execute(delete(table).where(table.c.organisation == organisation))
    connection.execute(insert(catalogs).values(organisation=organisation, round=before.round + 1, erp=before.erp + 1))


def batches(values: Collection[T]) -> Iterator[list[T]]:
    """The values, as many at a time as one statement takes."""
    rest = iter(values)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch


def _terms(thing: Thing) -> frozenset[str]:
    found = terms.keys(thing) | terms.words(thing)
    return frozenset(map(indexable, found))
