"""The pane in Outlook: its unchanged files in Chromium, a double at the address of office.js, and sign-in by Microsoft's own library."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

import pytest
import requests
from playwright.sync_api import expect

from backend.settings import PROJECT
from tests.browser.conftest import running, unanswered
from tests.contract.doubles.odoo import DATABASE, KEY, Odoo
from tests.contract.doubles.serving import serving
from tests.identity.entra_double import CLIENT, TENANT, authority

HERE = Path(__file__).parent
OFFICE = "https://appsforoffice.microsoft.com/**"
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
INVOICE, OTHER, NEWS = "05-facture-ubl", "15-facture-ecart", "18-newsletter"
LIGHT, DARK = "#ffffff", "#1f1f1f"


@pytest.fixture(scope="module")
def entra():
    """The Entra that signs the tokens."""
    with authority() as running_entra:
        yield running_entra


@pytest.fixture(scope="module")
def odoo():
    """The address of the ERP."""
    with serving(Odoo(19)) as address:
        yield address


@pytest.fixture(scope="module")
def url(entra, odoo, tmp_path_factory):
    """A server that is no demonstration, where people sign in by Entra and an ERP is connected; one for all stories."""
    settings = {
        "COUNTERSIGN_ENTRA_CLIENT_ID": CLIENT,
        "COUNTERSIGN_ENTRA_TENANTS": TENANT,
        "COUNTERSIGN_ENTRA_AUTHORITY": entra.url,
    }
    with running(tmp_path_factory.mktemp("outlook") / "var", subprocess.Popen.kill, options=(), **settings) as here:
        connection = {"kind": "odoo", "answers": {"url": odoo, "database": DATABASE, "key": KEY}}
        administrator = {"Authorization": f"Bearer {entra.token(roles=['admin'])}"}
        requests.put(f"{here}/api/connection", json=connection, headers=administrator, timeout=20).raise_for_status()
        yield here


class Outlook:
    """One person's Outlook, with the pane pinned in it."""

    def __init__(self, page, entra):
        self.page = page
        self.entra = entra
        #: The answers to sign-ins to come, "" for a refusal; a good token when there is none.
        self.tokens = []
        self.asked = []
        self.requests = []
        self.complaints = []
        page.on("request", self.note)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.expose_function("giveToken", self.give_token)

    def note(self, request):
        """Keep a request."""
        self.requests.append(request)

    def give_token(self, method, is_forced):
        """A token for the pane, as Outlook's host gives it."""
        self.asked.append((method, is_forced))
        return self.tokens.pop(0) if self.tokens else self.entra.token()

    def open(self, *messages, background=LIGHT, version=15, slow="", **kinds):
        """Open the pane with these samples to select, the first one selected; the slow one is handed over when it is released.

        `kinds` are messages that Outlook does not hand over, by their item class.
        """
        held = {name: {"eml": base64.b64encode((SAMPLES / f"{name}.eml").read_bytes()).decode()} for name in messages}
        refused = {name: {"itemClass": item_class} for name, item_class in kinds.items()}
        said = {"messages": held | refused, "background": background, "version": version, "slow": slow}
        self.page.add_init_script(f"globalThis.outlookSays = {json.dumps(said)}")
        self.page.add_init_script(path=HERE / "sign_in_double.js")
        self.page.route(OFFICE, lambda route: route.fulfill(path=HERE / "office_double.js", content_type="text/javascript"))
        self.page.goto("/outlook.html")

    def does(self, deed, *arguments):
        """Let the double do something."""
        return self.page.evaluate(f"([...given]) => outlook.{deed}(...given)", list(arguments))

    def calls(self, name):
        """What the pane asked Outlook for."""
        return [given for call, given in self.page.evaluate("outlook.calls") if call == name]

    def sent(self):
        """The requests that carried a message to the server."""
        return [request for request in self.requests if request.url.endswith("/api/mails")]

    def expect_refusal(self, status):
        """Chromium reports every refused request; this one was meant."""
        meant = [text for text in self.complaints if f"status of {status}" in text]
        assert meant, f"no request was refused with {status}"
        self.complaints = [text for text in self.complaints if text not in meant]

    def expect_invoice(self, number):
        """The pane shows the invoice of this number."""
        expect(self.page.locator("#case")).to_contain_text(number)

    def expect_sentence(self, part):
        """The pane says something of this kind in the place of a message."""
        expect(self.page.get_by_role("alert")).to_contain_text(part)


