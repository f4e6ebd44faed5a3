"""Every route, walked through the URL map: nobody gets in without a token, and nobody into another organisation."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime

import pytest

from backend.model.audit import SYSTEM
from backend.model.catalog import union
from backend.model.watched import PickingRule
from backend.web.auth import OPEN
from backend.web.wiring import DEMO_ORGANISATION
from tests.web.memories import learned
from tests.web.orders import order_message

#: A valid body for every operation that takes one; an operation that is missing here fails the tests below.
BODIES = {
    "demo.sign_in": {"user": "claire"},
    "mails.open_message": {"mailbox": "practice", "reference": "{reference}"},
    "cases.correct": {"version": 1, "changes": [{"path": "currency", "value": "EUR", "evidence": None}]},
    "cases.approve": {"version": 1, "mail_id": "{mail_id}"},
    "cases.reject": {"version": 1, "reason": "no"},
    "cases.reopen": {"version": 1},
    "cases.hold": {"version": 1},
    "cases.undo": {"version": 1},
    "cases.answered": {"version": 1, "draft": "d"},
    "memory.forget": {},
    "connection.connect": {"kind": "odoo", "answers": {"url": "https://erp.example"}},
    "connection.check": {"kind": "odoo", "answers": {"url": "https://erp.example"}},
    "connection.try_in": {"answers": {"url": "https://erp.example"}, "is_on": True},
    "connection.check_sandbox": {"answers": {"url": "https://erp.example"}, "is_on": True},
    "connection.remove_sandbox": {},
    "connection.fetch_anew": {},
    "connection.disconnect": {},
    "mapping.save": {"version": 0, "rules": []},
    "mapping.preview": {"case_id": "{case_id}", "rules": []},
    "mapping.restore": {"version": 0},
    "mapping.read_file": {"text": "when_1"},
    "outlook.open_message": {"message_id": "AAMk=", "mailbox": ""},
    "outlook.draft": {"message_id": "AAMk=", "mailbox": "", "kind": "order_acknowledgement"},
    "outlook.mark": {"message_id": "AAMk=", "mailbox": ""},
    "receipts.called_back": {"id": "1", "number": "N1", "url": ""},
    "marking.decide": {"categories": True, "bar": True},
    "watched.watch": {"address": "orders@delorme.example", "folder": "", "senders": [], "subjects": [], "only_with_attachments": False},
    "watched.pause": {},
    "watched.resume": {},
    "watched.remove": {},
    "gmail_notifications.pushed": {"message": {"data": "e30="}},
    "notifications.notified": {"value": [{"subscriptionId": "s", "clientState": "c"}]},
    "gmail.home": {},
    "gmail.message": {},
    "gmail.compose": {},
    "gmail.settings": {},
    "gmail.explain": {},
    "gmail.clicked": {},
    "gmail.suggest": {},
    "practice_mailbox.deliver": None,
    "practice_mailbox.draft": {"in_reply_to": "{reference}", "case_id": "{case_id}", "kind": "order_acknowledgement"},
    "practice_mailbox.write_draft": {"subject": "s", "text": "t"},
    "practice_mailbox.send": {},
}
#: What Google calls from Gmail with two tokens of Google's, and pictures with signed addresses: tests/web/gmail proves it.
GMAIL = {"gmail.home", "gmail.message", "gmail.compose", "gmail.settings", "gmail.explain", "gmail.clicked", "gmail.suggest", "gmail.crop"}
#: Open without a token, guarded by a signature or a secret instead: test_receipts and test_notifications prove it.
SIGNED = {"receipts.called_back", "notifications.notified", "gmail_notifications.pushed"} | GMAIL
#: What holds nothing of one organisation in its address: it answers everybody with their own things.
OWN_THINGS = {
    "session.session", "mails.find", "cases.waiting", "catalog.find", "docs.page", "memory.lessons",
    "connection.connection", "connection.connect", "connection.check", "connection.fetch_anew",
    "connection.disconnect", "outlook.open_message",
    "connection.try_in", "connection.check_sandbox", "connection.remove_sandbox",
    "mails.foreseen", "watched.mailboxes", "watched.watch",
    "mapping.mapping", "mapping.save", "mapping.erp_fields", "mapping.versions", "mapping.export", "mapping.read_file",
    "deployment.deployment", "deployment.gmail", "manifest.manifest", "manifest.gmail_deployment",
    "marking.marking", "marking.decide",
}  # fmt: skip


@pytest.fixture
def places(claire, wiring) -> dict[str, str]:
    """Real values for every variable of the URL map, all of the demo organisation."""
    message = io.BytesIO(order_message(union(wiring.practice_erp.fetch_catalog()), "guarded"))
    reference = claire.post("/api/practice/messages", data={"file": (message, "order.eml")}).json["reference"]
    mail = claire.prepared(reference)
    lesson = learned(wiring, mail["cases"][0]["id"])
    mailboxes = wiring.workshop.scope(DEMO_ORGANISATION).watched
    watched = (
        mailboxes.all()[0]
        if mailboxes.all()
        else mailboxes.add("outlook", "orders@delorme.example", PickingRule(), SYSTEM, datetime.now(UTC))
    )
    return {
        "mail_id": mail["id"], "case_id": mail["cases"][0]["id"], "reference": reference, "lesson_id": lesson.id,
        "part": "1", "number": "1", "kind": "items", "organisation": "demo", "key": "key", "mailbox_id": watched.id,
        "record_id": claire.get("/api/practice-erp/items").json["rows"][0][0], "file_id": "1",
    }  # fmt: skip


def operations(app):
    """(endpoint, method, rule) of everything but the front end's files."""
    for rule in app.url_map.iter_rules():
        if not rule.endpoint.startswith("static_files."):
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                yield rule.endpoint, method, rule.rule


