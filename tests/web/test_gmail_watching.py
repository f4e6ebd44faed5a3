"""Watched mailboxes of Gmail on the real application, with doubles of Gmail and Google: nothing is missed, and nothing received twice."""

from __future__ import annotations

import base64
import json
import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest

from backend.app import create_app
from backend.confinement import Here
from backend.identity import Delegation, Google
from backend.mailboxes.gmail_mailbox import MAILBOX, reference
from backend.model.audit import SYSTEM
from backend.model.case import Status
from backend.pipeline import Work
from backend.pipeline.marking import mark
from backend.pipeline.prepare import prepare
from backend.pipeline.sweep import sweep
from backend.pipeline.watching import attend
from backend.settings import Settings
from backend.store import Event, open_store
from tests.google import double, watching
from tests.google.delegation import ACCOUNT, ServiceAccount
from tests.graph.microsoft import microsoft
from tests.identity import google_double
from tests.identity.entra_double import CLIENT, OTHER_TENANT, SECRET, TENANT
from tests.web.conftest import Browser
from tests.web.test_watching import ADDRESS, PUBLIC, Clock, Office

TOPIC = "projects/mistral/topics/countersign"
PUSHING = "push@mistral-project.iam.gserviceaccount.com"
PATH = "/api/notifications/gmail"


@dataclass
class GmailOffice(Office):
    """A company in whose Google Workspace mailboxes are watched."""

    account: ServiceAccount = None
    accounts: google_double.Accounts = None

    def watch(self, address=ADDRESS, **rule):
        return super().watch(address, **{"system": MAILBOX} | rule)

    def deliver(self, subject, *labels, address=ADDRESS, extra="", body="Hello\r\n"):
        """A message that came, not announced yet."""
        headers = f"From: claire@mistral.example\r\nSubject: {subject}\r\nMessage-ID: <{subject}@mistral.example>\r\n{extra}\r\n"
        return self.cloud.deliver(address, (headers + body).encode(), *labels)

    def token(self, **changes):
        """What Pub/Sub proves itself by, unless a test says otherwise."""
        return self.accounts.signed({"aud": f"{PUBLIC}{PATH}", "sub": "1", "email": PUSHING, "email_verified": True} | changes)

    def push(self, content, token=None):
        authorization = {"Authorization": f"Bearer {self.token() if token is None else token}"}
        return self.nadia.client.post(PATH, data=content, content_type="application/json", headers=authorization)

    def subjects(self):
        return sorted(super().subjects())


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("watching")
    with microsoft(folder) as graph, google_double.accounts() as accounts, double.google() as cloud, pytest.MonkeyPatch.context() as patch:
        account = ServiceAccount(cloud)
        settings = Settings(
            data_folder=folder, work_in_server=False, public_url=PUBLIC, entra_client_id=CLIENT, entra_secret=SECRET,
            entra_tenants=f"{TENANT},{OTHER_TENANT}", entra_authority=graph.entra.url, graph_url=graph.url,
            google_client_id=google_double.CLIENT, google_domains=f"mistral.example={TENANT}", google_authority=accounts.url,
            gmail_key=account.json(), gmail_topic=TOPIC, gmail_push_account=PUSHING.upper(), gmail_url=cloud.url, gmail_labels=True,
        )  # fmt: skip
        account.delegation = Delegation.configured(settings)
        patch.setattr(Delegation, "configured", lambda _: account.delegation)
        yield create_app(settings), graph, accounts, account


