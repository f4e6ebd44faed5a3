from __future__ import annotations

import io
from email.message import EmailMessage
from itertools import count

import pytest
from PIL import Image

from backend.model.catalog import union
from backend.web import practice_schemas
from tests.web.orders import order_message

NUMBERS = count(1)


def message(**headers: str) -> bytes:
    made = EmailMessage()
    made["From"] = "Jeanne Client <jeanne@client.example>"
    made["To"] = "adv@nous.example"
    made["Subject"] = "Où en est ma commande ?"
    made["Date"] = "Thu, 19 Nov 2026 10:00:00 +0100"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content("seulement du HTML", subtype="plain")
    made.set_content("<p>Bonjour <b>à tous</b></p><script>alert(1)</script>", subtype="html")
    return made.as_bytes()


def delivered(browser, content: bytes, name: str) -> str:
    response = browser.post("/api/practice/messages", data={"file": (io.BytesIO(content), name)})
    assert response.status_code == 201, response.text
    assert practice_schemas.Reference().validate(response.json) == {}
    return response.json["reference"]


def test_the_folders_are_those_of_a_mail_client(claire):
    folders = claire.get("/api/practice/folders").json
    assert practice_schemas.FolderView(many=True).validate(folders) == {}
    assert [folder["name"] for folder in folders] == ["inbox", "drafts", "sent", "archive"]


def test_a_dropped_message_is_in_the_inbox_unread_until_it_is_opened(claire):
    reference = delivered(claire, message(Message_ID="<unread@client.example>"), "x.eml")

    def summary():
        listed = claire.get("/api/practice/messages?folder=inbox").json
        assert practice_schemas.SummaryView(many=True).validate(listed) == {}
        return next(each for each in listed if each["reference"] == reference)

    assert (summary()["subject"], summary()["unread"]) == ("Où en est ma commande ?", True)
    assert summary()["from"] == {"name": "Jeanne Client", "email": "jeanne@client.example"}
    assert summary()["received_at"] == "2026-11-19T09:00:00+00:00"
    assert claire.get(f"/api/practice/messages/{reference}").status_code == 200
    assert not summary()["unread"]


def test_a_message_is_shown_as_text_and_never_as_html(claire):
    shown = claire.get(f"/api/practice/messages/{delivered(claire, message(), 'x.eml')}").json
    assert practice_schemas.MessageView().validate(shown) == {}
    assert shown["text"].strip() == "Bonjour à tous"


def test_a_dropped_file_becomes_a_message_with_that_file(claire):
    reference = delivered(claire, b"%PDF-1.4 broken", "../dropped.pdf")
    (attachment,) = claire.get(f"/api/practice/messages/{reference}").json["attachments"]
    assert attachment["name"] == "dropped.pdf"
    content = claire.get(f"/api/practice/messages/{reference}/attachments/{attachment['part']}/content")
    assert content.data == b"%PDF-1.4 broken"
    assert content.headers["Content-Disposition"].startswith("attachment;")


def test_an_attachment_is_shown_as_an_image(claire):
    image = io.BytesIO()
    Image.new("RGB", (600, 300), "white").save(image, "PNG")
    reference = delivered(claire, image.getvalue(), "scan.png")
    shown = claire.get(f"/api/practice/messages/{reference}/attachments/1/pages/1/image?width=300")
    assert Image.open(io.BytesIO(shown.data)).size == (300, 150)
    assert claire.get(f"/api/practice/messages/{reference}/attachments/1/pages/2/image").status_code == 404


def test_an_empty_file_is_refused_with_a_reason(karim):
    response = karim.post("/api/practice/messages", data={"file": (io.BytesIO(b""), "empty.pdf")})
    assert (response.status_code, response.json["type"]) == (422, "bad_input")


@pytest.mark.parametrize("reference", ["inbox~nothing", "..", "inbox~..%2f..%2fsecret", "x" * 3000, "drafts~%00"])
def test_a_reference_that_names_no_message_is_not_found(claire, reference):
    assert claire.get(f"/api/practice/messages/{reference}").status_code == 404
    assert claire.post("/api/mails", {"mailbox": "practice", "reference": reference[:900]}).status_code == 404


def test_an_unknown_folder_is_not_found(claire):
    assert claire.get("/api/practice/messages?folder=..").status_code == 404


