"""Orders told in sentences and bullets."""

from __future__ import annotations

import pytest

from backend import readers
from backend.extraction import printed
from backend.model.mail import Address, Mail
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document

FRENCH = """Bonjour,

Merci de nous livrer 12 cartons de gants nitrile taille M réf. GN-200 et 3 palettes de
papier essuie-tout (réf. PE-1500) à 240,00 € la palette, avant le 4 décembre 2026.
Notre commande n° BC-2026-118.

Adresse de livraison :
Hôtel du Lac
12 quai des Brumes
74000 Annecy

Cordialement,"""
BULLETS = """Bonjour, pouvez-vous nous envoyer :
- 10 x REF-123 Gants latex
- 5 pièces vanne laiton (réf. VB-12) à 12,50 €
- deux bidons de dégraissant 5 L
Livraison semaine 48 svp. Commande 4500012345"""
ENGLISH = """Hi,
Please send us 24 boxes of blue pens (item no. BP-07) and 2 pallets of A4 paper at £180.00.
PO number: 77881, delivery by 3 December 2026 to our warehouse."""
GERMAN = """Guten Tag,
hiermit bestellen wir 20 Stück Kugelhahn DN15, Art.-Nr. KH-15, zu 8,90 € und 5 kg Schrauben M8.
Bestellnummer: 2026-0815. Liefertermin: 10.12.2026"""


def order(text, language):
    return extracted(text_document(text), DocumentType.ORDER, language)


def lines(text, language):
    return [{name: field.value for name, field in line.items()} for line in order(text, language).lines]


def test_a_french_sentence_gives_its_lines():
    assert lines(FRENCH, "fr") == [
        {"quantity": "12", "unit_code": "CT", "seller_item_id": "GN-200", "description": "gants nitrile taille M"},
        {"quantity": "3", "unit_code": "XPX", "net_price": "240.00", "seller_item_id": "PE-1500", "description": "papier essuie-tout"},
    ]


def test_bullets_give_their_lines():
    assert lines(BULLETS, "fr") == [
        {"quantity": "10", "seller_item_id": "REF-123", "description": "Gants latex"},
        {"quantity": "5", "unit_code": "H87", "net_price": "12.50", "seller_item_id": "VB-12", "description": "vanne laiton"},
        {"quantity": "2", "unit_code": "CA", "description": "dégraissant 5 L"},
    ]


def test_a_form_tells_what_each_item_comes_to_but_not_what_all_come_to():
    text = "New order #1042\n\nProduct: Oak table 160 cm\nSKU: OT-160\nQuantity: 2\nUnit price: 240.00\nTotal: 480.00\n\n"
    text += "Product: Chair, white\nSKU: CH-9W\nQuantity: 6\nUnit price: 45.50\nTotal: 753.00\n"
    assert lines(text, "en") == [
        {"quantity": "2", "net_price": "240.00", "line_amount": "480.00", "seller_item_id": "OT-160", "description": "Oak table 160 cm"},
        {"quantity": "6", "net_price": "45.50", "seller_item_id": "CH-9W", "description": "Chair, white"},
    ]


def test_an_english_sentence_gives_its_lines():
    assert lines(ENGLISH, "en") == [
        {"quantity": "24", "unit_code": "BX", "seller_item_id": "BP-07", "description": "blue pens"},
        {"quantity": "2", "unit_code": "XPX", "net_price": "180.00", "description": "A4 paper"},
    ]


def test_a_german_sentence_gives_its_lines():
    assert lines(GERMAN, "de") == [
        {"quantity": "20", "unit_code": "H87", "net_price": "8.90", "seller_item_id": "KH-15", "description": "Kugelhahn DN15"},
        {"quantity": "5", "unit_code": "KGM", "description": "Schrauben M8"},
    ]


@pytest.mark.parametrize(
    ("text", "language", "number", "delivery"),
    [
        (FRENCH, "fr", "BC-2026-118", "2026-12-04"),
        (BULLETS, "fr", "4500012345", "2026-11-23"),
        (ENGLISH, "en", "77881", "2026-12-03"),
        (GERMAN, "de", "2026-0815", "2026-12-10"),
    ],
)
def test_the_number_and_the_delivery_date_are_found_in_the_text(text, language, number, delivery):
    found = order(text, language)
    assert (found.number(), found.value("requested_delivery_date")) == (number, delivery)
    assert "issue_date" not in found.fields


def test_what_is_asked_about_an_invoice_is_no_number_of_the_order():
    text = "Merci de livrer 12 draps réf DR-180.\nAvez-vous reçu notre règlement de la facture F-221 ?\n\nPaul Petit"
    assert "order_number" not in order(text, "fr").fields


@pytest.mark.parametrize(
    "end", ["Anna Bianchi - Bianchi Utensili srl", "Anna Bianchi\nUfficio acquisti\nBianchi Utensili srl", "Anna Bianchi"]
)
def test_who_signs_for_a_company_is_not_the_buyer(end):
    text = f"Buongiorno, vi chiediamo di spedirci 5 pz del codice HT-2210 e 20 confezioni di HT-88.\nGrazie\n{end}\n"
    sent = Mail("", "Ordine", Address("anna@bianchi.it", "Anna Bianchi"), text=text)
    read = printed.extract(readers.read_body(sent), (1,), DocumentType.ORDER, "it", sent)
    assert read.value("buyer_name") == ("Bianchi Utensili srl" if "srl" in end else "Anna Bianchi")
    assert [{name: field.value for name, field in line.items()} for line in read.lines] == [
        {"quantity": "5", "unit_code": "H87", "seller_item_id": "HT-2210"},
        {"quantity": "20", "unit_code": "PK", "seller_item_id": "HT-88"},
    ]


def test_an_aside_may_follow_the_count_of_a_line():
    text = "Please send:\n\nHT-2210 Pillar drill x 2\nHT-88 Drill bit set x 10\nHT-901 Cutting oil x 6 (same price as last time please)\n"
    assert [(line["seller_item_id"], line["quantity"]) for line in lines(text, "en")] == [
        ("HT-2210", "2"),
        ("HT-88", "10"),
        ("HT-901", "6"),
    ]


def test_the_delivery_address_ends_with_its_town():
    assert order(FRENCH, "fr").value("delivery_address") == "Hôtel du Lac, 12 quai des Brumes, 74000 Annecy"


def test_the_evidence_of_a_line_is_its_sentence():
    quantity = order(FRENCH, "fr").lines[1]["quantity"]
    assert quantity.evidence.excerpt.startswith("Merci de nous livrer 12 cartons")
    assert quantity.text == "3"


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, où en est notre commande 4500012345 du 12 novembre ? Merci.",
        "Nous avons 3 questions et 2 personnes vous rappelleront dans 5 jours.",
        "12 rue des Lilas\n75011 Paris\nTél. 01 40 20 30 40",
        "Maison Perrin\n7 bis avenue Foch\nLe Mans",
        "Nom: Jane Marlow\n44 LANGLEY ROAD\nWEST MOLTON, Surrey",
        "Hi, we are open Monday to Friday, 9 am to 5 pm.",
    ],
)
def test_numbers_that_are_no_items_make_no_line(text):
    assert lines(text, "fr") == []


@pytest.mark.parametrize("wait", ["sous 48 h", "within 2 days", "innerhalb von 2 Tagen"])
def test_a_span_of_time_counts_from_the_message(wait):
    assert order(f"Livraison / delivery / Lieferung {wait}", "").value("requested_delivery_date") == "2026-11-23"
