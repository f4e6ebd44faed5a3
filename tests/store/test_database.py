"""The database: its migrations, its transactions, and what is kept beside mails and cases."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, inspect, text
from sqlalchemy.exc import IntegrityError

from backend.errors import NotFound
from backend.model.user import Role, User
from backend.settings import PROJECT, Settings
from backend.store import Organisation, open_store
from backend.store.blobs import Blobs
from backend.store.database import connect
from backend.store.migrate import NEWEST, migrate, version
from backend.store.tables import metadata
from tests import postgresql

MIGRATIONS = PROJECT / "backend" / "store" / "migrations"


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert version(connection) == NEWEST


def test_the_newest_migration_is_the_one_the_code_names():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_current_head() == NEWEST


def test_migrating_again_does_nothing(store):
    assert migrate(store.database) is False


def test_mails_of_before_get_the_names_that_their_senders_gave_them(tmp_path):
    database = connect(f"sqlite:///{tmp_path / 'old.sqlite'}")
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0009")
        connection.execute(text("INSERT INTO organisations (id, name) VALUES ('o', 'O')"))
        adding = "INSERT INTO mails (organisation, id, mailbox, reference, status, content, touched_at, received_at)"
        adding += " VALUES ('o', :id, 'upload', :id, 'prepared', :content, '2026-01-01', :at)"
        for id_, name, sender in (
            ("1", "<a>", "x@y.fr"),
            ("2", "<a>", "X@y.fr"),
            ("3", "<b>", "x@y.fr"),
            ("4", "<b>", "eve@z.fr"),
            ("5", "", ""),
        ):
            content = json.dumps({"message_id": name, "sender": {"email": sender}})
            connection.execute(text(adding), {"id": id_, "content": content, "at": f"2026-01-0{id_}"})
        naming = "INSERT INTO mail_references (organisation, mailbox, reference, mail_id) VALUES ('o', 'message-id', '<b>', '4')"
        connection.execute(text(naming))
    migrate(database)
    with database.reading() as connection:
        kept = connection.execute(text("SELECT mailbox, reference, mail_id FROM mail_references ORDER BY 1, 2")).all()
    assert kept == [("disputed message-id", "<b>", "4"), ("message-id", "<a>", "1"), ("message-id", "<b>", "4")]
    database.engine.dispose()


def test_processes_that_start_together_migrate_once(tmp_path, postgresql_server):
    with postgresql.database(postgresql_server) as url:
        for database_url in (url, f"sqlite:///{tmp_path / 'new.sqlite'}"):
            databases = [connect(database_url) for _ in range(3)]
            threads = [threading.Thread(target=migrate, args=(database,)) for database in databases]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            for database in databases:
                with database.reading() as connection:
                    assert version(connection) == NEWEST
                database.engine.dispose()


def test_every_table_but_that_of_organisations_carries_the_organisation_in_its_key():
    for table in metadata.sorted_tables:
        if table.name != "organisations":
            assert isinstance(table.c.get("organisation"), Column), table.name
            assert "organisation" in table.primary_key.columns, table.name


def test_foreign_keys_are_enforced(store):
    with pytest.raises(IntegrityError), store.database.writing() as connection:
        connection.execute(text("INSERT INTO users (organisation, id, content) VALUES ('nowhere', 'x', '{}')"))


def test_sqlite_writes_ahead_and_waits_for_others(tmp_path):
    database = connect(f"sqlite:///{tmp_path / 'x.sqlite'}")

    with database.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() >= 5000
    database.engine.dispose()


def test_a_transaction_that_fails_leaves_nothing(store):
    def fail():
        with store.database.writing() as connection:
            connection.execute(text("INSERT INTO organisations (id, name) VALUES ('new', 'New')"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert store.organisation("new") is None


def test_other_databases_are_refused():
    with pytest.raises(ValueError, match="SQLite or PostgreSQL"):
        connect("mysql://localhost/x")


def test_an_organisation_is_added_once(store):
    assert store.add_organisation(Organisation("delorme", "Other name")) is False
    assert store.organisation("delorme").name == "Delorme SAS"
    assert [organisation.id for organisation in store.organisations()] == ["autre", "delorme"]


def test_users_are_those_of_one_organisation(store, scope):
    claire = User("claire", "delorme", "Claire", "c@delorme.example")
    scope.users.put(claire)
    scope.users.put(replace(claire, role=Role.ADMINISTRATOR))

    assert scope.users.all() == (replace(claire, role=Role.ADMINISTRATOR),)
    with pytest.raises(NotFound):
        store.scoped("autre").users.get("claire")
    with pytest.raises(ValueError, match="another organisation"):
        store.scoped("autre").users.put(claire)


def test_a_store_can_be_opened_where_there_is_nothing_yet(tmp_path):
    store = open_store(Settings(data_folder=tmp_path / "deep" / "folder"))

    assert inspect(store.database.engine).has_table("cases")
    store.database.engine.dispose()


def test_a_blob_is_kept_under_its_hash_once(tmp_path):
    blobs = Blobs(f"file://{tmp_path}")

    names = {blobs.put(b"content"), blobs.put(b"content")}

    assert len(names) == 1
    assert blobs.get(names.pop()) == b"content"
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_a_damaged_or_missing_blob_is_not_found(tmp_path):
    blobs = Blobs(f"file://{tmp_path}")
    name = blobs.put(b"content")
    (tmp_path / name[:2] / name).write_bytes(b"c0ntent")

    with pytest.raises(NotFound, match="damaged"):
        blobs.get(name)
    with pytest.raises(NotFound, match="missing"):
        blobs.get("0" * 64)


def test_blobs_go_wherever_fsspec_goes():
    blobs = Blobs("memory://countersign-test")

    assert blobs.get(blobs.put(b"far away")) == b"far away"
