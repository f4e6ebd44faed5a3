"""What every test may use."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import hypothesis
import pytest

from backend.settings import Settings
from backend.store import Organisation, open_store
from tests import postgresql

GOLDEN = Path(__file__).parent / "golden"

# A busy machine fails no test: time is measured by scripts/bench.
hypothesis.settings.register_profile("countersign", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("countersign")


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write the golden files anew instead of comparing; a person reads the diff"
    )


@pytest.fixture
def golden(request):
    """A function that compares a text, or anything that can be JSON, with the golden file of that name."""

    def compare(name, content):
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=2) + "\n"
        file = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file} does not exist: run pytest --rewrite-golden and read what it writes"
        assert text == file.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def settings(tmp_path):
    """An installation of its own, in demo mode."""
    return Settings(data_folder=tmp_path / "var", secret_key="for tests", demo=True)


@pytest.fixture(scope="session")
def postgresql_server():
    """The URL of a PostgreSQL server."""
    with postgresql.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server):
    """The URL of a migrated database for one test after the other."""
    with postgresql.database(postgresql_server) as url:
        open_store(Settings(database_url=url, blobs_url="memory://")).database.engine.dispose()
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A migrated SQLite file that others are copied from."""
    settings = Settings(data_folder=tmp_path_factory.mktemp("sqlite"))
    open_store(settings).database.engine.dispose()
    return settings.data_folder / "countersign.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """The URL of a migrated database with nothing in it, once on each kind; no test may change its tables themselves."""
    if request.param == "sqlite":
        file = tmp_path / "store.sqlite"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), file)
        yield f"sqlite:///{file}"
        return
    url = request.getfixturevalue("migrated_postgresql")
    postgresql.empty(url)
    yield url


@pytest.fixture
def store(database_url, tmp_path):
    """A store with the organisations `delorme` and `autre`, once on each kind of database."""
    store = open_store(Settings(data_folder=tmp_path, database_url=database_url), migrated=False)
    store.add_organisation(Organisation("delorme", "Delorme SAS"))
    store.add_organisation(Organisation("autre", "Autre SARL"))
    yield store
    store.database.engine.dispose()


@pytest.fixture
def scope(store):
    """The organisation `delorme`."""
    return store.scoped("delorme")
