"""What people do in Gmail, from the message to the ERP's number: the stories of the pane, on cards held to what Google publishes."""

from __future__ import annotations

from email import message_from_bytes
from functools import partial

from backend.web.gmail import widgets
from tests.identity.entra_double import TENANT
from tests.identity.google_double import DOMAIN
from tests.web.conftest import Browser
from tests.web.gmail.conftest import SHARED_DOMAIN, Person, dumped, fresh
from tests.web.gmail.published import check


def actions_of(cloud, case_id):
    scope = cloud.wiring.workshop.scope(DOMAIN)
    case = scope.cases.get(case_id)
    return [event.action for event in scope.audit.of_mail(case.mail_id) if event.case_id in {"", case.id}]


def case_of(cloud, person):
    (case,) = cloud.wiring.workshop.scope(DOMAIN).cases.of_mail(person_mail(cloud, person).id)
    return case


def person_mail(cloud, person):
    known = f"{person.email}/{person.message.id}"
    return cloud.wiring.workshop.scope(DOMAIN).mails.of_reference("gmail", known)


def test_an_order_is_corrected_line_by_line_sent_once_and_undone(cloud, claire):
    claire.receive("06-commande-pdf.eml")
    assert "Order 4500187263" in claire.reads
    assert "Groupe hospitalier Sainte-Odile · 6,022.80 €" in claire.reads

    claire.press("Requested delivery")
    assert "image" in dumped(claire.card)
    claire.press("Save", {"value": "26/11/2026"})
    assert len(claire.cards) == 1
    assert claire.told == "Saved: Requested delivery"
    assert "26 Nov 2026\nRequested delivery\n✎ corrected" in claire.reads

    claire.press("Line 1")
    assert "Line 1 of 5" in claire.reads
    typed = inputs_of(claire.card) | {"quantity": "61", "line_amount": "2,000.80"}
    claire.press("Next line", typed)
    assert "Line 2 of 5" in claire.reads
    claire.press("Save", inputs_of(claire.card))
    assert claire.told == "Nothing was changed."
    assert "61 × 32.80 = 2,000.80" in claire.reads

    send = claire.found("Send to ERP")
    claire.do(send)
    assert "is in the ERP" in claire.reads
    assert claire.offers("Undo")
    link = claire.found("Open ")["openLink"]["url"]
    assert link.startswith("https://countersign.example.com/erp.html")
    claire.do(send)  # the button of a card that was left open
    posted = case_of(cloud, claire)
    assert actions_of(cloud, posted.id).count("posted") == 1

    claire.press("History")
    assert "Quantity, line 1 60 → 61" in claire.reads
    claire.cards.pop()
    claire.press("Undo")
    assert "was taken back in the ERP" in claire.reads
    assert claire.offers("Send to ERP")


def test_an_invoice_with_a_difference_is_disputed_or_waits_or_is_put_right(cloud, claire):
    claire.receive("15-facture-ecart.eml")
    assert "⛔ 2 blocking points" in claire.reads
    assert "Cannot be sent: 2 blocking points." in claire.reads
    assert not claire.offers("Send to ERP")

    claire.press("Reply")
    assert "What the reply states" in claire.reads
    opened = claire.press("Open the draft")["hostAppAction"]["gmailAction"]["openCreatedDraftActionMarkup"]
    draft = cloud.gmail.mailbox(claire.email).drafts[opened["draftId"]]
    assert (opened["draftThreadId"], draft.thread_id) == (claire.message.thread_id, claire.message.thread_id)
    assert message_from_bytes(draft.raw)["In-Reply-To"].strip() == message_from_bytes(claire.message.raw)["Message-ID"]
    assert "drafted" in actions_of(cloud, case_of(cloud, claire).id)

    claire.cards.pop()
    asking = claire.found("Ask for approval")["openLink"]["url"]
    assert asking.startswith("https://mail.google.com/mail/?authuser=claire%40mistral.example&view=cm")
    assert "su=Please+approve%3A+Invoice+2611-0458" in asking
    assert "countersign.example.com%2Fcase.html" in asking
    claire.press("Put on hold")
    assert "On hold" in claire.reads
    claire.press("Reopen")

    claire.press("invoiced at 43.50")
    claire.press("Save", inputs_of(claire.card) | {"net_price": "41.00", "line_amount": "820.00"})
    assert "invoiced at 43.50" not in claire.reads
    claire.press("Add a line")
    assert "Line 5 of 5" in claire.reads
    claire.press("Remove the line")
    assert (len(claire.cards), "Lines (4)" in claire.reads) == (1, True)
    claire.press("18 invoiced")
    claire.press("Save", inputs_of(claire.card) | {"quantity": "15", "line_amount": "354.00"})
    assert "18 invoiced" not in claire.reads