@pytest.fixture
def seat(chromium, url, entra):
    """A function that seats a person before Outlook; at the end no browser may have complained (errors, CSP)."""
    seated = []

    def sit(*, language="fr-FR", scheme="light", width=320):
        context = chromium.new_context(base_url=url, viewport={"width": width, "height": 700}, locale=language, color_scheme=scheme)
        outlook = Outlook(context.new_page(), entra)
        seated.append((context, outlook))
        return outlook

    yield sit
    complaints = [text for _, outlook in seated for text in outlook.complaints]
    for context, _ in seated:
        context.close()
    assert complaints == []


@pytest.fixture
def outlook(seat):
    """Claire's Outlook."""
    return seat()


def test_a_clerk_opens_an_invoice_and_sees_its_fields(outlook, url):
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")
    expect(outlook.page.locator("#case")).to_contain_text("Denrées")
    assert outlook.asked == [("GetToken", False)]
    hosts = {request.url.split("/api/")[0].split("/lib/")[0] for request in outlook.requests if not request.url.startswith(url)}
    assert hosts == {"https://appsforoffice.microsoft.com"}
    assert outlook.page.evaluate("[typeof history.pushState, typeof history.replaceState, localStorage.length, sessionStorage.length]") == [
        "function", "function", 0, 0,
    ]  # fmt: skip


def test_an_answer_for_one_message_is_never_drawn_on_the_next(outlook):
    outlook.open(INVOICE, OTHER, slow=INVOICE)
    outlook.does("untilSlow")
    outlook.does("show", OTHER)
    outlook.expect_invoice("2611-0458")
    assert len(outlook.sent()) == 1
    outlook.does("release", INVOICE)
    outlook.page.evaluate("fetch('/api/health')")  # whatever the pane would have asked for was asked before
    assert len(outlook.sent()) == 1
    expect(outlook.page.locator("#case")).to_contain_text("2611-0458")
    outlook.does("show", INVOICE)
    outlook.expect_invoice("CDA/2026/3391")


def test_what_outlook_hands_over_while_another_message_is_on_screen_is_not_taken(outlook):
    outlook.open(INVOICE, OTHER, slow=INVOICE)
    outlook.does("untilSlow")
    outlook.does("showUntold", OTHER)
    outlook.does("release", INVOICE)
    outlook.expect_sentence("Un autre message est à l’écran")
    assert outlook.sent() == []


