"""The real application on a folder of its own: real database, real queue, real practice ERP and mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.app import create_app
from backend.model.user import Role, User
from backend.settings import Settings
from backend.store import Organisation
from backend.web.auth import token_of
from backend.web.wiring import Wiring

#: How long a test waits for the queue, in seconds: a scan takes the longest.
PATIENCE = 60


@dataclass(frozen=True)
class Browser:
    """Somebody's browser: a client that sends their token."""

    client: FlaskClient
    token: str
    language: str = "en"

    def get(self, url: str, **options: Any) -> TestResponse:
        return self.open("GET", url, **options)

    def post(self, url: str, json: object = None, **options: Any) -> TestResponse:
        return self.open("POST", url, json=json, **options)

    def open(self, method: str, url: str, headers: dict[str, str] | None = None, **options: Any) -> TestResponse:
        sent = {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language} | (headers or {})
        return self.client.open(url, method=method, headers=sent, **options)

    def wait_for(self, mail_id: str, is_so) -> Any:
        """The MailView as soon as it is so, by long polls as the pane makes them."""
        end, revision = monotonic() + PATIENCE, -1
        while monotonic() < end:
            view = self.get(f"/api/mails/{mail_id}?after={revision}&wait=2000").json
            if is_so(view):
                return view
            revision = view["revision"]
        raise AssertionError(f"still not so after {PATIENCE} s: {view}")

    def wait_until(self, is_so) -> None:
        """Come back as soon as it is so."""
        end = monotonic() + PATIENCE
        while not is_so():
            assert monotonic() < end, f"still not so after {PATIENCE} s"
            sleep(0.02)

    def prepared(self, reference: str) -> Any:
        """The MailView of a message of the practice mailbox, once it is prepared."""
        opened = self.post("/api/mails", {"mailbox": "practice", "reference": reference}).json
        return self.wait_for(opened["id"], lambda view: view["status"] == "prepared")


@pytest.fixture(scope="session")
def app(tmp_path_factory) -> Flask:
    return create_app(Settings(data_folder=tmp_path_factory.mktemp("countersign"), demo=True, workers=2))


@pytest.fixture(scope="session")
def wiring(app) -> Wiring:
    return app.extensions["countersign"]


def signed_in(app: Flask, user: str, language: str = "en") -> Browser:
    client = app.test_client()
    return Browser(client, client.post("/api/session/demo", json={"user": user}).json["token"], language)


@pytest.fixture
def claire(app) -> Browser:
    return signed_in(app, "claire")


@pytest.fixture
def karim(app) -> Browser:
    return signed_in(app, "karim", "fr")


@pytest.fixture
def nadia(app) -> Browser:
    """The administrator."""
    return signed_in(app, "nadia")


@pytest.fixture(scope="session")
def eve(app, wiring) -> Browser:
    """Somebody of another organisation, with every right in it."""
    wiring.workshop.store.add_organisation(Organisation("other", "Une autre société"))
    user = User("eve", "other", "Ève Autre", "eve@autre.example", Role.ADMINISTRATOR)
    wiring.workshop.store.scoped("other").users.put(user)
    with app.app_context():
        return Browser(app.test_client(), token_of(user))


@pytest.fixture
def stranger(app) -> FlaskClient:
    """Somebody who has not signed in."""
    return app.test_client()
