"""From a received mail to its cases."""

from __future__ import annotations

import pytest

from backend import readers
from backend.errors import BadInput, ConnectorUnavailable
from backend.extraction.understood import Understood
from backend.model.case import MailStatus, Status
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import Intent
from backend.pipeline import prepare as module
from backend.pipeline.prepare import prepare
from backend.pipeline.receive import receive
from backend.pipeline.trouble import unforeseen
from backend.pipeline.workshop import Work
from backend.readers import Progress
from tests import examples
from tests.pipeline.conftest import CLAIRE, KARIM

DOUBT = Finding("CROSS-CHECK", Severity.WARNING, Sentence("doute", "doubt"), path="due_date")


@pytest.fixture(autouse=True)
def stages(monkeypatch):
    """Stages that answer at once; `understood` is what they understand of the mail."""
    understood = [Understood(Intent.INVOICE, "fr", examples.invoice(), findings=(DOUBT,))]

    def read(attachment, progress):
        for page in (1, 2):
            progress(Progress(attachment.part, attachment.name, page, 2))
        return (examples.document(attachment.part),)

    monkeypatch.setattr(readers, "read", read)
    monkeypatch.setattr(readers, "read_body", lambda _mail: examples.document("0", "Bonjour"))
    monkeypatch.setattr(module, "understand", lambda _mail, _documents, _lessons: tuple(understood))
    return understood


def received(workshop, number=1, actor=CLAIRE):
    return receive(workshop, "delorme", actor, examples.mail(number), "practice", f"r{number}")


def test_receiving_makes_preparing_due_and_nudges(workshop, nudges):
    stored = received(workshop)

    assert stored.status is MailStatus.RECEIVED
    assert nudges == [("prepare", "delorme", stored.id)]


def test_a_colleague_who_opens_the_message_too_gets_the_same_mail(workshop, scope):
    assert received(workshop).id == received(workshop, actor=KARIM).id
    assert len(scope.audit.of_mail(received(workshop).id)) == 1


def test_a_message_that_is_too_large_is_refused_in_words(workshop, settings):
    huge = examples.mail(1, examples.Attachment("1", "x.bin", "application/octet-stream", b"x" * (settings.max_bytes + 1)))

    with pytest.raises(BadInput, match="larger than 40 MB"):
        receive(workshop, "delorme", CLAIRE, huge, "practice", "r")


def test_a_reference_longer_than_any_is_refused(workshop):
    with pytest.raises(BadInput, match="not a reference"):
        receive(workshop, "delorme", CLAIRE, examples.mail(), "practice", "r" * 501)


def test_preparing_opens_a_case_in_review_matched_and_checked(workshop, scope):
    stored = received(workshop)

    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    assert (case.id, case.status, case.intent) == (f"{stored.id}-1", Status.IN_REVIEW, Intent.INVOICE)
    assert case.matches["supplier"].best.id == "S1"
    assert DOUBT in case.findings
    assert [d.part for d in scope.mails.documents(stored.id)] == ["0", "1"]
    assert [event.action for event in scope.audit.of_mail(stored.id)] == ["received", "prepared"]


def test_several_documents_open_several_cases_that_know_of_each_other(workshop, scope, stages):
    stages.append(stages[0])
    stored = received(workshop)

    prepare(workshop, "delorme", stored.id)

    first, second = scope.cases.of_mail(stored.id)
    assert [first.id, second.id] == [f"{stored.id}-1", f"{stored.id}-2"]
    assert len(second.findings) > len(first.findings), "the second is a duplicate of the first, and a rule says so"


def test_preparing_again_changes_nothing(workshop, scope):
    stored = received(workshop)
    prepare(workshop, "delorme", stored.id)
    case = scope.cases.save(scope.cases.get(f"{stored.id}-1"), "corrected", CLAIRE)

    prepare(workshop, "delorme", stored.id)

    assert scope.cases.of_mail(stored.id) == (case,)


def test_a_mail_that_somebody_is_preparing_is_left_to_them(workshop, scope):
    stored = received(workshop)
    scope.mails.claim(stored.id, "somebody", workshop.silent_since())

    prepare(workshop, "delorme", stored.id)

    assert scope.mails.get(stored.id).status is MailStatus.RECEIVED


