"""The main job in a real browser: a French order is opened, corrected, sent, undone, rejected and answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import number_in, unanswered

pytestmark = pytest.mark.browser
ORDER = "Bon de commande 4500187263"


def send(desk):
    """Send the case that is open; the ERP's number."""
    desk.pane.get_by_role("button", name="Envoyer dans l’ERP").click()
    receipt = desk.pane.locator("#receipt")
    expect(receipt).to_be_visible()
    return number_in(receipt.inner_text())


def test_the_order_is_corrected_by_clicking_another_word_and_sent_and_found_in_the_erp(desk):
    desk.open(ORDER)
    quantity = desk.pane.get_by_label("Quantité, ligne 1", exact=True)
    expect(quantity).to_have_value("60")
    quantity.click()
    desk.pane.get_by_role("button", name="Voir la preuve : Quantité, ligne 1").click()
    viewer = desk.pane.get_by_role("dialog")
    expect(viewer.locator("[data-marked]")).to_have_attribute("aria-label", "60")
    viewer.get_by_role("option", name="120", exact=True).first.click()
    expect(viewer.get_by_role("status")).to_have_text("Quantité, ligne 1 : 120")
    desk.page.keyboard.press("Escape")
    expect(quantity).to_have_value("120")
    expect(quantity).to_be_focused()

    number = send(desk)
    expect(desk.pane.locator(".badge")).to_have_text("Dans l’ERP")
    expect(desk.pane.locator(".outcome")).to_contain_text("Envoyé par Claire Martin")

    desk.pane.locator(".history summary").click()
    history = desk.pane.locator(".history")
    expect(history).to_contain_text("Quantité, ligne 1 : 60 → 120")
    expect(history).to_contain_text("Claire Martin a validé l’envoi")
    expect(history).to_contain_text(f"a créé {number} dans l’ERP")

    standing = desk.pane.locator(".standing")
    standing.locator("summary").click()
    expect(standing.locator("article")).to_contain_text(f"{number}")
    expect(standing.get_by_role("row").filter(has_text="Essuie-mains")).to_contain_text("120")
    standing.get_by_role("button", name="Actualiser").click()
    expect(standing.locator(".stands strong")).to_have_text("En cours")

    with desk.page.context.expect_page() as opened:
        desk.pane.get_by_role("link", name=f"Ouvrir {number} dans l’ERP").click()
    erp = opened.value
    expect(erp.get_by_role("heading", name=number)).to_be_visible()
    expect(erp.get_by_role("row").filter(has_text="Essuie-mains")).to_contain_text("120")
    expect(erp.locator(".files")).to_contain_text("BC_4500187263.pdf")


def test_several_words_are_chosen_by_dragging(desk):
    desk.open(ORDER)
    desk.pane.get_by_role("button", name=re.compile("champs? vides?$")).click()
    desk.pane.get_by_role("button", name="Chercher sur la page : Adresse de livraison").or_(
        desk.pane.get_by_role("button", name="Voir la preuve : Adresse de livraison")
    ).click()
    words = desk.pane.get_by_role("dialog").get_by_role("option")
    expect(words.and_(desk.pane.locator("[aria-label='Essuie-mains']")).first).to_be_attached()
    texts = words.evaluate_all("all => all.map((word) => word.getAttribute('aria-label'))")
    first = texts.index("Essuie-mains")
    words.nth(first).scroll_into_view_if_needed()
    start, end = words.nth(first).bounding_box(), words.nth(first + 2).bounding_box()
    desk.page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    desk.page.mouse.down()
    desk.page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    desk.page.mouse.up()
    expect(desk.pane.get_by_role("dialog").get_by_role("status")).to_contain_text(" ".join(texts[first : first + 3]))


