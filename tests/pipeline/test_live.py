"""What of the ERP is read live: when a case is prepared, and again right before it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest

from backend.errors import ConnectorUnavailable
from backend.extraction.understood import Understood
from backend.model.case import Status
from backend.model.trade import Intent
from backend.pipeline import decide, filing
from backend.pipeline import prepare as module
from backend.pipeline.catalogs import keep_up
from backend.pipeline.post import post
from backend.pipeline.prepare import prepare
from backend.pipeline.receive import receive
from tests import examples
from tests.pipeline.conftest import CLAIRE

IBAN, OTHER = "FR7630006000011234567890189", "FR1420041010050500013M02606"


@pytest.fixture
def approve(workshop, opened):
    def of(paper):
        case = opened(paper)
        return decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)

    return of


def with_accounts(erp, *ibans):
    """The ERP's supplier is now paid on these accounts."""
    suppliers = tuple(replace(one, ibans=ibans) if one.id == "S1" else one for one in erp.catalog.suppliers)
    erp.catalog = replace(erp.catalog, suppliers=suppliers)


def with_price(erp, price):
    items = tuple(replace(one, customer_prices={"C1": Decimal(price)}) if one.id == "A1" else one for one in erp.catalog.items)
    erp.catalog = replace(erp.catalog, items=items)


def test_an_account_that_changed_in_the_erp_after_the_review_keeps_the_invoice_from_being_sent(workshop, scope, approve, erp):
    with_accounts(erp, IBAN)
    case = approve(examples.invoice(payment_iban=IBAN))
    with_accounts(erp, OTHER)

    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, erp.posted) == (Status.IN_REVIEW, {})
    assert IBAN in now.refusal.fr
    assert "since it was confirmed" in now.refusal.en


def test_an_account_that_is_still_the_suppliers_is_no_hindrance(workshop, scope, approve, erp):
    with_accounts(erp, IBAN)
    case = approve(examples.invoice(payment_iban=IBAN))

    post(workshop, "delorme", case.id)

    assert scope.cases.get(case.id).status is Status.POSTED


def test_a_price_of_ours_that_changed_after_the_review_is_for_a_person_to_see(workshop, scope, approve, erp):
    case = approve(examples.order())
    with_price(erp, "4.10")

    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, erp.posted) == (Status.IN_REVIEW, {})
    assert "3,90 alors, 4,10" in now.refusal.fr

    again = decide.approve(workshop, "delorme", CLAIRE, case.id, now.version, case.mail_id)
    post(workshop, "delorme", again.id)
    (_, document), *_ = erp.posted.values()
    assert document.lines[0].net_price == Decimal("4.10")


def test_what_a_document_is_about_is_asked_in_one_call_of_a_kind(workshop, approve, erp):
    case = approve(examples.order())
    erp.calls.clear()

    post(workshop, "delorme", case.id)

    assert sorted(call for call in erp.calls if call.startswith("fetch_")) == ["fetch_customers", "fetch_items"]


def test_an_erp_that_is_away_before_the_sending_is_waited_for(workshop, scope, approve, erp):
    case = approve(examples.invoice())
    erp.fails["fetch_suppliers"] = [ConnectorUnavailable("Away.", "Absent.")]

    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, now.refusal.fr, now.refusal.en, erp.posted) == (Status.POSTING, "Absent.", "Away.", {})
    assert scope.audit.of_case(case.id)[-1].details.items() >= {"reason": "Away.", "reason_fr": "Absent."}.items()


def test_stock_of_this_moment_is_what_an_order_is_compared_with(workshop, scope, erp, monkeypatch):
    monkeypatch.setattr(module, "understand", lambda *_: (Understood(Intent.ORDER, "fr", examples.order()),))
    keep_up(workshop, "delorme")
    items = tuple(replace(item, stock=Decimal(1)) for item in erp.catalog.items)
    erp.catalog = replace(erp.catalog, items=items)
    stored = receive(workshop, "delorme", CLAIRE, examples.mail(), "practice", "r1")

    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    assert "STOCK-SHORT" in {finding.rule for finding in case.findings}


def test_without_the_erp_it_is_said_of_when_the_facts_are(workshop, scope, erp, monkeypatch):
    monkeypatch.setattr(module, "understand", lambda *_: (Understood(Intent.INVOICE, "fr", examples.invoice()),))
    erp.fails["fetch_suppliers"] = erp.fails["fetch_items"] = [ConnectorUnavailable("Absent.")]
    stored = receive(workshop, "delorme", CLAIRE, examples.mail(), "practice", "r1")

    prepare(workshop, "delorme", stored.id)

    (case,) = scope.cases.of_mail(stored.id)
    (finding,) = [finding for finding in case.findings if finding.rule == "ERP-NOT-ASKED"]
    assert "comptes bancaires sont ceux du" in finding.sentence.fr
    assert f"{scope.catalog.state().fetched_at:%H:%M}" in finding.sentence.en


@pytest.fixture
def posted(workshop, scope, monkeypatch):
    """The details of the audit after an invoice came in a message of these bytes and was sent."""

    def of(raw):
        monkeypatch.setattr(module, "understand", lambda *_: (Understood(Intent.INVOICE, "fr", examples.invoice()),))
        mail = replace(examples.mail(), raw=raw, raw_type="message/rfc822", digest=hashlib.sha256(raw).hexdigest())
        stored = receive(workshop, "delorme", CLAIRE, mail, "practice", "inbox~1")
        prepare(workshop, "delorme", stored.id)
        (case,) = scope.cases.of_mail(stored.id)
        decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id)
        post(workshop, "delorme", case.id)
        return scope.audit.of_case(case.id)[-1]

    return of


def test_the_message_itself_is_filed_beside_its_files(posted, erp):
    event = posted(b"From: a@example\r\n\r\nBonjour")

    assert erp.files == {"FA-1": {"facture-1.pdf", "message.eml"}}
    assert (event.action, event.details["message"]) == ("filed", "message.eml")


def test_a_message_too_large_for_the_erp_is_a_sentence_in_the_audit(posted, erp, monkeypatch):
    monkeypatch.setattr(filing, "_LARGEST_MESSAGE", 3)
    event = posted(b"From: a@example\r\n\r\nBonjour")

    assert erp.files == {"FA-1": {"facture-1.pdf"}}
    assert event.action == "filed"
    assert "trop grand" in event.details["message"]["reason_fr"]


def test_the_line_in_the_erp_leads_back_to_the_case(posted, erp, workshop):
    object.__setattr__(workshop, "settings", replace(workshop.settings, public_url="https://countersign.example/"))
    event = posted(b"From: a@example\r\n\r\nBonjour")

    assert erp.notes[0][1].endswith(f"Dossier {event.case_id} : https://countersign.example/mailbox.html#inbox~1")
