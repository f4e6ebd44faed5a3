from __future__ import annotations

from dataclasses import replace

import pytest
from itsdangerous import TimestampSigner

from backend.model.user import User
from backend.web import auth, schemas
from tests.web.conftest import Browser


def test_a_person_of_the_demonstration_signs_in_without_a_password(stranger):
    users = stranger.get("/api/session/demo").json
    assert schemas.DemoUsers().validate(users) == {}
    assert {"claire", "karim", "nadia"} <= {user["id"] for user in users["users"]}
    signed_in = stranger.post("/api/session/demo", json={"user": "nadia"}).json
    assert schemas.SignedIn().validate(signed_in) == {}
    assert signed_in["user"]["role"] == "administrator"


def test_the_session_says_who_is_signed_in_and_where(claire, wiring):
    session = claire.get("/api/session").json
    assert schemas.SessionView().validate(session) == {}
    assert session["user"]["name"] == "Claire Martin"
    assert session["undo_seconds"] == wiring.settings.undo_seconds
    assert session["erp"]["url"].endswith("/erp.html")


def test_nobody_signs_in_as_somebody_unknown(stranger):
    assert stranger.post("/api/session/demo", json={"user": "mallory"}).status_code == 404


@pytest.mark.parametrize("authorization", ["", "Bearer", "Bearer x", "Bearer a.b.c", "Basic Y2xhaXJlOng=", "Token {token}"])
def test_only_a_bearer_token_of_ours_is_accepted(stranger, claire, authorization):
    headers = {"Authorization": authorization.format(token=claire.token)}
    assert stranger.get("/api/session", headers=headers).status_code == 401


def test_a_token_in_the_address_is_not_looked_at(stranger, claire):
    assert stranger.get(f"/api/session?access_token={claire.token}&token={claire.token}").status_code == 401


def test_a_token_is_over_after_twelve_hours(app, wiring, monkeypatch):
    user = wiring.workshop.store.scoped("demo").users.get("claire")
    now = TimestampSigner("x").get_timestamp()

    def token_made(seconds_ago: int) -> str:
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now - seconds_ago)
        with app.app_context():
            token = auth.token_of(user)
        monkeypatch.undo()
        return token

    assert Browser(app.test_client(), token_made(11 * 3600)).get("/api/session").status_code == 200
    assert Browser(app.test_client(), token_made(12 * 3600 + 60)).get("/api/session").status_code == 401


def test_a_token_signed_with_another_secret_is_refused(app, claire, wiring, monkeypatch):
    monkeypatch.setitem(app.extensions, "countersign", replace(wiring, secret="another secret"))
    assert claire.get("/api/session").status_code == 401


def test_a_token_of_somebody_who_is_no_user_any_more_is_refused(app):
    with app.app_context():
        token = auth.token_of(User("gone", "demo", "Gone", "gone@nous.example"))
    assert Browser(app.test_client(), token).get("/api/session").status_code == 401
