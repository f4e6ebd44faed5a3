"""A real Tryton for tests: trytond on PostgreSQL. Its seeded database is made once and kept as a file.

Run as a program it makes that file, so that `scripts/test` can do it beside everything else.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests import postgresql
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
LOGIN, POWERLESS, PASSWORD = "countersign", "powerless", "a password of the tests"
#: What each purchase order is for: the contract, the draft invoice that Tryton makes of one, one that is received in part.
POSTED_TO, WITH_A_DRAFT, RECEIVED = "P-CONTRACT", "P-DRAFT", "P-RECEIVED"
ACTIVATION, SEED = (Path(__file__).with_name(f"tryton_{name}.py") for name in ("activation", "seed"))
#: What is activated, with everything these need.
_MODULES = ("account_fr", "purchase", "sale", "sale_product_customer", "party_siret", "bank")
#: Seconds that trytond may take to start.
_PATIENCE = 60


@dataclass(frozen=True)
class Tryton:
    """A running trytond with a database of its own."""

    url: str
    database: str
    postgresql_url: str


@contextlib.contextmanager
def running(postgresql_server: str) -> Iterator[Tryton]:
    """A trytond on a port of this machine, with a new database that holds what the seed says, until the block ends."""
    with postgresql.database(postgresql_server) as url, tempfile.TemporaryDirectory() as folder:
        name = str(make_url(url).database)
        _run([postgresql.programs_folder() / "pg_restore", "--no-owner", "-d", _libpq(url), _kept(postgresql_server)])
        port = free_port()
        configuration, log = Path(folder, "trytond.conf"), Path(folder, "log")
        configuration.write_text(f"[web]\nlisten = 127.0.0.1:{port}\n[database]\npath = {folder}\n", encoding="utf-8")
        command = [sys.executable, "-m", "trytond.cli", "-c", str(configuration), "-d", name]
        with log.open("wb") as output, subprocess.Popen(command, env=_environment(postgresql_server), stderr=output) as process:
            try:
                _wait_for(process, port, log)
                yield Tryton(f"http://127.0.0.1:{port}", name, url)
            finally:
                process.kill()


def _kept(postgresql_server: str) -> Path:
    """The file with the seeded database; made when the packages or the seed have changed, by one process while the others wait."""
    made_of = b"".join(file.read_bytes() for file in (ROOT / "requirements-dev.lock", ACTIVATION, SEED, Path(__file__)))
    file = ROOT / "var" / f"tryton-{sha256(made_of).hexdigest()[:16]}.dump"
    file.parent.mkdir(exist_ok=True)
    with (file.parent / "tryton.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for older in file.parent.glob("tryton-*.dump"):
                older.unlink()
            _make(postgresql_server, file)
    return file


def _make(postgresql_server: str, file: Path) -> None:
    with postgresql.database(postgresql_server) as url, tempfile.TemporaryDirectory() as folder:
        name = make_url(url).database
        password = Path(folder, "password")
        password.write_text("admin", encoding="utf-8")
        environment = {**_environment(postgresql_server), "TRYTONPASSFILE": str(password)}
        # In one call with the address: without one it asks on standard input, and a second call does not mend the user.
        activate = [
            "-m",
            "tests.contract.tryton_activation",
            "-d",
            name,
            "-u",
            *_MODULES,
            "--activate-dependencies",
            "--email",
            "admin@tryton.example",
        ]
        for arguments in (activate, ["-m", "tests.contract.tryton_seed", name]):
            _run([sys.executable, *arguments], environment)
        new = file.with_suffix(f".{os.getpid()}")
        _run([postgresql.programs_folder() / "pg_dump", "-Fc", "-f", new, _libpq(url)])
        new.rename(file)


def _run(command: list[str | Path], environment: Mapping[str, str] | None = None) -> None:
    """Run a program; what it writes is shown only when it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"The Tryton of the tests cannot be made ({Path(command[0]).name}):\n{done.stderr[-2000:]}")


def _libpq(url: str) -> str:
    """A database as PostgreSQL's own programs name it."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _environment(postgresql_server: str) -> dict[str, str]:
    """Where trytond looks for databases: on this server."""
    server = make_url(postgresql_server).set(drivername="postgresql", database="")
    return {**os.environ, "TRYTOND_DATABASE_URI": server.render_as_string(hide_password=False)}


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(_PATIENCE * 10):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"trytond did not start:\n{log.read_text(errors='replace')[-2000:]}")


if __name__ == "__main__":
    with postgresql.server() as server:
        _kept(server)
