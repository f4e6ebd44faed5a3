"""What takes longer than Google waits for a card: it goes on behind it, once, and what comes of it is shown."""

from __future__ import annotations

from threading import Event

import pytest

from backend.errors import BadInput, ConnectorUnavailable, NotPermitted
from backend.mailboxes.gmail_mailbox import GmailMailbox
from backend.pipeline import decide
from backend.web.gmail import behind, calls, clicks
from backend.web.gmail.behind import Behind, Busy, Kind
from tests.web.gmail.conftest import fresh


def test_what_is_not_read_yet_offers_to_refresh_at_once(cloud, claire, monkeypatch):
    monkeypatch.setattr(calls, "PATIENCE", 0)
    claire.open(cloud.gmail.deliver(claire.email, fresh("10-commande-texte.eml")))
    assert "Reading goes on." in claire.reads
    monkeypatch.setattr(calls, "PATIENCE", 60)
    claire.press("Refresh")
    assert claire.offers("Reply")


def test_a_message_that_gmail_is_slow_to_give_comes_behind_the_card_and_once(cloud, claire, monkeypatch):
    gate, fetch, fetched = Event(), GmailMailbox.fetch, []

    def slow(mailbox, message, most_bytes):
        fetched.append(message)
        gate.wait(60)
        return fetch(mailbox, message, most_bytes)

    monkeypatch.setattr(GmailMailbox, "fetch", slow)
    monkeypatch.setattr(calls, "PATIENCE", 0)
    claire.open(cloud.gmail.deliver(claire.email, fresh("18-newsletter.eml")))
    assert "Reading goes on." in claire.reads
    claire.press("Refresh")
    assert "Reading goes on." in claire.reads
    gate.set()
    monkeypatch.setattr(calls, "PATIENCE", 60)
    claire.press("Refresh")
    assert ("Nothing to send to the ERP." in claire.reads, len(fetched)) == (True, 1)


def slowly(monkeypatch, name, owner=clicks):
    """Have the owner's work of this name wait for a gate; the gate, and how often it was begun."""
    gate, work, begun = Event(), getattr(owner, name), []

    def slow(*args):
        begun.append(args)
        gate.wait(60)
        return work(*args)

    monkeypatch.setattr(owner, name, slow)
    monkeypatch.setattr(calls, "PATIENCE", 0)
    monkeypatch.setattr(behind._Work, "is_over", lambda *_: False)
    return gate, begun


def failing(error):
    """Work that fails like this."""

    def fails(*_):
        raise error

    return fails


def test_an_erp_that_is_slow_is_asked_behind_the_card_and_a_case_is_sent_once(claire, monkeypatch):
    claire.receive("13-commande-excel.eml")
    for error in (NotPermitted, ConnectorUnavailable):
        with monkeypatch.context() as patch:
            patch.setattr(decide, "approve", failing(error))
            claire.press("Send to ERP")
        assert (bool(claire.told), len(claire.cards)) == (True, 1)
    with monkeypatch.context() as patch:
        patch.setattr(decide, "approve", failing(BadInput))
        gate, _ = slowly(patch, "approve", decide)
        claire.press("Send to ERP")
        gate.set()
        patch.setattr(calls, "PATIENCE", 60)
        claire.press("Refresh")
    assert (bool(claire.told), claire.offers("Send to ERP")) == (True, True)
    gate, begun = slowly(monkeypatch, "approve", decide)
    for button in ("Send to ERP", "Refresh", "Refresh"):
        claire.press(button)
        assert "The ERP is being asked" in claire.reads
    gate.set()
    monkeypatch.setattr(calls, "PATIENCE", 60)
    claire.press("Refresh")
    assert ("is in the ERP" in claire.reads, len(begun), len(claire.cards)) == (True, 1, 1)


def test_what_a_slow_erp_says_takes_the_place_of_the_card_that_waited_for_it(claire, monkeypatch):
    for name, button in (("compose", "Reply"), ("standings", "State in the ERP")):
        claire.receive("17-suivi-commande.eml")
        with monkeypatch.context() as patch:
            gate, begun = slowly(patch, name)
            claire.press(button)
            assert ("The ERP is being asked" in claire.reads, len(claire.cards)) == (True, 2)
            gate.set()
            patch.setattr(calls, "PATIENCE", 60)
            claire.press("Refresh")
            assert ("The ERP is being asked" in claire.reads, len(begun), len(claire.cards)) == (False, 1, 2)


