"""Labels are made of words and found in lines."""

from __future__ import annotations

import pytest

from backend.extraction.labels import labels_in
from backend.extraction.phrases import Lexicon, spelt_out
from tests.extraction.printed import row


def announced(text):
    return [label.name for label in labels_in(row(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("N° de la facture : 12", "invoice_number"),
        ("Facture n°FA123", "invoice_number"),
        ("INVOICE: NO. 001", "invoice_number"),
        ("Rg.-Nr. 12", "invoice_number"),
        ("Votre n° de commande : 5", "your_order"),
        ("Ihre Bestell-Nr.: 33", "your_order"),
        ("Our order no. 4", "our_order"),
        ("Sales order no. 4", "sales_order"),
        ("Customer No 7", "customer_number"),
        ("Date de la commande : 12/03/2026", "order_date"),
        ("Invoice Date: 12/03/2026", "issue_date"),
        ("Pagadero antes del : 31/05/2026", "due_date"),
        ("Total T.V.A. 20 %", "tax_amount"),
        ("Montant hors taxes 12,00", "tax_exclusive_amount"),
        ("Total TTC à payer 12,00", "payable_amount"),
        ("Total incl. VAT 12.00", "tax_inclusive_amount"),
        ("IHRE BESTELLUNG / BON DE COMMANDE A 98550", "your_order"),
    ],
)
def test_words_make_a_label_together(text, name):
    assert announced(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kundenummer: 7", "customer_number"),
        ("Forfallet belopp: 12,00", "payable_amount"),
        ("No pagado: 12,00", "payable_amount"),
        ("Neplatit: 12,00", "payable_amount"),
        ("Mezisoučet: 12,00", "tax_exclusive_amount"),
        ("Total impostos: 12,00", "tax_amount"),
        ("Sluttdato: 12.03.2026", "other_date"),
        ("Data expirării: 12.03.2026", "other_date"),
        ("Szállítási cím: Szeged", "deliver_to"),
        ("Adres rozliczeniowy: Gdynia", "buyer"),
        ("Tilauspäivämäärä: 12.3.2026", "order_date"),
        ("Powiązana faktura: 7", "preceding_invoice_reference"),
    ],
)
def test_labels_of_programs_are_known_in_the_languages_of_the_market(text, name):
    assert announced(text) == [name]


def test_words_of_two_columns_are_two_labels():
    assert announced("Invoice Date:  Due Date:  Reference:") == ["issue_date", "due_date", "number"]
    assert announced("Date facture  N° facture") == ["issue_date", "invoice_number"]


def test_whose_a_thing_is_announces_nothing_alone():
    assert announced("Votre interlocutrice, Claire") == []


def test_a_code_that_begins_like_a_label_is_none():
    assert announced("PO-88457") == []


def test_the_longest_phrase_is_read_and_small_words_inside_are_skipped():
    lexicon = Lexicon({"short": "numero", "long": "numero facture"})
    words = (("numero", 0, 6), ("de", 7, 9), ("la", 10, 12), ("facture", 13, 20))
    assert [(f.name, f.first, f.last) for f in lexicon.found_in(words)] == [("long", 0, 3)]


def test_what_was_written_first_keeps_a_phrase_of_two_lists():
    lexicon = Lexicon({"one": "saldo"}, {"other": "saldo | rest"})
    assert [f.name for word in ("saldo", "rest") for f in lexicon.found_in(((word, 0, 5),))] == ["one", "other"]


def test_alternatives_are_spelt_out():
    assert list(spelt_out("(bestell/order)(nr/nummer)")) == ["bestellnr", "bestellnummer", "ordernr", "ordernummer"]
