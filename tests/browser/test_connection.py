"""Connecting an ERP in a real browser: choosing it, filling in, testing, saving, ending it; by keyboard, in every look."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import LOOKS, expect_fitting
from tests.contract.doubles.odoo import DATABASE, KEY, Odoo
from tests.contract.doubles.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def odoo_url():
    with serving(Odoo(19)) as url:
        yield url


def fill(page, url, key):
    page.locator("#kind").select_option("odoo")
    page.locator("#answer-url").fill(url)
    page.locator("#answer-database").fill(DATABASE)
    page.locator("#answer-key").fill(key)


@LOOKS
def test_an_erp_is_connected_tested_and_disconnected(desks, fresh_url, odoo_url, language, scheme):
    desk = desks(fresh_url, "nadia", language=language, scheme=scheme)
    with desk.page.context.expect_page() as opened:
        desk.page.locator("a[href='connection.html']").click()
    page = opened.value
    heading, trial = page.locator("#present"), page.locator(".trial")
    expect(heading).to_contain_text({"fr": "Pas encore d’ERP connecté", "en": "No ERP connected yet"}[language[:2]])
    expect_fitting(page)

    fill(page, odoo_url, "a-wrong-key")
    expect_fitting(page)
    page.locator("#check").click()
    expect(trial.locator(".finding[data-severity=blocking] em")).not_to_be_empty()
    expect_fitting(page)
    page.locator("#answer-key").fill(KEY)
    page.locator("#check").click()
    expect(trial).to_contain_text(
        {"fr": "La connexion fonctionne. Un appel prend 0,", "en": "The connection works. One call takes 0."}[language[:2]]
    )
    expect_fitting(page)

    page.locator("#save").click()
    expect(heading).to_have_text({"fr": "Odoo est connecté", "en": "Odoo is connected"}[language[:2]])
    expect(heading).to_be_focused()
    expect(page.locator("#answer-url")).to_have_value(odoo_url)
    expect(page.locator("#answer-key")).to_have_value("")
    expect(page.locator("#answer-key")).to_have_accessible_description(re.compile("Laissez vide pour le garder|Leave empty to keep it"))
    expect_fitting(page)
    assert KEY not in page.content()

    read = page.locator("#read")
    expect(read).to_contain_text({"fr": "État de l’ERP le", "en": "As the ERP was"}[language[:2]])
    page.locator("#again").click()
    expect(page.locator("#again")).not_to_have_attribute("aria-disabled", "true")
    expect(read).to_contain_text(re.compile("2 articles|2 items"))
    expect_fitting(page)

    page.reload()
    expect(page.locator("#answer-database")).to_have_value(DATABASE)
    page.locator("#check").click()
    expect(trial.locator(".good")).to_be_visible()
    page.locator("#answer-url").fill("https://elsewhere.example")
    page.locator("#save").click()
    expect(trial.locator(".error")).to_contain_text({"fr": "Veuillez remplir : Clé d’API", "en": "Please fill in: API key"}[language[:2]])
    expect_fitting(page)

    page.locator("#leave").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#leave-now")).to_be_focused()
    expect_fitting(page)
    page.keyboard.press("Escape")
    expect(page.locator("#leave")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    expect(page.locator("#leave")).to_have_count(0)
    expect(page.locator("#kind")).to_have_value("")
    expect(page.get_by_role("status")).not_to_be_empty()
    expect_fitting(page)


def test_everything_is_done_by_keyboard_alone(desks, fresh_url, odoo_url):
    page = desks(fresh_url, "nadia").page
    page.goto("/connection.html")
    page.locator("#kind").focus()
    page.keyboard.type("Odoo")
    expect(page.locator("#answer-url")).to_be_visible()
    for answer in (odoo_url, DATABASE, KEY):
        page.keyboard.press("Tab")
        page.keyboard.type(answer)
    page.keyboard.press("Enter")
    expect(page.locator("#present")).to_have_text("Odoo est connecté")

    page.goto("/mailbox.html")
    page.locator(".message-row").first.wait_for()
    page.goto("/connection.html")
    expect(page.locator("#present")).to_have_text("Odoo est connecté")


def test_the_master_data_that_was_read_is_counted_and_another_erps_is_read_at_once(desks, fresh_url, odoo_url):
    page = desks(fresh_url, "nadia", language="en-GB").page
    page.goto("/connection.html")
    expect(page.locator(".present")).to_contain_text("As the ERP was ")
    expect(page.locator(".present")).to_contain_text("15 suppliers")
    fill(page, odoo_url, KEY)
    page.locator("#save").click()
    expect(page.locator("#present")).to_have_text("Odoo is connected")
    expect(page.locator(".present")).to_contain_text("2 suppliers")


def test_a_clerk_has_no_link_to_the_connection_and_is_told_why_not(desks, shared_url):
    desk = desks(shared_url, "claire")
    expect(desk.page.locator("a[href='erp.html']")).to_be_visible()
    expect(desk.page.locator("a[href='connection.html']")).to_have_count(0)

    desk.page.goto("/connection.html")
    expect(desk.page.get_by_role("alert")).to_contain_text("Vous n’avez pas le droit")
    desk.expect_refusal(403)