def test_a_word_that_is_no_number_is_refused_beside_the_page(desk):
    desk.open(ORDER)
    desk.pane.get_by_label("Quantité, ligne 1", exact=True).click()
    desk.page.keyboard.press("Alt+Enter")
    viewer = desk.pane.get_by_role("dialog")
    viewer.get_by_role("option", name="Essuie-mains").first.click()
    expect(viewer.locator(".error")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(desk.pane.get_by_label("Quantité, ligne 1", exact=True)).to_have_value("60")
    desk.expect_refusal(422)


def test_what_was_sent_can_be_undone_in_time(desk):
    desk.open(ORDER)
    number = send(desk)
    undo = desk.pane.get_by_role("button", name="Annuler l’envoi")
    expect(undo).to_contain_text(re.compile(r"encore \d+:\d\d"))
    undo.click()
    expect(desk.pane.locator(".badge")).to_have_text("À valider")
    expect(desk.pane.get_by_role("button", name="Envoyer dans l’ERP")).to_be_visible()
    expect(desk.pane.locator(".outcome")).to_contain_text(f"L’envoi {number} a été annulé dans l’ERP")
    desk.page.goto(f"/erp.html#sales_orders/{number}")
    expect(desk.page.get_by_role("heading", name=number)).to_be_visible()
    expect(desk.page.locator(".record-fields")).to_contain_text("Annulée")


def test_a_rejection_asks_for_the_reason_and_can_be_reopened(desk):
    desk.open(ORDER)
    desk.pane.get_by_role("button", name="Rejeter").click()
    sheet = desk.pane.locator(".sheet")
    sheet.get_by_role("button", name="Rejeter").click()
    expect(sheet.locator(".error")).to_contain_text("Indiquez un motif")
    sheet.get_by_role("button", name="Doublon").click()
    sheet.get_by_role("button", name="Rejeter").click()
    expect(desk.pane.locator(".badge")).to_have_text("Rejeté")
    expect(desk.pane.locator(".outcome")).to_contain_text("Rejeté par Claire Martin")
    desk.pane.locator(".history summary").click()
    expect(desk.pane.locator(".history")).to_contain_text("Doublon")
    desk.pane.get_by_role("button", name="Rouvrir").click()
    expect(desk.pane.locator(".badge")).to_have_text("À valider")
    desk.pane.get_by_role("button", name="Autres actions").click()
    desk.pane.get_by_role("button", name="Mettre en attente").click()
    expect(desk.pane.locator(".badge")).to_have_text("En attente")


def test_the_reply_becomes_a_draft_that_a_person_edits_and_sends(desk):
    desk.open(ORDER)
    desk.pane.get_by_role("button", name="Répondre").click()
    sheet = desk.pane.locator(".reply")
    expect(sheet.locator(".letter-text")).to_contain_text("4500187263")
    expect(sheet.locator(".facts")).to_contain_text("Source :")
    sheet.get_by_role("button", name="Ouvrir le brouillon").click()
    text = desk.page.get_by_label("Texte")
    expect(text).to_have_value(re.compile("4500187263"))
    expect(desk.pane.locator(".reply")).to_have_count(0)
    expect(desk.pane.locator(".notice")).to_contain_text("Brouillon ouvert")
    text.fill(text.input_value() + "\n\nÀ très bientôt")
    desk.page.locator("main").get_by_role("button", name="Envoyer").click()
    expect(desk.page.locator(".toast")).to_have_text("Message rangé dans Envoyés")
    desk.page.get_by_role("button", name="Envoyés").click()
    desk.page.locator(".message-row").first.click()
    expect(desk.page.locator(".reading .body")).to_contain_text("À très bientôt")


def test_a_date_stands_in_the_pane_s_language_and_is_typed_in_one_stop(desk):
    desk.open(ORDER)
    delivery = desk.pane.get_by_label("Livraison souhaitée", exact=True)
    expect(delivery).to_have_value("24/11/2026")
    delivery.fill("1.12.26")
    delivery.press("Tab")
    expect(delivery).to_have_value("01/12/2026")
    expect(desk.pane.get_by_label("Devise", exact=True)).to_be_focused()
    delivery.fill("31/02/2026")
    delivery.press("Tab")
    expect(desk.pane.locator("#at-requested_delivery_date-error")).to_contain_text("31/02/2026")
    desk.expect_refusal(422)


def test_a_date_chosen_in_the_calendar_is_saved(desk):
    desk.open(ORDER)
    calendar = desk.pane.locator("[data-path=requested_delivery_date] input[type=date]")
    calendar.evaluate("input => { input.value = '2026-12-03'; input.dispatchEvent(new Event('change')); }")
    delivery = desk.pane.get_by_label("Livraison souhaitée", exact=True)
    expect(delivery).to_have_value("03/12/2026")
    expect(desk.pane.locator("[data-path=requested_delivery_date]")).to_have_attribute("data-level", "person")


def test_a_saved_correction_is_taken_back_with_the_value_s_place(desk):
    desk.open(ORDER)
    quantity = desk.pane.get_by_label("Quantité, ligne 1", exact=True)
    quantity.click()
    desk.page.keyboard.press("Alt+Enter")
    desk.pane.get_by_role("dialog").get_by_role("option", name="120", exact=True).first.click()
    expect(desk.pane.get_by_role("dialog").get_by_role("status")).to_have_text("Quantité, ligne 1 : 120")
    desk.page.keyboard.press("Escape")
    expect(quantity).to_be_focused()
    desk.page.keyboard.press("Control+z")
    expect(quantity).to_have_value("60")
    expect(desk.pane.locator(".notice")).to_have_text("Valeur précédente rétablie : Quantité, ligne 1, 60")
    desk.page.keyboard.press("Alt+Enter")
    expect(desk.pane.get_by_role("dialog").locator("[data-marked]")).to_have_attribute("aria-label", "60")


def test_it_is_ready_when_every_value_to_check_was_looked_at(desk):
    desk.open(ORDER)
    desk.page.route(re.compile(r"/api/mails$"), _doubtful)
    desk.page.route(re.compile("after="), unanswered)
    desk.page.reload()
    summary = desk.pane.locator(".summary")
    expect(summary).to_contain_text("2 valeurs à vérifier")
    expect(summary).not_to_contain_text("Prêt")
    expect(desk.pane.get_by_role("button", name="Envoyer dans l’ERP")).not_to_have_attribute("aria-disabled", "true")
    summary.get_by_role("button").click()
    expect(desk.pane.locator("#at-order_number")).to_be_focused()
    expect(summary).to_contain_text("1 valeur à vérifier")
    desk.page.keyboard.press("F8")
    expect(desk.pane.locator("#at-lines-1-quantity")).to_be_focused()
    expect(summary).to_contain_text("Prêt à envoyer")
    expect(summary).not_to_contain_text("à vérifier")


def _doubtful(route):
    """The order with exactly two doubtful values that matter, and one that does not."""
    answer = route.fetch()
    view = answer.json()
    for case in view["cases"]:
        document = case["document"]
        for fields in (document["fields"], *document["lines"], *document["tax_breakdown"]):
            for field in fields.values():
                field["sure"] = True
        for field in (document["fields"]["order_number"], document["fields"]["buyer_name"], document["lines"][1]["quantity"]):
            field["sure"] = False
    route.fulfill(response=answer, json=view)


def test_lines_are_added_moved_and_removed_by_keyboard_with_running_totals(desk):
    desk.open(ORDER)
    first = desk.pane.get_by_label("Désignation, ligne 1", exact=True)
    text = first.input_value()
    first.focus()
    desk.page.keyboard.press("Alt+ArrowDown")
    expect(desk.pane.get_by_label("Désignation, ligne 2", exact=True)).to_have_value(text)
    expect(desk.pane.get_by_label("Désignation, ligne 2", exact=True)).to_be_focused()
    desk.page.keyboard.press("Enter")
    expect(desk.pane.get_by_label("Désignation, ligne 3", exact=True)).to_be_focused()
    desk.page.keyboard.press("Alt+Delete")
    expect(desk.pane.get_by_label("Désignation, ligne 5", exact=True)).to_have_count(0)
    expect(desk.pane.locator(".totals")).to_contain_text("Écart")
    desk.pane.get_by_role("button", name="Ajouter une ligne").click()
    expect(desk.pane.get_by_label("Désignation, ligne 5", exact=True)).to_be_focused()
    desk.page.keyboard.type("Frais de port")
    desk.page.keyboard.press("Tab")
    expect(desk.pane.get_by_label("Désignation, ligne 5", exact=True)).to_have_value("Frais de port")
    amount = desk.pane.get_by_label("Montant, ligne 5", exact=True)
    amount.fill("1440,5")
    amount.press("Tab")
    expect(amount).to_have_value("1\u202f440,50")


def test_the_whole_job_is_done_with_the_keyboard_alone(desk):
    keyboard = desk.page.keyboard
    desk.page.locator(".messages").focus()
    subjects = desk.page.locator(".message-row .subject").all_inner_texts()
    for _ in range(subjects.index(ORDER) + 1):
        keyboard.press("ArrowDown")
    expect(desk.pane.locator("h1")).to_contain_text("4500187263")
    for _ in range(60):
        keyboard.press("Tab")
        if desk.pane.locator("#at-lines-0-quantity").evaluate("cell => cell === document.activeElement"):
            break
    expect(desk.pane.locator("#at-lines-0-quantity")).to_be_focused()
    keyboard.press("Alt+Enter")
    viewer = desk.pane.get_by_role("dialog")
    expect(viewer.get_by_role("listbox")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(viewer.get_by_role("status")).to_have_text("Quantité, ligne 1 : 120")
    keyboard.press("Escape")
    expect(desk.pane.locator("#at-lines-0-quantity")).to_be_focused()
    expect(desk.pane.locator("#at-lines-0-quantity")).to_have_value("120")
    keyboard.press("Control+Enter")
    expect(desk.pane.locator("#receipt")).to_be_visible()