def test_a_reply_is_drafted_edited_and_sent_by_the_person(claire, wiring):
    reference = delivered(claire, order_message(union(wiring.practice_erp.fetch_catalog()), "answered"), "order.eml")
    (case,) = claire.prepared(reference)["cases"]
    body = {"in_reply_to": reference, "case_id": case["id"], "kind": "order_acknowledgement", "attachments": ["1"]}
    drafted = claire.post("/api/practice/drafts", body)
    assert drafted.status_code == 201, drafted.text
    draft = drafted.json["reference"]
    shown = claire.get(f"/api/practice/messages/{draft}").json
    assert (shown["folder"], shown["to"][0]["email"]) == ("drafts", "achats@client.example")

    assert claire.open("PUT", f"/api/practice/drafts/{draft}", json={"subject": "Votre commande", "text": "Bien reçue."}).status_code == 200
    assert claire.get(f"/api/practice/messages/{draft}").json["text"].strip() == "Bien reçue."
    sent = claire.post(f"/api/practice/drafts/{draft}/send", {}).json["reference"]
    shown = claire.get(f"/api/practice/messages/{sent}").json
    assert (shown["folder"], [file["name"] for file in shown["attachments"]]) == ("sent", ["commande.xml"])
    assert claire.get(f"/api/practice/messages/{draft}").status_code == 404


def actions(browser, case) -> list[str]:
    return [event["action"] for event in browser.get(f"/api/cases/{case['id']}/events").json]


def drafted(browser, reference: str, case, kind: str) -> str:
    return browser.post("/api/practice/drafts", {"in_reply_to": reference, "case_id": case["id"], "kind": kind}).json["reference"]


@pytest.fixture
def question(claire):
    """A question in the inbox, as its message's reference and its case."""
    reference = delivered(claire, message(Message_ID=f"<{next(NUMBERS)}@client.example>"), "question.eml")
    (case,) = claire.prepared(reference)["cases"]
    return reference, case


def test_a_question_is_answered_when_the_draft_is_sent_and_not_before(claire, karim, question):
    reference, case = question
    draft = drafted(claire, reference, case, "order_status")
    assert claire.get(f"/api/cases/{case['id']}").json["status"] == "in_review"
    assert actions(claire, case)[-1] == "drafted"

    karim.open("PUT", f"/api/practice/drafts/{draft}", json={"subject": "Re", "text": "Demain."})
    karim.post(f"/api/practice/drafts/{draft}/send", {})
    now = claire.get(f"/api/cases/{case['id']}").json
    assert (now["status"], now["decision"]["name"]) == ("answered", "Karim Benali")
    assert actions(claire, case)[-1] == "answered"


def test_a_case_that_was_changed_meanwhile_is_answered_too(claire, question):
    reference, case = question
    draft = drafted(claire, reference, case, "order_status")
    claire.post(f"/api/cases/{case['id']}/hold", {"version": case["version"]})
    claire.post(f"/api/practice/drafts/{draft}/send", {})
    assert claire.get(f"/api/cases/{case['id']}").json["status"] == "answered"


def test_a_reply_that_is_sent_leaves_a_document_where_it_is(claire, wiring):
    reference = delivered(claire, order_message(union(wiring.practice_erp.fetch_catalog()), "sent-reply"), "order.eml")
    (case,) = claire.prepared(reference)["cases"]
    claire.post(f"/api/practice/drafts/{drafted(claire, reference, case, 'order_acknowledgement')}/send", {})
    assert claire.get(f"/api/cases/{case['id']}").json["version"] == case["version"]
    assert actions(claire, case)[-2:] == ["drafted", "answered"]


def test_a_reply_is_not_drafted_to_another_message_than_the_cases(claire, wiring):
    reference = delivered(claire, order_message(union(wiring.practice_erp.fetch_catalog()), "mine"), "order.eml")
    other = delivered(claire, message(Message_ID="<other@client.example>"), "x.eml")
    (case,) = claire.prepared(reference)["cases"]
    body = {"in_reply_to": other, "case_id": case["id"], "kind": "order_acknowledgement"}
    refused = claire.post("/api/practice/drafts", body)
    assert (refused.status_code, refused.json["type"]) == (409, "not_allowed")


def test_what_is_no_draft_cannot_be_written_or_sent(claire):
    reference = delivered(claire, message(), "x.eml")
    assert claire.open("PUT", f"/api/practice/drafts/{reference}", json={"subject": "s", "text": "t"}).status_code == 409
    assert claire.post(f"/api/practice/drafts/{reference}/send", {}).status_code == 409