def filled(rule: str, places: dict[str, str]) -> str:
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda found: places[found[1]], rule)


def body(endpoint: str, places: dict[str, str]) -> dict[str, object]:
    """The arguments of a request with a valid body."""
    if endpoint == "practice_mailbox.deliver":
        return {"data": {"file": (io.BytesIO(b"From: a@b.example\n\nx"), "x.eml")}}
    given = BODIES[endpoint]
    return {"json": {name: value.format(**places) if isinstance(value, str) else value for name, value in given.items()}}


def test_every_operation_with_a_body_is_covered_by_these_tests(app):
    assert {endpoint for endpoint, method, _ in operations(app) if method != "GET"} == set(BODIES)


def test_no_operation_answers_without_a_token(app, stranger, places):
    for endpoint, method, rule in operations(app):
        if endpoint not in OPEN:
            response = stranger.open(filled(rule, places), method=method, **(body(endpoint, places) if method != "GET" else {}))
            assert (response.status_code, response.content_type) == (401, "application/problem+json"), endpoint
            assert response.headers["WWW-Authenticate"] == "Bearer"


def test_only_what_is_open_answers_without_a_token(app, stranger, places):
    for endpoint, method, rule in operations(app):
        if endpoint in OPEN - SIGNED and method == "GET":
            # Nobody signs in by Entra or Google here: this installation has neither.
            expected = 404 if endpoint.startswith(("session.entra", "google_sign_in.")) else 200
            assert stranger.open(filled(rule, places), method=method).status_code == expected, endpoint


def test_nothing_of_gmail_answers_without_google(app, stranger):
    for endpoint, method, rule in operations(app):
        if endpoint in GMAIL:
            # This installation has no Gmail; with it, tests/web/gmail tries other tokens.
            assert stranger.open(filled(rule, {"token": "x"}), method=method, json={}).status_code == 404, endpoint


def test_the_documentation_says_which_operations_are_open(stranger):
    paths = stranger.get("/api/openapi.json").json["paths"]
    said = {operation["operationId"] for path in paths.values() for name, operation in path.items() if operation_is_open(name, operation)}
    assert said == {
        endpoint for endpoint in OPEN if endpoint.startswith(("session.", "demo.", "receipts.", "notifications.", "gmail_notifications."))
    }


