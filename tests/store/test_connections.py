"""An organisation's connection to its ERP: kept sealed, changed with an event that tells no answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from backend.model.audit import Actor
from backend.settings import Settings
from backend.store import KeptConnection, open_store
from tests import examples
from tests.catalogs import fill

NADIA = Actor("nadia", "Nadia Roche")
ODOO = KeptConnection("odoo", {"url": "https://odoo.example", "key": "the-secret-key"})


def everything(store):
    """Every text in the database."""
    with store.database.reading() as connection:
        tables = ("connections", "audit_events", "catalogs", "organisations")
        return "\n".join(str(row) for table in tables for row in connection.execute(text(f"SELECT * FROM {table}")))  # noqa: S608


def events(store):
    """Action and details of the organisation's events."""
    with store.database.reading() as connection:
        rows = connection.execute(text("SELECT action, details FROM audit_events ORDER BY sequence"))
        return [(row.action, row.details) for row in rows]


def test_a_connection_comes_back_with_its_answers(scope):
    assert scope.connection.sealed() is None
    scope.connection.put(ODOO, NADIA)
    sealed = scope.connection.sealed()

    assert scope.connection.opened(sealed) == ODOO
    assert sealed.kind == "odoo"
    assert abs((datetime.now(UTC) - sealed.updated_at).total_seconds()) < 60


def test_nothing_of_the_answers_can_be_read_in_the_database(store, scope):
    scope.connection.put(ODOO, NADIA)
    scope.connection.put(replace(ODOO, answers={**ODOO.answers, "key": "the-second-key"}), NADIA)

    kept = everything(store)
    assert "odoo.example" not in kept
    assert "the-sec" not in kept
    assert "the-sec" not in repr(ODOO) + repr(scope.connection.sealed())


def test_every_change_says_who_which_erp_and_which_answers_but_not_what_they_are(store, scope):
    scope.connection.put(ODOO, NADIA)
    scope.connection.put(replace(ODOO, answers={"url": "https://odoo.example", "key": "another", "company": "2"}), NADIA)
    scope.connection.put(KeptConnection("dolibarr", {"url": "https://odoo.example"}), NADIA)
    scope.connection.remove(NADIA)
    scope.connection.remove(NADIA)

    assert events(store) == [
        ("connected", '{"erp":"odoo","changed":["key","url"]}'),
        ("connected", '{"erp":"odoo","changed":["company","key"]}'),
        ("connected", '{"erp":"dolibarr","changed":["url"]}'),
        ("disconnected", '{"erp":"dolibarr"}'),
    ]
    assert scope.audit.verify() is None
    assert scope.connection.sealed() is None


def test_each_save_is_noticed_even_when_nothing_changed(scope):
    seen = set()
    for _ in range(3):
        scope.connection.put(ODOO, NADIA)
        seen.add(scope.connection.sealed().sealed)
    assert len(seen) == 3


def test_a_connection_is_one_organisations_and_no_row_opens_under_another_name(store, scope):
    scope.connection.put(ODOO, NADIA)
    other = store.scoped("autre").connection

    assert other.sealed() is None
    with pytest.raises(ValueError, match="secret"):
        other.opened(scope.connection.sealed())


def test_the_catalog_of_the_erp_before_is_dropped(scope):
    for change in (lambda: scope.connection.put(ODOO, NADIA), lambda: scope.connection.remove(NADIA)):
        fill(scope, examples.CATALOG)
        change()
        assert not scope.catalog.counts()


def test_other_answers_about_the_same_erp_keep_its_catalog(scope):
    fill(scope, examples.CATALOG)
    scope.connection.put(ODOO, NADIA, is_other=False)
    assert scope.catalog.counts()["items"] == 2


def test_what_an_old_secret_sealed_is_sealed_anew(database_url, tmp_path):
    def scope(**secrets):
        return open_store(Settings(data_folder=tmp_path, database_url=database_url, **secrets), migrated=False).scoped("delorme")

    first = scope(secret_key="first")
    with first.connection.database.writing() as connection:
        connection.execute(text("INSERT INTO organisations (id, name) VALUES ('delorme', 'Delorme SAS')"))
    first.connection.put(ODOO, NADIA)
    lost, rotated = scope(secret_key="second"), scope(secret_key="second", old_secret_keys="first")

    lost.connection.renew()
    with pytest.raises(ValueError, match="secret"):
        lost.connection.opened(lost.connection.sealed())
    assert rotated.connection.opened(rotated.connection.sealed()) == ODOO
    rotated.connection.renew()
    sealed = rotated.connection.sealed()
    rotated.connection.renew()
    assert rotated.connection.sealed() == sealed
    assert lost.connection.opened(sealed) == ODOO
    lost.connection.put(KeptConnection("odoo", {}), NADIA)
    for each in (first, lost, rotated):
        each.connection.database.engine.dispose()


def test_a_connection_that_no_secret_opens_can_be_entered_anew(database_url, tmp_path, store):
    store.scoped("delorme").connection.put(ODOO, NADIA)
    lost = open_store(Settings(data_folder=tmp_path, database_url=database_url, secret_key="lost"), migrated=False)
    lost.scoped("delorme").connection.put(ODOO, NADIA)
    assert lost.scoped("delorme").connection.opened(lost.scoped("delorme").connection.sealed()) == ODOO
    lost.database.engine.dispose()