def test_a_fraud_offers_nothing_to_send_and_is_dismissed(cloud, karim):
    karim.receive("20-changement-rib.eml")
    assert "Changement de coordonnées bancaires" in karim.reads
    assert "⛔ Bloquant" in karim.reads
    assert "Rien à envoyer dans l’ERP." in karim.reads
    assert not karim.offers("Envoyer")
    karim.press("Classer sans suite")
    karim.press("Classer sans suite", {"other_reason": "Fraude, fournisseur appelé"})
    assert "Classé sans suite par karim@mistral.example" in karim.reads
    assert "rejected" in actions_of(cloud, case_of(cloud, karim).id)


def test_a_question_is_answered_in_the_senders_language(cloud, claire):
    claire.receive("17-suivi-commande.eml")
    assert "Pouvez-vous nous dire où en est la livraison du solde ?" in claire.reads
    claire.press("State in the ERP")
    assert "Sales order" in claire.reads
    claire.cards.pop()
    claire.press("Reply")
    assert "Order status" in claire.reads
    assert "Bonjour" in claire.reads
    opened = claire.press("Open the draft")["hostAppAction"]["gmailAction"]["openCreatedDraftActionMarkup"]
    draft = cloud.gmail.mailbox(claire.email).drafts[opened["draftId"]]
    assert "Bonjour" in message_from_bytes(draft.raw).get_payload(0).get_payload(decode=True).decode()


def test_what_is_written_gets_a_reply_at_the_cursor(claire):
    claire.receive("17-suivi-commande.eml")
    claire.message, claire.recipients = None, ("Lycée <intendance@lycee-les-coteaux.example>",)
    claire.trigger("/gmail/compose")
    claire.press("Lycée hôtelier Les Coteaux")
    body = claire.press("Insert at the cursor")["hostAppAction"]["gmailAction"]["updateDraftActionMarkup"]["updateBody"]
    assert body["type"] == "IN_PLACE_INSERT"
    assert "Bonjour" in body["insertContents"][0]["content"]


def test_one_case_is_seen_by_two_people_and_in_the_pane_and_the_slower_one_is_told(cloud, claire, karim):
    raw = fresh("01-facture-pdf.eml")
    claire.open(cloud.gmail.deliver(claire.email, raw))
    old = claire.found("Invoice number")
    karim.open(cloud.gmail.deliver(karim.email, b"Delivered-To: karim\r\n" + raw))
    assert person_mail(cloud, claire).id == person_mail(cloud, karim).id
    fetched = [path for _, path in cloud.gmail.asked if "format=raw" in path]
    claire.open(claire.message)
    assert [path for _, path in cloud.gmail.asked if "format=raw" in path] == fetched

    karim.press("N° de facture")
    save = karim.found("Enregistrer")
    karim.press("Enregistrer", {"value": "F-777"})
    pane = cloud.app.test_client()
    with cloud.app.test_request_context():
        from backend.web.auth import token_of  # noqa: PLC0415 -- only in a request

        user = next(one for one in cloud.wiring.workshop.scope(DOMAIN).users.all() if one.email == claire.email)
        headers = {"Authorization": f"Bearer {token_of(user)}"}
    seen = pane.get(f"/api/cases/{case_of(cloud, karim).id}", headers=headers).json
    assert seen["document"]["number"] == "F-777"

    claire.do(old)
    karim.press("N° de facture")
    claire.press("Save", {"value": "F-888"})
    assert "F-888" in claire.reads
    karim.do(save, {"value": "F-999"})
    assert karim.told.startswith("Ce dossier a changé entre-temps.")
    assert "F-888" in karim.reads
    assert len(karim.cards) == 1


