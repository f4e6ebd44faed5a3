"""Mails: kept once, read back whole, and their revision."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.errors import NotFound
from backend.model.audit import SYSTEM, Actor
from backend.model.case import MailStatus
from backend.model.finding import Finding, Severity
from backend.model.mail import Address, Attachment
from backend.model.sentence import Sentence
from backend.store import Event, OpenedCase
from tests import examples

CLAIRE = Actor("claire", "Claire Martin")
AGES_AGO, SOON = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(hours=1)
XML = Attachment("1.1", "factur-x.xml", "application/xml", b"<Invoice/>")


def add(scope, number=1):
    return scope.mails.add(examples.mail(number), "practice", f"r{number}", CLAIRE)[0]


def prepared(scope, stored, *cases):
    opened = [OpenedCase(case) for case in cases]
    documents = (examples.document("0", "Bonjour"), examples.document("1", parts=(XML,)))
    warning = Finding("READ", Severity.WARNING, Sentence("fr", "en"))
    return scope.mails.prepared(stored.id, documents, opened, (warning,), Event(SYSTEM, "prepared", stored.id))


def test_a_mail_comes_back_whole(scope):
    stored = add(scope)

    assert scope.mails.whole(stored.id) == examples.mail(1)
    assert stored.status is MailStatus.RECEIVED
    assert [(a.part, a.size) for a in stored.attachments] == [("1", 6)]


def test_a_message_id_names_the_first_mail_that_its_sender_gave_it(scope):
    first = add(scope)
    written_out_otherwise = replace(examples.mail(1), subject="Something else")
    assert scope.mails.add(written_out_otherwise, "practice", "other", CLAIRE)[0].id != first.id
    assert scope.mails.of_message_id(first.mail.message_id).id == first.id
    assert scope.mails.of_message_id("<never@seen>") is None


@pytest.mark.parametrize("comes_first", [True, False])
def test_a_message_id_under_which_somebody_else_writes_too_names_nothing(scope, comes_first):
    forged = replace(examples.mail(1), sender=Address("mallory@example.org"), forwarded_by=None)
    for number, mail in enumerate((forged, examples.mail(1)) if comes_first else (examples.mail(1), forged)):
        scope.mails.add(mail, "practice", str(number), CLAIRE)

    assert scope.mails.of_message_id(forged.message_id) is None


def test_the_same_message_from_two_mailboxes_is_one_mail(scope):
    first, created = scope.mails.add(examples.mail(), "practice", "a", CLAIRE)
    second, created_again = scope.mails.add(examples.mail(), "graph", "b", Actor("karim", "Karim"))

    assert (created, created_again) == (True, False)
    assert first.id == second.id
    assert scope.mails.of_reference("graph", "b").id == first.id
    assert scope.mails.of_reference("graph", "c") is None


def test_a_copy_with_other_bytes_that_says_the_same_is_the_same_mail(scope):
    first = add(scope)
    copy = replace(
        examples.mail(), digest="f" * 64, text="Bonjour,\r\nvoici notre facture.\r\n", recipients=(Address("achats@mistral.example"),)
    )
    second, created = scope.mails.add(copy, "upload", "b", CLAIRE)

    assert not created
    assert second.id == first.id


def test_a_copy_whose_html_a_mail_client_wrote_anew_is_the_same_mail(scope):
    page = "<p>Bonjour,</p><p>voici&nbsp;notre facture.</p>"
    first, _ = scope.mails.add(replace(examples.mail(), html=page), "practice", "a", CLAIRE)
    anew = f'<html><head><style>p {{ margin: 0 }}</style></head><body><div class="WordSection1">{page}</div></body></html>'
    second, created = scope.mails.add(replace(examples.mail(), text="Bonjour, voici notre facture.", html=anew), "upload", "b", CLAIRE)

    assert not created
    assert second.id == first.id


@pytest.mark.parametrize(
    "changes",
    [
        {"attachments": (Attachment("1", "facture-1.pdf", "application/pdf", b"%PDF forged"),)},
        {"text": "Bonjour, voici notre nouvel IBAN."},
        {"html": "<p>Bonjour</p>"},
        {"sender": Address("compta@1eroy.example", "Papeterie Leroy")},
    ],
)
def test_one_message_id_that_says_something_else_is_another_mail(scope, changes):
    first = add(scope)
    second, created = scope.mails.add(replace(examples.mail(), **changes), "practice", "b", CLAIRE)

    assert created
    assert second.id != first.id


def test_a_mail_without_message_id_and_digest_is_told_apart_by_its_content(scope):
    bare = replace(examples.mail(), message_id="", digest="")
    other = replace(bare, attachments=(replace(bare.attachments[0], content=b"other"),))

    assert scope.mails.id_of(bare) == scope.mails.id_of(bare)
    assert scope.mails.id_of(bare) != scope.mails.id_of(other)


def test_many_who_open_one_message_at_once_make_one_mail(scope):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda n: scope.mails.add(examples.mail(), "practice", f"r{n % 2}", CLAIRE), range(16)))

    assert len({stored.id for stored, _ in results}) == 1
    assert sum(created for _, created in results) == 1
    assert [event.action for event in scope.audit.of_mail(results[0][0].id)] == ["received"]


def test_what_a_hostile_header_holds_is_kept(scope):
    hostile = replace(examples.mail(), subject="a\0b\ud800", message_id="\0<x>\udfff")

    stored, _ = scope.mails.add(hostile, "practice", "r\0\ud800", CLAIRE)

    assert scope.mails.whole(stored.id) == hostile
    assert scope.mails.of_reference("practice", "r\0\ud800").id == stored.id


def test_another_organisation_sees_nothing_of_it(store, scope):
    stored = add(scope)
    prepared(scope, stored, examples.case(mail_id=stored.id))
    stranger = store.scoped("autre")

    for look in (stranger.mails.get, stranger.mails.whole, stranger.mails.revision):
        with pytest.raises(NotFound):
            look(stored.id)
    with pytest.raises(NotFound):
        stranger.mails.attachment(stored.id, "1")
    with pytest.raises(NotFound):
        stranger.blobs.get(stored.attachments[0].content_hash)
    assert stranger.mails.documents(stored.id) == ()
    assert stranger.mails.of_reference("practice", "r1") is None
    assert stranger.mails.take_left_behind(SOON, SOON) == ()
    assert stranger.mails.claim(stored.id, "eve", SOON) is None


def test_preparing_keeps_documents_cases_and_what_was_found_inside(scope):
    stored = add(scope)

    assert prepared(scope, stored, examples.case(mail_id=stored.id))

    now = scope.mails.get(stored.id)
    assert now.status is MailStatus.PREPARED
    assert now.revision > stored.revision
    assert [(a.part, a.pages, a.is_nested) for a in now.attachments] == [("1", 1, False), ("1.1", 0, True)]
    assert [a.part for a in now.mail.attachments] == ["1"]
    assert [d.part for d in scope.mails.documents(stored.id)] == ["0", "1"]
    assert scope.mails.document(stored.id, "1").pages == examples.document().pages
    assert scope.mails.attachment(stored.id, "1.1") == XML
    assert [f.rule for f in now.findings] == ["READ"]
    assert [c.id for c in scope.cases.of_mail(stored.id)] == [f"{stored.id}-1"]


def test_preparing_twice_changes_nothing_the_second_time(scope):
    stored = add(scope)
    case = examples.case(mail_id=stored.id)
    prepared(scope, stored, case)
    scope.cases.save(replace(scope.cases.get(case.id), question="corrected"), "corrected", CLAIRE)

    assert not prepared(scope, stored, case)

    assert scope.cases.get(case.id).question == "corrected"
    assert [event.action for event in scope.audit.of_mail(stored.id)] == ["received", "prepared", "corrected"]


def test_a_part_that_is_not_there_is_not_found(scope):
    stored = add(scope)

    with pytest.raises(NotFound):
        scope.mails.attachment(stored.id, "7")
    with pytest.raises(NotFound):
        scope.mails.document(stored.id, "1")


def test_progress_is_a_new_revision(scope):
    stored = add(scope)

    scope.mails.show_progress(stored.id, {"step": "reading", "attachment": "facture.pdf", "page": 2, "pages": 3})

    now = scope.mails.get(stored.id)
    assert now.progress == {"step": "reading", "attachment": "facture.pdf", "page": 2, "pages": 3}
    assert now.revision == stored.revision + 1


def test_whoever_waits_sees_a_change_at_once(scope):
    stored = add(scope)
    timer = threading.Timer(0.1, lambda: scope.mails.show_progress(stored.id, {"step": "reading"}))
    timer.start()
    began = datetime.now(UTC)

    now = scope.mails.wait(stored.id, stored.revision, 5)

    assert now.revision == stored.revision + 1
    assert datetime.now(UTC) - began < timedelta(seconds=1)
    timer.join()


def test_waiting_ends_when_its_time_is_over(scope):
    stored = add(scope)

    assert scope.mails.wait(stored.id, stored.revision, 0.05).revision == stored.revision


def test_a_mail_is_prepared_by_one_at_a_time(scope):
    stored = add(scope)

    assert scope.mails.claim(stored.id, "a", AGES_AGO) == 1
    assert scope.mails.claim(stored.id, "b", AGES_AGO) is None
    assert scope.mails.claim(stored.id, "b", SOON) == 2, "the first has been silent for too long"
    scope.mails.release(stored.id)
    assert scope.mails.claim(stored.id, "a", AGES_AGO) == 3

    prepared(scope, stored)
    assert scope.mails.claim(stored.id, "a", SOON) is None


def test_of_many_who_would_prepare_a_mail_one_does(scope):
    stored = add(scope)

    with ThreadPoolExecutor(8) as pool:
        claimed = list(pool.map(lambda n: scope.mails.claim(stored.id, str(n), AGES_AGO), range(8)))

    assert [attempt for attempt in claimed if attempt] == [1]


def test_a_mail_that_waits_is_taken_once(scope):
    stored = add(scope)

    assert scope.mails.take_left_behind(AGES_AGO, AGES_AGO) == ()
    assert scope.mails.take_left_behind(SOON, AGES_AGO) == (stored.id,)
    assert scope.mails.take_left_behind(AGES_AGO, AGES_AGO) == ()

    prepared(scope, stored)
    assert scope.mails.take_left_behind(SOON, SOON) == ()


def test_a_mail_that_is_held_is_taken_from_the_silent_and_the_dead_only(scope):
    stored = add(scope)
    scope.mails.claim(stored.id, "a", AGES_AGO)

    assert scope.mails.holders() == {"a"}
    assert scope.mails.take_left_behind(SOON, AGES_AGO, ["b"]) == ()
    assert scope.mails.take_left_behind(AGES_AGO, AGES_AGO, ["a"]) == (stored.id,)
    assert scope.mails.holders() == frozenset()

    scope.mails.claim(stored.id, "b", AGES_AGO)
    assert scope.mails.take_left_behind(AGES_AGO, SOON) == (stored.id,)


def test_progress_of_a_mail_that_is_prepared_already_is_not_shown(scope):
    stored = add(scope)
    prepared(scope, stored)

    scope.mails.show_progress(stored.id, {"step": "reading"})

    assert scope.mails.get(stored.id).progress is None