@pytest.fixture
def office(site, migrated_sqlite, tmp_path):
    """A company whose database, mail system and clock are new."""
    app, graph, accounts, account = site
    shutil.copy(migrated_sqlite, tmp_path / "countersign.sqlite")
    store = open_store(Settings(data_folder=tmp_path), migrated=False)
    cloud, clock, nudges = account.google, Clock(), []
    cloud.reset()
    graph.reset()
    account.allowed = {"gmail.readonly"}
    account.asked.clear()
    cloud.clock, cloud.topics, cloud.grant = clock, {TOPIC}, account.grant
    wiring = app.extensions["countersign"]
    # What the last test was given tokens for is no business of this one's.
    account.delegation._tokens.clear()
    workshop = replace(wiring.workshop, clock=clock, nudge=lambda *what: nudges.append(what), store=store)
    app.extensions["countersign"] = replace(wiring, workshop=workshop)
    browser = Browser(app.test_client(), graph.entra.token(roles=["admin"]))
    browser.get("/api/session")
    made = GmailOffice(workshop, cloud, browser, clock, nudges, account, accounts)
    cloud.push = lambda content: made.push(content).status_code
    yield made
    store.database.engine.dispose()
    app.extensions["countersign"] = wiring


def test_what_comes_is_there_before_anybody_opens_it(office):
    mailbox = office.watch()
    message = office.deliver("one")
    assert watching.notify(office.cloud, ADDRESS) == [202]
    office.work()
    assert office.subjects() == ["one"]
    assert office.scope.mails.of_reference(MAILBOX, reference(ADDRESS, message.event_id)).mail.subject == "one"
    view = office.view(mailbox)
    assert (view["system"], view["received"], view["is_announced"], view["problem"]) == (MAILBOX, 1, True, "")
    assert office.account.asked == [(ADDRESS, "gmail.readonly")]


FORGED = (
    {"aud": f"{PUBLIC}/gmail/home"}, {"email": "someone@evil.iam.gserviceaccount.com"}, {"email_verified": False}, {"exp": 1},
    {"iss": "https://evil.example"},
)  # fmt: skip


def test_a_push_that_google_did_not_sign_for_us_changes_nothing(office):
    mailbox = office.watch()
    before = office.scope.watched.get(mailbox)
    content = json.dumps({"message": {"data": base64.b64encode(json.dumps({"emailAddress": ADDRESS}).encode()).decode()}})
    for token in ("no token", *(office.token(**changes) for changes in FORGED)):
        assert office.push(content, token).status_code == 401
    assert office.nadia.post(PATH, json.loads(content)).status_code == 401
    assert office.scope.watched.get(mailbox) == before
    assert office.push(content).status_code == 202
    assert office.scope.watched.get(mailbox).asked == before.asked + 1


def test_a_push_about_nothing_is_taken_and_forgotten(office):
    office.watch()
    for data in ("", "e30=", "W10=", "!", "eyJlbWFpbEFkZHJlc3MiOiAieEB5LmV4YW1wbGUifQ==", "eyJlbWFpbEFkZHJlc3MiOiAxfQ=="):
        assert office.push(json.dumps({"message": {"data": data, "attributes": None}, "subscription": "s"})).status_code == 202
    assert office.nudges == []
    assert office.push(b"x" * 100_000).status_code == 413


def test_when_the_history_is_forgotten_all_that_came_since_is_read(office):
    office.watch()
    office.deliver("one")
    office.clock.pass_(hours=2)
    office.sweep()
    old = office.cloud.deliver(ADDRESS, b"Subject: old\r\n\r\nx")
    old.date -= timedelta(days=30)
    for number in range(12):
        office.deliver(f"{number}")
    watching.forget(office.cloud, ADDRESS)
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == sorted(["one", *(f"{number}" for number in range(12))])
    assert len(office.asked("format=raw")) == 13
    office.cloud.asked.clear()
    office.clock.pass_(hours=2)
    office.sweep()
    assert len(office.cloud.asked) == 1


