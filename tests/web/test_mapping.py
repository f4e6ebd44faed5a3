"""The mapping table over HTTP: rules are kept in versions, tried on a case, and exchanged as CSV; administrators only."""

from __future__ import annotations

import io

import pytest

from backend.model.catalog import union
from tests.web.orders import order_message

WAREHOUSE = {
    "when": [{"subject": "document_type", "operator": "is", "value": "order"}],
    "then": {"action": "set", "value": "NTE", "field": "warehouse", "place": "header", "codes": []},
}
UNIT = {
    "when": [],
    "then": {
        "action": "translate", "value": "unit_code", "field": "sales_unit", "place": "line",
        "codes": [{"key": "C62", "code": "PCE"}, {"key": "KGM", "code": "KG"}],
    },
}  # fmt: skip
HOLD = {
    "when": [{"subject": "amount", "operator": "at_least", "value": "1"}],
    "then": {"action": "hold", "value": "Voir Nadia.", "field": "", "place": "header", "codes": []},
}


def put(browser, rules, status=200):
    version = browser.get("/api/mapping").json["version"]
    response = browser.open("PUT", "/api/mapping", json={"version": version, "rules": rules})
    assert response.status_code == status, response.text
    return response.json


@pytest.fixture
def nadia(nadia):
    """The administrator; afterwards no rule is left that another test's case would meet."""
    yield nadia
    put(nadia, [])


@pytest.fixture
def case(claire, wiring, request):
    message = io.BytesIO(order_message(union(wiring.practice_erp.fetch_catalog()), request.node.name))
    reference = claire.post("/api/practice/messages", data={"file": (message, "order.eml")}).json["reference"]
    return claire.prepared(reference)["cases"][0]


def test_only_an_administrator_sees_or_changes_the_table(claire):
    for method, path, body in (
        ("GET", "", None), ("GET", "/fields", None), ("GET", "/versions", None), ("GET", "/file", None),
        ("PUT", "", {"version": 0, "rules": []}), ("POST", "/file", {"text": "x"}), ("POST", "/preview", {"case_id": "x", "rules": []}),
        ("POST", "/versions/1/restore", {"version": 1}),
    ):  # fmt: skip
        assert claire.open(method, f"/api/mapping{path}", json=body).status_code == 403, path


def test_rules_are_saved_as_a_version_and_an_older_one_brought_back_as_another(nadia):
    first = put(nadia, [WAREHOUSE])
    assert (first["rules"], first["saved_by"]) == ([WAREHOUSE], "Nadia Roche")
    second = put(nadia, [UNIT, HOLD])
    assert second["version"] == first["version"] + 1
    restored = nadia.post(f"/api/mapping/versions/{first['version']}/restore", {"version": second["version"]}).json
    assert (restored["version"], restored["rules"]) == (second["version"] + 1, [WAREHOUSE])
    newest = nadia.get("/api/mapping/versions").json["versions"][0]
    assert (newest["version"], newest["restored"], newest["rules"]) == (restored["version"], first["version"], 1)
    stale = nadia.open("PUT", "/api/mapping", json={"version": first["version"], "rules": []})
    assert stale.status_code == 409


def test_a_rule_that_cannot_be_applied_is_refused_by_its_number(nadia):
    bad = {**WAREHOUSE, "when": [{"subject": "amount", "operator": "at_least", "value": "much"}]}
    assert "Rule 2: “much” is not a number" in put(nadia, [WAREHOUSE, bad], 422)["detail"]


def test_the_fields_of_the_erp_are_offered_with_their_choices(nadia):
    offered = {field["name"]: field for field in nadia.get("/api/mapping/fields").json["fields"]}
    assert offered["warehouse"]["type"] == "choice"
    assert {"value": "NTE", "label": "NTE Nantes-Carquefou"} in offered["warehouse"]["choices"]
    assert offered["account"]["document_types"] == ["invoice", "credit_note"]


def test_a_preview_says_what_would_be_written_where_and_by_which_rule(nadia, case):
    tried = nadia.post("/api/mapping/preview", {"case_id": case["id"], "rules": [WAREHOUSE, UNIT, HOLD]}).json
    assert {"place": "header", "line": None, "field": "warehouse", "value": "NTE", "rule": 1} in tried["settings"]
    assert {(one["line"], one["rule"]) for one in tried["settings"] if one["field"] == "sales_unit"} == {
        (n, 2) for n in range(len(tried["lines"]))
    }
    assert tried["holds"] == [{"rule": 3, "sentence": "Voir Nadia."}]
    assert case["id"] in {one["id"] for one in nadia.get("/api/mapping").json["cases"]}
    assert nadia.get("/api/mapping").json["rules"] == []


def test_what_is_saved_is_what_the_erp_gets(nadia, claire, case, wiring):
    put(nadia, [WAREHOUSE, UNIT])
    sent = claire.post(f"/api/cases/{case['id']}/approve", {"version": case["version"], "mail_id": case["mail_id"]}).json
    posted = claire.wait_for(sent["mail_id"], lambda view: view["cases"][0]["status"] == "posted")["cases"][0]
    record = wiring.practice_erp.record("sales_orders", posted["receipt"]["number"])
    assert "NTE" in dict(record.fields).values()
    assert all("PCE" in row or "KG" in row for row in record.lines.rows)


def test_an_exported_file_is_imported_as_it_was_and_saved_only_then(nadia):
    before = put(nadia, [WAREHOUSE, UNIT, HOLD])
    file = nadia.get("/api/mapping/file")
    assert file.mimetype == "text/csv"
    taken = nadia.post("/api/mapping/file", {"text": file.data.decode()}).json
    assert taken["rules"] == before["rules"]
    bad = nadia.post("/api/mapping/file", {"text": file.data.decode().replace("header;warehouse", "roof;warehouse")})
    assert bad.status_code == 422
    assert "line 2: “roof”" in bad.json["detail"]
    assert nadia.get("/api/mapping").json["version"] == before["version"]
