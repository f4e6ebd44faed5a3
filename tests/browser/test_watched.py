"""Watched mailboxes in a real browser: listed with what is wrong with them, added, paused, removed; in every look."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from backend.web.marking import MarkingView
from backend.web.watched_schemas import WatchBody, WatchedMailboxesView
from tests.browser.looks import LOOKS, expect_fitting

pytestmark = pytest.mark.browser

TROUBLED = {
    "id": "1", "system": "outlook", "address": "factures.fournisseurs@une-longue-adresse.mistral.example", "folder": "Achats/Urgent",
    "senders": ["fournisseur.example"], "subjects": ["facture", "avoir"], "only_with_attachments": True, "state": "active",
    "started_at": "2026-11-20T08:00:00+00:00", "is_announced": False, "read_at": "2026-11-22T08:30:00+00:00", "received": 1,
    "retry_at": "2026-11-22T09:30:00+00:00",
    "problem": "Microsoft 365 ne vous laisse pas, ou ne laisse pas Countersign, travailler dans cette boîte aux lettres.",
    "skipped": "« Facture 7 » n’a pas pu être lu : Le message dépasse 40 Mo.",
}  # fmt: skip


class Watching:
    """The server's answers; Microsoft 365 is another test's."""

    def __init__(self):
        self.mailboxes = [TROUBLED]
        self.marking = {"categories": True, "bar": True}
        self.refusal = ""

    def mark(self, route, request):
        if request.method == "PUT":
            self.marking = MarkingView().load(json.loads(request.post_data))
        route.fulfill(json=self.marking)

    def answer(self, route, request):
        path = request.url.rpartition("/api/watched")[2].strip("/")
        if self.refusal and request.method == "POST":
            problem = {"type": "bad_input", "title": "x", "status": 422, "detail": self.refusal}
            route.fulfill(status=422, body=json.dumps(problem), content_type="application/problem+json")
            return
        if path:
            mailbox_id, deed = path.split("/")
            state = {"pause": "paused", "resume": "active"}.get(deed)
            changed = [{**each, "state": state} if each["id"] == mailbox_id else each for each in self.mailboxes]
            self.mailboxes = changed if state else [each for each in changed if each["id"] != mailbox_id]
        elif request.method == "POST":
            rule = WatchBody().load(json.loads(request.post_data))
            fresh = {"id": "2", "state": "active", "is_announced": False, "read_at": None, "received": 0, "problem": "", "skipped": ""}
            self.mailboxes = [*self.mailboxes, {**fresh, **rule, "started_at": "2026-11-22T09:00:00+00:00", "retry_at": None}]
        view = {"mailboxes": self.mailboxes, "systems": ["outlook", "gmail"], "obstacle": ""}
        assert not WatchedMailboxesView().validate(view)
        route.fulfill(body=json.dumps(view), content_type="application/json")


@LOOKS
def test_mailboxes_are_listed_added_paused_and_removed(desks, shared_url, language, scheme):
    desk = desks(shared_url, "nadia", language=language, scheme=scheme)
    page, server = desk.page, Watching()
    page.goto("/watched.html")
    # The demonstration has no mailboxes in Microsoft 365.
    expect(page.locator("#obstacle")).to_contain_text("Microsoft 365")
    expect_fitting(page)

    page.route("**/api/watched**", server.answer)
    page.route("**/api/marking", server.mark)
    page.goto("/connection.html")
    page.locator("a[href='watched.html']").click()
    listed = page.locator(".mailboxes > li")
    expect(listed).to_have_count(1)
    expect(listed.first).to_contain_text("Achats/Urgent")
    expect(listed.locator(".error")).to_contain_text("ne laisse pas Countersign")
    expect(listed.locator(".error")).to_contain_text("Prochain essai" if language == "fr-FR" else "Next attempt")
    expect_fitting(page)

    server.refusal = "Ce dossier est déjà surveillé."
    page.locator("#answer-address").fill("orders@mistral.example")
    page.locator("#system").select_option("gmail")
    page.locator("#answer-senders").fill("a@b.example, mistral.example;")
    page.locator("#files").check()
    page.locator("#watch").click()
    expect(page.locator(".trial")).to_contain_text(server.refusal)
    desk.expect_refusal(422)
    expect_fitting(page)
    server.refusal = ""
    page.locator("#watch").click()
    expect(listed).to_have_count(2)
    assert server.mailboxes[1]["system"] == "gmail"
    assert (server.mailboxes[1]["senders"], server.mailboxes[1]["only_with_attachments"]) == (["a@b.example", "mistral.example"], True)
    expect(page.locator("#notice")).to_be_focused()
    expect(page.locator("#answer-address")).to_have_value("")
    expect(page.locator("#files")).not_to_be_checked()

    page.locator("#pause-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#resume-2")).to_be_focused()
    expect(listed.last.locator(".mark")).to_have_text({"fr": "En pause", "en": "Paused"}[language[:2]])
    page.locator("#remove-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#remove-now")).to_be_focused()
    expect_fitting(page)
    page.keyboard.press("Escape")
    expect(page.locator("#remove-1")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(listed).to_have_count(1)
    expect(page.locator("#notice")).to_be_focused()

    page.locator("#marking-bar").uncheck()
    expect(page.locator("#notice")).to_contain_text({"fr": "toute l’organisation", "en": "whole organisation"}[language[:2]])
    assert server.marking == {"categories": True, "bar": False}
    expect(page.locator("#marking-bar")).not_to_be_checked()
