"""A real installation for two Workspace domains, and people who click in Gmail: every answer is held to what Google publishes."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.app import create_app
from backend.manifests.gmail import SCOPES
from backend.settings import PROJECT
from backend.web.gmail import calls
from tests.google import double
from tests.google.double import ADDON
from tests.identity.entra_double import CLIENT, TENANT, authority
from tests.identity.google_double import DOMAIN, OTHER_DOMAIN, accounts
from tests.web.gmail import published

SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
#: What people consent to when they install the add-on.
CONSENT = list(SCOPES)
#: The domain of people whose colleagues sign in with Microsoft, in one organisation.
SHARED_DOMAIN = "pradel.example"
_UNIQUE = itertools.count(1)


@pytest.fixture(scope="session")
def cloud(tmp_path_factory):
    """Google's accounts, Gmail, and an installation that trusts them; both domains work with the practice ERP."""
    with accounts() as people, authority() as entra, double.google() as gmail, pytest.MonkeyPatch.context() as patch:
        # A busy machine reads slowly: a card waits for what is on its way, so that no test has to refresh.
        patch.setattr(calls, "PATIENCE", 120)
        folder = tmp_path_factory.mktemp("gmail")
        domains = f"{DOMAIN},{OTHER_DOMAIN},{SHARED_DOMAIN}={TENANT}"
        microsoft = {"entra_client_id": CLIENT, "entra_tenants": TENANT, "entra_authority": entra.url}
        google = {"google_domains": domains, "gmail_url": gmail.url}
        app = create_app(people.settings(data_folder=folder, demo=True, workers=2, **google, **microsoft))
        wiring = app.extensions["countersign"]
        for organisation in (DOMAIN, OTHER_DOMAIN, TENANT):
            wiring.erps.otherwise[organisation] = wiring.practice_erp
        yield SimpleNamespace(people=people, gmail=gmail, entra=entra, app=app, wiring=wiring)


