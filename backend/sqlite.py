"""SQLite as our databases use it: real transactions, a log ahead of the pages, and a writer that takes its lock at once."""

from __future__ import annotations

import sqlite3
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, event

#: How long switching the log on waits for another connection that does just that, and after how long it is tried again, in seconds.
_PATIENCE, _AGAIN = 20, 0.01


def prepare(engine: Engine, *pragmas: str) -> None:
    """Have each connection of the engine keep a write-ahead log, foreign keys and these pragmas, and begin its transactions itself.

    One with the execution option `writes` takes the lock at once: taken later, SQLite could refuse it without waiting
    (SQLITE_BUSY_SNAPSHOT).
    """

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        # SQLAlchemy's recipe for real transactions: the driver begins none itself, the "begin" event does.
        connection.isolation_level = None
        _write_ahead(connection)
        for pragma in ("foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: Any) -> None:
    """Switch the log on (WAL); while another connection does so for the first time, SQLite refuses it without waiting."""
    end = monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if monotonic() > end:
                raise
            sleep(_AGAIN)
        else:
            return
