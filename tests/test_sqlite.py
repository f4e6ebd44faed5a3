"""SQLite as our databases use it."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from time import sleep

from sqlalchemy import create_engine, text

from backend import sqlite


def test_the_log_is_switched_on_as_soon_as_nobody_else_holds_the_file(tmp_path):
    file = tmp_path / "one.sqlite"
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("CREATE TABLE notes (text)")
    engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 0})
    sqlite.prepare(engine)

    def mode():
        with engine.connect() as connection:
            return connection.execute(text("PRAGMA journal_mode")).scalar()

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(mode)
        sleep(0.1)
        holder.execute("COMMIT")
        assert asked.result() == "wal"
    holder.close()
    engine.dispose()
