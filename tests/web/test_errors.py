from __future__ import annotations

import base64
import re

import pytest
from flask import Flask

from backend.errors import (
    BadInput,
    ClaimsWanted,
    Conflict,
    ConnectorMisconfigured,
    ConnectorUnavailable,
    CountersignError,
    MailboxMisconfigured,
    MailboxRefused,
    MailboxUnavailable,
    NotAllowed,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PostingRejected,
    SignInUnavailable,
)
from backend.web import errors, schemas

STATUS = {
    NotFound: (404, "not_found"),
    NotAllowed: (409, "not_allowed"),
    Conflict: (409, "conflict"),
    BadInput: (422, "bad_input"),
    NotSignedIn: (401, "not_signed_in"),
    ClaimsWanted: (401, "claims_wanted"),
    NotPermitted: (403, "not_permitted"),
    MailboxUnavailable: (503, "mailbox_unavailable"),
    MailboxRefused: (422, "mailbox_refused"),
    MailboxMisconfigured: (503, "mailbox_misconfigured"),
    SignInUnavailable: (503, "sign_in_unavailable"),
    ConnectorUnavailable: (503, "erp_unavailable"),
    ConnectorMisconfigured: (503, "erp_misconfigured"),
    PostingRejected: (422, "posting_rejected"),
    CountersignError: (500, "about:blank"),
}


def raising(error: Exception):
    """A client whose every request meets the error."""
    app = Flask("raising", static_folder=None)
    app.logger.disabled = True
    errors.install(app)

    @app.get("/it")
    def it():
        raise error

    return app.test_client()


@pytest.mark.parametrize("error", STATUS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_error_has_its_status_its_type_and_words_in_both_languages(error, language):
    response = raising(error()).get("/it", headers={"Accept-Language": language})
    assert response.content_type == "application/problem+json"
    assert schemas.Problem().validate(response.json) == {}
    assert (response.status_code, response.json["type"]) == STATUS[error]
    assert response.json["status"] == response.status_code
    assert response.json["instance"] == "/it"
    if error in errors.DEFAULTS:
        assert response.json["detail"] == errors.DEFAULTS[error].in_language(language)


def test_the_default_messages_are_the_errors_own():
    assert [(error().message, sentence.en) for error, sentence in errors.DEFAULTS.items() if error().message != sentence.en] == []


def test_every_kind_of_error_has_its_default_in_both_languages():
    assert {error for error, _ in errors.KINDS} == set(errors.DEFAULTS) == set(STATUS) - {CountersignError}


def test_what_entra_is_to_be_asked_for_stands_in_the_challenge():
    wanted = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    challenge = raising(ClaimsWanted(wanted)).get("/it").headers["WWW-Authenticate"]
    assert challenge.startswith('Bearer realm="", authorization_uri="')
    encoded = re.search(r'error="insufficient_claims", claims="([^"]+)"$', challenge)[1]
    assert base64.b64decode(encoded).decode() == wanted


def test_an_error_speaks_french_when_it_can():
    client = raising(BadInput("This is no date.", "Ce n'est pas une date."))
    assert client.get("/it", headers={"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.1"}).json["detail"] == "Ce n'est pas une date."
    assert client.get("/it", headers={"Accept-Language": "de"}).json["detail"] == "This is no date."


def test_the_words_of_the_erp_are_not_translated():
    client = raising(PostingRejected("Fournisseur inconnu."))
    for language in ("fr", "en"):
        assert client.get("/it", headers={"Accept-Language": language}).json["detail"] == "Fournisseur inconnu."


def test_an_unexpected_error_says_nothing_of_its_inside():
    response = raising(RuntimeError("password=hunter2 at /srv/countersign")).get("/it")
    assert (response.status_code, response.content_type) == (500, "application/problem+json")
    assert "hunter2" not in response.text
    assert "Traceback" not in response.text
    assert "RuntimeError" not in response.text


def test_a_401_says_how_to_sign_in():
    assert raising(NotSignedIn()).get("/it").headers["WWW-Authenticate"] == "Bearer"


def test_an_unknown_address_is_a_problem(stranger):
    response = stranger.get("/api/nothing", headers={"Accept-Language": "fr"})
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.json["title"] == "Introuvable"


def test_a_method_that_an_address_does_not_know_is_a_problem_that_names_the_others(stranger):
    response = stranger.delete("/api/health")
    assert (response.status_code, response.content_type) == (405, "application/problem+json")
    assert "GET" in response.headers["Allow"]


def test_a_body_that_is_no_json_is_a_problem(claire):
    response = claire.open("POST", "/api/mails", data=b"{", content_type="application/json")
    assert (response.status_code, response.content_type) == (400, "application/problem+json")


def test_a_file_beyond_the_limit_is_a_problem(claire, wiring):
    too_large = b"x" * (wiring.settings.max_bytes + 200_000)
    response = claire.open("POST", "/api/mails", data=too_large, content_type="message/rfc822")
    assert (response.status_code, response.content_type) == (413, "application/problem+json")


def test_what_is_wrong_is_named(claire):
    response = claire.post("/api/cases/x/corrections", {"version": "1", "changes": [{"path": "due_date", "valu": "2026-01-01"}]})
    assert response.status_code == 422
    assert set(response.json["errors"]) == {"version", "changes"}
    assert response.json["errors"]["changes"]["0"].keys() == {"value", "valu"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_wrong_is_said_without_the_names_of_the_program(claire, language):
    change = {"path": "due_date", "value": "2026-01-01", "evidence": {"part": "1", "page": "x"}}
    response = claire.open(
        "POST", "/api/cases/x/corrections", json={"version": 1, "changes": [change]}, headers={"Accept-Language": language}
    )
    assert "changes" in response.json["errors"]
    assert re.fullmatch(r"[\w’,. ]+", response.json["detail"])
    assert not {"changes", "evidence", "page", "0"} & set(re.findall(r"\w+", response.json["detail"]))