@pytest.mark.parametrize("page", [3, 100])
def test_many_messages_are_read_ten_at_a_time_and_each_once(office, page):
    mailbox = office.watch()
    office.cloud.history_page = page
    for number in range(12):
        office.deliver(f"{number}")
    watching.notify(office.cloud, ADDRESS)
    turns = [0]
    while office.nudges:
        kind, organisation, id_ = office.nudges.pop(0)
        if kind == Work.WATCH:
            attend(office.workshop, organisation, id_)
            turns.append(office.view(mailbox)["received"])
    assert turns[-1] == 12
    assert max(after - before for before, after in pairwise(turns)) == min(page, 10)
    assert len(office.asked("format=raw")) == 12


@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_message_that_is_binned_between_two_turns_hides_no_other(office, is_forgotten):
    mailbox = office.watch()
    office.cloud.history_page = 100 if is_forgotten else 15
    for number in range(16):
        office.deliver(f"sent {number}", "SENT")
    messages = [office.deliver(f"{number}") for number in range(12)]
    if is_forgotten:
        watching.forget(office.cloud, ADDRESS)
    office.clock.pass_(hours=2)
    while not office.view(mailbox)["received"]:
        attend(office.workshop, TENANT, mailbox)
    told = [each for each in messages if office.scope.mails.of_reference(MAILBOX, reference(ADDRESS, each.id))]
    assert len(told) == 10
    told[0].labels = {"TRASH"}
    office.work()
    assert office.subjects() == sorted(f"{number}" for number in range(12))


@pytest.mark.parametrize(("status", "ill"), [(403, 2), (503, 1)])
def test_messages_that_gmail_does_not_give_stop_no_other(office, status, ill):
    opened = office.workshop.watchables[MAILBOX]

    def impatient(*which):
        found = opened(*which)
        return replace(found, gmail=replace(found.gmail, sleep=lambda _: None))

    office.workshop = replace(office.workshop, watchables={MAILBOX: impatient})
    mailbox = office.watch()
    messages = [office.deliver(subject) for subject in ("one", "two", "three")]
    office.cloud.ill = {f"messages/{message.id}": status for message in messages[:ill]}
    for _ in range(5 * ill + 1):
        office.clock.pass_(hours=2)
        office.sweep()
    assert office.subjects() == sorted(["one", "two", "three"][ill:])
    assert (office.view(mailbox)["problem"], office.actions().count("not_received")) == ("", ill)


def test_what_gmail_tells_nothing_of_is_held_to_the_rule_when_it_is_fetched(office):
    office.watch(subjects=["order"], senders=["mistral.example"], only_with_attachments=True)
    office.deliver("order one", extra=MIXED, body=FILE)
    office.deliver("order two")
    office.deliver("private", extra=MIXED, body=FILE)
    office.cloud.ill["format=full"] = 403
    watching.notify(office.cloud, ADDRESS)
    office.work()
    assert office.subjects() == ["order one"]


def test_a_mailbox_whose_domain_is_no_longer_ours_is_told_and_can_be_removed(office, monkeypatch):
    mailbox = office.watch()
    monkeypatch.setattr(Google, "own_domains", lambda *_: frozenset({"other.example"}))
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.view(mailbox)["problem"] == "This mailbox is in no domain of yours."
    office.nadia.post(f"/api/watched/{mailbox}/remove", {})
    office.work()
    assert office.scope.watched.all() == ()


def test_what_nobody_received_and_what_nobody_wants_is_never_picked_up(office):
    mailbox = office.watch()
    for labels in (("DRAFT",), ("SENT",), ("SENT", "INBOX"), ("SPAM",), ("TRASH",), ("INBOX", "TRASH"), ("STARRED",)):
        office.deliver(" ".join(labels), *labels)
    watching.notify(office.cloud, ADDRESS)
    office.work()
    office.scope.watched.save(office.scope.watched.claim(mailbox, "me", office.clock(), lambda _: True), cursor="")
    office.scope.watched.release(mailbox)
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == []


