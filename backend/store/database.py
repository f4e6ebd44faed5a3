"""The Database: the engine, and the only two ways into it, reading and writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, create_engine, make_url

from backend import sqlite
from backend.store.changes import Changes

#: How long a SQLite writer waits for another to finish, in milliseconds.
_BUSY_TIMEOUT = 15_000
#: What a catalog of 200,000 items is filled into without writing the same pages again and again: 32 MB in memory, 40 MB of WAL.
_ROOM = ("cache_size=-32768", "wal_autocheckpoint=10000")


@dataclass(frozen=True)
class Database:
    """One database and the bell for what is written into it."""

    engine: Engine
    changes: Changes = field(default_factory=Changes)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only looks."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. On SQLite it holds the write lock from the start (BEGIN IMMEDIATE)."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection
        self.changes.ring()


def connect(url: str) -> Database:
    """The database at an SQLAlchemy URL, SQLite or PostgreSQL, not migrated; raises ValueError for any other."""
    backend = make_url(url).get_backend_name()
    if backend == "sqlite":
        return Database(_sqlite(url))
    if backend == "postgresql":
        return Database(
            create_engine(make_url(url).set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, max_overflow=30)
        )
    raise ValueError(f"Countersign keeps its data in SQLite or PostgreSQL, not in {backend}.")


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=30)
    sqlite.prepare(engine, "synchronous=NORMAL", f"busy_timeout={_BUSY_TIMEOUT}", *_ROOM)
    return engine
