"""The main job over HTTP: open a message, wait, correct, send, see the receipt; and what must not happen on the way."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from time import process_time

import pytest

from backend.model.catalog import union
from backend.web import schemas
from backend.web.standing_schemas import StandingView
from tests.mailboxes import compound_file
from tests.web.conftest import signed_in
from tests.web.orders import order_message


@pytest.fixture
def ordered(claire, wiring, request):
    """The MailView of a new order, prepared."""
    message = order_message(union(wiring.practice_erp.fetch_catalog()), request.node.name)
    opened = claire.open("POST", "/api/mails", data=message, content_type="message/rfc822")
    assert opened.status_code == 201, opened.text
    return claire.wait_for(opened.json["id"], lambda view: view["status"] == "prepared")


def case_of(view):
    (case,) = view["cases"]
    return case


def approval(case, **other):
    return {"version": case["version"], "mail_id": case["mail_id"]} | other


def is_posted(view):
    return case_of(view)["status"] == "posted"


def orders_in_the_erp(browser, number):
    rows = browser.get("/api/practice-erp/sales_orders").json["rows"]
    return [row for row in rows if number in row]


def test_an_order_is_corrected_sent_once_and_can_be_followed(claire, ordered):
    case = case_of(ordered)
    assert schemas.MailView().validate(ordered) == {}
    assert case["intent"] == "order"
    assert case["can"]["correct"]
    place = case["document"]["lines"][0]["quantity"]["evidence"]

    corrected = claire.post(
        f"/api/cases/{case['id']}/corrections",
        {"version": case["version"], "changes": [{"path": "lines.0.quantity", "value": "12", "evidence": place}]},
    )
    assert corrected.status_code == 200, corrected.text
    assert corrected.json["version"] > case["version"]
    quantity = corrected.json["document"]["lines"][0]["quantity"]
    assert (quantity["value"], quantity["method"], quantity["evidence"]) == ("12", "person", place)

    amount = {"path": "lines.0.line_amount", "value": "", "evidence": None}
    corrected = claire.post(f"/api/cases/{case['id']}/corrections", {"version": corrected.json["version"], "changes": [amount]})
    assert corrected.json["can"]["approve"], corrected.json["findings"]

    sent = claire.post(f"/api/cases/{case['id']}/approve", approval(corrected.json))
    assert sent.status_code == 202, sent.text
    assert sent.json["status"] in {"approved", "posting", "posted"}

    posted = case_of(claire.wait_for(ordered["id"], is_posted))
    assert posted["receipt"]["number"]
    assert posted["decision"]["name"] == "Claire Martin"
    assert posted["can"]["undo"]
    record = claire.get(f"/api/practice-erp/sales_orders/{posted['receipt']['id']}").json
    assert any("12" in row for row in record["lines"]["rows"])

    (standing,) = claire.get(f"/api/cases/{case['id']}/standing").json
    assert StandingView().validate(standing) == {}
    assert (standing["about"], standing["number"], standing["status"]) == ("posted", posted["receipt"]["number"], "open")
    assert (standing["lines"][0]["quantity"], standing["lines"][0]["delivered_quantity"]) == ("12", "0")

    events = claire.get(f"/api/cases/{case['id']}/events").json
    assert schemas.EventView(many=True).validate(events) == {}
    actions = [event["action"] for event in events]
    assert actions.index("corrected") < actions.index("approved") < actions.index("claimed") < actions.index("posted")
    assert len({event["digest"] for event in events}) == len(events)


def test_a_colleague_who_opens_the_message_sees_the_same_receipt(claire, karim, ordered):
    case = case_of(ordered)
    claire.post(f"/api/cases/{case['id']}/approve", approval(case))
    receipt = case_of(claire.wait_for(ordered["id"], is_posted))["receipt"]
    assert case_of(karim.get(f"/api/mails/{ordered['id']}").json)["receipt"] == receipt


def test_a_stale_version_is_refused_and_changes_nothing(claire, ordered):
    case = case_of(ordered)
    change = {"path": "lines.0.quantity", "value": "11", "evidence": None}
    assert claire.post(f"/api/cases/{case['id']}/corrections", {"version": case["version"], "changes": [change]}).status_code == 200
    stale = claire.post(f"/api/cases/{case['id']}/corrections", {"version": case["version"], "changes": [change | {"value": "99"}]})
    assert (stale.status_code, stale.json["type"]) == (409, "conflict")
    assert claire.get(f"/api/cases/{case['id']}").json["document"]["lines"][0]["quantity"]["value"] == "11"


def test_a_case_is_not_sent_while_another_message_is_on_screen(claire, ordered):
    case = case_of(ordered)
    refused = claire.post(f"/api/cases/{case['id']}/approve", approval(case, mail_id="another"))
    assert (refused.status_code, refused.json["type"]) == (409, "not_allowed")
    assert claire.get(f"/api/cases/{case['id']}").json["status"] == "in_review"


def test_two_people_who_send_at_the_same_moment_make_one_document(app, claire, ordered):
    case = case_of(ordered)
    people = [signed_in(app, user) for user in ("claire", "karim", "nadia", "claire")]
    with ThreadPoolExecutor(len(people)) as threads:
        answers = list(threads.map(lambda who: who.post(f"/api/cases/{case['id']}/approve", approval(case)), people))
    assert {answer.status_code for answer in answers} == {202}
    posted = case_of(claire.wait_for(ordered["id"], is_posted))
    assert len(orders_in_the_erp(claire, case["document"]["number"])) == 1
    assert all(case_of(who.get(f"/api/mails/{ordered['id']}").json)["receipt"] == posted["receipt"] for who in people)


def test_a_posting_can_be_undone(claire, ordered):
    case = case_of(ordered)
    claire.post(f"/api/cases/{case['id']}/approve", approval(case))
    posted = case_of(claire.wait_for(ordered["id"], is_posted))
    undone = claire.post(f"/api/cases/{case['id']}/undo", {"version": posted["version"]})
    assert undone.status_code == 200, undone.text
    free = case_of(claire.wait_for(ordered["id"], lambda view: case_of(view)["status"] == "in_review"))
    assert free["receipt"] is None
    assert free["undone"]["number"] == posted["receipt"]["number"]

    claire.post(f"/api/cases/{case['id']}/approve", approval(free))
    assert case_of(claire.wait_for(ordered["id"], is_posted))["undone"] is None


def test_a_case_is_rejected_held_and_reopened(claire, ordered):
    case = case_of(ordered)
    held = claire.post(f"/api/cases/{case['id']}/hold", {"version": case["version"]}).json
    assert held["status"] == "on_hold"
    reopened = claire.post(f"/api/cases/{case['id']}/reopen", {"version": held["version"]}).json
    rejected = claire.post(f"/api/cases/{case['id']}/reject", {"version": reopened["version"], "reason": "Doublon"}).json
    assert rejected["status"] == "rejected"
    assert not rejected["can"]["approve"]
    refused = claire.post(f"/api/cases/{case['id']}/approve", approval(rejected))
    assert (refused.status_code, refused.json["type"]) == (409, "not_allowed")


def test_a_wrong_value_is_refused_in_the_persons_language(karim, ordered):
    case = case_of(ordered)
    change = {"path": "issue_date", "value": "demain", "evidence": None}
    refused = karim.post(f"/api/cases/{case['id']}/corrections", {"version": case["version"], "changes": [change]})
    assert (refused.status_code, refused.json["type"]) == (422, "bad_input")
    assert refused.json["detail"]


def test_the_same_message_opened_again_is_the_same_mail(claire, karim, wiring):
    message = order_message(union(wiring.practice_erp.fetch_catalog()), "twice")
    first = claire.open("POST", "/api/mails", data=message, content_type="message/rfc822")
    again = karim.open("POST", "/api/mails", data=message, content_type="message/rfc822")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json["id"] == first.json["id"]


def test_a_colleagues_copy_with_other_headers_is_the_same_mail(claire, karim, wiring):
    message = order_message(union(wiring.practice_erp.fetch_catalog()), "copies")
    first = claire.open("POST", "/api/mails", data=message, content_type="message/rfc822").json
    copy = b"Received: from mx.example by mailbox.example; Mon, 16 Nov 2026 09:00:00 +0100\r\n" + message
    again = karim.open("POST", "/api/mails", data=copy, content_type="message/rfc822").json
    assert again["id"] == first["id"]


def test_the_same_message_in_the_mailbox_is_the_same_mail_too(claire, wiring):
    message = order_message(union(wiring.practice_erp.fetch_catalog()), "elsewhere")
    posted = claire.open("POST", "/api/mails", data=message.replace(b"\r\n", b"\n"), content_type="message/rfc822").json
    reference = claire.post("/api/practice/messages", data={"file": (io.BytesIO(message), "order.eml")}).json["reference"]
    assert claire.post("/api/mails", {"mailbox": "practice", "reference": reference}).json["id"] == posted["id"]


def test_a_message_is_found_by_its_message_id_in_its_own_organisation_only(claire, eve, wiring):
    message = order_message(union(wiring.practice_erp.fetch_catalog()), "found")
    opened = claire.open("POST", "/api/mails", data=message, content_type="message/rfc822").json
    known = {"message_id": message_from_bytes(message)["Message-ID"]}
    assert claire.get("/api/mails", query_string=known).json["id"] == opened["id"]
    for response in (eve.get("/api/mails", query_string=known), claire.get("/api/mails", query_string={"message_id": "<never@seen>"})):
        assert response.status_code == 404
        assert "not been read here yet" in response.json["detail"]


def test_an_outlook_item_is_opened_like_any_message(claire):
    item = compound_file.write(compound_file.item(p0037="Commande 12", p1000="Bonjour, 3 vis"))
    opened = claire.open("POST", "/api/mails", data=item, content_type="application/vnd.ms-outlook")
    assert (opened.status_code, opened.json["subject"]) == (201, "Commande 12")


def test_a_long_poll_without_news_ends_when_its_time_is_over(claire, ordered):
    revision = claire.get(f"/api/mails/{ordered['id']}").json["revision"]
    view = claire.get(f"/api/mails/{ordered['id']}?after={revision}&wait=300").json
    assert view["revision"] == revision


def test_waiting_costs_hardly_any_processor_time(claire, ordered):
    revision = claire.get(f"/api/mails/{ordered['id']}").json["revision"]
    before = process_time()
    claire.get(f"/api/mails/{ordered['id']}?after={revision}&wait=1000")
    assert process_time() - before < 0.3


def test_a_long_poll_answers_when_a_colleague_decides(app, claire, ordered):
    case = case_of(ordered)
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(signed_in(app, "karim").get, f"/api/mails/{ordered['id']}?after={ordered['revision']}&wait=10000")
        claire.post(f"/api/cases/{case['id']}/hold", {"version": case["version"]})
        assert case_of(waiting.result(timeout=5).json)["status"] == "on_hold"


def test_the_reply_cites_facts_of_the_erp(claire, ordered):
    case = case_of(ordered)
    assert "order_acknowledgement" in case["replies"]
    reply = claire.get(f"/api/cases/{case['id']}/reply?kind=order_acknowledgement").json
    assert schemas.ReplyView().validate(reply) == {}
    assert reply["text"]
    assert reply["facts"]