def test_a_match_is_chosen_among_what_the_erp_knows(claire):
    claire.receive("01-facture-pdf.eml")
    claire.press("Supplier ")
    (search,) = [one["textInput"] for one in claire.card["sections"][0]["widgets"] if "textInput" in one]
    action = search["autoCompleteAction"]
    answer = claire.post("/gmail/suggest", claire.event({"typed": "pradel"}, action["parameters"]))
    check("suggestions", answer.json)
    (found,) = [item["text"] for item in answer.json["autoComplete"]["items"] if "Pradel" in item["text"]]
    claire.press("Choose", {"typed": "équipement"})
    assert (claire.told, len(claire.cards)) == ("Choose one of these.", 2)
    claire.press("Choose", {"typed": found})
    assert f"{found}\nSupplier\n✔ chosen by a person" in claire.reads
    claire.press("Supplier ")
    claire.press("Choose", {})
    assert claire.told == "Nothing was changed."
    claire.press("Supplier ")
    claire.press("Choose", {"chosen": "-"})
    assert "–\nSupplier\n⚠ Not found: search…" in claire.reads

    claire.press("Line 1")
    claire.press("Item ")
    claire.press("Choose", {"typed": "gants"})
    offered = next(one["selectionInput"]["items"] for one in claire.card["sections"][0]["widgets"] if "selectionInput" in one)
    claire.press("Choose", {"typed": "gants", "chosen": offered[0]["value"]})
    assert [card["name"] for card in claire.cards] == ["case", "row"]
    assert f"{offered[0]['text']}\nItem" in claire.reads


def test_a_document_is_rejected_with_a_reason_and_waits_no_more(claire):
    claire.receive("04-invoice-english.eml")
    claire.press("Reject")
    claire.press("Reject", {})
    assert claire.told == "Give a reason: it stays in the history."
    claire.press("Reject", {"reason": "Duplicate"})
    assert "Rejected by claire@mistral.example" in claire.reads
    claire.press("Reopen")
    assert claire.offers("Reject")


def test_the_queue_opens_a_case_but_sends_only_with_its_message_on_screen(claire):
    claire.receive("02-factur-x.eml")
    name = claire.card["header"]["title"]
    shown = claire.message
    claire.message = None
    claire.trigger("/gmail/home")
    assert f"{DOMAIN} · claire@{DOMAIN}" in claire.reads
    claire.press(name)
    assert "it is sent with the message on screen" in claire.reads
    assert not claire.offers("Send to ERP")
    assert claire.found("Open the message")["openLink"]["url"].startswith(
        "https://mail.google.com/mail/?authuser=claire%40mistral.example#search/rfc822msgid%3A"
    )
    claire.message = shown
    other = claire.cloud.gmail.deliver(claire.email, fresh("18-newsletter.eml"))
    claire.open(shown)
    send = claire.found("Send to ERP")
    claire.open(other)
    assert "Nothing to send to the ERP." in claire.reads
    claire.do(send)
    assert claire.told.startswith("This case belongs to another message")


def test_several_documents_of_a_message_are_listed(claire):
    claire.receive("11-deux-factures.eml")
    assert "Documents of the message" in claire.reads
    (other,) = [section for section in claire.card["sections"] if section.get("header") == "Documents of the message"]
    first = claire.card["header"]["title"]
    claire.do(other["widgets"][0]["decoratedText"]["onClick"])
    assert claire.card["header"]["title"] != first


