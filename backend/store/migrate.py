"""Bringing a database to the present tables with Alembic; quick when it is there already."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from backend.store.database import Database

#: The newest migration: a database that is there needs no Alembic, which spares its import at every start (a test compares the two).
NEWEST = "0011"

_MIGRATIONS = Path(__file__).parent / "migrations"

#: Any number will do as long as nobody else takes this lock.
_POSTGRESQL_LOCK = 5_023_117


def migrate(database: Database) -> bool:
    """Whether there was something to do; processes that start together take turns."""
    with database.reading() as connection:
        if version(connection) == NEWEST:
            return False
    with database.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _POSTGRESQL_LOCK})
        _upgrade(connection)
    return True


def version(connection: Connection) -> str:
    """The migration that the database stands at, "" for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 — needed at the first start only
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