def test_a_pinned_pane_follows_the_selection_and_says_when_nothing_is_selected(outlook):
    outlook.open(INVOICE, OTHER)
    outlook.expect_invoice("CDA/2026/3391")
    outlook.does("show", OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.does("show", "")
    expect(outlook.page.locator("main.empty")).to_contain_text("Ouvrez un message")


def test_the_pane_is_as_dark_as_outlook_whatever_the_system_is(outlook):
    outlook.open(NEWS, background=DARK)
    html = outlook.page.locator("html")
    expect(html).to_have_attribute("data-theme", "dark")
    outlook.does("paint", LIGHT)
    expect(html).to_have_attribute("data-theme", "light")


def test_a_message_that_outlook_does_not_hand_over_is_answered_with_a_sentence(outlook):
    outlook.open(smime="IPM.Note.SMIME", refused="IPM.Note", unsent="IPM.Note")
    outlook.expect_sentence("chiffré")
    outlook.does("show", "refused")
    outlook.expect_sentence("n’a pas transmis")
    outlook.does("show", "unsent")
    outlook.expect_sentence("pas encore envoyé")
    assert outlook.sent() == []


def test_an_outlook_that_cannot_hand_over_messages_is_said_so(outlook):
    outlook.open(INVOICE, version=5)
    outlook.expect_sentence("version d’Outlook")
    assert outlook.calls("getAsFileAsync") == []


def test_outlook_that_never_loads_is_said_so(outlook):
    outlook.page.clock.install()
    outlook.page.route(OFFICE, unanswered)
    outlook.page.goto("/outlook.html", wait_until="commit")
    expect(outlook.page.locator(".app")).to_be_visible()
    outlook.page.clock.fast_forward(16_000)
    outlook.expect_sentence("Outlook n’a pas répondu")


def test_outlook_that_cannot_be_loaded_is_said_so_at_once(outlook):
    outlook.page.route(OFFICE, lambda route: route.abort())
    outlook.page.goto("/outlook.html")
    outlook.expect_sentence("Outlook n’a pas répondu")
    outlook.complaints = [text for text in outlook.complaints if "ERR_FAILED" not in text]


def test_a_token_that_is_refused_is_renewed_once_without_a_word(outlook):
    outlook.tokens = [outlook.entra.token(exp=1, iat=0, nbf=0)]
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")
    assert outlook.asked == [("GetToken", False), ("GetToken", True)]
    outlook.expect_refusal(401)


def test_who_has_to_be_asked_is_asked_in_a_window(outlook):
    outlook.tokens = [""]
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")
    assert outlook.asked == [("GetToken", False), ("GetTokenPopup", False)]


def test_a_connection_that_breaks_before_signing_in_is_said_so(outlook):
    outlook.page.route("**/vendor/*", lambda route: route.abort())
    outlook.open(INVOICE)
    outlook.expect_sentence("Le serveur ne répond pas")
    outlook.complaints = [text for text in outlook.complaints if "ERR_FAILED" not in text]


def test_who_does_not_sign_in_is_told_so(outlook):
    outlook.tokens = ["", ""]
    outlook.open(INVOICE)
    outlook.expect_sentence("connexion n’a pas abouti")


def test_a_person_without_a_role_is_told_whom_to_ask(outlook):
    outlook.tokens = [outlook.entra.token(roles=[])]
    outlook.open(INVOICE)
    outlook.expect_sentence("administrateur Microsoft 365")
    outlook.expect_refusal(403)


def test_where_signing_in_is_not_set_up_the_administrator_is_named(outlook):
    outlook.page.route("**/api/session/entra", lambda route: route.fulfill(status=404, content_type="application/problem+json", body="{}"))
    outlook.open(INVOICE)
    outlook.expect_sentence("COUNTERSIGN_ENTRA_CLIENT_ID")
    outlook.expect_refusal(404)


def test_a_browser_that_keeps_nothing_for_pages_in_frames_shows_the_pane_too(outlook):
    denied = "{ get() { throw new DOMException('denied', 'SecurityError'); } }"
    for name in ("localStorage", "sessionStorage"):
        outlook.page.add_init_script(f"Object.defineProperty(window, '{name}', {denied})")
    outlook.open(INVOICE)
    outlook.expect_invoice("CDA/2026/3391")


def test_a_reply_too_long_for_outlook_is_told_before_it_is_opened(outlook):
    def lengthen(route):
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"html": "é" * 17_000})

    outlook.page.route("**/reply?*", lengthen)
    outlook.open(OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.page.get_by_role("button", name="Répondre").click()
    outlook.page.get_by_role("button", name="Ouvrir le brouillon").click()
    expect(outlook.page.locator(".reply .error")).to_contain_text("32 Ko")
    assert outlook.calls("displayReplyFormAsync") == []


def test_a_reply_opens_in_outlook_as_our_own_text(outlook):
    outlook.open(OTHER)
    outlook.expect_invoice("2611-0458")
    outlook.page.get_by_role("button", name="Répondre").click()
    outlook.page.get_by_role("button", name="Ouvrir le brouillon").click()
    expect(outlook.page.locator(".notice")).to_contain_text("Brouillon ouvert")
    (html,) = outlook.calls("displayReplyFormAsync")
    assert "2611-0458" in html
    assert "<script" not in html