def test_what_is_saved_on_a_further_page_is_seen_there_and_what_is_decided_on_the_first(claire, monkeypatch):
    monkeypatch.setattr(widgets, "paged", partial(widgets.paged, most=12))
    claire.receive("08-commande-tableau.eml")
    claire.press("More (2 of ")
    claire.press("Line 2")
    claire.press("Next line", inputs_of(claire.card) | {"quantity": "0,5"})
    assert "Line 3 of 4" in claire.reads
    claire.press("Save", inputs_of(claire.card) | {"quantity": "0,5,0"})
    assert claire.told.startswith("“0,5,0” cannot be read with certainty.")
    for press in ("Save", "Refresh"):
        claire.press(press)
        assert ([card["name"] for card in claire.cards], "page 2 of" in claire.reads) == (["case"], True)
    assert "0.5 " in claire.reads
    claire.press("Reject")
    claire.press("Reject", {"reason": "Duplicate"})
    assert "page 1 of" in claire.reads


def test_a_value_is_emptied_on_purpose_only(claire):
    claire.receive("01-facture-pdf.eml")
    claire.press("Invoice number")
    (number,) = inputs_of(claire.card).values()
    claire.press("Save")
    assert (claire.told, number in claire.reads) == ("Nothing was changed.", True)
    claire.press("Invoice number")
    claire.press("Save", {"value": f" {number}\u200e"})
    assert claire.told == "Nothing was changed."
    claire.press("Invoice number")
    claire.press("Clear")
    assert (claire.told, "–\nInvoice number" in claire.reads) == ("Saved: Invoice number", True)


def test_colleagues_in_gmail_and_in_outlook_work_on_one_case(cloud):
    raw = fresh("01-facture-pdf.eml")
    hugo = Person(cloud, f"hugo@{SHARED_DOMAIN}")
    hugo.open(cloud.gmail.deliver(hugo.email, raw))
    outlook = Browser(cloud.app.test_client(), cloud.entra.token())
    assert outlook.get("/api/session").json["organisation"]["id"] == TENANT
    mail = outlook.open("POST", "/api/mails", data=raw, content_type="message/rfc822").json
    (case,) = outlook.wait_for(mail["id"], lambda view: view["status"] == "prepared")["cases"]

    hugo.press("Invoice number")
    hugo.press("Save", {"value": "F-GMAIL"})
    seen = outlook.get(f"/api/cases/{case['id']}").json
    assert seen["document"]["number"] == "F-GMAIL"

    change = {"path": "invoice_number", "value": "F-OUTLOOK"}
    assert outlook.post(f"/api/cases/{case['id']}/corrections", {"version": seen["version"], "changes": [change]}).status_code == 200
    hugo.press("Refresh")
    assert "F-OUTLOOK\nInvoice number" in hugo.reads
    hugo.press("History")
    assert "F-GMAIL → F-OUTLOOK" in hugo.reads


def inputs_of(card):
    """What the boxes of a card hold, as Gmail tells it: an empty box is left out."""
    boxes = [widget["textInput"] for section in card["sections"] for widget in section["widgets"] if "textInput" in widget]
    return {box["name"]: box["value"] for box in boxes if box.get("value")}


def test_what_the_erp_says_of_a_long_order_and_a_long_reply_are_turned_page_by_page(claire, monkeypatch):
    claire.receive("17-suivi-commande.eml")
    monkeypatch.setattr(widgets, "paged", partial(widgets.paged, most=3))
    for button in ("State in the ERP", "Reply"):
        claire.press("More (2 of ") if not claire.offers(button) else None
        claire.press(button)
        first = claire.reads
        claire.press("More (2 of ")
        assert ("page 2 of" in claire.reads, claire.reads != first, len(claire.cards)) == (True, True, 2)
        claire.press("Previous page")
        assert claire.reads == first
        claire.cards.pop()