@dataclass
class Person:
    """Somebody in Gmail, with the message that they have open and the card on screen."""

    cloud: Any
    email: str
    locale: str = "en"
    platform: str = "WEB"
    claims: dict = field(default_factory=dict)
    consent: list | None = field(default_factory=lambda: list(CONSENT))
    message: double.Message | None = None
    recipients: tuple[str, ...] = ()
    #: The cards on the stack, the one on screen last; what was told in passing last.
    cards: list[dict] = field(default_factory=list)
    told: str = ""

    @property
    def client(self) -> FlaskClient:
        return self.cloud.app.test_client()

    @property
    def card(self) -> dict:
        return self.cards[-1]

    def event(self, inputs: dict | None = None, parameters: list | None = None) -> dict:
        """The event object as Gmail sends it: https://developers.google.com/workspace/add-ons/concepts/event-objects."""
        common: dict = {
            "hostApp": "GMAIL",
            "platform": self.platform,
            "userLocale": self.locale,
            "timeZone": {"id": "Europe/Paris", "offset": 3600000},
        }
        if inputs is not None:
            common["formInputs"] = {name: {"stringInputs": {"value": [value]}} for name, value in inputs.items()}
        if parameters is not None:
            common["parameters"] = {one["key"]: one["value"] for one in parameters}
        domain = self.email.partition("@")[2]
        sub = f"1{sum(self.email.encode()):020}"
        token = self.cloud.people.person(**{"sub": sub, "hd": domain, "email": self.email} | self.claims)
        scopes = ADDON if self.consent is None else self.consent
        granted = {"userOAuthToken": self.cloud.gmail.token(self.email, *scopes), "userIdToken": token, "systemIdToken": "not looked at"}
        if self.consent is not None:
            granted["authorizedScopes"] = self.consent
        event: dict = {"commonEventObject": common, "authorizationEventObject": granted}
        if self.message:
            event["gmail"] = {
                "messageId": self.message.event_id,
                "threadId": f"thread-f:{int(self.message.thread_id, 16)}",
                "accessToken": self.cloud.gmail.message_token(self.message),
            }
        if self.recipients:
            event["gmail"] = event.get("gmail", {}) | {"toRecipients": list(self.recipients)}
        return event

    def post(self, path: str, event: object, system: str | None = None):
        token = self.cloud.people.system(path) if system is None else system
        return self.client.post(path, json=event, headers={"Authorization": f"Bearer {token}"})

    def trigger(self, path: str) -> dict:
        """Google calls a trigger: its card is the only one then."""
        answer = self.post(path, self.event())
        assert answer.status_code == 200, answer.text
        (card,) = published.check("trigger", answer.json)
        self.cards = [card]
        return card

    def open(self, message: double.Message) -> dict:
        """Open a message beside the add-on."""
        self.message = message
        return self.trigger("/gmail/message")

    def receive(self, sample: str) -> dict:
        """Open a new copy of a sample, which the installation has not seen: another Message-ID, another number."""
        return self.open(self.cloud.gmail.deliver(self.email, fresh(sample)))

    def do(self, on_click: dict, inputs: dict | None = None) -> dict:
        """Click: the steps through the cards are made as Gmail makes them; the answer's RenderActions."""
        action = on_click["action"]
        path = action["function"].removeprefix(self.cloud.wiring.settings.public_url)
        answer = self.post(path, self.event(inputs, action["parameters"]))
        assert answer.status_code == 200, answer.text
        published.check("click", answer.json)
        actions = answer.json["renderActions"]
        for step in actions.get("action", {}).get("navigations", []):
            if "pop" in step or "updateCard" in step:
                self.cards.pop()
            if "pop" in step:
                continue
            self.cards.append(step.get("pushCard") or step["updateCard"])
        self.told = actions.get("action", {}).get("notification", {}).get("text", "")
        return actions

    def press(self, text: str, inputs: dict | None = None) -> dict:
        """Click the button, entry or menu item of this text."""
        return self.do(self.found(text), inputs)

    def found(self, text: str) -> dict:
        """The click of what has this text and no other, else of the first that has it among others."""
        clicks = sorted(
            ((said != text, at, click) for at, (said, click) in enumerate(clickable(self.card)) if text in said), key=lambda one: one[:2]
        )
        assert clicks, f"{text!r} is not among {[said for said, _ in clickable(self.card)]}"
        return clicks[0][2]

    def offers(self, text: str) -> bool:
        return any(text in said for said, _ in clickable(self.card))

    @property
    def reads(self) -> str:
        """What stands on the card on screen."""
        return published.texts(self.card)


def clickable(node: object):
    """(text, click) of whatever can be clicked on a card."""
    if isinstance(node, list):
        for one in node:
            yield from clickable(one)
    elif isinstance(node, dict):
        if "onClick" in node and not node.get("disabled"):
            said = (node.get(key) for key in ("topLabel", "text", "actionLabel", "bottomLabel"))
            yield " ".join(filter(None, said)), node["onClick"]
        for value in node.values():
            yield from clickable(value)


def fresh(sample: str) -> bytes:
    """The sample as a message that nobody has seen."""
    number = next(_UNIQUE)
    return re.sub(rb"(?im)^Message-ID: <", f"Message-ID: <gmail-{number}.".encode(), (SAMPLES / sample).read_bytes(), count=1)


@pytest.fixture
def claire(cloud) -> Person:
    return Person(cloud, f"claire@{DOMAIN}")


@pytest.fixture
def karim(cloud) -> Person:
    """A colleague, who reads French."""
    return Person(cloud, f"karim@{DOMAIN}", locale="fr-FR")


@pytest.fixture
def eve(cloud) -> Person:
    """Somebody of another organisation."""
    return Person(cloud, f"eve@{OTHER_DOMAIN}")


def dumped(card: dict) -> str:
    return json.dumps(card, ensure_ascii=False, indent=1)
