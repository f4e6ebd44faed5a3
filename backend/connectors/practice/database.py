"""The database of the practice ERP: one SQLite file in WAL mode, safe from several threads and processes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from backend import sqlite
from backend.connectors.practice.tables import metadata
from backend.errors import ConnectorMisconfigured, ConnectorUnavailable

#: How long a writer waits for another one before the ERP counts as unavailable, in seconds.
BUSY_SECONDS = 20


class Database:
    """The tables of the practice ERP behind two kinds of transaction: reading and writing."""

    def __init__(self, url: str) -> None:
        try:
            parsed = sa.make_url(url)
        except sa.exc.ArgumentError as error:
            raise ConnectorMisconfigured(f"L'adresse de la base de l'ERP n'est pas valable : {url}") from error
        if parsed.get_backend_name() != "sqlite" or not parsed.database:
            raise ConnectorMisconfigured("L'ERP d'entraînement garde ses données dans un fichier SQLite (sqlite:///chemin).")
        self.url = url
        self._engine = sa.create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
        sqlite.prepare(self._engine)
        self._writer = self._engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that sees one state of the ERP; raises ConnectorUnavailable."""
        with _available(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that no other writer overlaps, committed at its end or not at all; raises ConnectorUnavailable."""
        with _available(), self._writer.begin() as connection:
            yield connection

    def create(self) -> None:
        """Create the tables and columns that are missing."""
        with self.writing() as connection:
            metadata.create_all(connection)
            for table in metadata.sorted_tables:
                _add_columns(connection, table)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _add_columns(connection: sa.Connection, table: sa.Table) -> None:
    """Add those that the table of an earlier version does not have."""
    known = {column["name"] for column in sa.inspect(connection).get_columns(table.name)}
    for column in table.columns:
        if column.name not in known:
            definition = sa.schema.CreateColumn(column).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {definition}")


@contextmanager
def _available() -> Iterator[None]:
    try:
        yield
    except sa.exc.DatabaseError as error:
        raise ConnectorUnavailable("La base de l'ERP ne répond pas pour l'instant.") from error
