"""The messages that the product ships, through the whole application over HTTP."""

from __future__ import annotations

import re

import pytest

from backend.mailboxes import mime
from backend.model.document import Box
from backend.model.field import Evidence
from backend.review.evidence import require_of_mail
from backend.settings import PROJECT
from backend.web import schemas
from backend.web.wiring import DEMO_ORGANISATION

SAMPLES = sorted((PROJECT / "backend" / "mailboxes" / "samples").glob("*.eml"))


def reference_of(browser, sample) -> str:
    """The message of the practice inbox that is this sample."""
    subject = mime.parse(sample.read_bytes()).subject
    (found,) = (each for each in browser.get("/api/practice/messages?folder=inbox").json if each["subject"] == subject)
    return found["reference"]


def test_there_are_sample_messages():
    assert len(SAMPLES) >= 16


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_sample_is_prepared_and_shown_as_documented(claire, sample):
    view = claire.prepared(reference_of(claire, sample))
    assert schemas.MailView().validate(view) == {}
    assert "NOT-READ" not in {finding["rule"] for finding in view["findings"]}
    for case in view["cases"]:
        for kind in case["replies"]:
            reply = claire.get(f"/api/cases/{case['id']}/reply?kind={kind}")
            assert (reply.status_code, schemas.ReplyView().validate(reply.json)) == (200, {})


def test_all_evidence_on_a_page_leads_to_a_page_that_exists(claire):
    for sample in SAMPLES:
        view = claire.prepared(reference_of(claire, sample))
        url = f"/api/mails/{view['id']}/attachments"
        for part, page in {(each["part"], each["page"]) for each in evidence(view) if each["page"]}:
            shown = claire.get(f"{url}/{part}/pages/{page}")
            assert shown.status_code == 200, (sample.name, part, page)
            if shown.json["has_image"]:
                assert claire.get(f"{url}/{part}/pages/{page}/image?width=320").status_code == 200


def test_all_evidence_that_is_shown_is_accepted_back(claire, wiring):
    for sample in SAMPLES:
        view = claire.prepared(reference_of(claire, sample))
        documents = wiring.workshop.scope(DEMO_ORGANISATION).mails.documents(view["id"])
        for each in evidence(view):
            box = Box(*each["box"]) if each["box"] else None
            require_of_mail(Evidence(each["part"], each["page"], box), documents)


def evidence(part):
    """Every piece of evidence in a view."""
    if isinstance(part, dict):
        if part.get("evidence"):
            yield part["evidence"]
        for inner in part.values():
            yield from evidence(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from evidence(inner)


def test_the_order_as_pdf_is_corrected_from_its_page_and_sent(claire):
    view = claire.prepared(reference_of(claire, next(each for each in SAMPLES if each.stem == "06-commande-pdf")))
    (case,) = view["cases"]
    assert case["intent"] == "order"
    quantity = case["document"]["lines"][0]["quantity"]
    place = quantity["evidence"]
    word = claire.get(f"/api/mails/{view['id']}/attachments/{place['part']}/pages/{place['page']}").json["words"][0]
    more = str(int(float(quantity["value"])) + 1)
    pointed_at = {"part": place["part"], "page": place["page"], "box": word["box"]}
    changes = [
        {"path": "lines.0.quantity", "value": more, "evidence": pointed_at},
        *({"path": path, "value": ""} for path in ("lines.0.line_amount", "tax_exclusive_amount", "tax_inclusive_amount")),
    ]
    corrected = claire.post(f"/api/cases/{case['id']}/corrections", {"version": case["version"], "changes": changes})
    assert corrected.status_code == 200, corrected.text
    line = corrected.json["document"]["lines"][0]
    assert (line["quantity"]["value"], line["quantity"]["evidence"]["box"]) == (more, word["box"])
    assert corrected.json["can"]["approve"], corrected.json["findings"]
    claire.post(f"/api/cases/{case['id']}/approve", {"version": corrected.json["version"], "mail_id": view["id"]})
    (posted,) = claire.wait_for(view["id"], lambda each: each["cases"][0]["status"] not in {"approved", "posting"})["cases"]
    assert posted["status"] == "posted", posted["refusal"]
    rows = claire.get(f"/api/practice-erp/sales_orders/{posted['receipt']['id']}").json["lines"]["rows"]
    assert any(cell.replace(",", ".").split(".")[0] == more for cell in rows[0]), rows[0]


def test_the_invoice_that_differs_from_its_purchase_order_is_blocked_in_words(karim):
    (case,) = karim.prepared(reference_of(karim, next(each for each in SAMPLES if each.stem == "15-facture-ecart")))["cases"]
    blocking = [finding for finding in case["findings"] if finding["severity"] == "blocking"]
    assert blocking
    assert all(finding["sentence"] and finding["remedy"] for finding in blocking)
    refused = karim.post(f"/api/cases/{case['id']}/approve", {"version": case["version"], "mail_id": case["mail_id"]})
    assert (refused.status_code, refused.json["type"]) == (409, "not_allowed")
    assert not case["can"]["approve"]


def test_the_question_in_an_order_is_answered_from_the_erp_as_far_as_it_goes(karim):
    sample = next(sample for sample in SAMPLES if sample.stem == "16-commande-et-question")
    (case,) = karim.prepared(reference_of(karim, sample))["cases"]
    letter = karim.get(f"/api/cases/{case['id']}/reply?kind=order_acknowledgement").json
    assert "- MD-6102, Batteur-mélangeur 10 L de table : 2 en stock à ce jour." in letter["text"]
    assert re.search(r"\[À compléter : votre question « .*sous quel délai.* »\]", letter["text"])
    assert "- MD-3001" in letter["text"]