def operation_is_open(name, operation):
    return name != "parameters" and operation.get("security") == []


def test_nothing_of_another_organisation_is_found(app, eve, places):
    for endpoint, method, rule in operations(app):
        if endpoint in OPEN | OWN_THINGS:
            continue
        response = eve.open(method, filled(rule, places), **(body(endpoint, places) if method != "GET" else {}))
        assert response.status_code == 404, (endpoint, response.status_code, response.text)
        assert response.content_type == "application/problem+json"
        leaked = [value for value in places.values() if len(value) > 3 and value in response.text.replace(response.json["instance"], "")]
        assert leaked == [], endpoint


@pytest.mark.usefixtures("places")
def test_the_things_of_another_organisation_are_its_own(claire, eve):
    assert claire.get("/api/cases/waiting").json["cases"] != []
    assert eve.get("/api/cases/waiting").json == {"cases": [], "has_more": False}
    assert eve.get("/api/session").json["organisation"]["id"] == "other"
    assert eve.get("/api/catalog/items?q=").json.get("candidates", []) == []
    assert eve.get("/api/memory").json == {"lessons": []}


@pytest.mark.usefixtures("eve")
def test_a_user_of_another_organisation_cannot_be_signed_in_as(stranger):
    assert stranger.post("/api/session/demo", json={"user": "eve"}).status_code == 404


def test_every_body_is_validated(app, claire, places):
    for endpoint, method, rule in operations(app):
        if method == "GET" or endpoint in SIGNED | {"practice_mailbox.deliver"}:
            continue
        valid = body(endpoint, places)["json"]
        for wrong in ({**valid, "surprise": 1}, [valid], "text", *([{}] if valid else [])):
            response = claire.open(method, filled(rule, places), json=wrong)
            assert response.status_code == 422, (endpoint, wrong, response.text)
            assert response.content_type == "application/problem+json"
            assert response.json["errors"]


HOSTILE = {
    "NUL": '"\\u0000"', "half a surrogate pair": '"\\ud800"', "a number beyond all reason": "1" * 5000, "large": "1" + "0" * 400,
    "infinite": "1e999", "not a number": "NaN", "null": "null", "nested beyond reason": "[" * 100_000 + "]" * 100_000, "an object": "{}",
}  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_no_hostile_value_is_an_error_of_ours(app, claire, places, value):
    for endpoint, method, rule in operations(app):
        if method == "GET" or endpoint in SIGNED | {"practice_mailbox.deliver"}:
            continue
        valid = body(endpoint, places)["json"]
        for name in valid:
            text = json.dumps(valid | {name: "HERE"}).replace('"HERE"', value)
            response = claire.open(method, filled(rule, places), data=text, content_type="application/json")
            assert response.status_code < 500, (endpoint, name, response.text)
        named = json.dumps(valid)[:-1] + f'{", " if valid else ""}"\\ud800": 1}}'
        assert claire.open(method, filled(rule, places), data=named, content_type="application/json").status_code == 422


@pytest.mark.parametrize("value", ["%00", "%ff", "%ed%a0%80", "..", "%2e%2e", "1" * 3000, "-1", "💣"])
def test_no_hostile_address_is_an_error_of_ours(app, claire, places, value):
    for endpoint, method, rule in operations(app):
        for variable in re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule):
            response = claire.open(method, filled(rule, places | {variable: value}), json={} if method != "GET" else None)
            allowed = {401, 404} if endpoint in SIGNED else {404, 405, 422, 400, 403}
            assert response.status_code in allowed, (rule, variable, response.status_code)


def test_an_upload_takes_one_file_and_nothing_else(claire):
    extra = {"file": (io.BytesIO(b"x"), "a.txt"), "other": (io.BytesIO(b"x"), "b.txt")}
    assert claire.post("/api/practice/messages", data=extra).status_code == 422
    assert claire.post("/api/practice/messages", data={}).status_code == 422


def test_the_practice_systems_belong_to_the_demonstration(claire):
    assert claire.get("/api/session").json["organisation"]["id"] == DEMO_ORGANISATION