def test_an_attempt_cut_short_leaves_nothing_half_done(workshop, scope, stages, monkeypatch, clock):
    stored = received(workshop)
    monkeypatch.setattr(module, "understand", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        prepare(workshop, "delorme", stored.id)

    assert scope.mails.get(stored.id).status is MailStatus.RECEIVED
    assert scope.cases.of_mail(stored.id) == ()

    monkeypatch.setattr(module, "understand", lambda *_: tuple(stages))
    clock.pass_(workshop.settings.claim_seconds + 1)
    prepare(workshop, "delorme", stored.id)
    assert len(scope.cases.of_mail(stored.id)) == 1


def test_a_mail_that_fails_three_times_is_left_to_people_and_audited(workshop, scope, monkeypatch, nudges):
    stored = received(workshop)
    monkeypatch.setattr(module, "understand", lambda *_: 1 / 0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError) as error:
            prepare(workshop, "delorme", stored.id)
        nudges.clear()
        unforeseen(workshop, Work.PREPARE, "delorme", stored.id, error.value)
        assert nudges == [("prepare", "delorme", stored.id)]

    prepare(workshop, "delorme", stored.id)

    now = scope.mails.get(stored.id)
    assert now.status is MailStatus.PREPARED
    assert [(f.rule, f.severity) for f in now.findings] == [("NOT-READ", Severity.WARNING)]
    assert scope.audit.of_mail(stored.id)[-1].action == "not_read"


def test_progress_is_shown_while_it_goes_on_and_gone_afterwards(workshop, scope, monkeypatch):
    shown = []
    real = type(scope.mails).show_progress
    monkeypatch.setattr(type(scope.mails), "show_progress", lambda self, mail_id, what: (shown.append(what), real(self, mail_id, what)))
    monkeypatch.setattr("backend.pipeline.progress._PAUSE", 0)
    stored = received(workshop)

    prepare(workshop, "delorme", stored.id)

    assert {"step": "reading", "attachment": "facture-1.pdf", "page": 2, "pages": 2} in shown
    assert [what["step"] for what in shown][-3:] == ["extracting", "matching", "checking"]
    assert scope.mails.get(stored.id).progress is None


def test_pages_and_steps_that_fly_past_are_not_written(workshop, scope, monkeypatch):
    shown = []
    monkeypatch.setattr(type(scope.mails), "show_progress", lambda _self, _id, what: shown.append(what))
    monkeypatch.setattr("backend.pipeline.progress._PAUSE", 3600)

    prepare(workshop, "delorme", received(workshop).id)

    assert [(what["step"], what["attachment"]) for what in shown] == [("reading", "facture-1.pdf")]


def test_an_erp_that_cannot_be_reached_does_not_stop_reading_but_is_said(workshop, scope, erp):
    erp.fails["fetch_catalog"] = [ConnectorUnavailable("L'ERP ne répond pas.")]
    stored = received(workshop)

    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    assert "ERP-NOT-ASKED" in [finding.rule for finding in case.findings]
    assert "L'ERP ne répond pas." in next(f.sentence.fr for f in case.findings if f.rule == "ERP-NOT-ASKED")
    # One sentence: that nobody and nothing is known then is no news of the party and of each line.
    assert not {"PARTY-UNKNOWN", "ITEM-UNKNOWN", "PO-UNKNOWN"} & {finding.rule for finding in case.findings}


def test_the_last_catalog_serves_while_the_erp_cannot_be_reached(workshop, scope, erp):
    prepare(workshop, "delorme", received(workshop).id)
    workshop.scope("delorme").catalog.ask()
    erp.fails["fetch_catalog"] = [ConnectorUnavailable("L'ERP ne répond pas.")]
    stored = received(workshop, 2)

    prepare(workshop, "delorme", stored.id)

    assert scope.cases.of_mail(stored.id)[0].matches["supplier"].best.id == "S1"


def test_the_catalog_is_fetched_once_for_many_mails(workshop, erp):
    for number in range(3):
        prepare(workshop, "delorme", received(workshop, number + 1).id)

    assert erp.calls.count("fetch_catalog") == 1


def test_a_newsletter_opens_a_case_without_document(workshop, scope, stages):
    stages[:] = [Understood(Intent.OTHER, "fr")]
    stored = received(workshop)

    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    assert (case.intent, case.document) == (Intent.OTHER, None)
