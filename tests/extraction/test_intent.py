from __future__ import annotations

import pytest

from backend.extraction import intent
from backend.extraction.intent_signs import Heard
from backend.model.trade import DocumentType, Intent

MESSAGES = [
    ("invoice", "Facture de novembre", "Bonjour, vous trouverez en pièce jointe notre facture pour le mois écoulé. Bien à vous"),
    ("invoice", "Invoice 2026-77", "Dear all, please find attached our invoice for the goods delivered last week."),
    ("invoice", "Ihre Rechnung", "Sehr geehrte Damen und Herren, anbei senden wir Ihnen die Rechnung zu Ihrem Auftrag."),
    ("invoice", "Fattura n. 12", "Buongiorno, in allegato trovate la nostra fattura di ottobre."),
    ("credit_note", "Votre avoir", "Bonjour, veuillez trouver ci-joint notre avoir relatif à la facture F-88."),
    ("credit_note", "Gutschrift", "Anbei erhalten Sie die Gutschrift zur Rechnung 4711."),
    ("order", "Bon de commande 4500017", "Bonjour, veuillez trouver ci-joint notre bon de commande. Merci d'en accuser réception."),
    ("order", "réassort", "Bonjour Paul, pourriez-vous nous livrer 12 cartons de gants taille M pour lundi ? Merci"),
    ("order", "Purchase order", "Hi, we would like to order the following items."),
    ("order", "Neue Bestellung", "Guten Tag, hiermit bestellen wir 20 Stück Schrauben M8."),
    ("order", "Pedido", "Buenos días, adjunto el pedido de esta semana."),
    ("order", "Bestelling", "Goedemorgen, graag bestellen wij 10 dozen A4-papier."),
    ("order_change", "Modification commande 4500017", "Merci de passer la quantité de 10 à 20 sur notre commande."),
    ("order_change", "Tr: commande", "Merci de décaler la livraison de la commande 4500021 au 15 décembre."),
    ("order", "Re: Tarif", "Bonjour Paul, ok pour votre offre, je vous confirme la commande de 25 palettes de briques."),
    ("order_status_inquiry", "Retard", "La livraison prévue hier n'est pas arrivée, c'est urgent."),
    ("order_confirmation", "BC 88", "Nous confirmons votre commande."),
    ("order_change", "PO 88 revised", "Please change the delivery date of our order 88 to 5 December."),
    ("order_change", "Bestelländerung", "Bitte ändern Sie die Menge in unserer Bestellung 4711 auf 30 Stück."),
    ("order_cancellation", "Annulation", "Bonjour, merci d'annuler notre commande 4500017, elle n'est plus nécessaire."),
    ("order_cancellation", "PO 88", "Unfortunately we have to cancel our order 88."),
    ("order_cancellation", "Storno", "Hiermit stornieren wir die Bestellung 4711."),
    ("order_confirmation", "Confirmation de commande", "Nous accusons réception de votre commande et vous confirmons la livraison."),
    ("order_confirmation", "Auftragsbestätigung 99", "Vielen Dank für Ihre Bestellung, die wir hiermit bestätigen."),
    (
        "order_status_inquiry",
        "commande 4500017",
        "Bonjour, où en est notre commande ? Nous n'avons toujours rien reçu. Avez-vous un numéro de suivi ?",
    ),
    ("order_status_inquiry", "Delivery", "Hello, when will you ship our order 88? We have not received the goods yet."),
    ("order_status_inquiry", "Lieferung", "Wann wird unsere Bestellung 4711 geliefert?"),
    ("order_status_inquiry", "Levering", "Wanneer mogen wij onze bestelling verwachten?"),
    ("payment_status_inquiry", "F2026-014", "Bonjour, pouvez-vous m'indiquer la date de règlement de cette facture ?"),
    ("payment_status_inquiry", "Invoice 77", "Could you please tell us when invoice 77 will be paid?"),
    ("payment_reminder", "Relance n° 2", "Sauf erreur de notre part, votre règlement ne nous est pas parvenu et la facture reste impayée."),
    ("payment_reminder", "Overdue invoice", "This is a friendly reminder that invoice 77 is past due."),
    ("payment_reminder", "Zahlungserinnerung", "Leider ist die Rechnung 4711 noch offen."),
    ("payment_reminder", "Sollecito di pagamento", "La fattura 12 risulta scaduta."),
    ("dispute", "Votre facture F-88", "Le prix facturé ne correspond pas à notre commande, merci d'établir un avoir."),
    ("dispute", "Invoice 77", "The amount on this invoice is wrong, the price does not match our order."),
    ("dispute", "Reklamation", "Die gelieferte Ware ist beschädigt, wir reklamieren die Lieferung."),
    ("remittance_advice", "Avis de virement", "Nous avons procédé au virement de 1 250,00 EUR."),
    ("remittance_advice", "Remittance advice", "Payment for the invoices below has been made today."),
    ("bank_details_change", "Nouveau RIB", "Merci de prendre en compte nos nouvelles coordonnées bancaires pour vos prochains règlements."),
    ("bank_details_change", "Important", "Please note that our bank details have changed. Use the new IBAN for all invoices."),
    ("bank_details_change", "Neue Bankverbindung", "Bitte überweisen Sie künftig auf unser neues Konto."),
    ("quote_request", "Demande de prix", "Pourriez-vous nous faire parvenir votre meilleure offre de prix pour 200 rouleaux ?"),
    ("quote_request", "RFQ", "Could you send us a quotation for the items below?"),
    ("quote_request", "Anfrage", "Bitte unterbreiten Sie uns ein Angebot für 50 Stück."),
    ("other", "La lettre de novembre", "Découvrez notre offre exclusive ! Pour vous désinscrire, se désabonner ici."),
    ("other", "Absence du bureau", "Je suis absente jusqu'au 3 décembre."),
    ("other", "Documents", "Hello, please find our document attached. Kind regards"),
    ("other", "", ""),
]


