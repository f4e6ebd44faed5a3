"""The pane in Outlook: its unchanged files in Chromium, a double at the address of office.js, and sign-in by Microsoft's own library."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from backend.settings import PROJECT
from tests.browser.conftest import running
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
def url(entra, tmp_path_factory):
    """A server that is no demonstration, where people sign in by Entra; one for all stories."""
    settings = {
        "COUNTERSIGN_ENTRA_CLIENT_ID": CLIENT,
        "COUNTERSIGN_ENTRA_TENANTS": TENANT,
        "COUNTERSIGN_ENTRA_AUTHORITY": entra.url,
    }
    with running(tmp_path_factory.mktemp("outlook") / "var", subprocess.Popen.kill, options=(), **settings) as here:
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
        page.on("request", self.requests.append)
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.expose_function("giveToken", self.give_token)

    def give_token(self, method, is_forced):
        """A token for the pane, as Outlook's host gives it."""
        self.asked.append((method, is_forced))
        return self.tokens.pop(0) if self.tokens else self.entra.token()

    def open(self, *messages, background=LIGHT, version=15, **kinds):
        """Open the pane with these samples to select; `kinds` are messages that Outlook does not hand over, by their item class."""
        held = {name: {"eml": base64.b64encode((SAMPLES / f"{name}.eml").read_bytes()).decode()} for name in messages}
        refused = {name: {"itemClass": item_class} for name, item_class in kinds.items()}
        said = {"messages": held | refused, "background": background, "version": version}
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
