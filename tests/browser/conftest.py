"""A real Chromium on the real application: a server of its own for what posts, a shared one for what only looks."""

from __future__ import annotations

import re
import shutil
from urllib.parse import quote

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.servers import Server

#: Two cores are shared with other tests, and a scan takes its time.
PATIENCE = 30_000
#: Chromium without its own windows, which no test looks at: a third less work for the same pages; else the whole of it.
EXECUTABLE = shutil.which("chromium-headless-shell") or shutil.which("chromium")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        yield browser
        browser.close()


def running(folder, *, options=("--demo",), **settings):
    """The application, in demo mode unless told otherwise, on its own data folder."""
    return Server(folder, "serve", *options, "--no-browser", "--port", **settings)


@pytest.fixture(scope="session")
def shared_url(tmp_path_factory):
    """A server for tests that only look."""
    with running(tmp_path_factory.mktemp("shared") / "var") as server:
        yield server.url
        server.terminate()


@pytest.fixture
def fresh_url(tmp_path):
    """A server of its own for a test that changes something; killed, because a pane that waits for news would hold up its end."""
    with running(tmp_path / "var", rehearsed=False) as server:
        yield server.url


class Desk:
    """One person at the practice mailbox, and what their browser complained about."""

    def __init__(self, page):
        self.page = page
        self.pane = page.frame_locator("#pane-frame")
        self.complaints = []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def message(self, subject):
        """The row of the message with this in its subject."""
        return self.page.locator(".message-row", has_text=subject).first

    def open(self, subject):
        """Select a message and wait until its case is in the pane."""
        self.message(subject).click()
        expect(self.page.locator("article.reading h2").first).to_contain_text(subject)
        expect(self.pane.locator("#case")).to_be_visible()

    def open_alone(self, subject):
        """The pane in a window of its own on a message."""
        for _ in self.open_each_alone([subject]):
            pass

    def open_each_alone(self, subjects):
        """Each subject, once the pane in a window of its own shows that message."""
        references = [self.message(subject).get_attribute("id").removeprefix("message-") for subject in subjects]
        for subject, reference in zip(subjects, references, strict=True):
            self.page.goto(f"/pane.html?reference={quote(reference)}")
            self.page.locator("#case, .empty h1").first.wait_for()
            yield subject

    def back(self):
        """The practice mailbox again."""
        self.page.goto("/mailbox.html")
        self.page.locator(".message-row").first.wait_for()

    def expect_refusal(self, status):
        """Chromium reports every refused request; this one was meant."""
        meant = [text for text in self.complaints if f"status of {status}" in text]
        assert meant, f"no request was refused with {status}"
        self.complaints = [text for text in self.complaints if text not in meant]


@pytest.fixture
def desks(chromium):
    """A function that seats a person at the practice mailbox; at the end no browser may have complained (errors, CSP)."""
    seated = []

    def seat(url, user="claire", *, language="fr-FR", scheme="light", width=1500, height=950, forced="none"):
        context = chromium.new_context(
            base_url=url, viewport={"width": width, "height": height}, locale=language, color_scheme=scheme, forced_colors=forced
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(f"localStorage.getItem('countersign.user') ?? localStorage.setItem('countersign.user', '{user}')")
        desk = Desk(context.new_page())
        seated.append((context, desk))
        desk.page.goto("/")
        desk.page.locator(".message-row").first.wait_for()
        return desk

    yield seat
    complaints = [text for _, desk in seated for text in desk.complaints]
    for context, _ in seated:
        context.close()
    assert complaints == []


@pytest.fixture
def desk(fresh_url, desks):
    """Claire at a practice mailbox of her own."""
    return desks(fresh_url)


def unanswered(_route):
    """Leave a request without an answer."""


def number_in(text):
    """The number of an ERP document in a sentence."""
    found = re.search(r"C[VF]-\d{4}-\d+|FF-\d{4}-\d+|[A-Z]{2}-\d{4}-\d{5}", text)
    assert found, text
    return found[0]
