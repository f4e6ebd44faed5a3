"""Receipts that are called back: taken from the organisation's own middleware and from nobody else, without a token."""

from __future__ import annotations

import json
from time import time

import pytest
from sqlalchemy import text

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.webhook import Config, WebhookErp
from backend.connectors.webhook.signing import secrets, signed
from backend.model.audit import Actor
from backend.model.case import Receipt
from backend.store import KeptConnection

SECRET, ANOTHER = ("whsec_" + letter * 40 for letter in "AB")
RECEIPT = {"id": "4711", "number": "2026/00001", "url": "https://erp.example/4711"}
NADIA = Actor("nadia", "Nadia Roche")


def connect(wiring, organisation, secret, kind="webhook"):
    answers = {"url": "https://middleware.example/hook", "secret": secret} if kind == "webhook" else {"url": "https://odoo.example"}
    wiring.workshop.store.scoped(organisation).connection.put(KeptConnection(kind, answers), NADIA)


@pytest.fixture(autouse=True)
def connected(wiring, eve):  # noqa: ARG001 -- her organisation has to be there
    """Both organisations with a middleware of their own, and nothing afterwards."""
    connect(wiring, "demo", SECRET)
    connect(wiring, "other", ANOTHER)
    yield
    with wiring.workshop.store.database.writing() as connection:
        connection.execute(text("DELETE FROM connections"))
        connection.execute(text("DELETE FROM receipts"))


@pytest.fixture
def call_back(stranger):
    """A function that calls back as a middleware does, with whatever is given otherwise than is right."""

    def call(receipt=RECEIPT, *, organisation="demo", key="case-1", message=None, secret=SECRET, body=None, **changed):
        sent = json.dumps(receipt).encode() if body is None else body
        headers = {"Content-Type": "application/json", **signed(secrets(secret), key if message is None else message, sent), **changed}
        return stranger.post(f"/api/receipts/{organisation}/{key}", data=sent, headers=headers)

    return call


def kept(wiring, organisation="demo", key="case-1"):
    return wiring.workshop.scope(organisation).receipts.get(key)


def test_a_receipt_is_kept_and_found_by_the_connector(call_back, wiring):
    response = call_back()
    assert (response.status_code, response.json, response.headers["Cache-Control"]) == (200, RECEIPT, "no-store")
    assert kept(wiring) == Receipt(**RECEIPT)
    assert wiring.workshop.connector("demo").find("case-1") == Receipt(**RECEIPT)
    assert kept(wiring, "other") is None


def test_the_address_is_the_one_that_every_document_names(call_back, tmp_path):
    around = Surroundings(Claims(tmp_path), "https://countersign.example", "demo")
    link = WebhookErp(Config("https://middleware.example/hook", SECRET), around)._receipt_link("case-1")
    assert link == f"https://countersign.example{call_back().request.path}"


def test_the_same_again_changes_nothing_and_another_one_is_refused(call_back, wiring):
    assert [call_back().status_code for _ in range(2)] == [200, 200]
    assert call_back(RECEIPT | {"number": "2026/00002"}).status_code == 409
    assert kept(wiring).number == "2026/00001"


@pytest.mark.parametrize(
    "wrong",
    [
        {"secret": ANOTHER},
        {"organisation": "other"},
        {"organisation": "nobody"},
        {"message": "case-2"},
        {"message": ""},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,"},
        {"webhook-signature": "é"},
        {"webhook-timestamp": "0"},
        {"webhook-timestamp": "-1"},
        {"webhook-timestamp": "²"},
        {"webhook-timestamp": "9" * 5000},
        {"webhook-timestamp": str(int(time()) + 60)},
    ],
)
def test_whoever_cannot_sign_is_refused_and_nothing_is_kept(call_back, wiring, wrong):
    response = call_back(**wrong)
    assert (response.status_code, response.content_type) == (401, "application/problem+json")
    assert kept(wiring) is kept(wiring, "other") is kept(wiring, key="case-2") is None


def test_no_header_and_a_token_instead_are_refused(stranger, nadia, wiring):
    assert stranger.post("/api/receipts/demo/case-1", json=RECEIPT).status_code == 401
    assert nadia.post("/api/receipts/demo/case-1", RECEIPT).status_code == 401
    assert kept(wiring) is None


def test_a_signature_of_long_ago_is_refused(call_back, wiring, monkeypatch):
    moment = time()
    for ahead, status in ((-301, 401), (301, 401), (-290, 200)):
        monkeypatch.setattr("backend.connectors.webhook.signing.time", _clock(moment + ahead, moment))
        assert call_back().status_code == status, ahead
    assert kept(wiring)


def _clock(*moments):
    """The time at signing and at checking."""
    ahead = list(moments)
    return lambda: ahead.pop(0)


@pytest.mark.parametrize("kind", ["odoo", "nothing of ours"])
def test_an_organisation_without_a_webhook_takes_none(call_back, wiring, kind):
    connect(wiring, "demo", SECRET, kind)
    assert call_back().status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"[" * 50_000, b"\xff", b'{"id": "\\ud800", "number": "1"}', b'{"id": "\\u0000", "number": "1"}',
        *(json.dumps(RECEIPT | wrong).encode() for wrong in (
            {"id": ""}, {"id": 1}, {"id": "x" * 201}, {"number": None}, {"url": "javascript:alert(1)"}, {"url": None}, {"surprise": 1},
        )),
    ],
)  # fmt: skip
def test_a_body_that_is_no_receipt_is_refused_also_when_it_is_signed(call_back, wiring, body):
    response = call_back(body=body)
    assert response.status_code in {400, 422}
    assert response.content_type == "application/problem+json"
    assert kept(wiring) is None


def test_a_message_of_ours_is_no_receipt(call_back, wiring):
    sent = {"type": "order", "key": "case-1", "document": {}, "links": {"receipt": ""}}
    assert call_back(sent).status_code == 422
    assert kept(wiring) is None


def test_a_body_larger_than_any_receipt_is_not_read(call_back):
    assert call_back(body=b" " * 70_000).status_code == 413


@pytest.mark.parametrize("key", ["a.b", "%00", "%ff", "x" * 3000, "💣"])
def test_a_hostile_key_is_no_error_of_ours(call_back, key):
    assert call_back(key=key, message="x").status_code in {401, 404}
