"""Watched mailboxes on the real application, with Graph's double: nothing that came is missed, and nothing is received twice."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from backend.app import create_app
from backend.errors import MailboxMisconfigured, MailboxUnavailable, NotFound
from backend.mailboxes.graph_mailbox import MAILBOX
from backend.mailboxes.graph_watching import WatchableInGraph
from backend.pipeline import Work
from backend.pipeline.sweep import sweep
from backend.pipeline.trouble import unforeseen
from backend.pipeline.watching import attend
from backend.settings import Settings
from backend.store import open_store
from tests.graph import double, watching
from tests.graph.microsoft import microsoft
from tests.identity.entra_double import CLIENT, OTHER_TENANT, SECRET, TENANT
from tests.web.conftest import Browser

ADDRESS = "orders@mistral.example"
PUBLIC = "https://countersign.example"


class Clock:
    """What time it is, for Countersign and for Graph."""

    def __init__(self):
        self.now = datetime(2026, 11, 20, 8, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_(self, **time):
        self.now += timedelta(**time)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("watching")
    with microsoft(folder) as cloud:
        entra = cloud.entra
        app = create_app(
            Settings(
                data_folder=folder,
                work_in_server=False,
                public_url=PUBLIC,
                entra_client_id=CLIENT,
                entra_tenants=f"{TENANT},{OTHER_TENANT}",
                entra_authority=entra.url,
                entra_secret=SECRET,
                graph_url=cloud.url,
            )
        )
        yield app, cloud, entra


@dataclass
class Office:
    """A tenant with its mail system, its administrator, and the worker that the test is."""

    workshop: object
    cloud: double.Graph
    nadia: Browser
    clock: Clock
    nudges: list

    @property
    def scope(self):
        return self.workshop.scope(TENANT)

    def watch(self, address=ADDRESS, **rule):
        """The id of a newly watched mailbox, attended for the first time."""
        self.cloud.mailbox(address)
        before = {view["id"] for view in self.views()}
        answered = self.nadia.post("/api/watched", {"address": address, **rule})
        assert answered.status_code == 200, answered.text
        (made,) = {view["id"] for view in answered.json["mailboxes"]} - before
        self.work()
        return made

    def views(self):
        return self.nadia.get("/api/watched").json["mailboxes"]

    def view(self, mailbox_id):
        return next(view for view in self.views() if view["id"] == mailbox_id)

    def deliver(self, subject, address=ADDRESS, message_id=None, **properties):
        """A message that came, not announced yet."""
        message_id = message_id or f"<{subject}@mistral.example>"
        content = f"From: claire@mistral.example\r\nSubject: {subject}\r\nMessage-ID: {message_id}\r\n\r\nHello\r\n".encode()
        sender = {"emailAddress": {"address": "claire@mistral.example", "name": "Claire"}}
        at = {"receivedDateTime": f"{self.clock():%Y-%m-%dT%H:%M:%SZ}", "from": sender, "internetMessageId": message_id}
        return self.cloud.deliver(address, content, **{"subject": subject, **at, **properties})

    def work(self, most=50):
        """Do what was nudged, and what that nudges."""
        for _ in range(most):
            if not self.nudges:
                return
            kind, organisation, id_ = self.nudges.pop(0)
            if kind == Work.WATCH:
                attend(self.workshop, organisation, id_)
        raise AssertionError("there is no end of work")

    def sweep(self):
        """What the sweep finds left behind, done."""
        self.nudges.clear()
        sweep(self.workshop)
        self.work()

    def subjects(self):
        """Of what was received, oldest first, as the audit trail has it."""
        with self.workshop.store.database.reading() as connection:
            query = text("SELECT mail_id FROM audit_events WHERE organisation = :id AND action = 'received' ORDER BY sequence")
            ids = connection.execute(query, {"id": TENANT}).scalars().all()
        return [self.scope.mails.get(mail_id).mail.subject for mail_id in ids]

    def actions(self):
        with self.workshop.store.database.reading() as connection:
            return connection.execute(text("SELECT action FROM audit_events ORDER BY sequence")).scalars().all()

    def asked(self, part):
        return [path for _, path in self.cloud.asked if part in path]


@pytest.fixture
def office(site, migrated_sqlite, tmp_path):
    """A tenant whose database, mail system and clock are new."""
    app, cloud, entra = site
    shutil.copy(migrated_sqlite, tmp_path / "countersign.sqlite")
    store = open_store(Settings(data_folder=tmp_path), migrated=False)
    cloud.reset()
    clock, nudges = Clock(), []
    cloud.clock = clock
    wiring = app.extensions["countersign"]
    workshop = replace(wiring.workshop, clock=clock, nudge=lambda *what: nudges.append(what), store=store)
    app.extensions["countersign"] = replace(wiring, workshop=workshop)
    client = app.test_client()

    def reach(url, kind, body):
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}" == PUBLIC
        response = client.post(f"{parts.path}?{parts.query}", data=body, content_type=kind)
        return response.status_code, response.content_type, response.data

    cloud.reach = reach
    browser = Browser(client, entra.token(roles=["admin"]))
    browser.get("/api/session")
    yield Office(workshop, cloud, browser, clock, nudges)
    store.database.engine.dispose()
    app.extensions["countersign"] = wiring


def test_what_comes_is_there_before_anybody_opens_it(office):
    mailbox = office.watch()
    (subscription,) = office.cloud.subscriptions.values()
    assert subscription["notificationUrl"] == subscription["lifecycleNotificationUrl"] == f"{PUBLIC}/api/notifications/{TENANT}/{mailbox}"
    message = office.deliver("one")
    assert watching.notify(office.cloud, message) == [202]
    office.work()

    assert office.subjects() == ["one"]
    (found,) = office.nadia.get("/api/mails/foreseen", query_string={"message_id": "<one@mistral.example>"}).json["mails"]
    assert found["id"] == office.scope.mails.of_reference(MAILBOX, message.immutable_id).id
    assert office.nadia.get("/api/mails/foreseen", query_string={"message_id": "<two@mistral.example>"}).json["mails"] == []
    view = office.view(mailbox)
    assert (view["received"], view["is_announced"], view["problem"], view["read_at"]) == (1, True, "", "2026-11-20T08:00:00+00:00")


@pytest.mark.parametrize("told", [{}, {"clientState": "guessed"}, {"clientState": None}, {"clientState": "g", "lifecycleEvent": "missed"}])
def test_a_forged_notification_changes_nothing_and_learns_nothing(office, told):
    mailbox = office.watch()
    before, asked = office.scope.watched.get(mailbox), len(office.cloud.asked)
    notification = {"subscriptionId": before.subscription, "changeType": "created", **told}
    answered = office.nadia.client.post(f"/api/notifications/{TENANT}/{mailbox}", json={"value": [notification]})
    assert (answered.status_code, answered.json) == (202, {})
    office.work()
    assert office.scope.watched.get(mailbox) == before
    assert len(office.cloud.asked) == asked


def test_a_notification_is_of_one_organisations_mailbox(office, site):
    app, cloud, entra = site
    mailbox = office.watch()
    elsewhere = replace(office, nadia=Browser(app.test_client(), entra.token(tid=OTHER_TENANT, roles=["admin"])))
    elsewhere.nadia.get("/api/session")
    (theirs,) = elsewhere.nadia.post("/api/watched", {"address": ADDRESS}).json["mailboxes"]
    office.work()
    ours, _ = cloud.subscriptions.values()
    assert office.views()[0]["id"] == mailbox != theirs["id"]

    notification = {"value": [{"subscriptionId": ours["id"], "clientState": ours["clientState"]}]}
    assert elsewhere.nadia.client.post(f"/api/notifications/{OTHER_TENANT}/{mailbox}", json=notification).status_code == 404
    assert elsewhere.nadia.client.post(f"/api/notifications/{OTHER_TENANT}/{theirs['id']}", json=notification).status_code == 202
    assert elsewhere.nadia.post(f"/api/watched/{mailbox}/remove", {}).status_code == 404
    assert office.nudges == []
    assert office.nadia.client.post(f"/api/notifications/{TENANT}/{mailbox}", json=notification).status_code == 202
    assert office.nudges == [(Work.WATCH, TENANT, mailbox)]


def test_an_address_of_no_mailbox_answers_no_handshake(office):
    mailbox = office.watch()
    post = office.nadia.client.post
    answered = post(f"/api/notifications/{TENANT}/{mailbox}?validationToken=%3Cb%3E%20%26+x")
    assert (answered.status_code, answered.mimetype, answered.text) == (200, "text/plain", "<b> & x")
    assert answered.headers["X-Content-Type-Options"] == "nosniff"
    office.nadia.post(f"/api/watched/{mailbox}/remove", {})
    for path in (f"{TENANT}/{mailbox}", f"{TENANT}/{'0' * 24}", f"nowhere/{mailbox}"):
        assert post(f"/api/notifications/{path}?validationToken=x").status_code == 404


def test_what_was_not_announced_is_found_anyway(office):
    office.watch()
    office.deliver("lost")
    office.clock.pass_(minutes=50)
    office.sweep()
    assert office.subjects() == []
    office.clock.pass_(minutes=11)
    office.sweep()
    assert office.subjects() == ["lost"]


@pytest.mark.parametrize("event", ["reauthorizationRequired", "subscriptionRemoved", "missed"])
def test_after_a_lifecycle_event_news_are_announced_again_and_nothing_is_missed(office, event):
    office.watch()
    office.deliver("missed")
    assert watching.lifecycle(office.cloud, event) == [202]
    office.work()
    assert office.subjects() == ["missed"]
    (subscription,) = office.cloud.subscriptions.values()
    assert subscription["expirationDateTime"] == "2026-11-26T08:00:00Z"
    assert watching.notify(office.cloud, office.deliver("next")) == [202]
    office.work()
    assert office.subjects() == ["missed", "next"]


def test_a_subscription_is_renewed_long_before_it_ends(office):
    office.watch()
    (first,) = office.cloud.subscriptions
    for _ in range(6):
        office.clock.pass_(days=1, hours=12)
        office.sweep()
        (subscription,) = office.cloud.subscriptions.values()
        assert subscription["id"] == first
        assert datetime.fromisoformat(subscription["expirationDateTime"]) - office.clock() >= timedelta(days=4)


def test_after_an_outage_that_outlasted_the_subscription_everything_is_caught_up(office):
    mailbox = office.watch()
    (first,) = office.cloud.subscriptions
    office.clock.pass_(days=5)
    office.deliver("in the outage")
    office.clock.pass_(days=5)
    assert office.view(mailbox)["is_announced"] is False
    office.sweep()
    assert office.subjects() == ["in the outage"]
    assert office.view(mailbox)["is_announced"] is True
    assert [each for each in office.cloud.subscriptions if each != first]


def test_where_reading_stood_may_be_forgotten_and_nothing_is_received_twice(office):
    mailbox = office.watch()
    for subject in ("one", "two"):
        watching.notify(office.cloud, office.deliver(subject))
        office.work()
    office.clock.pass_(days=3)
    office.sweep()
    office.deliver("three")
    office.cloud.deltas.clear()
    office.cloud.asked.clear()
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == ["one", "two", "three"]
    assert len(office.asked("$value")) == 1
    assert "2026-11-22T08%3A00%3A00Z" in office.asked("/delta")[1]
    assert office.view(mailbox)["problem"] == ""


def test_a_mail_system_that_is_busy_is_left_alone_as_long_as_it_asks(office):
    mailbox = office.watch()
    office.cloud.throttled, office.cloud.retry_after = 1, "300"
    watching.notify(office.cloud, office.deliver("one"))
    office.work()
    asked = len(office.cloud.asked)
    assert "busy" in office.view(mailbox)["problem"]
    for message in ("two", "three"):
        office.clock.pass_(seconds=140)
        watching.notify(office.cloud, office.deliver(message))
        office.work()
        office.sweep()
    assert len(office.cloud.asked) == asked
    office.clock.pass_(seconds=30)
    office.sweep()
    assert office.subjects() == ["one", "two", "three"]
    assert office.view(mailbox)["problem"] == ""


def test_the_same_message_in_two_mailboxes_is_one_mail(office):
    office.watch()
    office.watch("shared@mistral.example")
    for address in (ADDRESS, "shared@mistral.example"):
        watching.notify(office.cloud, office.deliver("one", address))
        office.work()
    assert office.subjects() == ["one"]
    assert [view["received"] for view in office.views()] == [1, 1]
    for mailbox in office.cloud.mailboxes.values():
        reference = mailbox.messages[0].immutable_id
        assert office.scope.mails.of_reference(MAILBOX, reference).mail.subject == "one"


def test_a_nudge_that_is_lost_with_its_process_loses_no_message(office):
    office.watch()
    watching.notify(office.cloud, office.deliver("one"))
    office.sweep()
    assert office.subjects() == ["one"]


def test_a_worker_that_dies_in_the_midst_of_reading_loses_and_doubles_nothing(office):
    mailbox = office.watch()
    for subject in ("one", "two", "three"):
        office.deliver(subject)

    class Killed(BaseException):
        pass

    def mortal(organisation, address):
        source = office.workshop.watchables[MAILBOX](organisation, address)
        return Mortal(source.graph, source.address)

    class Mortal(WatchableInGraph):
        def fetch(self, reference, most_bytes):
            if office.subjects():
                raise Killed
            return super().fetch(reference, most_bytes)

    office.clock.pass_(hours=2)
    with pytest.raises(Killed):
        attend(replace(office.workshop, watchables={MAILBOX: mortal}, holder="dying"), TENANT, mailbox)
    assert office.subjects() == ["one"]
    office.sweep()
    assert office.subjects() == ["one"]
    survivor = replace(office, workshop=replace(office.workshop, is_dead=lambda holder: holder == "dying"))
    survivor.sweep()
    assert office.subjects() == ["one", "two", "three"]


def test_a_worker_of_which_nothing_is_heard_is_succeeded(office):
    mailbox = office.watch()
    office.deliver("one")
    office.scope.watched.claim(mailbox, "elsewhere", office.clock(), lambda _: True)
    office.scope.watched.announce(mailbox)
    office.clock.pass_(minutes=4)
    office.sweep()
    assert office.subjects() == []
    office.clock.pass_(minutes=2)
    office.sweep()
    assert office.subjects() == ["one"]


def test_only_what_the_rule_picks_up_is_read(office):
    inbox_orders = watching.folder(office.cloud, ADDRESS, "L'année", below=watching.folder(office.cloud, ADDRESS, "Orders", below="inbox"))
    office.watch(folder=" Orders / L'année ", senders=["mistral.example", " "], subjects=["order"], only_with_attachments=True)
    wanted = {"parentFolderId": inbox_orders, "hasAttachments": True}
    other = {"from": {"emailAddress": {"address": "eve@other.example"}}}
    for subject, properties in {
        "Your ORDER": wanted,
        "an order elsewhere": wanted | {"parentFolderId": "inbox"},
        "an invoice": wanted,
        "an order of others": wanted | other,
        "an order without a file": wanted | {"hasAttachments": False},
        "an order that is being written": wanted | {"isDraft": True},
        "a nameless order": wanted | {"from": {}},
    }.items():
        watching.notify(office.cloud, office.deliver(subject, **properties))
    office.work()
    assert office.subjects() == ["Your ORDER"]
    assert len(office.asked("$value")) == 1


def test_what_fails_again_and_again_is_tried_less_and_less_often(office):
    mailbox = office.watch()
    office.cloud.throttled, office.cloud.retry_after = 10_000, "30"
    pauses = []
    office.clock.pass_(hours=2)
    for _ in range(8):
        office.sweep()
        view = office.view(mailbox)
        assert view["problem"]
        pause = datetime.fromisoformat(view["retry_at"]) - office.clock()
        pauses.append(pause // timedelta(minutes=1))
        office.clock.pass_(minutes=pauses[-1])
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60]
    office.cloud.throttled = 0
    office.sweep()
    assert (office.view(mailbox)["problem"], office.view(mailbox)["retry_at"]) == ("", None)
    office.cloud.throttled, office.cloud.retry_after = 10_000, "30"
    office.clock.pass_(hours=2)
    office.sweep()
    assert datetime.fromisoformat(office.view(mailbox)["retry_at"]) == office.clock() + timedelta(minutes=1)


def test_a_folder_that_is_not_there_is_told_and_looked_for_again(office):
    mailbox = office.watch(folder="Orders")
    assert office.view(mailbox)["problem"] == "There is no folder “Orders” in this mailbox."
    folder = watching.folder(office.cloud, ADDRESS, "Orders")
    office.clock.pass_(minutes=11)
    office.sweep()
    assert office.view(mailbox)["problem"] == ""
    watching.notify(office.cloud, office.deliver("one", parentFolderId=folder))
    office.work()
    assert office.subjects() == ["one"]


def test_many_messages_are_read_a_page_at_a_time_so_that_other_work_has_its_turn(office):
    mailbox = office.watch()
    for number in range(25):
        office.deliver(f"{number}")
    office.clock.pass_(hours=2)
    sweep(office.workshop)
    turns = []
    while office.nudges:
        kind, organisation, id_ = office.nudges.pop(0)
        if kind == Work.WATCH:
            attend(office.workshop, organisation, id_)
            turns.append(office.view(mailbox)["received"])
    assert turns == [10, 20, 25]
    assert len(office.asked("$value")) == 25


def test_a_message_that_cannot_be_had_keeps_no_other_from_being_received(office):
    mailbox = office.watch()
    office.deliver("one")
    poisoned = office.deliver("poisoned")
    office.deliver("three")
    gone = office.deliver("gone")

    def refusing(organisation, address):
        source = office.workshop.watchables[MAILBOX](organisation, address)
        return Refusing(source.graph, source.address)

    class Refusing(WatchableInGraph):
        def fetch(self, reference, most_bytes):
            if reference == poisoned.immutable_id:
                raise MailboxUnavailable
            if reference == gone.immutable_id:
                raise NotFound
            return super().fetch(reference, most_bytes)

    hindered = replace(office, workshop=replace(office.workshop, watchables={MAILBOX: refusing}))
    for _ in range(12):
        office.clock.pass_(hours=1)
        hindered.sweep()
    assert office.subjects() == ["one", "three"]
    assert office.view(mailbox)["skipped"] == "“poisoned” could not be read: several attempts failed."
    assert office.view(mailbox)["problem"] == ""
    assert "not_received" in office.actions()


def test_an_outage_in_the_midst_of_a_message_is_no_fault_of_the_message(office):
    mailbox = office.watch()
    office.deliver("one")

    def away(organisation, address):
        source = office.workshop.watchables[MAILBOX](organisation, address)
        return Away(source.graph, source.address)

    class Away(WatchableInGraph):
        def changes(self, folder, cursor, since):
            if office.scope.watched.get(mailbox).trying:
                raise MailboxUnavailable
            return super().changes(folder, cursor, since)

        def fetch(self, *_):
            raise MailboxUnavailable

    hindered = replace(office, workshop=replace(office.workshop, watchables={MAILBOX: away}))
    for _ in range(12):
        office.clock.pass_(hours=2)
        hindered.sweep()
    office.clock.pass_(hours=2)
    office.sweep()
    assert (office.subjects(), office.view(mailbox)["skipped"]) == (["one"], "")


def test_a_message_that_is_too_large_is_left_aside_at_once(office):
    mailbox = office.watch()
    office.workshop = replace(office.workshop, settings=replace(office.workshop.settings, max_bytes=500))
    office.deliver("x" * 600)
    office.deliver("small")
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == ["small"]
    assert "larger than" in office.view(mailbox)["skipped"]


def test_a_mailbox_that_is_paused_rests_and_is_caught_up_when_it_is_resumed(office):
    mailbox = office.watch()
    assert office.nadia.post(f"/api/watched/{mailbox}/pause", {}).json["mailboxes"][0]["state"] == "paused"
    office.work()
    assert office.cloud.subscriptions == {}
    office.deliver("meanwhile")
    office.clock.pass_(hours=2)
    office.sweep()
    assert office.subjects() == []
    assert office.nadia.post(f"/api/watched/{mailbox}/resume", {}).json["mailboxes"][0]["state"] == "active"
    office.work()
    assert office.subjects() == ["meanwhile"]
    assert office.view(mailbox)["is_announced"] is True


@pytest.mark.parametrize("is_permitted", [True, False])
def test_a_mailbox_that_is_removed_is_forgotten_there_and_here(office, is_permitted):
    mailbox = office.watch()
    if not is_permitted:
        office.cloud.entra.granted, before = [], office.cloud.entra.granted
        office.workshop = replace(office.workshop, watchables={MAILBOX: not_set_up})
    assert office.nadia.post(f"/api/watched/{mailbox}/remove", {}).json["mailboxes"] == []
    office.work()
    assert office.scope.watched.all() == ()
    assert len(office.cloud.subscriptions) == (0 if is_permitted else 1)
    if not is_permitted:
        office.cloud.entra.granted = before
    assert office.nadia.post(f"/api/watched/{mailbox}/resume", {}).status_code == 404


def not_set_up(_organisation, _address):
    raise MailboxMisconfigured


def test_a_mailbox_that_countersign_may_not_read_is_told_and_tried_again(office):
    office.cloud.opened_to_applications = {"else@mistral.example"}
    mailbox = office.watch()
    assert "does not let" in office.view(mailbox)["problem"]
    french = replace(office.nadia, language="fr").get("/api/watched").json["mailboxes"][0]
    assert "ne laisse pas Countersign" in french["problem"]
    office.cloud.opened_to_applications = None
    office.deliver("one")
    office.clock.pass_(minutes=11)
    office.sweep()
    assert office.subjects() == ["one"]
    assert office.view(mailbox)["problem"] == ""


@pytest.mark.parametrize("public_url", ["", "http://here.example", "https://unreachable.example"])
def test_without_announcements_a_mailbox_is_read_every_two_minutes(office, public_url):
    office.workshop = replace(office.workshop, settings=replace(office.workshop.settings, public_url=public_url))
    office.cloud.reach = lambda *_: (503, "", b"")
    mailbox = office.watch()
    assert "every two minutes" in office.view(mailbox)["problem"]
    assert office.view(mailbox)["is_announced"] is False
    office.deliver("one")
    office.clock.pass_(seconds=100)
    office.sweep()
    assert office.subjects() == []
    office.clock.pass_(seconds=30)
    office.sweep()
    assert office.subjects() == ["one"]


def test_an_error_that_nobody_foresaw_is_told_and_tried_again(office):
    mailbox = office.watch()
    office.deliver("one")
    office.scope.watched.claim(mailbox, "me", office.clock(), lambda _: True)
    unforeseen(office.workshop, Work.WATCH, TENANT, mailbox, KeyError("x"))
    assert "KeyError" in office.view(mailbox)["problem"]
    office.clock.pass_(hours=2)
    office.sweep()
    assert (office.subjects(), office.view(mailbox)["problem"]) == (["one"], "")


def test_only_administrators_see_and_change_what_is_watched(office, site):
    app, _, entra = site
    mailbox = office.watch()
    for role in ("clerk", "auditor"):
        browser = Browser(app.test_client(), entra.token(roles=[role], oid=OTHER_TENANT))
        assert browser.get("/api/watched").status_code == 403
        assert browser.post("/api/watched", {"address": "x@y.example"}).status_code == 403
        assert browser.post(f"/api/watched/{mailbox}/pause", {}).status_code == 403
    assert office.nadia.post("/api/watched", {"address": ADDRESS.upper()}).status_code == 422
    for address in ("x", "a@b/../c", "a b@c.example", "a@b.example?x", "@b.example"):
        assert office.nadia.post("/api/watched", {"address": address}).status_code == 422


def test_where_nothing_can_be_watched_it_is_said_why(office, site):
    app, _, _ = site
    wiring = app.extensions["countersign"]
    app.extensions["countersign"] = replace(wiring, workshop=replace(office.workshop, watchables={MAILBOX: not_set_up}))
    assert office.nadia.get("/api/watched").json["obstacle"] == "The access to the mail system is not set up correctly."
    assert office.nadia.post("/api/watched", {"address": ADDRESS}).status_code == 503
