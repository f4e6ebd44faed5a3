from __future__ import annotations

import pytest

from backend import extraction
from backend.extraction.sentences import sentences_in
from backend.extraction.understood import Understood
from backend.model.document import Document
from backend.model.finding import Severity
from backend.model.trade import DocumentType, Intent
from tests.extraction.made import INVOICE_PAGE, UBL, body, cii, mail, pdf, xml_document

ORDER_PAGE = """
Atelier Bois & Cie                                      BON DE COMMANDE N° 4500017
3 rue des Copeaux, 44000 Nantes                         Date : 02/11/2026

Fournisseur : Cartonnerie du Rhône SAS

Référence     Désignation                         Quantité     Prix unitaire HT     Montant HT
CAR-4030      Carton simple cannelure                 500                  0,22         110,00

                                                  Total HT                              110,00
"""
ORDER_BODY = """
Bonjour,

Nous souhaitons commander les articles suivants :

Référence     Désignation                         Quantité
CAR-4030      Carton simple cannelure                 500
CAR-6040      Carton double cannelure                 120

Pouvez-vous nous livrer avant le 4 décembre 2026 ?

Cordialement
Marie Durand
"""


def understand(*documents: Document, subject: str = "") -> tuple[Understood, ...]:
    return extraction.understand(mail(subject), documents)


def one(*documents: Document, subject: str = "") -> Understood:
    (understood,) = understand(*documents, subject=subject)
    return understood


@pytest.mark.parametrize(("subject", "number"), [("Commande n° CF-26-118", "CF-26-118"), ("RE: Commande n° CF-26-118", "")])
def test_the_number_of_an_order_may_stand_in_the_subject_but_what_a_reply_repeats_may_be_another_s(subject: str, number: str) -> None:
    document = one(body(ORDER_BODY), subject=subject).document
    assert document is not None
    assert document.number() == number


def test_an_attached_order_with_a_question_is_an_order_with_its_question() -> None:
    letter = body("Bonjour,\nveuillez trouver ci-joint notre commande. Avez-vous les cartons en stock ?\nCordialement")
    understood = one(letter, pdf(ORDER_PAGE), subject="Commande 4500017")
    assert understood.intent is Intent.ORDER
    assert understood.question == "Avez-vous les cartons en stock ?"
    assert understood.document is not None
    assert understood.document.number() == "4500017"


def test_an_attached_document_says_more_than_the_words_it_comes_with() -> None:
    understood = one(body("Bonjour, ci-joint notre commande."), xml_document(UBL), subject="Bon de commande")
    assert understood.intent is Intent.INVOICE


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("Merci d'annuler cette commande, voir ci-joint.", "order_cancellation"),
        ("Merci de modifier la quantité de la commande ci-jointe.", "order_change"),
    ],
)
def test_the_covering_message_takes_an_order_back_or_changes_it(words: str, intent: str) -> None:
    assert one(body(words), pdf(ORDER_PAGE)).intent == intent


def test_an_order_in_the_body_is_an_order() -> None:
    understood = one(body(ORDER_BODY), subject="Réapprovisionnement")
    assert understood.intent is Intent.ORDER
    assert understood.language == "fr"
    assert understood.document is not None
    assert [line["quantity"].value for line in understood.document.lines] == ["500", "120"]
    assert understood.question == "Pouvez-vous nous livrer avant le 4 décembre 2026 ?"


def test_a_body_with_an_attached_order_is_only_its_letter() -> None:
    understood = one(body(ORDER_BODY), pdf(ORDER_PAGE), subject="Commande")
    assert understood.document is not None
    assert understood.document.sources == ("1",)


def test_an_invoice_written_into_the_body_is_an_invoice() -> None:
    understood = one(body(INVOICE_PAGE))
    assert understood.intent is Intent.INVOICE
    assert understood.document is not None
    assert understood.document.value("tax_inclusive_amount") == "132.00"


def test_a_reminder_that_lists_invoices_is_no_invoice() -> None:
    text = """
Bonjour,

Sauf erreur de notre part, les factures suivantes restent impayées à ce jour :

Facture        Échéance        Montant
F2026-014      05/12/2026       132,00
F2026-015      12/12/2026        88,00
F2026-016      19/12/2026        45,50

Quand serons-nous payés ?
"""
    understood = one(body(text), subject="Relance")
    assert understood.intent is Intent.PAYMENT_REMINDER
    assert understood.document is None
    assert understood.question == "Quand serons-nous payés ?"


def test_a_status_inquiry_is_a_question_without_document() -> None:
    understood = one(body("Bonjour,\nOù en est notre commande 4500017 ?\nMerci"), subject="Commande 4500017")
    assert (understood.intent, understood.document) == (Intent.ORDER_STATUS_INQUIRY, None)
    assert "4500017" in understood.question


def test_a_dispute_about_an_attached_invoice_is_told_beside_it() -> None:
    letter = body("Bonjour,\nLe prix facturé ne correspond pas à notre commande.\nCordialement")
    understood = one(letter, pdf(INVOICE_PAGE), subject="Votre facture F2026-014")
    assert understood.question == "Le prix facturé ne correspond pas à notre commande."