PICTURE = (
    "--b\r\n\r\nHello\r\n--b\r\nContent-Type: image/png; name=logo.png\r\nContent-ID: <logo>\r\n"
    "Content-Disposition: {}; filename=logo.png\r\n\r\nx\r\n--b--\r\n"
)
FILE = "--b\r\n\r\nHello\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: inline; filename=o.pdf\r\n\r\nx\r\n--b--\r\n"
MIXED = "Content-Type: multipart/mixed; boundary=b\r\n"


def test_only_what_the_rule_picks_up_is_read(office):
    wanted = office.cloud.label(office.cloud.mailbox(ADDRESS), "Orders/Urgent")
    other = office.cloud.label(office.cloud.mailbox(ADDRESS), "ERP/posted")
    office.watch(folder="orders / urgent", senders=["mistral.example"], subjects=["order"], only_with_attachments=True)
    office.deliver("Your ORDER", "INBOX", wanted, extra=MIXED, body=FILE)
    office.deliver("an order elsewhere", "INBOX", extra=MIXED, body=FILE)
    office.deliver("an invoice", wanted, extra=MIXED, body=FILE)
    office.deliver("an order without a file", wanted)
    office.deliver("an order with a logo", wanted, extra=MIXED, body=PICTURE.format("inline"))
    stranger = office.cloud.deliver(ADDRESS, f"From: eve@other.example\r\nSubject: order\r\n{MIXED}\r\n{FILE}".encode(), wanted)
    old = office.deliver("an order moved there", "INBOX", extra=MIXED, body=FILE)
    watching.mark(office.cloud, ADDRESS, stranger, other)
    watching.notify(office.cloud, ADDRESS)
    office.work()
    assert office.subjects() == ["Your ORDER"]
    watching.mark(office.cloud, ADDRESS, old, wanted)
    watching.notify(office.cloud, ADDRESS)
    office.work()
    assert office.subjects() == ["Your ORDER", "an order moved there"]


def test_a_label_on_a_message_that_was_there_before_does_not_bring_it_in(office):
    old = office.deliver("old")
    office.clock.pass_(days=1)
    office.watch()
    watching.mark(office.cloud, ADDRESS, old, office.cloud.label(office.cloud.mailbox(ADDRESS), "Urgent"))
    watching.notify(office.cloud, ADDRESS)
    office.work()
    assert office.subjects() == []


def test_a_label_that_was_deleted_is_told_and_one_of_its_name_is_found_again(office):
    kept = office.cloud.mailbox(ADDRESS).labels
    office.cloud.label(office.cloud.mailbox(ADDRESS), "Orders")
    mailbox = office.watch(folder="Orders")
    kept.clear()
    kept.append({"id": "Label_7", "name": "Other", "type": "user"})
    office.clock.pass_(hours=2)
    office.sweep()
    assert "Invalid label" in office.view(mailbox)["problem"]
    office.clock.pass_(minutes=11)
    office.sweep()
    assert office.view(mailbox)["problem"] == "There is no label “Orders” in this mailbox."
    office.deliver("one", office.cloud.label(office.cloud.mailbox(ADDRESS), "Orders"))
    office.clock.pass_(minutes=11)
    office.sweep()
    assert (office.subjects(), office.view(mailbox)["problem"]) == (["one"], "")


def test_the_watch_is_renewed_every_day_and_made_anew_when_it_ended(office):
    office.watch()
    watch = office.cloud.mailbox(ADDRESS)
    for _ in range(3):
        before = watch.watch["expires"]
        office.clock.pass_(hours=25)
        office.sweep()
        assert watch.watch["expires"] == before + timedelta(hours=25)
    office.clock.pass_(days=30)
    office.deliver("meanwhile")
    office.sweep()
    assert (office.subjects(), watch.watch["expires"]) == (["meanwhile"], office.clock() + watching.LASTS)


