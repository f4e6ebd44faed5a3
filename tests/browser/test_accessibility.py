"""Every page and every state of the pane meets WCAG 2.2 AA by axe, in both languages and themes, and fits 320 pixels."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import unanswered
from tests.browser.looks import LOOKS, has_sideways_scroll, problems
from tests.browser.test_order import ORDER

pytestmark = pytest.mark.browser


@LOOKS
def test_the_practice_mailbox(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    assert problems(desk.page) == []
    desk.open(ORDER)
    desk.page.locator("article.reading img.page").first.wait_for()
    assert problems(desk.page) == []


@LOOKS
def test_the_pane_at_320_pixels(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    desk.page.set_viewport_size({"width": 320, "height": 900})
    for subject in desk.open_each_alone([ORDER, "2611-0458", "CDA/2026/3391", "vos factures", "Où en est", "Votre badge", "URGENT"]):
        assert problems(desk.page) == [], subject
        assert not has_sideways_scroll(desk.page), subject


@LOOKS
def test_the_pane_while_a_cell_its_line_and_the_search_are_open(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    desk.page.set_viewport_size({"width": 320, "height": 900})
    desk.open_alone(ORDER)
    desk.page.locator("#at-lines-0-quantity").focus()
    desk.page.locator(".cell-bar").wait_for()
    assert problems(desk.page) == []
    desk.page.locator(".lines .item").first.click()
    expect(desk.page.locator("#at-lines-0-item")).to_be_focused()
    desk.page.keyboard.press("ArrowDown")
    desk.page.get_by_role("option").first.wait_for()
    assert problems(desk.page) == []
    assert not has_sideways_scroll(desk.page)


@LOOKS
def test_the_page_viewer_on_pages_xml_sheets_and_text(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    desk.page.set_viewport_size({"width": 400, "height": 900})
    for subject in desk.open_each_alone([ORDER, "CDA/2026/3391", "Commande Restalys", "besoin pour vendredi"]):
        desk.page.locator("#at-lines-0-quantity").focus()
        desk.page.keyboard.press("Alt+Enter")
        desk.page.locator("[data-marked]").first.wait_for()
        assert problems(desk.page) == [], subject


@LOOKS
def test_the_pane_while_it_reads_rejects_and_replies(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    desk.page.set_viewport_size({"width": 320, "height": 900})
    desk.open_alone(ORDER)
    desk.page.get_by_role("button", name=re.compile("Rejeter|Reject")).click()
    assert problems(desk.page) == []
    desk.page.keyboard.press("Escape")
    desk.page.get_by_role("button", name=re.compile("Répondre|Reply")).click()
    desk.page.locator(".letter").wait_for()
    assert problems(desk.page) == []
    assert not has_sideways_scroll(desk.page)
    desk.page.route(re.compile(r"/api/mails$"), unanswered)
    desk.page.reload()
    desk.page.locator(".progress-line").wait_for()
    assert problems(desk.page) == []


@LOOKS
def test_the_pane_after_sending(fresh_url, desks, language, scheme):
    desk = desks(fresh_url, language=language, scheme=scheme)
    desk.page.set_viewport_size({"width": 320, "height": 900})
    desk.open_alone(ORDER)
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.locator("#receipt")).to_be_visible()
    desk.page.locator(".history summary").click()
    desk.page.locator(".history li").first.wait_for()
    assert problems(desk.page) == []
    assert not has_sideways_scroll(desk.page)


@LOOKS
def test_the_practice_erp(desks, shared_url, language, scheme):
    desk = desks(shared_url, language=language, scheme=scheme)
    # One kind of master data and one of documents: every list and record is drawn by the same part.
    for kind in ("customers", "purchase_orders"):
        desk.page.goto(f"/erp.html#{kind}")
        link = desk.page.locator("tbody a").first
        link.wait_for()
        assert problems(desk.page) == []
        link.click()
        desk.page.locator(".record").wait_for()
        assert problems(desk.page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1100])
def test_narrow_windows_show_one_view_after_the_other_without_sideways_scrolling(desks, shared_url, width):
    desk = desks(shared_url, width=width)
    assert not has_sideways_scroll(desk.page)
    desk.message(ORDER).click()
    desk.page.locator("article.reading").wait_for()
    assert not has_sideways_scroll(desk.page)
    if width < 900:
        desk.page.get_by_role("button", name="Countersign").click()
    expect(desk.pane.locator("h1")).to_contain_text("4500187263")
    desk.page.goto("/erp.html")
    desk.page.locator("tbody a").first.wait_for()
    assert not has_sideways_scroll(desk.page)


def test_forced_colours_keep_every_level_of_confidence_and_the_marked_word_in_sight(desks, shared_url):
    desk = desks(shared_url, forced="active")
    desk.open_alone(ORDER)
    expect(desk.page.locator(".confidence").first).to_be_visible()
    desk.page.locator("#at-lines-0-quantity").focus()
    desk.page.keyboard.press("Alt+Enter")
    marked = desk.page.locator("[data-marked]").first
    marked.wait_for()
    assert marked.evaluate("word => getComputedStyle(word).backgroundColor") == "rgb(255, 226, 122)"
