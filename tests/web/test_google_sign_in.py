"""Signing in with Google in a browser, on the real application: who comes back from Google's page as who they are, and nobody else."""

from __future__ import annotations

import dataclasses
import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from backend.app import create_app
from backend.identity import GoogleTokens
from backend.manifests import GMAIL_SCOPES, gmail_manifest
from backend.model.user import Role, User
from backend.settings import Settings
from backend.web.auth import member, token_of
from tests.identity.entra_double import CLIENT, TENANT, authority
from tests.identity.google_double import ABSENT, ADDRESS, DOMAIN, OTHER_DOMAIN, PERSON, WEB_SECRET, accounts
from tests.identity.google_double import CLIENT as ADD_ON
from tests.web.conftest import Browser

CASE = "/case.html?mail=m-1&case=c-2"


@pytest.fixture(scope="module")
def running():
    with accounts() as google:
        yield google


@pytest.fixture
def google(running):
    running.visitor, running.is_away = {}, False
    return running


@pytest.fixture(scope="module")
def site(running, tmp_path_factory):
    """An installation with Google and Entra; the domain is the tenant's."""
    with authority() as entra:
        given = running.settings(google_domains=f"{DOMAIN}={TENANT}").__dict__ | {
            "data_folder": tmp_path_factory.mktemp("google"), "work_in_server": False, "entra_client_id": CLIENT,
            "entra_tenants": TENANT, "entra_authority": entra.url,
        }  # fmt: skip
        app = create_app(Settings(**given))
        app.entra = entra
        yield app


@pytest.fixture
def browser(site):
    """A browser, which keeps its cookies."""
    client = site.test_client()
    client.fetch = lambda url, **more: client.get(url, base_url=ADDRESS, **more)
    return client


def gone_out(browser, page=CASE):
    """Where Google's page is, as the server says."""
    response = browser.fetch("/sign-in/google", query_string={"page": page})
    assert response.status_code == 302
    return response.location


def meta(response, name):
    return html.unescape(re.search(f'<meta name="countersign-{name}" content="([^"]*)"', response.text)[1])


def test_somebody_signs_in_and_lands_on_the_case_that_they_wanted(google, site, browser):
    back = browser.fetch(google.signing_in(gone_out(browser)))
    assert (back.status_code, back.headers["Cache-Control"], meta(back, "page")) == (200, "no-store", CASE)
    assert "unsafe" not in back.headers["Content-Security-Policy"]
    session = Browser(site.test_client(), meta(back, "token")).get("/api/session").json
    assert session["user"] == {"id": PERSON, "name": "Claire Martin", "email": f"claire@{DOMAIN}", "role": "clerk"}
    assert session["organisation"]["id"] == TENANT
    assert meta(back, "token") not in back.request.url


def test_the_sign_in_is_held_to_the_browser_that_began_it_by_cookies_that_no_script_reads(browser):
    response = browser.fetch("/sign-in/google")
    cookie = response.headers["Set-Cookie"]
    assert re.match(r"__Host-countersign-[\w-]{8}=", cookie)
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=600"))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(response.location).query).items()}
    assert {"scope": "openid email profile", "hd": DOMAIN, "redirect_uri": f"{ADDRESS}/sign-in/google/done"}.items() <= asked.items()
    assert WEB_SECRET not in response.location


@pytest.mark.parametrize(
    "spoil",
    [
        lambda back, _: re.sub(r"state=[\w-]+", "state=" + "x" * 43, back),
        lambda back, _: re.sub(r"(state=[\w-]{8})[\w-]+", r"\1" + "x" * 35, back),
        lambda back, _: re.sub(r"code=[^&]+", "code=4%2Finvented", back),
        lambda back, _: re.sub(r"code=[^&]+", "error=access_denied", back),
        lambda back, client: client.__setattr__("_cookies", {}) or back,
    ],
    ids=["an invented state", "a state that begins alike", "an invented code", "a change of mind", "another browser"],
)
def test_an_answer_that_this_browser_did_not_ask_for_signs_nobody_in(google, browser, spoil):
    back = browser.fetch(spoil(google.signing_in(gone_out(browser)), browser), headers={"Accept-Language": "fr"})
    assert (back.status_code, "countersign-token" in back.text) == (401, False)
    assert "veuillez réessayer" in back.text