def test_without_a_topic_the_mailbox_is_read_every_two_minutes_and_told_why(office):
    office.cloud.topics.clear()
    mailbox = office.watch()
    assert "not authorized" in office.view(mailbox)["problem"]
    assert "every two minutes" in office.view(mailbox)["problem"]
    office.deliver("one")
    office.clock.pass_(seconds=130)
    office.sweep()
    assert (office.subjects(), office.view(mailbox)["is_announced"]) == (["one"], False)
    office.cloud.topics.add(TOPIC)
    office.clock.pass_(seconds=130)
    office.sweep()
    assert (office.view(mailbox)["problem"], office.view(mailbox)["is_announced"]) == ("", True)
    office.cloud.topics.clear()
    office.deliver("two")
    office.clock.pass_(days=3)
    office.sweep()
    assert office.subjects() == ["one", "two"]
    assert "not authorized" in office.view(mailbox)["problem"]


def test_folders_of_a_mailbox_share_its_watch_which_ends_with_the_last(office):
    office.cloud.label(office.cloud.mailbox(ADDRESS), "Orders")
    inbox, orders = office.watch(), office.watch(folder="Orders")
    for mailbox, is_watched in ((inbox, True), (orders, False)):
        office.nadia.post(f"/api/watched/{mailbox}/remove", {})
        office.work()
        assert (office.cloud.mailbox(ADDRESS).watch is not None) is is_watched


def test_the_same_message_in_gmail_and_in_outlook_is_one(office, site):
    _, graph, _, _ = site
    graph.mailbox(ADDRESS)
    office.watch()
    office.watch(system="outlook")
    message = office.deliver("one")
    properties = {"internetMessageId": "<one@mistral.example>", "receivedDateTime": f"{office.clock():%Y-%m-%dT%H:%M:%SZ}"}
    there = graph.deliver(ADDRESS, b"Received: from elsewhere\r\n" + message.raw, **properties)
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == ["one"]
    references = ((MAILBOX, reference(ADDRESS, message.id)), ("outlook", there.immutable_id))
    assert len({office.scope.mails.of_reference(*each).id for each in references}) == 1


@pytest.mark.parametrize(
    ("allowed", "address", "words"),
    [(set(), ADDRESS, "domain-wide delegation lacks"), ({"gmail.readonly"}, "nobody@mistral.example", "Invalid email or User ID")],
)
def test_what_the_service_account_may_not_is_told_and_tried_again(office, caplog, allowed, address, words):
    caplog.set_level("DEBUG")
    office.account.allowed = allowed
    office.cloud.mailbox(ADDRESS)
    before = office.cloud.mailbox
    office.cloud.mailbox = lambda _: None
    mailbox = office.watch(address)
    office.cloud.mailbox = before
    assert words in office.view(mailbox)["problem"]
    assert ACCOUNT in replace(office.nadia, language="fr").get("/api/watched").json["mailboxes"][0]["problem"]
    office.account.allowed = {"gmail.readonly"}
    office.deliver("one", address=address)
    office.clock.pass_(minutes=11)
    office.sweep()
    assert (office.subjects(), office.view(mailbox)["problem"]) == (["one"], "")
    key = office.account.pem.splitlines()[5]
    assert key not in caplog.text
    assert key not in repr(replace(office.workshop.settings, gmail_key=office.account.json()))


def test_a_message_is_labelled_by_where_its_case_stands_and_again_when_that_changes(office):
    office.account.allowed |= {"gmail.modify"}
    office.watch()
    message = office.deliver("Relance", body="Bonjour, pouvez-vous nous dire où en est notre commande 4711 ? Merci.\r\n")
    watching.notify(office.cloud, ADDRESS)
    office.work()
    mail_id = office.scope.mails.of_reference(MAILBOX, reference(ADDRESS, message.id)).id

    def labels():
        for _ in range(3):
            mark(office.workshop, TENANT, "")
        known = {each["id"]: each["name"] for each in office.cloud.mailbox(ADDRESS).labels}
        return {known[label] for label in message.labels if label in known}

    assert labels() == set()
    prepare(replace(office.workshop, caller=Here()), TENANT, mail_id)
    (case,) = office.scope.cases.of_mail(mail_id)
    assert (sweep(office.workshop), office.nudges[-1]) == (0, (Work.MARK, TENANT, ""))
    assert labels() == {"ERP/to check"}
    for status, expected in ((Status.POSTED, {"ERP/posted"}), (Status.IN_REVIEW, {"ERP/to check"}), (Status.REJECTED, set())):
        case = office.scope.cases.save(replace(case, status=status), "changed", SYSTEM)
        office.cloud.broken = 9
        assert labels() != expected
        office.cloud.broken = 0
        assert labels() == expected
    before = len(office.cloud.asked)
    labels()
    assert len(office.cloud.asked) == before


