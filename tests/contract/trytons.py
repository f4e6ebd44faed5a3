"""A real Tryton for tests: trytond on PostgreSQL. Its seeded database is made once, kept as a file, and copied for each class of tests.

Run as a program it makes that file, so that `scripts/test` can do it while other checks run.
"""

from __future__ import annotations

import contextlib
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

ROOT = Path(__file__).parents[2]
SEED = Path(__file__).with_name("tryton_seed.py")
_TEMPLATE = "tryton_template"
#: What is activated, with everything these need.
_MODULES = ("account_fr", "purchase", "sale", "sale_product_customer", "party_siret", "bank")
#: Seconds that trytond may take to start.
_PATIENCE = 60


@dataclass(frozen=True)
class Tryton:
    """A running trytond, and the server on which databases made for it are found by it."""

    url: str
    postgresql_url: str

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The name of a new database with what the seed says, gone afterwards."""
        with postgresql.database(self.postgresql_url, _TEMPLATE) as url:
            yield make_url(url).database


@contextlib.contextmanager
def running(postgresql_url: str) -> Iterator[Tryton]:
    """A trytond on a port of this machine, until the block ends."""
    with postgresql.database(postgresql_url, name=_TEMPLATE) as template, tempfile.TemporaryDirectory() as folder:
        _run([postgresql.programs_folder() / "pg_restore", "--no-owner", "-d", _libpq(template), _kept(postgresql_url)])
        port = _free_port()
        configuration, log = Path(folder, "trytond.conf"), Path(folder, "log")
        configuration.write_text(f"[web]\nlisten = 127.0.0.1:{port}\n[database]\npath = {folder}\n", encoding="utf-8")
        command = [sys.executable, "-m", "trytond.cli", "-c", str(configuration)]
        with log.open("wb") as output, subprocess.Popen(command, env=_environment(postgresql_url), stderr=output) as process:
            try:
                _wait_for(process, port, log)
                yield Tryton(f"http://127.0.0.1:{port}", postgresql_url)
            finally:
                process.kill()


def _kept(postgresql_url: str) -> Path:
    """The file with the seeded database; made when the packages or the seed have changed."""
    made_of = b"".join(file.read_bytes() for file in (ROOT / "requirements-dev.lock", SEED))
    file = ROOT / "var" / f"tryton-{sha256(made_of).hexdigest()[:16]}.dump"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        for older in file.parent.glob("tryton-*.dump"):
            older.unlink()
        _make(postgresql_url, file)
    return file


def _make(postgresql_url: str, file: Path) -> None:
    with postgresql.database(postgresql_url) as url, tempfile.TemporaryDirectory() as folder:
        name = make_url(url).database
        password = Path(folder, "password")
        password.write_text("admin", encoding="utf-8")
        environment = {**_environment(postgresql_url), "TRYTONPASSFILE": str(password)}
        # In one call with the address: without one it asks on standard input, and a second call does not mend the user.
        activate = ["-m", "trytond.cli.admin", "-d", name, "-u", *_MODULES, "--activate-dependencies", "--email", "admin@tryton.example"]
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


def _environment(postgresql_url: str) -> dict[str, str]:
    """Where trytond looks for databases: on this server."""
    server = make_url(postgresql_url).set(drivername="postgresql", database="")
    return {**os.environ, "TRYTOND_DATABASE_URI": server.render_as_string(hide_password=False)}


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


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
