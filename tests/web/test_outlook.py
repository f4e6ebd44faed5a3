"""Mailboxes of Microsoft 365, on the real application and with the real msal: the open message, its reply, its category, step-up."""

from __future__ import annotations

import base64
import dataclasses
import json
import re
from email import message_from_bytes

import pytest

from backend.app import create_app
from backend.model.catalog import union
from backend.model.user import User
from backend.settings import Settings
from backend.web import schemas
from backend.web.auth import member, token_of
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import CLIENT, OTHER_TENANT, PERSON, SECRET, TENANT, refused
from tests.sealed import SEALED
from tests.web.conftest import Browser
from tests.web.orders import order_message

OWNER, SHARED = "claire@mistral.example", "commandes@mistral.example"
#: The person asks for orders in French of 10 of two items: far above this, far below the other.
LITTLE, MUCH = "c1:10", "c2:100000000"


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with microsoft(tmp_path_factory.mktemp("microsoft")) as graph:
        yield graph


@pytest.fixture
def cloud(running):
    running.reset()
    running.entra.refusal = None
    running.mailbox(OWNER)
    running.mailbox(SHARED, PERSON)
    return running


@pytest.fixture(scope="module")
def site(running, tmp_path_factory):
    """An installation for two tenants, one of which works with the practice ERP."""
    app = create_app(
        Settings(
            data_folder=tmp_path_factory.mktemp("outlook"),
            demo=True,
            entra_client_id=CLIENT,
            entra_tenants=f"{TENANT},{OTHER_TENANT}",
            entra_authority=running.entra.url,
            entra_secret=SECRET,
            entra_step_up=f"{TENANT}={LITTLE},{OTHER_TENANT}={MUCH}",
            graph_url=running.url,
        )
    )
    wiring = app.extensions["countersign"]
    wiring.erps.otherwise[TENANT] = wiring.erps.otherwise[OTHER_TENANT] = wiring.practice_erp
    return app


@pytest.fixture
def signed_in(site, cloud):
    """A browser with a token of these claims."""
    return lambda **claims: Browser(site.test_client(), cloud.entra.token(**claims))


@pytest.fixture
def claire(signed_in):
    return signed_in(acrs=["c1"])


@pytest.fixture
def delivered(site, cloud, request):
    """An order in the person's inbox."""
    catalog = union(site.extensions["countersign"].practice_erp.fetch_catalog())
    return cloud.deliver(OWNER, order_message(catalog, request.node.name))


def opened(browser, message, mailbox=""):
    view = browser.post("/api/mails/in-mailbox", {"message_id": message.rest_id, "mailbox": mailbox})
    assert view.status_code in {200, 201}, view.text
    return browser.wait_for(view.json["id"], lambda view: view["status"] == "prepared")


def approval(case):
    return {"version": case["version"], "mail_id": case["mail_id"]}


def wanted(response):
    """The claims of a challenge."""
    challenge = response.headers["WWW-Authenticate"]
    return json.loads(base64.b64decode(re.search(r'error="insufficient_claims", claims="([^"]+)"', challenge)[1]))


def test_the_open_message_is_received_by_its_id_and_like_any_other(claire, cloud, delivered):
    first = claire.post("/api/mails/in-mailbox", {"message_id": delivered.rest_id})
    assert (first.status_code, schemas.MailView().validate(first.json)) == (201, {})
    delivered.moves += 1
    again = claire.post("/api/mails/in-mailbox", {"message_id": delivered.rest_id, "mailbox": OWNER})
    assert (again.status_code, again.json["id"]) == (200, first.json["id"])
    read = [path for _, path in cloud.asked if path.endswith("$value")]
    assert len(read) == 1
    by_bytes = claire.open("POST", "/api/mails", data=delivered.content, content_type="message/rfc822")
    assert by_bytes.json["id"] == first.json["id"]
    assert len(opened(claire, delivered)["cases"]) == 1


def test_a_shared_mailbox_is_opened_by_who_may(claire, signed_in, cloud, delivered):
    shared = cloud.deliver(SHARED, delivered.content)
    body = {"message_id": shared.rest_id, "mailbox": SHARED}
    assert claire.post("/api/mails/in-mailbox", body).status_code == 201
    cloud.mailbox("eve@mistral.example")
    eve = signed_in(oid="eeeeeeee-0000-4000-8000-000000000007", preferred_username="eve@mistral.example")
    response = eve.post("/api/mails/in-mailbox", body)
    assert (response.status_code, response.json["type"]) == (404, "not_found")