@pytest.mark.parametrize("hindrance", ["the right is lacking", "the message is gone"])
def test_a_label_that_is_refused_is_given_up_until_the_case_changes(office, hindrance):
    office.watch()
    message = office.deliver("Relance")
    watching.notify(office.cloud, ADDRESS)
    office.work()
    mail_id = office.scope.mails.of_reference(MAILBOX, reference(ADDRESS, message.id)).id
    office.scope.mails.prepared(mail_id, (), (), (), Event(SYSTEM, "prepared", mail_id))
    if hindrance == "the message is gone":
        office.account.allowed |= {"gmail.modify"}
        del office.cloud.mailbox(ADDRESS).messages[message.id]
    assert len(office.scope.mails.to_mark(MAILBOX, 5)) == 1
    mark(office.workshop, TENANT, "")
    assert office.scope.mails.to_mark(MAILBOX, 5) == ()


def test_a_mailbox_that_does_not_answer_holds_up_the_labels_of_no_other(office):
    office.account.allowed |= {"gmail.modify"}
    messages = {address: [] for address in (ADDRESS, "sales@mistral.example")}
    for address, count in zip(messages, (11, 2), strict=True):
        office.watch(address)
        messages[address] = [office.deliver(f"{address} {number}", address=address) for number in range(count)]
        watching.notify(office.cloud, address)
    office.work()
    for address, message in ((address, each) for address, all_ in messages.items() for each in all_):
        mail_id = office.scope.mails.of_reference(MAILBOX, reference(address, message.id)).id
        office.scope.mails.prepared(mail_id, (), (), (), Event(SYSTEM, "prepared", mail_id))
    office.cloud.ill = {message.id: 503 for message in messages[ADDRESS]}
    office.nudges.clear()
    mark(office.workshop, TENANT, "")
    assert {left for left, *_ in office.scope.mails.to_mark(MAILBOX, 50)} == {reference(ADDRESS, each.id) for each in messages[ADDRESS]}
    assert office.nudges == []
    office.cloud.ill = {}
    mark(office.workshop, TENANT, "")
    assert (len(office.scope.mails.to_mark(MAILBOX, 50)), office.nudges) == (1, [(Work.MARK, TENANT, "")])


def test_an_administrator_watches_mailboxes_of_their_own_domains_only(office, site):
    app, graph, _, _ = site
    assert office.nadia.get("/api/watched").json["systems"] == ["outlook", MAILBOX]
    refused = office.nadia.post("/api/watched", {"address": "ceo@delorme.example", "system": MAILBOX})
    assert (refused.status_code, refused.json["detail"]) == (422, "This mailbox is in no domain of yours.")
    assert office.nadia.post("/api/watched", {"address": ADDRESS, "system": "practice"}).status_code == 422
    elsewhere = Browser(app.test_client(), graph.entra.token(tid=OTHER_TENANT, roles=["admin"]))
    elsewhere.get("/api/session")
    assert elsewhere.get("/api/watched").json["systems"] == ["outlook"]
    assert elsewhere.post("/api/watched", {"address": ADDRESS, "system": MAILBOX}).status_code == 503
    assert office.account.asked == []