@pytest.mark.parametrize("name", ["compose", "draft_reply"])
def test_a_draft_that_is_slow_is_made_once_and_opened_from_the_replys_card(cloud, claire, monkeypatch, name):
    claire.receive("17-suivi-commande.eml")
    claire.press("Reply")
    drafts = cloud.gmail.mailbox(claire.email).drafts
    before = len(drafts)
    with monkeypatch.context() as patch:
        gate, begun = slowly(patch, name, clicks if name == "compose" else GmailMailbox)
        for button in ("Open the draft", "Refresh", "Refresh"):
            claire.press(button)
            assert "The ERP is being asked" in claire.reads
        gate.set()
        patch.setattr(calls, "PATIENCE", 60)
        claire.press("Refresh")
        opened = [claire.press("Open the draft")["hostAppAction"] for _ in range(2)]
    assert (opened[0], len(drafts) - before, len(claire.cards)) == (opened[1], 1, 2)
    assert name == "compose" or len(begun) == 1


def test_a_reply_is_composed_anew_for_another_version_of_its_case(claire, monkeypatch):
    claire.receive("10-commande-texte.eml")
    gate, begun = slowly(monkeypatch, "compose")
    gate.set()
    monkeypatch.setattr(calls, "PATIENCE", 60)
    for buttons, times in ((["Reply"], 1), (["Reply"], 1), (["Put on hold", "Reopen", "Reply"], 2)):
        for button in buttons:
            claire.press(button)
        assert len(begun) == times
        claire.cards.pop()


def test_a_slow_insertion_shows_its_reply_again_and_inserts_when_that_is_asked_for(claire, monkeypatch):
    claire.receive("10-commande-texte.eml")
    claire.trigger("/gmail/compose")
    gate, begun = slowly(monkeypatch, "compose")
    claire.press("Order ")
    gate.set()
    monkeypatch.setattr(calls, "PATIENCE", 60)
    claire.press("Refresh")
    assert "updateDraftActionMarkup" in claire.press("Insert at the cursor")["hostAppAction"]["gmailAction"]
    assert len(begun) == 1


def test_a_correction_that_is_slow_is_made_once_behind_the_card_of_the_case(claire, monkeypatch):
    claire.receive("10-commande-texte.eml")
    claire.press("Order number")
    gate, begun = slowly(monkeypatch, "correct", decide)
    claire.press("Save", {"value": "SLOW-1"})
    claire.press("Refresh")
    assert ("The ERP is being asked" in claire.reads, len(claire.cards)) == (True, 1)
    gate.set()
    monkeypatch.setattr(calls, "PATIENCE", 60)
    claire.press("Refresh")
    assert ("SLOW-1" in claire.reads, len(begun)) == (True, 1)


def test_all_that_one_call_waits_for_comes_out_of_one_patience(cloud, claire, monkeypatch):
    now, waited, seen = [0.0], [], clicks.seen

    def fetched(_behind, _kind, _organisation, _name, work, seconds, *_):
        waited.append(seconds)
        now[0] += seconds - 1
        return work()

    def looked(mail, patience=0.0):
        waited.append(patience)
        return seen(mail)

    monkeypatch.setattr(calls, "PATIENCE", 4)
    monkeypatch.setattr(calls, "monotonic", lambda: now[0])
    monkeypatch.setattr(Behind, "get", fetched)
    monkeypatch.setattr(clicks, "seen", looked)
    claire.open(cloud.gmail.deliver(claire.email, fresh("18-newsletter.eml")))
    assert waited == [4, 1]


def test_results_are_dropped_when_nobody_fetched_them_and_each_organisation_has_its_share():
    now, gate, begun = [0.0], Event(), []
    works = Behind(lambda: now[0])

    def got(name, kind=Kind.ERP, organisation="a", seconds=60.0):
        return works.get(kind, organisation, name, lambda: begun.append(name) or gate.wait(60), seconds, 1)

    for name in "abcd":
        assert got(name, seconds=0) is None
    with pytest.raises(Busy):
        got("e", seconds=0)
    assert [got("e", Kind.MESSAGE, seconds=0), got("e", organisation="b", seconds=0)] == [None, None]
    gate.set()
    assert [got("a"), works.goes_on(Kind.ERP, "a", "b", 60), begun.count("a")] == [True, False, 1]
    now[0] += 31
    assert [got("a"), begun.count("a")] == [True, 2]