@pytest.mark.parametrize("content", SEALED.values(), ids=SEALED)
def test_a_protected_message_is_answered_with_a_sentence_whoever_hands_it_over(claire, cloud, content):
    by_outlook = claire.open("POST", "/api/mails", data=content, content_type="message/rfc822")
    by_graph = claire.post("/api/mails/in-mailbox", {"message_id": cloud.deliver(OWNER, content).rest_id})
    assert (by_outlook.status_code, by_outlook.json["detail"]) == (by_graph.status_code, by_graph.json["detail"])
    assert (by_outlook.status_code, "S/MIME, IRM" in by_outlook.json["detail"]) == (422, True)


def test_what_microsoft_refuses_is_a_problem_with_a_sentence(claire, signed_in, cloud, delivered):
    gone = claire.post("/api/mails/in-mailbox", {"message_id": "AAMkGone="}, headers={"Accept-Language": "fr"})
    assert (gone.status_code, "n’est plus dans la boîte" in gone.json["detail"]) == (404, True)
    cloud.throttled, cloud.retry_after = 9, "300"
    busy = claire.post("/api/mails/in-mailbox", {"message_id": delivered.rest_id})
    assert (busy.status_code, busy.json["type"], busy.headers["Retry-After"]) == (503, "mailbox_unavailable", "300")
    cloud.throttled = 0
    claims = '{"access_token":{"acrs":{"essential":true,"value":"c9"}}}'
    cloud.entra.refusal = refused("interaction_required", 50079, "multi-factor enrollment", claims=claims)
    other = signed_in(uti="another")
    challenged = other.post("/api/mails/in-mailbox", {"message_id": delivered.rest_id})
    assert (challenged.status_code, wanted(challenged)) == (401, json.loads(claims))


def test_who_did_not_sign_in_with_microsoft_opens_no_mailbox(site):
    client = site.test_client()
    demo = Browser(client, client.post("/api/session/demo", json={"user": "claire"}).json["token"])
    response = demo.post("/api/mails/in-mailbox", {"message_id": "AAMk="})
    assert (response.status_code, response.json["type"]) == (409, "not_allowed")


def test_an_auditor_opens_nothing_and_writes_nothing(signed_in, cloud, delivered):
    auditor = signed_in(roles=["auditor"])
    for path, more in (("mails/in-mailbox", {}), ("cases/x/draft", {"kind": "order_status"}), ("mails/x/category", {})):
        assert auditor.post(f"/api/{path}", {"message_id": delivered.rest_id} | more).status_code == 403
    assert cloud.asked == []


def as_outlook_writes_it(cloud, message):
    """The id of the same message, its words written out another way than where it was received from."""
    headers = message_from_bytes(message.content)
    known = {"internetMessageId": headers["Message-ID"], "from": {"emailAddress": {"address": headers["From"]}}}
    return cloud.deliver(OWNER, message.content.replace(b"ci-jointe", b"jointe"), **known).rest_id


def test_a_reply_is_a_draft_in_the_mailbox(claire, cloud, delivered):
    (case,) = opened(claire, delivered)["cases"]
    path, body = f"/api/cases/{case['id']}/draft", {"kind": "order_acknowledgement", "message_id": delivered.rest_id}
    (offered,) = claire.get(f"/api/cases/{case['id']}/reply?kind=order_acknowledgement").json["attachments"]
    cloud.lost = "POST /createReply"
    made = claire.post(path, body | {"attachments": [offered["part"]]})
    assert made.status_code == 201, made.text
    draft = cloud.mailbox(OWNER).messages[-1]
    assert made.json == {"reference": draft.immutable_id, "url": draft.properties["webLink"]}
    assert "divRplyFwdMsg" in draft.properties["body"]["content"]
    assert [file["name"] for file in draft.attachments] == [offered["name"]]
    assert claire.post(path, body | {"attachments": ["99"]}).status_code == 422
    (noted,) = [event for event in claire.get(f"/api/cases/{case['id']}/events").json if event["action"] == "drafted"]
    assert noted["details"]["files"] == [offered["name"]]

    assert claire.post(path, body | {"message_id": as_outlook_writes_it(cloud, delivered)}).status_code == 201
    other = cloud.deliver(OWNER, delivered.content.replace(b"Commande", b"Autre"))
    before = len(cloud.mailbox(OWNER).messages)
    refusal = claire.post(path, body | {"message_id": other.rest_id})
    assert (refusal.status_code, len(cloud.mailbox(OWNER).messages)) == (409, before)


