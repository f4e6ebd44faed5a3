"""Connecting an ERP: administrators only, each for their own organisation, and no secret ever comes back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic

import pytest
from sqlalchemy import text

from backend.connectors import REGISTRY
from backend.errors import ConnectorMisconfigured
from backend.model.audit import SYSTEM
from backend.model.catalog import Catalog, Item, union
from backend.model.terms import Clues
from backend.web import connection_schemas, schemas
from tests import examples
from tests.catalogs import fill
from tests.erp_kinds import ANSWERS, KINDS, RIGHT, WRONG
from tests.web.conftest import signed_in
from tests.web.orders import order_message

CONNECTION = {"kind": "test", "answers": ANSWERS}


@pytest.fixture(autouse=True)
def known(app, wiring, monkeypatch):
    """The application with the kinds of these tests, and nothing connected before and after."""
    erps = replace(wiring.erps, kinds=KINDS, _opened={})
    monkeypatch.setitem(
        app.extensions,
        "countersign",
        replace(wiring, erps=erps, workshop=replace(wiring.workshop, connector=erps.connector, sandbox=erps.sandbox)),
    )
    yield
    store = wiring.workshop.store
    with store.database.reading() as connection:
        connected = connection.scalars(text("SELECT organisation FROM connections")).all()
    for organisation in connected:
        store.scoped(organisation).connection.remove(SYSTEM)


def connect(browser, **answers):
    return browser.open("PUT", "/api/connection", json={"kind": "test", "answers": ANSWERS | answers})


def events(wiring):
    with wiring.workshop.store.database.reading() as connection:
        rows = connection.execute(
            text("SELECT actor_id, action, details FROM audit_events WHERE action LIKE '%connected' ORDER BY sequence")
        )
        return [tuple(row) for row in rows]


def test_an_administrator_is_asked_what_each_erp_needs_in_their_language(app, nadia):
    view = nadia.get("/api/connection").json

    assert connection_schemas.ConnectionView().validate(view) == {}
    assert [(kind["kind"], kind["name"], kind["lacks"]) for kind in view["kinds"]] == [
        ("test", "Erp de test", ["No history."]),
        ("other", "Autre ERP", []),
    ]
    assert view["kinds"][0]["questions"][:2] == [
        {"name": "url", "label": "Address", "help": "With https://", "is_secret": False, "is_required": True, "default": ""},
        {"name": "key", "label": "API key", "help": "", "is_secret": True, "is_required": True, "default": ""},
    ]
    assert (view["connected"], view["otherwise"]) == (None, "Practice ERP")
    french = signed_in(app, "nadia", "fr").get("/api/connection").json
    assert french["kinds"][0]["questions"][0]["help"] == "Avec https://"


def test_every_erp_that_can_be_connected_is_offered(app, wiring, nadia, monkeypatch):
    monkeypatch.setitem(app.extensions, "countersign", wiring)
    view = nadia.get("/api/connection").json
    assert connection_schemas.ConnectionView().validate(view) == {}
    assert [kind["kind"] for kind in view["kinds"]] == list(REGISTRY)
    for kind in view["kinds"]:
        assert kind["name"]
        for question in kind["questions"]:
            assert question["label"], (kind["kind"], question["name"])


def test_what_is_connected_is_told_without_its_secrets(nadia, wiring):
    view = connect(nadia, journal="VTE", pin="4711").json

    assert connection_schemas.ConnectionView().validate(view) == {}
    assert view == nadia.get("/api/connection").json
    connected = view["connected"]
    assert (connected["kind"], connected["name"], connected["problem"]) == ("test", "Erp de test", "")
    assert connected["answers"] == {"url": ANSWERS["url"], "journal": "VTE"}
    assert connected["secrets"] == ["key", "pin"]
    assert RIGHT not in str(view)
    assert wiring.workshop.store.scoped("demo").audit.verify() is None
    assert events(wiring)[-1] == ("nadia", "connected", '{"erp":"test","changed":["journal","key","pin","url"]}')


def test_the_session_names_the_erp(nadia, claire):
    assert claire.get("/api/session").json["erp"] == {"name": "Practice ERP", "url": "/erp.html"}
    connect(nadia)
    assert claire.get("/api/session").json["erp"] == {"name": "Erp de test", "url": ""}
    nadia.post("/api/connection/disconnect", {})
    assert claire.get("/api/session").json["erp"]["name"] == "Practice ERP"


def test_work_goes_to_the_connected_erp_at_once(nadia, claire):
    before = claire.get("/api/catalog/suppliers?q=").json["candidates"]
    connect(nadia)
    after = claire.get("/api/catalog/suppliers?q=").json["candidates"]

    assert {one["id"] for one in after} == {supplier.id for supplier in examples.CATALOG.suppliers}
    assert {one["id"] for one in before} != {one["id"] for one in after}
    catalog = nadia.get("/api/connection").json["catalog"]
    assert (catalog["suppliers"], catalog["items"]) == (len(examples.CATALOG.suppliers), len(examples.CATALOG.items))
    assert abs((datetime.now(UTC) - datetime.fromisoformat(catalog["fetched_at"])).total_seconds()) < 60


def test_a_secret_left_empty_is_kept_and_no_other_address_gets_it(nadia):
    connect(nadia)
    assert connect(nadia, key="", journal="VTE").json["connected"]["secrets"] == ["key"]
    check = nadia.post("/api/connection/check", {"kind": "test", "answers": {"url": ANSWERS["url"]}})
    assert check.json["is_well"]

    for response in (
        connect(nadia, key="", url="https://evil.example"),
        nadia.post("/api/connection/check", {"kind": "test", "answers": {"url": "https://evil.example"}}),
        nadia.post("/api/connection/check", {"kind": "other", "answers": {"url": ANSWERS["url"]}}),
    ):
        assert (response.status_code, response.json["detail"]) == (422, "Please fill in: API key")


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"kind": "test", "answers": {}}, "Please fill in: Address, API key"),
        ({"kind": "test", "answers": ANSWERS | {"seconds": "1"}}, "Not asked for: seconds"),
        ({"kind": "sap", "answers": {}}, "There is no such ERP to connect."),
    ],
)
def test_answers_that_cannot_be_used_are_refused_and_nothing_is_kept(nadia, body, detail):
    for method, url in (("PUT", "/api/connection"), ("POST", "/api/connection/check")):
        response = nadia.open(method, url, json=body)
        assert (response.status_code, response.json["detail"]) == (422, detail)
    assert nadia.get("/api/connection").json["connected"] is None


@pytest.mark.parametrize(
    "answers", [{"url": 1}, {"url": ["x"]}, {"url": None}, {"": "x"}, {"url": "x" * 20_001}, {str(n): "" for n in range(101)}, []]
)
def test_answers_are_texts_of_reasonable_length(nadia, answers):
    assert nadia.open("PUT", "/api/connection", json={"kind": "test", "answers": answers}).status_code == 422


def test_trying_says_what_to_do_and_keeps_nothing(nadia, wiring):
    before = len(events(wiring))
    well = nadia.post("/api/connection/check", CONNECTION)
    wrong = nadia.post("/api/connection/check", {"kind": "test", "answers": ANSWERS | {"key": WRONG}})

    for response in (well, wrong):
        assert response.status_code == 200
        assert connection_schemas.TrialView().validate(response.json) == {}
    assert well.json["findings"] == []
    (finding,) = wrong.json["findings"]
    assert schemas.FindingView().validate(finding) == {}
    assert (finding["severity"], finding["sentence"]) == ("blocking", "The ERP does not accept the key.")
    assert finding["remedy"]
    assert WRONG not in wrong.text
    assert nadia.get("/api/connection").json["connected"] is None
    assert len(events(wiring)) == before


def test_a_connection_that_cannot_be_opened_says_why_and_can_be_saved_again(nadia, wiring):
    connect(nadia)
    with wiring.workshop.store.database.writing() as connection:
        connection.execute(text("UPDATE connections SET content = 'x'"))
    connected = nadia.get("/api/connection").json["connected"]

    assert "COUNTERSIGN_OLD_SECRET_KEYS" in connected["problem"]
    assert (connected["answers"], connected["secrets"]) == ({}, [])
    assert connect(nadia).json["connected"]["problem"] == ""


def test_disconnecting_forgets_the_keys_and_the_catalog(nadia, wiring):
    connect(nadia)
    scope = wiring.workshop.store.scoped("demo")
    fill(scope, Catalog(items=(Item("only there", "Ramette"),)))

    assert nadia.post("/api/connection/disconnect", {}).json["connected"] is None
    assert not scope.catalog.near(Clues(ids=frozenset({("items", "only there")}))).items
    assert scope.connection.sealed() is None
    assert events(wiring)[-1] == ("nadia", "disconnected", '{"erp":"test"}')
    assert nadia.post("/api/connection/disconnect", {}).status_code == 200


def test_everything_is_fetched_anew_on_demand_and_how_it_stands_is_told(nadia, wiring):
    fill(wiring.workshop.store.scoped("demo"), Catalog(items=(Item("gone since", "Ramette"),)))
    view = nadia.post("/api/connection/catalog", {}).json["catalog"]
    assert (view["items"], view["problem"]) == (1, "")

    end = monotonic() + 30
    while view["is_being_fetched"] and monotonic() < end:
        view = nadia.get("/api/connection").json["catalog"]
    assert (view["is_being_fetched"], view["is_first"], view["items"] > 1) == (False, False, True)
    assert not wiring.workshop.store.scoped("demo").catalog.near(Clues(ids=frozenset({("items", "gone since")}))).items


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("PUT", ""), ("POST", "/check"), ("POST", "/disconnect"), ("POST", "/catalog")])
def test_a_clerk_may_do_none_of_it(claire, nadia, method, path):
    connect(nadia)
    body = {"GET": None, "PUT": CONNECTION}.get(method, CONNECTION if path == "/check" else {})
    response = claire.open(method, f"/api/connection{path}", json=body)

    assert (response.status_code, response.json["type"]) == (403, "not_permitted")
    assert nadia.get("/api/connection").json["connected"]["kind"] == "test"


def test_an_administrator_of_another_organisation_neither_sees_nor_changes_it(nadia, eve, wiring):
    connect(nadia)
    assert eve.get("/api/connection").json["connected"] is None
    assert eve.get("/api/connection").json["otherwise"] == ""
    assert eve.post("/api/connection/check", {"kind": "test", "answers": {"url": ANSWERS["url"]}}).status_code == 422
    assert eve.post("/api/connection/disconnect", {}).status_code == 200
    assert connect(eve, url="https://autre.example").status_code == 200

    assert nadia.get("/api/connection").json["connected"]["answers"]["url"] == ANSWERS["url"]
    assert wiring.workshop.store.scoped("other").audit.verify() is None


def test_another_erp_frees_the_cases_from_the_one_before_and_other_keys_do_not(nadia, claire, wiring):
    message = io.BytesIO(order_message(union(wiring.practice_erp.fetch_catalog()), "connected"))
    reference = claire.post("/api/practice/messages", data={"file": (message, "order.eml")}).json["reference"]
    mail = claire.prepared(reference)
    case_id = mail["cases"][0]["id"]
    assert mail["cases"][0]["matches"]["customer"]["best"]["id"].startswith("C2")

    def actions():
        return [event["action"] for event in claire.get(f"/api/cases/{case_id}/events").json]

    connect(nadia)
    assert actions().count("let_go") == 1
    claire.wait_until(lambda: "matched" in actions())
    connect(nadia, key=RIGHT, pin="1234")
    assert actions().count("let_go") == 1
    connect(nadia, journal="VTE")
    assert actions().count("let_go") == 2
    nadia.post("/api/connection/disconnect", {})
    nadia.post("/api/connection/disconnect", {})
    assert actions().count("let_go") == 3


def try_in(browser, *, is_on=True, **answers):
    return browser.open("PUT", "/api/connection/sandbox", json={"answers": ANSWERS | {"key": ""} | answers, "is_on": is_on})


def test_a_test_company_takes_over_the_keys_of_its_server_and_is_switched(nadia, wiring, app):
    assert try_in(nadia, journal="TEST").status_code == 422, "no ERP is connected"
    connect(nadia)
    for same in ({}, {"url": ANSWERS["url"] + "/"}, {"journal": "ach"}, {"pin": "1234"}):
        assert try_in(nadia, **same).status_code == 422, "it is the ERP itself"

    view = try_in(nadia, journal="TEST").json
    assert connection_schemas.ConnectionView().validate(view) == {}
    assert (view["sandbox"]["answers"]["journal"], view["sandbox"]["secrets"], view["sandbox"]["is_on"]) == ("TEST", ["key"], True)
    erps = app.extensions["countersign"].erps
    assert (erps.sandbox("demo").config.key, erps.sandbox("demo").config.journal) == (RIGHT, "TEST")
    assert erps.connector("demo").config.journal == "ACH"
    assert erps.sandbox("another") is None

    connect(nadia, journal="TEST")
    with pytest.raises(ConnectorMisconfigured, match="the ERP itself"):
        erps.sandbox("demo")
    connect(nadia)

    assert not try_in(nadia, journal="TEST", is_on=False).json["sandbox"]["is_on"]
    assert erps.sandbox("demo") is None
    assert RIGHT not in str(nadia.get("/api/connection").json)
    with wiring.workshop.store.database.reading() as connection:
        (kept,) = connection.execute(text("SELECT content FROM sandboxes")).scalars()
    assert RIGHT not in kept


def test_keys_of_the_erp_do_not_go_to_a_test_company_on_another_server(nadia):
    connect(nadia)
    assert try_in(nadia, url="https://elsewhere.example").status_code == 422
    assert try_in(nadia, url="https://elsewhere.example", key=RIGHT).status_code == 200


def test_a_test_company_is_tried_and_forgotten_and_goes_with_its_erp(nadia, claire):
    connect(nadia)
    body = {"answers": ANSWERS | {"journal": "TEST"}, "is_on": True}
    told = nadia.post("/api/connection/sandbox/check", json=body).json
    assert [finding["rule"] for finding in told["findings"]] == ["ERP-JOURNAL"]
    for path in ("sandbox/check", "sandbox/remove"):
        assert claire.post(f"/api/connection/{path}", json=body if "check" in path else {}).status_code == 403

    try_in(nadia, journal="TEST")
    assert nadia.post("/api/connection/sandbox/remove", json={}).json["sandbox"] is None
    try_in(nadia, journal="TEST")
    nadia.post("/api/connection/disconnect", json={})
    assert nadia.get("/api/connection").json["sandbox"] is None
