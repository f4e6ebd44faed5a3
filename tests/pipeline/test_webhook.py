"""A document for a middleware that answers later: it rests in posting until the receipt is called back."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import pytest

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.connectors.webhook import Config, WebhookErp
from backend.model.case import Receipt, Status
from backend.pipeline import decide
from backend.pipeline.post import post
from tests.contract.doubles.serving import serving
from tests.examples import CATALOG
from tests.pipeline.conftest import CLAIRE

SECRET = "whsec_" + "A" * 40


@pytest.fixture
def sent():
    """What the middleware was sent, by the id of the message, in order."""
    return []


@pytest.fixture
def workshop(workshop, sent, tmp_path):
    def middleware(request):
        message = json.loads(request.content)
        if message["type"] in {"catalog", "live"}:
            return 200, msgspec.to_builtins(CATALOG)
        sent.append((request.headers["webhook-id"], message["type"]))
        return (202 if message["type"] == "invoice" else 200), None

    with serving(middleware) as url:
        around = Surroundings(Claims(tmp_path), "https://countersign.example", "delorme", workshop.scope("delorme").receipts)
        connector = WebhookErp(Config(url, SECRET), around)
        yield replace(workshop, connector=lambda _organisation: connector)


def test_a_document_rests_in_posting_until_its_receipt_is_called_back(workshop, scope, opened, clock, sent):
    case = opened()
    key = decide.approve(workshop, "delorme", CLAIRE, case.id, case.version, case.mail_id).posting_key
    for _ in range(2):
        post(workshop, "delorme", case.id)
        waiting = scope.cases.get(case.id)
        assert waiting.status is Status.POSTING
        assert "awaited" in waiting.refusal.en
        assert "attendu" in waiting.refusal.fr
        clock.pass_(300)
    assert sent == [(key, "invoice")] * 2

    scope.receipts.keep(key, Receipt("4711", "2026/00001"))
    post(workshop, "delorme", case.id)

    now = scope.cases.get(case.id)
    assert (now.status, now.receipt.number, now.refusal) == (Status.POSTED, "2026/00001", "")
    assert [kind for _, kind in sent] == ["invoice", "invoice", "attachment", "note"]