def test_a_code_is_good_once(google, browser):
    address = google.signing_in(gone_out(browser))
    assert [browser.fetch(address).status_code for _ in range(2)] == [200, 401]


@pytest.mark.parametrize(
    ("claims", "status", "said"),
    [
        ({"nonce": "another"}, 401, "not valid here"),
        ({"nonce": ABSENT}, 401, "not valid here"),
        ({"aud": "another"}, 401, "not valid here"),
        ({"hd": OTHER_DOMAIN}, 403, "does not use this Countersign"),
        ({"hd": ABSENT, "email": "claire@gmail.com"}, 403, "does not use this Countersign"),
    ],
    ids=str,
)
def test_a_token_that_is_not_for_this_sign_in_or_of_somebody_else_signs_nobody_in(google, browser, claims, status, said):
    google.visitor = claims
    back = browser.fetch(google.signing_in(gone_out(browser)))
    assert (back.status_code, "countersign-token" in back.text) == (status, False)
    assert said in back.text
    again = re.search(r'href="(/sign-in/google[^"]*)"', back.text)[1]
    assert parse_qs(urlsplit(again).query)["page"] == [CASE]


def test_a_google_that_is_away_is_no_refusal(google, browser):
    address = google.signing_in(gone_out(browser))
    google.is_away = True
    assert browser.fetch(address).status_code == 503


ELSEWHERE = ["", "//evil.example", "https://evil.example/case.html", "/\\evil.example", "/case.html\n", "/case.html#x", "javascript:x"]


@pytest.mark.parametrize("page", [*ELSEWHERE, "/case.html?a=//b", "/api/session"])
def test_signing_in_leads_nowhere_but_to_our_pages(google, browser, page):
    assert meta(browser.fetch(google.signing_in(gone_out(browser, page))), "page") == "/cases.html"


def test_somebody_without_a_role_any_more_is_refused_at_once(google, site, browser, monkeypatch):
    token = meta(browser.fetch(google.signing_in(gone_out(browser))), "token")
    wiring = site.extensions["countersign"]
    changed = GoogleTokens(dataclasses.replace(wiring.google.google, roles={"*": None}))
    for now, status in ((changed, 403), (None, 401), (wiring.google, 200)):
        monkeypatch.setitem(site.extensions, "countersign", dataclasses.replace(wiring, google=now))
        assert Browser(site.test_client(), token).get("/api/session").status_code == status


def test_where_google_is_not_set_up_there_is_nothing(google, site, tmp_path):
    assert site.test_client().get("/api/session/google").json == {"address": "/sign-in/google"}
    without = create_app(google.settings(google_web_secret="", data_folder=tmp_path, work_in_server=False)).test_client()
    assert without.get("/api/session/google").json == {"address": ""}
    assert [without.get(path).status_code for path in ("/sign-in/google", "/sign-in/google/done")] == [404, 404]


def test_an_administrator_gets_the_deployment_and_what_to_enter_with_google(google, site, browser):
    administrator = Browser(site.test_client(), administrators_token(site))
    assert administrator.get("/api/deployment/gmail").json == {
        "problem": "",
        "values": {"address": ADDRESS, "client_id": ADD_ON, "redirect": f"{ADDRESS}/sign-in/google/done", "scopes": list(GMAIL_SCOPES)},
    }
    answers = {"url": "https://erp.example", "database": "one", "key": "k"}
    assert administrator.open("PUT", "/api/connection", json={"kind": "odoo", "answers": answers}).status_code == 200
    assert administrator.get("/admin/manifest/gmail").text == gmail_manifest(ADDRESS, "en", ["https://erp.example"])
    clerk = Browser(site.test_client(), meta(browser.fetch(google.signing_in(gone_out(browser))), "token"))
    assert [clerk.get(path).status_code for path in ("/admin/manifest/gmail", "/api/deployment/gmail")] == [403, 403]


def administrators_token(site):
    with site.app_context():
        return token_of(member(User("1", TENANT, "Nadia Roche", f"nadia@{DOMAIN}", Role.ADMINISTRATOR)))


def test_an_administrator_is_told_which_setting_gmail_lacks(nadia):
    told = nadia.get("/api/deployment/gmail", headers={"Accept-Language": "fr"}).json
    assert told == {"problem": "COUNTERSIGN_PUBLIC_URL n’est pas renseigné sur le serveur.", "values": None}
    assert nadia.get("/admin/manifest/gmail").status_code == 422
