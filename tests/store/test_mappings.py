"""Versions of a mapping: none is ever changed, one is the latest, and each organisation has its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.errors import Conflict, NotFound
from backend.model.audit import Actor
from backend.model.mapping import Action, Effect, Mapping, Rule

NADIA = Actor("nadia", "Nadia Roche")
FIRST, SECOND = (Mapping((Rule((), Effect(Action.SET, value, "warehouse")),)) for value in ("LYO", "NTE"))


def test_the_latest_version_is_the_one_in_use_and_every_older_one_stays(scope):
    assert (scope.mapping.current().version, scope.mapping.current().mapping) == (0, Mapping())
    scope.mapping.put(FIRST, 0, NADIA)
    scope.mapping.put(SECOND, 1, NADIA)
    restored = scope.mapping.put(scope.mapping.get(1).mapping, 2, NADIA, restored=1)
    assert scope.mapping.current() == restored
    assert [(kept.version, kept.mapping, kept.restored) for kept in scope.mapping.versions(9)] == [
        (3, FIRST, 1),
        (2, SECOND, 0),
        (1, FIRST, 0),
    ]
    assert {kept.saved_by for kept in scope.mapping.versions(9)} == {"Nadia Roche"}


def test_saving_over_a_version_that_is_not_the_latest_is_a_conflict(scope):
    scope.mapping.put(FIRST, 0, NADIA)
    with pytest.raises(Conflict):
        scope.mapping.put(SECOND, 0, NADIA)
    assert scope.mapping.current().mapping == FIRST


def test_of_two_who_save_at_once_one_is_told(scope):
    def save(mapping):
        try:
            return scope.mapping.put(mapping, 0, NADIA).mapping
        except Conflict:
            return None

    with ThreadPoolExecutor(2) as pool:
        saved = list(pool.map(save, (FIRST, SECOND)))
    assert saved.count(None) == 1
    assert scope.mapping.current().mapping in saved


def test_a_mapping_is_one_organisations(store, scope):
    scope.mapping.put(FIRST, 0, NADIA)
    other = store.scoped(next(one for one in store.organisations() if one.id != scope.organisation).id)
    assert other.mapping.current().version == 0
    with pytest.raises(NotFound):
        other.mapping.get(1)
    assert other.mapping.put(SECOND, 0, NADIA).version == 1


def test_saving_is_in_the_audit_trail(scope):
    scope.mapping.put(FIRST, 0, NADIA)
    event = scope.audit.of_case("")[-1]
    assert (event.action, event.actor, event.details) == ("mapped", NADIA, {"version": 1, "rules": 1, "restored": 0})
    assert scope.audit.verify() is None
