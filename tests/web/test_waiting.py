"""What waits, as the list in a browser asks for it: pages without a gap, and only what still waits."""

from __future__ import annotations

import io

import pytest

from backend.model.catalog import union
from backend.web import cases, schemas
from tests.web.orders import order_message


@pytest.fixture
def received(claire, wiring):
    """Two messages with an order each."""
    catalog = union(wiring.practice_erp.fetch_catalog())
    files = ((io.BytesIO(order_message(catalog, name)), f"{name}.eml") for name in ("first", "second"))
    references = [claire.post("/api/practice/messages", data={"file": file}).json["reference"] for file in files]
    return [claire.prepared(reference) for reference in references]


def test_what_waits_is_told_a_page_at_a_time_with_the_message_that_it_came_by(claire, received, monkeypatch):
    # Cases of other tests wait in the same organisation: these two are among the latest.
    monkeypatch.setattr(cases, "_PAGE", 1)
    pages = [claire.get(f"/api/cases/waiting?page={number}").json for number in range(8)]
    assert [(schemas.WaitingView().validate(page), len(page["cases"]) <= 1) for page in pages] == [({}, True)] * 8
    assert pages[0]["has_more"] is True
    told = {one["id"]: one for page in pages for one in page["cases"]}
    case, mail = received[0]["cases"][0], received[0]
    assert set(told) >= {one["cases"][0]["id"] for one in received}
    assert told[case["id"]] == {
        "id": case["id"], "mail_id": mail["id"], "status": "in_review", "intent": case["intent"], "number": case["document"]["number"],
        "subject": mail["subject"], "sender": mail["sender"]["name"] or mail["sender"]["email"], "received_at": mail["received_at"],
    }  # fmt: skip

    claire.post(f"/api/cases/{case['id']}/reject", {"version": case["version"], "reason": "no"})
    monkeypatch.setattr(cases, "_PAGE", 10_000)
    everything = claire.get("/api/cases/waiting").json
    assert (everything["has_more"], claire.get("/api/cases/waiting?page=1").json["cases"]) == (False, [])
    waiting = {one["id"] for one in everything["cases"]}
    assert [one["cases"][0]["id"] in waiting for one in received] == [False, True]


@pytest.mark.parametrize("page", ["-1", "x", "1000000"])
def test_a_page_that_there_cannot_be_is_refused(claire, page):
    assert claire.get(f"/api/cases/waiting?page={page}").status_code == 422
