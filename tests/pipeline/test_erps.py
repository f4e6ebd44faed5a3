"""The ERP of an organisation: what was connected, for as long as it is, and no other's."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from backend.connectors.claims import Claims
from backend.connectors.connector import Surroundings
from backend.errors import BadInput, ConnectorMisconfigured
from backend.model.audit import Actor
from backend.pipeline.catalogs import keep_up, refresh
from backend.pipeline.erps import Erps
from backend.store import KeptConnection, Organisation, open_store
from tests.erp_kinds import ANSWERS, KINDS, RIGHT, WRONG
from tests.pipeline.erp import Erp

NADIA = Actor("nadia", "Nadia Roche")
TEST = KeptConnection("test", ANSWERS)


@pytest.fixture
def store(settings):
    store = open_store(settings)
    for name in ("delorme", "autre"):
        store.add_organisation(Organisation(name, name.title()))
    yield store
    store.database.engine.dispose()


@pytest.fixture
def surroundings(tmp_path):
    return Surroundings(Claims(tmp_path / "claims"), "https://countersign.example")


@pytest.fixture
def erps(store, surroundings):
    return Erps(store, surroundings, kinds=KINDS)


def connect(erps, organisation="delorme", connection=TEST):
    erps.store.scoped(organisation).connection.put(connection, NADIA)


def test_without_a_connection_there_is_no_erp_but_the_one_that_is_lent(store, surroundings):
    practice = Erp()
    erps = Erps(store, surroundings, {"delorme": practice}, KINDS)

    assert erps.connector("delorme") is practice
    assert (erps.has("delorme"), erps.has("autre"), erps.name("delorme")) == (True, False, "")
    with pytest.raises(ConnectorMisconfigured, match="No ERP is connected"):
        erps.connector("autre")

    connect(erps)
    assert erps.connector("delorme") is not practice
    assert erps.name("delorme") == "Erp de test"
    store.scoped("delorme").connection.remove(NADIA)
    assert erps.connector("delorme") is practice


def test_the_connector_has_the_answers_and_the_surroundings_of_its_organisation(erps, surroundings, store):
    connect(erps)
    connector = erps.connector("delorme")

    assert (connector.config.url, connector.config.key, connector.config.journal) == ("https://erp.example/delorme", RIGHT, "ACH")
    receipts = store.scoped("delorme").receipts
    assert connector.surroundings == replace(surroundings, organisation="delorme", receipts=receipts)


def test_a_connector_is_kept_until_its_connection_changes_in_whichever_process(erps, settings):
    connect(erps)
    first = erps.connector("delorme")
    assert erps.connector("delorme") is first

    elsewhere = open_store(settings)
    elsewhere.scoped("delorme").connection.put(replace(TEST, answers=ANSWERS | {"journal": "VTE"}), NADIA)
    elsewhere.database.engine.dispose()
    second = erps.connector("delorme")
    assert second is not first
    assert second.config.journal == "VTE"
    assert erps.connector("delorme") is second


def test_threads_that_ask_at_once_get_the_same_connector(erps):
    connect(erps)
    found, start = [], threading.Barrier(8)

    def ask():
        start.wait()
        found.append(erps.connector("delorme"))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_each_organisation_has_its_own(erps):
    connect(erps)
    connect(erps, "autre", replace(TEST, answers=ANSWERS | {"url": "https://autre.example"}))

    assert erps.connector("delorme").config.url != erps.connector("autre").config.url


def test_what_cannot_be_used_any_more_is_for_the_administrator(erps, settings):
    for kept, why in (
        (KeptConnection("gone", {}), "no such ERP"),
        (KeptConnection("test", {"url": "https://erp.example"}), "fill in: API key"),
        (KeptConnection("test", ANSWERS | {"asked before": "x"}), "Not asked for"),
        (KeptConnection("test", ANSWERS | {"url": "http://erp.example"}), "https://"),
    ):
        connect(erps, connection=kept)
        with pytest.raises(ConnectorMisconfigured, match=why):
            erps.connector("delorme")
        assert erps.problem("delorme").fr
        assert not erps.trial("delorme").is_well

    connect(erps)
    assert erps.problem("delorme") is None
    lost = Erps(open_store(replace(settings, secret_key="lost")), erps.surroundings, kinds=KINDS)
    with pytest.raises(ConnectorMisconfigured, match="COUNTERSIGN_OLD_SECRET_KEYS"):
        lost.connector("delorme")
    lost.store.database.engine.dispose()


def test_a_secret_left_empty_is_the_one_that_is_kept(erps):
    assert erps.answered("delorme", "test", ANSWERS) == TEST
    with pytest.raises(BadInput, match="API key"):
        erps.answered("delorme", "test", {"url": ANSWERS["url"], "key": " "})
    connect(erps)

    kept = erps.answered("delorme", "test", {"url": "https://erp.example/other", "key": "", "journal": "VTE"})
    assert kept.answers == {"url": "https://erp.example/other", "key": RIGHT, "journal": "VTE"}
    assert erps.answered("delorme", "test", ANSWERS | {"key": WRONG}).answers["key"] == WRONG
    assert "journal" not in erps.answered("delorme", "test", {"url": ANSWERS["url"]}).answers


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/delorme", "https://erp.example:444/delorme", "https://erp.example@evil.example/delorme",
        "https://erp.example?@evil.example", r"https://erp.example\@evil.example/delorme", "http://erp.example/delorme", "https://erp.example.evil.example",
    ],
)  # fmt: skip
def test_a_kept_secret_is_never_sent_to_another_address(erps, url):
    connect(erps)
    with pytest.raises(BadInput, match="API key"):
        erps.answered("delorme", "test", {"url": url})


def test_a_kept_secret_is_neither_another_erps_nor_another_organisations(erps):
    connect(erps)
    for organisation, kind in (("delorme", "other"), ("autre", "test")):
        with pytest.raises(BadInput, match="API key"):
            erps.answered(organisation, kind, {"url": ANSWERS["url"]})


def test_a_connection_that_no_secret_opens_keeps_none_of_its_answers(erps, store):
    connect(erps)
    with store.database.writing() as connection:
        connection.execute(text("UPDATE connections SET content = 'x'"))
    assert erps.answers("delorme", "test") == {}
    with pytest.raises(BadInput, match="API key"):
        erps.answered("delorme", "test", {"url": ANSWERS["url"]})


def test_trying_says_what_is_wrong_and_what_to_do(erps):
    assert erps.trial_of("delorme", TEST).is_well
    for answers, sentence in (
        ({"key": WRONG}, "does not accept the key"),
        ({"url": "https://away.example"}, "cannot be reached"),
        ({"url": "http://erp.example"}, "https://"),
        ({"journal": "XYZ"}, "no journal XYZ"),
    ):
        trial = erps.trial_of("delorme", replace(TEST, answers=ANSWERS | answers))
        (finding,) = trial.findings
        assert sentence in finding.sentence.en
        assert finding.sentence.fr != finding.sentence.en
        assert finding.remedy
        assert not trial.is_well
        assert any(sentence in line for line in trial.lines())


def test_without_an_erp_documents_are_read_all_the_same_and_it_is_said(workshop, erps):
    assert keep_up(replace(workshop, connector=erps.connector), "delorme").en == "No ERP is connected."


def test_an_erp_that_is_exchanged_while_it_answers_leaves_no_catalog_behind(workshop, scope, erp):
    def answered(since=None):  # noqa: ARG001 -- the contract's name
        scope.connection.put(TEST, NADIA)
        yield erp.catalog

    erp.fetch_catalog = answered
    refresh(workshop, "delorme")
    assert not scope.catalog.counts()