def test_a_question_beside_several_documents_is_asked_once() -> None:
    two = pdf(INVOICE_PAGE, INVOICE_PAGE.replace("F2026-014", "F2026-015"))
    questions = [found.question for found in understand(body("Quand serons-nous payés ?"), two)]
    assert questions == ["Quand serons-nous payés ?", ""]


def test_a_newsletter_is_nothing_for_us() -> None:
    understood = one(body("Découvrez nos nouveautés !\nPour ne plus recevoir cette lettre : se désabonner"), subject="Newsletter")
    assert (understood.intent, understood.document, understood.question) == (Intent.OTHER, None, "")


def test_a_change_of_bank_details_beside_an_invoice_is_a_case_of_its_own() -> None:
    letter = body("Bonjour, ci-joint notre facture. Merci de noter nos nouvelles coordonnées bancaires.")
    invoice, change = understand(letter, xml_document(cii()), subject="Facture et changement de RIB")
    assert (invoice.intent, change.intent) == (Intent.INVOICE, Intent.BANK_DETAILS_CHANGE)
    assert change.document is None
    assert "coordonnées bancaires" in change.question


def test_several_invoices_are_several_in_the_order_they_came() -> None:
    two = pdf(INVOICE_PAGE, INVOICE_PAGE.replace("F2026-014", "F2026-015"), part="2")
    numbers = [found.document.number() for found in understand(xml_document(cii(number="F-1")), two) if found.document]
    assert numbers == ["F-1", "F2026-014", "F2026-015"]


def test_what_accompanies_a_document_is_named_and_left_aside() -> None:
    note = pdf("Cartonnerie du Rhône\n\n          BON DE LIVRAISON N° 77\n\nCarton simple   500", part="2", name="bl.pdf")
    understood = one(pdf(INVOICE_PAGE), note)
    (finding,) = [f for f in understood.findings if f.rule == "DOC-ASIDE"]
    assert "bl.pdf" in finding.sentence.fr
    assert "bon de livraison" in finding.sentence.fr
    assert finding.attachment == "2"


@pytest.mark.parametrize(
    ("title", "kind"), [("RELEVÉ DE FACTURES", "un relevé"), ("DEVIS N° 77", "un devis"), ("BON DE LIVRAISON N° 77", "un bon de livraison")]
)
def test_what_is_no_invoice_alone_opens_none_and_is_told(title: str, kind: str) -> None:
    understood = one(pdf(f"Cartonnerie du Rhône\n\n          {title}\n\nF2026-014   05/11/2026   132,00\nTotal   132,00 EUR"))
    assert understood.document is None
    (finding,) = [f for f in understood.findings if f.rule == "DOC-ASIDE"]
    assert kind in finding.sentence.fr


def test_a_pro_forma_invoice_is_read_but_kept_from_being_sent() -> None:
    understood = one(pdf(INVOICE_PAGE.replace("FACTURE N°", "FACTURE PRO FORMA N°")))
    assert understood.document is not None
    (finding,) = [f for f in understood.findings if f.rule == "DOC-PRO-FORMA"]
    assert finding.severity is Severity.BLOCKING
    assert finding.remedy is not None


def test_a_corrective_invoice_is_an_invoice_to_be_looked_at() -> None:
    understood = one(pdf(INVOICE_PAGE.replace("FACTURE N°", "FACTURE RECTIFICATIVE N°")))
    assert understood.intent is Intent.INVOICE
    assert "DOC-CORRECTION" in {finding.rule for finding in understood.findings}


def test_a_corrective_invoice_that_takes_money_back_is_a_credit_note() -> None:
    title, totals = "FACTURE RECTIFICATIVE N° R-2026-014 du 05/11/2026", "Total HT  -110,00\nTVA 20 %  -22,00\nTotal TTC  -132,00 EUR"
    understood = one(pdf(f"Cartonnerie du Rhône\n\n      {title}\n\n{totals}"))
    assert understood.document is not None
    assert understood.document.document_type is DocumentType.CREDIT_NOTE
    assert understood.intent is Intent.CREDIT_NOTE


def test_a_message_that_announces_what_it_does_not_bring_says_so() -> None:
    understood = one(body("Bonjour, veuillez trouver ci-joint notre facture."), subject="Facture")
    assert understood.intent is Intent.INVOICE
    assert understood.document is None
    assert "DOC-MISSING" in {finding.rule for finding in understood.findings}


def test_xml_of_no_known_format_is_told() -> None:
    understood = one(xml_document("<Catalogue/>"))
    assert "XML-FORMAT" in {finding.rule for finding in understood.findings}


def test_an_empty_mail_is_understood_as_nothing() -> None:
    assert understand() == (Understood(Intent.OTHER, ""),)


def test_wrapped_lines_make_one_sentence_and_lists_make_many() -> None:
    text = """
Bonjour,
nous vous prions de bien vouloir nous indiquer la date à laquelle
notre commande sera livrée. Merci d'avance.

- 10 cartons
- 5 palettes
"""
    assert sentences_in(body(text)) == (
        "Bonjour, nous vous prions de bien vouloir nous indiquer la date à laquelle notre commande sera livrée.",
        "Merci d'avance.",
        "- 10 cartons",
        "- 5 palettes",
    )