def read(subject: str, text: str, names: tuple[str, ...] = ()) -> intent.Reading:
    """How a message is understood that asks for no things with their quantities."""
    return intent.read(Heard(subject, text, names))


@pytest.mark.parametrize(("wanted", "subject", "text"), MESSAGES)
def test_a_message_says_what_it_wants(wanted: str, subject: str, text: str) -> None:
    assert read(subject, text).intent == wanted


def test_a_confirmation_that_tells_how_to_change_an_order_changes_none() -> None:
    text = (
        "Thank you for your order!\nOrder 12341234, 3 tickets, total £42.70\nYour tickets will be sent three days before the event.\n"
        "Need to change your order? To change the number of tickets or the delivery address, log in and choose Change order. "
        "Changes to an order can be made until 48 hours before the event. To cancel your order, call us."
    )
    assert read("Your order 12341234", text).intent is Intent.ORDER_CONFIRMATION


def test_new_bank_details_are_not_overlooked_whatever_else_a_message_wants() -> None:
    text = "Bonjour, ci-joint notre facture n° 77 et celle du mois dernier. Merci de noter nos nouvelles coordonnées bancaires. Bien à vous"
    assert read("Facture 77 et changement de RIB", text).intent is Intent.BANK_DETAILS_CHANGE


def test_a_change_that_never_says_so_is_one() -> None:
    text = "Hi Tom, re our order PO-1182 from Monday: please send 40 of the brackets instead of 25, the rest stays as it is. Thanks, Ann"
    assert read("Brackets", text).intent is Intent.ORDER_CHANGE


def test_the_phrases_that_decided_are_told() -> None:
    assert "nouveau rib" in read("Nouveau RIB", "").phrases


def test_the_name_of_an_attachment_counts() -> None:
    assert read("Documents", "", ("Nouvelles coordonnées bancaires.pdf",)).intent is Intent.BANK_DETAILS_CHANGE


def test_every_document_type_is_an_intent() -> None:
    assert {intent.of_document(one) for one in DocumentType} <= set(Intent)


@pytest.mark.parametrize(
    "sentence",
    [
        "Pouvez-vous livrer avant le 5 décembre ?",
        "Merci de nous confirmer le délai de livraison.",
        "Please let us know the delivery date.",
        "Is the blue one available?",
        "Können Sie bis Freitag liefern?",
        "Bitte teilen Sie uns den Liefertermin mit.",
        "¿Puede confirmar el plazo?",
        "Quando potete consegnare?",
    ],
)
def test_a_question_is_a_question(sentence: str) -> None:
    assert intent.questions([sentence]) == (sentence,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nous commandons 5 pièces.",
        "Merci de confirmer la bonne réception de cette commande.",
        "Merci d'accuser réception.",
        "Pouvez-vous nous faire parvenir les articles suivants :",
        "Please confirm receipt of this order.",
        "Bitte bestätigen Sie den Erhalt.",
        "Comment allez-vous ?",
        "Merci",
    ],
)
def test_a_courtesy_is_no_question(sentence: str) -> None:
    assert intent.questions([sentence]) == ()


@pytest.mark.parametrize("text", ["a" * 200_000, "commande " * 30_000, "facture … " * 20_000, "\n" * 100_000])
@pytest.mark.timeout(100)
def test_a_hostile_text_comes_to_an_end(text: str) -> None:
    assert read(text[:5000], text)
