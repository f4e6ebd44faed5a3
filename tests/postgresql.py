"""A PostgreSQL server for tests: the one COUNTERSIGN_TEST_POSTGRES_URL names, or a private cluster in a temporary folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from backend.store.tables import metadata


@contextlib.contextmanager
def server():
    """The URL of a server on which databases may be created."""
    given = os.environ.get("COUNTERSIGN_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with _cluster() as url:
        yield url


@contextlib.contextmanager
def database(server_url):
    """The URL of a new database, gone afterwards."""
    name = f"countersign_{uuid.uuid4().hex}"
    admin = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def empty(url):
    """Take everything out of a migrated database and end whoever still works there: a tenth of what a new database costs."""
    engine = create_engine(url)
    with engine.begin() as connection:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(f"SELECT pg_terminate_backend(pid) {others}"))
        # The triggers that keep audit events from being deleted are for others.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@contextlib.contextmanager
def _cluster():
    programs = programs_folder()
    folder = Path(tempfile.mkdtemp(prefix="countersign-postgresql-"))
    # PostgreSQL refuses to run as root, and its owner must be able to enter the folder.
    owner = {"user": "postgres"} if os.getuid() == 0 else {}
    if owner:
        shutil.chown(folder, "postgres")
    try:
        _run([programs / "initdb", "-D", folder / "data", "-U", "countersign", "--auth=trust", "--no-sync"], folder, owner)
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=200"
        _run([programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start"], folder, owner)
        try:
            yield f"postgresql+psycopg://countersign@/postgres?host={folder}"
        finally:
            _run([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], folder, owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def programs_folder():
    """Where the server's own programs are: initdb, pg_ctl, pg_dump."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    if not found:
        pytest.fail("These tests need PostgreSQL: install it (apt install postgresql) or name a server in COUNTERSIGN_TEST_POSTGRES_URL.")
    return found[0]


def _run(command, folder, owner):
    subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **owner,
    )
