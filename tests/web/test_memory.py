"""What was learned: administrators see all of it and remove what is wrong, nobody else does."""

from __future__ import annotations

import io

import pytest

from backend.model.catalog import union
from tests.web.memories import item_lesson, learned, lesson
from tests.web.orders import order_message


@pytest.fixture
def case_id(claire, wiring):
    message = io.BytesIO(order_message(union(wiring.practice_erp.fetch_catalog()), "remembered"))
    reference = claire.post("/api/practice/messages", data={"file": (message, "order.eml")}).json["reference"]
    return claire.prepared(reference)["cases"][0]["id"]


@pytest.fixture
def taught(wiring, case_id):
    return learned(wiring, case_id, lesson(case_id, "lesson-of-place"), item_lesson(case_id))


def test_an_administrator_sees_what_was_learned_of_whom_and_from_which_document(nadia, taught):
    found = {one["id"]: one for one in nadia.get("/api/memory").json["lessons"]}

    assert found[taught.id] | {"learned_from": None} == {
        "id": "lesson-of-place", "party": {"side": "supplier", "id": "S1", "name": "Papeterie Leroy"}, "kind": "placement",
        "field": "due_date", "where": "beside", "anchor": "à honorer le",
        "said": "", "meant": "", "learned_from": None, "uses": 0, "confirmations": 0,
    }  # fmt: skip
    assert found[taught.id]["learned_from"]["by"] == "Claire Martin"
    assert (found["lesson-of-item"]["said"], found["lesson-of-item"]["meant"]) == ("RM-4", "A1 Ramette A4")


@pytest.mark.usefixtures("taught")
def test_a_clerk_neither_sees_nor_removes_it(claire, nadia):
    assert claire.get("/api/memory").status_code == 403
    response = claire.post("/api/memory/lesson-of-place/forget", {})

    assert (response.status_code, response.json["type"]) == (403, "not_permitted")
    assert "lesson-of-place" in {one["id"] for one in nadia.get("/api/memory").json["lessons"]}


@pytest.mark.usefixtures("taught")
def test_a_lesson_that_an_administrator_removed_is_gone_and_its_removal_recorded(nadia, wiring):
    left = nadia.post("/api/memory/lesson-of-place/forget", {}).json["lessons"]

    assert {"lesson-of-place", "lesson-of-item"} & {one["id"] for one in left} == {"lesson-of-item"}
    assert nadia.post("/api/memory/lesson-of-place/forget", {}).status_code == 404
    assert wiring.workshop.store.scoped("demo").audit.verify() is None
