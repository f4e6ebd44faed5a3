"""The practice mailbox behaves like a mail client: attachments inline, dropped files, folders, a pane that can be resized."""

from __future__ import annotations

import base64
import re
import threading

import pytest
from playwright.sync_api import expect

from backend.settings import PROJECT
from tests.browser.test_order import ORDER

pytestmark = pytest.mark.browser
SAMPLES = PROJECT / "backend" / "mailboxes" / "samples"
DROP = """([name, type, content]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name, { type }));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""
UBL = """<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>DROP-1</cbc:ID><cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
</Invoice>"""


def test_a_dropped_file_becomes_a_message_and_goes_the_same_way(desk):
    desk.page.evaluate(DROP, ["facture.xml", "application/xml", base64.b64encode(UBL.encode()).decode()])
    expect(desk.page.locator(".toast")).to_contain_text("facture.xml est dans la boîte de réception")
    expect(desk.pane.locator("h1")).to_contain_text("Facture DROP-1")
    desk.pane.locator("[data-path=invoice_number] .evidence").click()
    viewer = desk.pane.get_by_role("dialog")
    expect(viewer.locator("[data-marked]")).to_contain_text("DROP-1")


def test_a_message_file_is_added_with_the_button(desk, tmp_path):
    message = tmp_path / "commande.eml"
    sample = next(SAMPLES.glob("*bestellung.eml")).read_bytes()
    message.write_bytes(re.sub(rb"(?mi)^message-id:.*$", b"Message-ID: <another@test.example>", sample, count=1))
    before = desk.page.locator(".message-row").count()
    desk.page.locator("#file").set_input_files(message)
    expect(desk.page.locator(".message-row")).to_have_count(before + 1)
    expect(desk.pane.locator("h1")).to_contain_text("Commande")


def test_attachments_open_inline_as_pages_sheets_and_text(desks, shared_url):
    desk = desks(shared_url)
    desk.open("Bon de commande 4500187263")
    expect(desk.page.get_by_role("img", name=re.compile("Page 1 de BC_4500187263.pdf"))).to_be_visible()
    desk.open("Commande Restalys PO-88457")
    sheet = desk.page.get_by_role("region", name="Commande", exact=True)
    expect(sheet).to_contain_text("MD-5001")
    desk.open("Facture électronique CDA/2026/3391")
    expect(desk.page.locator(".opened pre")).to_contain_text("Invoice")


def test_the_arrow_keys_walk_the_messages_and_the_pane_follows(desks, shared_url):
    desk = desks(shared_url)
    desk.open("Facture 2611-0458")
    desk.page.locator(".messages").focus()
    desk.page.keyboard.press("ArrowUp")
    expect(desk.pane.locator("h1")).not_to_contain_text("2611-0458")
    desk.page.keyboard.press("ArrowDown")
    expect(desk.pane.locator("h1")).to_contain_text("2611-0458")


def test_the_pane_is_resized_with_the_keyboard_and_the_pointer(desks, shared_url):
    desk = desks(shared_url)
    handle = desk.page.get_by_role("separator")
    handle.focus()
    desk.page.keyboard.press("Home")
    expect(handle).to_have_attribute("aria-valuenow", "320")
    assert desk.page.locator("#pane-frame").bounding_box()["width"] == 320
    place = handle.bounding_box()
    desk.page.mouse.move(place["x"] + 3, 400)
    desk.page.mouse.down()
    desk.page.mouse.move(place["x"] - 400, 400, steps=5)
    desk.page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "450")


def test_two_invoices_of_one_file_are_two_cases_with_tabs(desks, shared_url):
    desk = desks(shared_url)
    desk.open("vos factures de novembre")
    tabs = desk.pane.get_by_role("tab")
    expect(tabs).to_have_count(2)
    second = tabs.nth(1).locator("span").first.inner_text()
    tabs.first.focus()
    desk.page.keyboard.press("ArrowRight")
    expect(desk.pane.locator("h1")).to_contain_text(second)


def test_a_newsletter_has_nothing_to_send_and_is_dismissed_with_one_click(desk):
    desk.open("Votre badge offert")
    expect(desk.pane.locator(".actions")).to_contain_text("Rien à envoyer dans l’ERP")
    expect(desk.pane.get_by_role("button", name="Envoyer dans l’ERP")).to_have_count(0)
    desk.pane.get_by_role("button", name="Classer sans suite").click()
    expect(desk.pane.locator(".badge")).to_have_text("Classé")
    expect(desk.pane.locator(".outcome")).to_contain_text("Classé sans suite par Claire Martin")


def test_sent_with_the_focus_in_the_list_the_other_document_of_the_message_waits(desk):
    desk.open("vos factures de novembre")
    desk.page.locator(".messages").focus()
    desk.page.keyboard.press("Control+Enter")
    expect(desk.pane.locator("#receipt")).to_be_visible()
    tabs = desk.pane.get_by_role("tab")
    expect(tabs.first).to_contain_text("Dans l’ERP")
    expect(tabs.nth(1)).to_contain_text("À valider")
    desk.pane.locator(".outcome").get_by_role("button", name=re.compile("^Ouvrir : Facture")).click()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")


def test_what_became_of_a_sent_order_is_told_beside_another_message(desk):
    desk.open(ORDER)
    sent = _held(desk, r"/approve$")
    with desk.page.expect_request(re.compile(r"/approve$")):
        desk.pane.get_by_role("button", name="Envoyer dans l’ERP").click()
    desk.message("Commande CDE-1187").click()
    expect(desk.pane.locator("h1")).to_contain_text("CDE-1187")
    sent()
    told = desk.pane.locator(".told")
    expect(told).to_contain_text("Commande 4500187263")
    expect(told).to_contain_text("est dans l’ERP")
    expect(desk.pane.locator("h1")).to_contain_text("CDE-1187")
    told.get_by_role("button", name="Ouvrir le message").click()
    expect(desk.pane.locator("#receipt")).to_be_visible()
    expect(told).to_be_empty()


def test_a_signature_s_logo_stands_last_and_is_not_opened(desks, shared_url):
    desk = desks(shared_url)
    desk.open(ORDER)
    expect(desk.page.locator(".attachments .name")).to_have_text(["BC_4500187263.pdf", "image001.png"])
    desk.open("Commande CDE-1187")
    expect(desk.page.locator(".attachments .name")).to_have_text(["image001.png"])
    expect(desk.page.locator(".opened")).to_have_count(0)


def test_the_person_the_language_and_the_theme_can_be_changed(desks, shared_url):
    desk = desks(shared_url)
    desk.page.get_by_label("Thème").select_option("dark")
    expect(desk.page.locator("html")).to_have_attribute("data-theme", "dark")
    desk.open("Facture 2611-0458")
    expect(desk.pane.locator("html")).to_have_attribute("data-theme", "dark")
    desk.page.get_by_label("Langue").select_option("en")
    expect(desk.page.get_by_role("button", name="Inbox")).to_be_visible()
    expect(desk.pane.get_by_role("button", name="Send to ERP")).to_be_visible()
    desk.page.get_by_label("User").select_option("karim")
    expect(desk.page.get_by_label("User")).to_have_value("karim")


def test_a_reading_person_sees_what_is_being_read(desk):
    """The progress of the mail is shown while it is not prepared, and then gives way to the case."""
    desk.page.route(re.compile(r"/api/mails$"), _unprepared)
    prepared = _held(desk, r"/api/mails/[^/]+\?after=0")
    desk.message("Commande Restalys").click()
    expect(desk.pane.locator(".progress-line")).to_have_text("Reconnaissance du texte de scan.pdf, page 2 sur 3")
    expect(desk.pane.locator(".badge")).to_have_text("Lecture…")
    prepared()
    expect(desk.pane.locator("#case")).to_be_visible()


def _held(desk, pattern):
    """Keep requests to these addresses back; gives what lets them go."""
    held, is_open = [], threading.Event()

    def hold(route):
        if is_open.is_set():
            route.continue_()
        else:
            held.append(route)

    def let_go():
        is_open.set()
        for route in held:
            route.continue_()

    desk.page.route(re.compile(pattern), hold)
    return let_go


def _unprepared(route):
    answer = route.fetch()
    view = answer.json()
    progress = {"step": "recognising", "attachment": "scan.pdf", "page": 2, "pages": 3}
    route.fulfill(response=answer, json=view | {"revision": 0, "status": "received", "cases": [], "progress": progress})
