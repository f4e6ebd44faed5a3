"""The audit trail: chained, complete, and refused to anybody who would change it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.model.audit import Actor
from backend.store import Breach, Event

CLAIRE = Actor("claire", "Claire Martin")


def five_events(scope):
    return [scope.audit.append(Event(CLAIRE, "corrected", "m1", "m1-1", {"amount": Decimal("1.10"), "n": n})) for n in range(5)]


def meddle(store, *statements):
    """Do to the events what only somebody with the database's own keys can: first take away what protects them."""
    if store.database.engine.dialect.name == "sqlite":
        unprotected = tuple(f"DROP TRIGGER audit_events_refuse_{change}" for change in ("update", "delete"))
    else:
        unprotected = ("SET LOCAL session_replication_role = replica",)
    with store.database.writing() as connection:
        for statement in (*unprotected, *statements):
            connection.execute(text(statement))


def test_each_event_is_chained_to_the_one_before(scope):
    events = five_events(scope)

    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert [event.previous_digest for event in events] == ["", *(event.digest for event in events[:-1])]
    assert list(scope.audit.of_case("m1-1")) == events
    assert scope.audit.verify() is None


def test_each_organisation_has_its_own_chain(store, scope):
    five_events(scope)

    assert store.scoped("autre").audit.append(Event(CLAIRE, "received")).sequence == 1
    assert store.scoped("autre").audit.of_case("m1-1") == ()


def test_events_that_are_recorded_at_once_make_one_chain(scope):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: scope.audit.append(Event(CLAIRE, "corrected", details={"n": n})), range(40)))

    assert scope.audit.verify() is None
    assert scope.audit.append(Event(CLAIRE, "corrected")).sequence == 41


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_events SET actor_name = 'Eve' WHERE sequence = 2",
        "DELETE FROM audit_events WHERE sequence = 2",
        "DELETE FROM audit_events",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(store, scope, statement):
    five_events(scope)

    with pytest.raises(DBAPIError, match="never changed and never deleted"), store.database.writing() as connection:
        connection.execute(text(statement))

    assert scope.audit.verify() is None


def test_the_database_refuses_to_empty_the_table(store, scope):
    five_events(scope)
    # SQLite has no TRUNCATE.
    statement = "DELETE FROM audit_events" if store.database.engine.dialect.name == "sqlite" else "TRUNCATE audit_events"

    with pytest.raises(DBAPIError, match="never changed"), store.database.writing() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("statement", "sequence", "words"),
    [
        ("UPDATE audit_events SET actor_name = 'Eve' WHERE sequence = 3", 3, "was changed"),
        ("UPDATE audit_events SET details = '{}' WHERE sequence = 2", 2, "was changed"),
        ("UPDATE audit_events SET previous_digest = 'x' WHERE sequence = 4", 4, "does not follow"),
        ("DELETE FROM audit_events WHERE sequence = 3", 3, "is missing"),
        ("DELETE FROM audit_events WHERE sequence = 5", 5, "cut short"),
        ("DELETE FROM audit_events", 1, "cut short"),
    ],
)
def test_verifying_names_the_first_broken_event(store, scope, statement, sequence, words):
    five_events(scope)

    meddle(store, statement)

    breach = scope.audit.verify()
    assert isinstance(breach, Breach)
    assert breach.sequence == sequence
    assert words in breach.sentence


def test_an_event_that_was_forged_with_a_right_digest_breaks_the_chain_after_it(store, scope):
    events = five_events(scope)
    forged = type(events[1])(**{**vars(events[1]), "actor": Actor("eve", "Eve")})

    values = f"actor_id = 'eve', actor_name = 'Eve', digest = '{forged.computed_digest()}'"
    meddle(store, f"UPDATE audit_events SET {values} WHERE sequence = 2")  # noqa: S608 — a digest of our own making

    assert scope.audit.verify().sequence == 3
