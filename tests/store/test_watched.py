"""Watched mailboxes as they are kept: one organisation's, changed with an event, held by one worker at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from backend.errors import BadInput, NotFound
from backend.model.audit import Actor
from backend.model.sentence import Sentence
from backend.model.watched import PickingRule, Watch

NADIA = Actor("nadia", "Nadia Roche")
NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
RULE = PickingRule("Orders", ("mistral.example",), ("order", "commande"), only_with_attachments=True)


@pytest.fixture
def mailbox(scope):
    return scope.watched.add("outlook", "orders@delorme.example", RULE, NADIA, NOW)


def claimed(scope, mailbox, holder="me"):
    return scope.watched.claim(mailbox.id, holder, NOW, lambda _: False)


def test_a_mailbox_comes_back_as_it_was_added_and_belongs_to_one_organisation(store, scope, mailbox):
    assert scope.watched.all() == (scope.watched.get(mailbox.id),) == (mailbox,)
    other = store.scoped("autre").watched
    assert other.all() == ()
    with pytest.raises(NotFound):
        other.get(mailbox.id)
    other.announce(mailbox.id, in_doubt_since=NOW)
    other.forget(mailbox.id)
    assert other.claim(mailbox.id, "me", NOW, lambda _: True) is None
    assert scope.watched.get(mailbox.id) == mailbox


def test_what_is_wanted_of_it_is_audited_and_a_folder_is_watched_once(store, scope, mailbox):
    with pytest.raises(BadInput):
        scope.watched.add("outlook", "Orders@Delorme.example", PickingRule("orders"), NADIA, NOW)
    scope.watched.want(mailbox.id, Watch.PAUSED, NADIA)
    scope.watched.want(mailbox.id, Watch.PAUSED, NADIA)
    scope.watched.want(mailbox.id, Watch.ENDED, NADIA)
    with pytest.raises(NotFound):
        scope.watched.want(mailbox.id, Watch.ACTIVE, NADIA)
    again = scope.watched.add("outlook", "orders@delorme.example", RULE, NADIA, NOW)

    with store.database.reading() as connection:
        actions = connection.execute(text("SELECT action FROM audit_events ORDER BY sequence")).scalars().all()
    assert actions == ["watching_active", "watching_paused", "watching_ended", "watching_active"]
    scope.watched.forget(mailbox.id)
    assert scope.watched.all() == (again,)


def test_one_worker_holds_it_and_what_others_write_meanwhile_stays(scope, mailbox):
    held = claimed(scope, mailbox)
    assert claimed(scope, mailbox, "other") is None
    scope.watched.announce(mailbox.id)
    saved = scope.watched.save(held, cursor="c", read_at=NOW, problem=Sentence("Non.", "No."))
    assert (saved.asked, saved.answered, saved.cursor, saved.read_at, saved.problem.en) == (1, 0, "c", NOW, "No.")

    taken = scope.watched.claim(mailbox.id, "other", NOW, lambda _: True)
    assert scope.watched.save(held, cursor="late").cursor == "c"
    scope.watched.release(taken.id, problem=None)
    assert (claimed(scope, mailbox).problem, scope.watched.get(mailbox.id).holder) == (None, "me")


def test_a_notification_proves_itself_by_a_secret_that_is_not_kept(store, scope, mailbox):
    assert not mailbox.is_told_by("")
    client_state = scope.watched.prove(claimed(scope, mailbox))
    kept = scope.watched.get(mailbox.id)
    assert kept.is_told_by(client_state)
    assert not kept.is_told_by(client_state[:-1])
    with store.database.reading() as connection:
        assert client_state not in str(connection.execute(text("SELECT * FROM watched_mailboxes")).all())
    assert scope.watched.prove(kept) != client_state
    assert not scope.watched.get(mailbox.id).is_told_by(client_state)


def test_a_subscription_that_is_in_doubt_is_over(scope, mailbox):
    scope.watched.save(claimed(scope, mailbox), expires_at=NOW + timedelta(days=6))
    scope.watched.announce(mailbox.id, in_doubt_since=NOW)
    assert scope.watched.get(mailbox.id).expires_at == NOW