def test_a_category_follows_the_case_into_the_erp_and_back(claire, delivered):
    mail = opened(claire, delivered)

    def marked():
        response = claire.post(f"/api/mails/{mail['id']}/category", {"message_id": delivered.rest_id})
        assert response.status_code == 200, response.text
        assert delivered.properties["categories"] == [name for name in [response.json["category"]] if name]
        return response.json["category"]

    assert marked() == "ERP: to check"
    (case,) = mail["cases"]
    assert claire.post(f"/api/cases/{case['id']}/approve", approval(case)).status_code == 202
    posted = claire.wait_for(mail["id"], lambda view: view["cases"][0]["status"] == "posted")["cases"][0]
    assert marked() == "ERP: posted"
    assert claire.post(f"/api/cases/{case['id']}/undo", {"version": posted["version"]}).status_code == 200
    free = claire.wait_for(mail["id"], lambda view: view["cases"][0]["status"] == "in_review")["cases"][0]
    assert marked() == "ERP: to check"
    assert claire.post(f"/api/cases/{case['id']}/reject", {"version": free["version"], "reason": ""}).status_code == 200
    assert marked() == ""


def test_an_administrator_decides_which_marks_messages_get(claire, signed_in, cloud, delivered):
    mail, nadia, wanted = opened(claire, delivered), signed_in(roles=["admin"]), {"categories": False, "bar": False}
    assert nadia.get("/api/marking").json == {"categories": True, "bar": True}
    assert claire.open("PUT", "/api/marking", json=wanted).status_code == 403
    assert nadia.open("PUT", "/api/marking", json=wanted).json == wanted
    session = claire.get("/api/session").json
    cloud.asked.clear()
    response = claire.post(f"/api/mails/{mail['id']}/category", {"message_id": delivered.rest_id})
    nadia.open("PUT", "/api/marking", json={"categories": True, "bar": True})
    assert (session["categories"], session["bar"], response.json, cloud.asked) == (False, False, {"category": ""}, [])
    assert claire.get("/api/session").json["categories"]


def somebody_of_google(site):
    """A browser of a colleague who signed in with Google."""
    with site.app_context():
        return Browser(site.test_client(), token_of(member(User("1048576", TENANT, "Léa", "lea@mistral.example"))))


def test_an_approval_above_the_bound_is_confirmed_and_then_sent_once(site, signed_in, delivered):
    plain, confirmed = signed_in(), signed_in(acrs=["c1"])
    (case,) = opened(plain, delivered)["cases"]
    challenged = plain.post(f"/api/cases/{case['id']}/approve", approval(case))
    assert (challenged.status_code, challenged.json["type"]) == (401, "claims_wanted")
    assert wanted(challenged) == {"access_token": {"acrs": {"essential": True, "value": "c1"}}}
    elsewhere = somebody_of_google(site).post(f"/api/cases/{case['id']}/approve", approval(case))
    assert (elsewhere.status_code, "only a sign-in with Microsoft" in elsewhere.json["detail"]) == (403, True)
    assert plain.get(f"/api/cases/{case['id']}").json["status"] == "in_review"
    for _ in range(2):
        assert confirmed.post(f"/api/cases/{case['id']}/approve", approval(case)).status_code == 202


def test_an_approval_below_the_bound_asks_for_nothing(signed_in, cloud, delivered):
    cloud.mailbox("x@other.example").messages.append(delivered)
    elsewhere = signed_in(tid=OTHER_TENANT, preferred_username="x@other.example")
    # The same message in another organisation is another mail.
    (case,) = opened(elsewhere, delivered)["cases"]
    assert elsewhere.post(f"/api/cases/{case['id']}/approve", approval(case)).status_code == 202


def test_an_installation_without_a_secret_says_so(site, claire, monkeypatch):
    wiring = site.extensions["countersign"]
    monkeypatch.setitem(site.extensions, "countersign", dataclasses.replace(wiring, on_behalf=None))
    response = claire.post("/api/mails/in-mailbox", {"message_id": "AAMk="})
    assert (response.status_code, response.json["type"]) == (503, "mailbox_misconfigured")
