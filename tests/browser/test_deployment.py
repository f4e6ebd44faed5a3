"""Pages where Entra or Google tells who somebody is: signing in with Microsoft's own library or by Google's page, and deploying."""

from __future__ import annotations

import base64
import json
import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from playwright.sync_api import expect

from backend.manifests import Installation, gmail_manifest, outlook_manifest
from tests.browser.conftest import PATIENCE, running
from tests.browser.looks import LOOKS, expect_fitting, problems
from tests.identity.entra_double import CLIENT, PERSON, TENANT, authority
from tests.identity.google_double import DOMAIN, WEB_CLIENT, WEB_SECRET, accounts

pytestmark = pytest.mark.browser

ADDRESS = "https://countersign.example.com"
MICROSOFT = "https://login.microsoftonline.com"


@pytest.fixture(scope="module")
def entra():
    """The Entra that signs the tokens."""
    with authority() as running_entra:
        yield running_entra


@pytest.fixture(scope="module")
def google():
    """The Google whose page people sign in at."""
    with accounts() as running_google:
        yield running_google


@pytest.fixture(scope="module")
def url(entra, google, tmp_path_factory):
    """A server that is no demonstration."""
    settings = {
        "entra_client_id": CLIENT,
        "entra_tenants": TENANT,
        "entra_authority": entra.url,
        "public_url": ADDRESS,
        "google_authority": google.url,
        "google_domains": DOMAIN,
        "google_roles": f"claire@{DOMAIN}=admin",
        "google_web_client_id": WEB_CLIENT,
        "google_web_secret": WEB_SECRET,
    }
    with running(tmp_path_factory.mktemp("deployment") / "var", options=(), **settings) as server:
        google.site = server.url
        yield server.url


class Microsoft:
    """Microsoft's sign-in as a browser sees it: a window that comes back with a code, and a token for the code."""

    def __init__(self, context, entra):
        self.entra = entra
        self.nonce = ""
        context.route(f"{MICROSOFT}/**", self.answer)
        context.route("**/api/session/entra", self.tell)

    def tell(self, route):
        """Our server's word, with Microsoft's address in the place of the double's."""
        told = route.fetch().json()
        route.fulfill(json=told | {"authority": f"{MICROSOFT}/{TENANT}"})

    def answer(self, route):
        """The window and the token."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(route.request.url).query).items()}
        if "/authorize" in route.request.url:
            self.nonce = asked["nonce"]
            route.fulfill(status=302, headers={"Location": f"{asked['redirect_uri']}#code=one&state={asked['state']}"})
            return
        person = base64.urlsafe_b64encode(json.dumps({"uid": PERSON, "utid": TENANT}).encode()).decode().rstrip("=")
        now = int(time.time())
        claims = {"nonce": self.nonce, "tid": TENANT, "oid": PERSON, "sub": "x", "aud": CLIENT, "iss": MICROSOFT, "iat": now}
        tokens = {
            "token_type": "Bearer",
            "access_token": self.entra.token(roles=["admin"]),
            "id_token": jwt.encode(claims | {"exp": now + 3600, "preferred_username": "nadia@mistral.example"}, "a" * 32),
            "expires_in": 3600,
            "scope": f"api://{CLIENT}/access_as_user openid profile",
            "client_info": person,
        }
        route.fulfill(json=tokens, headers={"Access-Control-Allow-Origin": "*"})


def test_an_administrator_signs_in_with_microsoft_and_keeps_the_manifest(chromium, url, entra, tmp_path):
    # The policy of the page allows the authority that is configured, which is the double; test_entra sees that.
    context = chromium.new_context(base_url=url, viewport={"width": 320, "height": 900}, locale="fr-FR", bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    Microsoft(context, entra)
    page = context.new_page()
    page.goto("/connection.html")
    button = page.get_by_role("button", name="Se connecter avec Microsoft")
    expect(button).to_be_focused()
    assert problems(page) == []
    button.click()
    expect(page.locator("#present")).to_have_text("Aucun ERP n’est connecté")
    page.get_by_role("link", name="Déployer dans Outlook").click()
    button.click()
    expect(page.locator("#register ~ ul").first).to_contain_text("brk-multihub://countersign.example.com")
    expect_fitting(page)
    with page.expect_download() as kept:
        page.get_by_role("button", name="Manifeste (XML)").click()
    kept.value.save_as(tmp_path / "kept.xml")
    assert (tmp_path / "kept.xml").read_text(encoding="utf-8") == outlook_manifest(Installation.of(ADDRESS, CLIENT))
    context.close()


def test_somebody_signs_in_with_google_where_gmail_linked_to_and_keeps_the_deployment(chromium, url, tmp_path):
    context = chromium.new_context(base_url=url, viewport={"width": 450, "height": 800}, locale="fr-FR")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/case.html?mail=m-1&case=c-1")
    expect(page.get_by_role("button", name="Se connecter avec Microsoft")).to_be_focused()
    expect_fitting(page)
    assert problems(page) == []
    page.get_by_role("button", name="Se connecter avec Google").click()
    # Signed in: that message is not there, which only somebody who is signed in is told.
    expect(page.get_by_role("alert")).to_contain_text("existe pas")
    assert page.url == f"{url}/case.html?mail=m-1&case=c-1"
    assert context.cookies() == []
    page.goto("/deployment.html")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Déploiement (JSON)").click()
    kept.value.save_as(tmp_path / "kept.json")
    assert (tmp_path / "kept.json").read_text(encoding="utf-8") == gmail_manifest(ADDRESS, "fr")
    assert problems(page) == []
    context.close()


def waiting(page):
    """A page of what waits: two cases and then a last one."""
    sender = f"Anne Roux <anne@{'x' * 80}>"
    about = {"mail_id": "m 1", "intent": "order", "subject": "", "sender": sender, "received_at": "2026-11-03T08:00:00Z"}
    numbers = ("4500187263", "") if page == 0 else ("2", "")
    cases = [about | {"id": f"c{page + place}", "number": number, "status": "in_review"} for place, number in enumerate(numbers)]
    return {"cases": cases, "has_more": page == 0}


@LOOKS
def test_whoever_opens_the_browser_without_a_message_signs_in_and_chooses_from_what_waits(chromium, url, language, scheme):
    context = chromium.new_context(base_url=url, viewport={"width": 450, "height": 800}, locale=language, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/case.html")
    page.wait_for_url("**/cases.html")
    page.goto("/pane.html")
    page.wait_for_url("**/cases.html")
    expect_fitting(page)
    page.get_by_role("button", name="Google").click()
    expect(page.get_by_role("status")).to_have_text({"fr": "Rien n’attend.", "en": "Nothing is waiting."}[language[:2]])
    assert page.url == f"{url}/cases.html"
    assert problems(page) == []

    context.route("**/api/cases/waiting?*", lambda route: route.fulfill(json=waiting(int(route.request.url[-1]))))
    page.locator("#again").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#case-c0")).to_have_attribute("href", "case.html?mail=m+1&case=c0")
    expect(page.locator("#case-c0")).to_contain_text("4500187263")
    expect_fitting(page)
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    # What moved on meanwhile is listed once.
    expect(page.locator("#case-c2")).to_be_focused()
    expect(page.locator("li")).to_have_count(3)
    expect(page.locator("#more")).to_have_count(0)
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    # Signed in there, too: that message is not there, which only somebody who is signed in is told.
    expect(opened.value.get_by_role("alert")).to_contain_text({"fr": "existe pas", "en": "There is no"}[language[:2]])
    context.close()
