"""The mapping table in a real browser: rules made by keyboard, tried on a real case, saved, brought back, and exchanged as CSV."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looks import LOOKS, expect_fitting

pytestmark = pytest.mark.browser


def try_on_first_case(page):
    page.locator("#try-case").select_option(index=1)
    expect(page.locator(".outcome")).not_to_be_empty()


@LOOKS
def test_rules_are_made_tried_saved_and_brought_back(desks, fresh_url, language, scheme):
    desk = desks(fresh_url, "nadia", language=language, scheme=scheme)
    desk.open("Bon de commande 4500187263")
    page = desk.page
    page.goto("/connection.html")
    page.locator("a[href='mapping.html']").click()
    page.locator("#add-rule").click()
    first = page.locator(".rule").nth(0)
    first.get_by_role("combobox", name="ERP").select_option("header:warehouse")
    first.locator(".then .value select").select_option("NTE")
    try_on_first_case(page)
    expect(page.locator(".outcome td").first).to_have_text("NTE Nantes-Carquefou")

    page.locator("#add-rule").click()
    second = page.locator(".rule").nth(1)
    second.locator(".then select").first.select_option("translate")
    second.locator(".then select").nth(1).select_option("line:sales_unit")
    second.locator(".code input").first.fill("C62")
    second.locator(".code input").nth(1).fill("PCE")
    expect(page.locator(".outcome tbody").nth(1)).to_be_visible()
    expect(page.locator(".outcome td", has_text="PCE").first).to_be_visible()
    page.locator("#add-rule").click()
    third = page.locator(".rule").nth(2)
    third.locator(".then select").first.select_option("hold")
    third.locator(".then input").fill("Voir Nadia.")
    third.locator(".when button").click()
    third.locator(".condition select").first.select_option("customer")
    third.locator(".condition input").fill("Confluent")
    expect(third.locator("datalist option").first).to_be_attached()
    third.locator(".condition input").fill(third.locator("datalist option").first.get_attribute("value"))
    expect(third.locator(".named")).to_contain_text("Confluent")
    expect_fitting(page)

    page.locator("#save").click()
    expect(page.get_by_role("status")).to_contain_text("version 1")
    page.locator(".rule").nth(2).locator(".deeds button").nth(2).click()
    page.locator("#save").click()
    expect(page.get_by_role("status")).to_contain_text("version 2")
    expect(page.locator(".rule")).to_have_count(2)
    page.locator("#restore-1").click()
    expect(page.get_by_role("status")).to_contain_text("version 3")
    expect(page.locator(".rule")).to_have_count(3)
    expect_fitting(page)

    with page.expect_download() as download:
        page.locator("#export").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    bad = text.replace("customer", "colour")
    page.locator("#import").set_input_files({"name": "m.csv", "mimeType": "text/csv", "buffer": bad.encode()})
    expect(page.get_by_role("alert")).to_contain_text("4")
    expect(page.get_by_role("alert")).to_contain_text("colour")
    desk.expect_refusal(422)
    page.locator("#import").set_input_files({"name": "m.csv", "mimeType": "text/csv", "buffer": text.replace("NTE", "LYO").encode()})
    expect(page.locator(".outcome td").first).to_have_text("LYO Lyon-Corbas")
    expect(page.locator("#discard")).to_be_visible()


def test_a_rule_is_made_moved_and_removed_by_keyboard_alone(desks, fresh_url):
    page = desks(fresh_url, "nadia").page
    page.goto("/mapping.html")
    page.locator("#add-rule").focus()
    for value in ("Urgent", "Consigne"):
        page.keyboard.press("Enter")
        expect(page.locator(".rule h3").last).to_be_focused()
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.locator(".rule").last.locator(".then select").nth(1).focus()
        page.keyboard.type(value)
        page.keyboard.press("Tab")
        page.keyboard.type("oui")
        page.locator("#add-rule").focus()
    page.locator(".rule").nth(1).locator(".deeds button").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rule").nth(0).locator(".then input")).to_have_value("oui")
    expect(page.locator(".rule").nth(0).locator(".deeds button").first).to_be_focused()
    page.locator("#save").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("version 1")
    page.locator(".rule").nth(0).locator(".deeds button").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".rule h3")).to_be_focused()
    expect(page.locator(".rule select").nth(1)).to_have_value("header:is_urgent")
