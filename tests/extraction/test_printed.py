"""Printed documents, sheets and tables of mails become trade documents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend import readers
from backend.model.document import Origin
from backend.model.field import SURE
from backend.model.mail import Address, Mail
from backend.model.trade import DocumentType
from tests.extraction.printed import MAIL, extracted, pdf, sheet, table, text_document, told

FRENCH_LINES = [
    ("Réf.", "Désignation", "Qté", "Unité", "P.U. HT", "Rem.", "Montant HT"),
    ("VB-12", 'Vanne à boisseau 1/2"', "10", "pce", "12,50", "", "125,00"),
    ("", "laiton nickelé, DN 15", "", "", "", "", ""),
    ("TC-200", "Tube cuivre 22 mm", "25", "m", "8,40", "10 %", "189,00"),
    ("GR-5", "Graisse silicone", "3", "kg", "1 234,56", "", "3 703,68"),
]  # fmt: skip


def french_invoice():
    return pdf(
        [
            (40, 50, 16, "Robinetterie des Alpes SAS"),
            (40, 66, 9, "12 rue des Forges - 38000 Grenoble"),
            (330, 120, 10, "Atelier Dumont SARL"),
            (330, 133, 10, "Service comptabilité"),
            (330, 146, 10, "8 avenue du Port"),
            (330, 159, 10, "69007 Lyon"),
            (40, 190, 14, "Facture n° FA-2026-0117"),
            (40, 210, 10, "Date de facture : 14/11/2026"),
            (40, 224, 10, "Votre commande : BC-4471"),
            (40, 238, 10, "Conditions de règlement : 30 jours fin de mois"),
            *table(280, (40, 90, -310, 325, -410, -455, -550), FRENCH_LINES),
            (40, 400, 9, "Taux"), (-160, 400, 9, "Base HT"), (-230, 400, 9, "TVA"),
            (40, 414, 9, "20,00 %"), (-160, 414, 9, "4 017,68"), (-230, 414, 9, "803,54"),
            (400, 400, 9, "Total HT"), (-550, 400, 9, "4 017,68 €"),
            (400, 414, 9, "TVA 20 %"), (-550, 414, 9, "803,54 €"),
            (400, 428, 10, "Total TTC"), (-550, 428, 10, "4 821,22 €"),
            (400, 442, 9, "Acompte versé"), (-550, 442, 9, "821,22 €"),
            (400, 456, 10, "Net à payer"), (-550, 456, 10, "4 000,00 €"),
            (40, 780, 8, "Robinetterie des Alpes SAS au capital de 50 000 € - SIRET 73282932000074 - TVA FR44732829320"),
            (40, 792, 8, "IBAN FR76 3000 6000 0112 3456 7890 189 - BIC AGRIFRPP - www.robinetterie-alpes.example"),
        ]
    )  # fmt: skip


def german_invoice():
    return pdf(
        [
            (60, 110, 7, "Nordlicht Leuchten GmbH · Hafenstr. 7 · 20457 Hamburg"),
            (60, 130, 10, "Herr"),
            (60, 143, 10, "Bäckerei Sommer KG"),
            (60, 156, 10, "Lindenweg 3"),
            (60, 169, 10, "80331 München"),
            (400, 130, 9, "Rechnungsnummer:"), (-550, 130, 9, "RE-20931"),
            (400, 143, 9, "Rechnungsdatum:"), (-550, 143, 9, "02.11.2026"),
            (400, 156, 9, "Fällig am:"), (-550, 156, 9, "16.11.2026"),
            (400, 169, 9, "Ihre Bestellung:"), (-550, 169, 9, "B-778"),
            (400, 182, 9, "Ihre USt-IdNr.:"), (-550, 182, 9, "DE811128135"),
            *table(
                240,
                (60, 100, -360, 375, -470, -550),
                [
                    ("Pos.", "Bezeichnung", "Menge", "Einheit", "Einzelpreis", "Gesamt"),
                    ("1", "Pendelleuchte Oslo", "4", "Stk.", "189,90", "759,60"),
                    ("2", "Montage", "2,5", "Std.", "64,00", "160,00"),
                ],
            ),
            (-470, 310, 9, "Nettobetrag"), (-550, 310, 9, "919,60"),
            (-470, 324, 9, "zzgl. 19 % MwSt."), (-550, 324, 9, "174,72"),
            (-470, 338, 10, "Rechnungsbetrag"), (-550, 338, 10, "1.094,32 EUR"),
            (60, 780, 7, "Nordlicht Leuchten GmbH"), (60, 789, 7, "Amtsgericht Hamburg HRB 12345"),
            (250, 780, 7, "USt-IdNr. DE136695976"), (400, 780, 7, "IBAN DE89 3704 0044 0532 0130 00"), (400, 789, 7, "BIC COBADEFFXXX"),
        ]
    )  # fmt: skip


def english_order():
    lines = [("Item No", "Your Ref", "Description", "Qty", "UOM", "Unit Price", "Line Total")]
    lines += [(f"W-{n}", f"BP-{n:02}", f"Ball bearing {n} mm", "20", "ea", "1.50", "30.00") for n in range(1, 31)]
    page_one = table(300, (40, 90, 150, -330, 345, -430, -550), lines)
    page_two = [
        (40, 60, 9, "W-31"), (90, 60, 9, "BP-31"), (150, 60, 9, "Ball bearing 31 mm"), (-330, 60, 9, "100"), (345, 60, 9, "ea"),
        (-430, 60, 9, "1,250.00"), (-550, 60, 9, "125,000.00"),
        (400, 100, 9, "Total excl. VAT"), (-550, 100, 9, "GBP 125,900.00"),
    ]  # fmt: skip
    return pdf(
        [
            (40, 50, 16, "Harbour Engineering Ltd"),
            (40, 66, 9, "4 Dock Road, Liverpool L3 4BB"),
            (40, 110, 14, "PURCHASE ORDER"),
            (40, 130, 10, "PO Number: 4500071234"),
            (40, 144, 10, "Order Date: 3 November 2026"),
            (40, 158, 10, "Required Delivery Date: 27 November 2026"),
            (40, 190, 9, "Supplier:"), (40, 203, 9, "Precision Bearings SAS"), (40, 216, 9, "5 rue Volta"), (40, 229, 9, "92800 Puteaux"),
            (330, 190, 9, "Deliver to:"), (330, 203, 9, "Harbour Engineering Ltd"),
            (330, 216, 9, "Unit 9, Mersey Park"), (330, 229, 9, "Liverpool L24 8RF"),
            *page_one,
        ],
        page_two,
    )  # fmt: skip


def values(trade):
    return {name: field.value for name, field in trade.fields.items()}


@pytest.mark.parametrize(
    ("name", "make", "document_type", "language"),
    [
        ("french_invoice", french_invoice, DocumentType.INVOICE, "fr"),
        ("german_invoice", german_invoice, DocumentType.INVOICE, "de"),
        ("english_order", english_order, DocumentType.ORDER, "en"),
    ],
)
def test_a_printed_document_gives_what_a_person_reads_on_it(golden, name, make, document_type, language):
    golden(f"printed/{name}.json", told(extracted(make(), document_type, language)))


def test_a_french_invoice_is_read_whole():
    trade = extracted(french_invoice(), DocumentType.INVOICE, "fr")
    assert values(trade) == {
        "invoice_number": "FA-2026-0117",
        "issue_date": "2026-11-14",
        "due_date": "2026-12-31",
        "currency": "EUR",
        "tax_exclusive_amount": "4017.68",
        "tax_amount": "803.54",
        "tax_inclusive_amount": "4821.22",
        "prepaid_amount": "821.22",
        "payable_amount": "4000.00",
        "order_reference": "BC-4471",
        "seller_name": "Robinetterie des Alpes SAS",
        "seller_vat_id": "FR44732829320",
        "seller_legal_id": "73282932000074",
        "payment_iban": "FR7630006000011234567890189",
        "payment_bic": "AGRIFRPP",
        "buyer_name": "Atelier Dumont SARL",
        "payment_terms": "30 jours fin de mois",
    }
    names = ("seller_item_id", "description", "quantity", "unit_code", "net_price", "line_amount")
    assert [tuple(line[name].value for name in names) for line in trade.lines] == [
        ("VB-12", 'Vanne à boisseau 1/2" laiton nickelé, DN 15', "10", "H87", "12.50", "125.00"),
        ("TC-200", "Tube cuivre 22 mm", "25", "MTR", "7.56", "189.00"),
        ("GR-5", "Graisse silicone", "3", "KGM", "1234.56", "3703.68"),
    ]
    assert [{n: f.value for n, f in rate.items()} for rate in trade.tax_breakdown] == [
        {"tax_rate": "20.00", "taxable_amount": "4017.68", "tax_amount": "803.54"}
    ]


def test_what_adds_up_is_sure_and_what_does_not_is_not():
    page = [
        (400, 400, 9, "Total HT"), (-550, 400, 9, "100,00 €"),
        (400, 414, 9, "TVA"), (-550, 414, 9, "20,00 €"),
        (400, 428, 9, "Total TTC"), (-550, 428, 9, "120,00 €"),
    ]  # fmt: skip
    right = extracted(pdf(page), DocumentType.INVOICE, "fr")
    wrong = extracted(pdf([*page[:-1], (-550, 428, 9, "121,50 €")]), DocumentType.INVOICE, "fr")
    assert right.fields["tax_inclusive_amount"].sure
    assert wrong.fields["tax_inclusive_amount"].value == "121.50"
    assert wrong.fields["tax_inclusive_amount"].confidence < 0.8


def test_charges_on_the_whole_document_lead_from_the_lines_to_the_net_amount():
    lines = [("Désignation", "Qté", "P.U. HT", "Montant HT"), ("Chaise pliante", "4", "25,00", "100,00")]
    amounts = {"Frais de port": "12,00", "Remise": "-5,00", "Total HT": "107,00", "TVA 20 %": "21,40", "Total TTC": "128,40"}
    totals = [("", "", label, amount) for label, amount in amounts.items()]
    trade = extracted(pdf(table(200, (40, -300, -420, -550), [*lines, *totals])), DocumentType.INVOICE, "fr")
    assert len(trade.lines) == 1
    assert (trade.value("charge_total_amount"), trade.value("allowance_total_amount")) == ("12.00", "5.00")
    assert (trade.value("tax_exclusive_amount"), trade.value("tax_amount"), trade.value("tax_inclusive_amount")) == (
        "107.00",
        "21.40",
        "128.40",
    )


def test_a_discount_right_below_the_lines_is_the_whole_document_s():
    text = "Rechnung RE-12\n\nArtikel  Menge  Preis  Betrag\nBohrer  10  4,90  49,00\nSchrauben  2  19,50  39,00\n"
    text += "abzüglich 10 % Rabatt      -8,80\n\nNettobetrag  79,20\nMwSt. 19 %  15,05\nRechnungsbetrag  94,25 EUR\n"
    trade = extracted(text_document(text), DocumentType.INVOICE, "de")
    assert [line["line_amount"].value for line in trade.lines] == ["49.00", "39.00"]
    assert trade.value("allowance_total_amount") == "8.80"


def test_every_value_shows_where_it_stands():
    trade = extracted(french_invoice(), DocumentType.INVOICE, "fr")
    number = trade.fields["invoice_number"].evidence
    assert (number.part, number.page, number.excerpt) == ("1", 1, "Facture n° FA-2026-0117")
    assert 0.05 < number.box.left < number.box.right < 0.45
    assert abs(number.box.middle - 186 / 842) < 0.01
    assert all(f.evidence.box for line in trade.lines for f in line.values())


def test_lines_go_on_over_the_page_without_a_second_head():
    trade = extracted(english_order(), DocumentType.ORDER, "en")
    assert len(trade.lines) == 31
    last = trade.lines[-1]
    assert (last["quantity"].value, last["net_price"].value, last["line_amount"].value) == ("100", "1250.00", "125000.00")
    assert last["quantity"].evidence.page == 2
    assert trade.value("delivery_address") == "Harbour Engineering Ltd, Unit 9, Mersey Park, Liverpool L24 8RF"


def test_the_amounts_of_a_credit_note_keep_the_sign_they_are_printed_with():
    page = [
        (40, 100, 12, "Avoir n° AV-7"),
        (400, 400, 9, "Total HT"), (-550, 400, 9, "-100,00 €"),
        (400, 414, 9, "TVA 20 %"), (-550, 414, 9, "-20,00 €"),
        (400, 428, 9, "Total TTC"), (-550, 428, 9, "-120,00 €"),
    ]  # fmt: skip
    trade = extracted(pdf(page), DocumentType.CREDIT_NOTE, "fr")
    assert values(trade) == {
        "invoice_number": "AV-7",
        "currency": "EUR",
        "tax_exclusive_amount": "-100.00",
        "tax_amount": "-20.00",
        "tax_inclusive_amount": "-120.00",
        "payable_amount": "-120.00",
    }


def test_the_words_of_a_poor_scan_make_values_less_sure():
    document = french_invoice()
    page = document.pages[0]
    blurred = replace(page, origin=Origin.OCR, words=tuple(replace(w, confidence=0.6) for w in page.words))
    trade = extracted(replace(document, pages=(blurred,)), DocumentType.INVOICE, "fr")
    assert trade.value("invoice_number") == "FA-2026-0117"
    assert all(f.confidence < SURE for f in trade.fields.values())


def test_a_sheet_with_its_head_in_the_sixth_row_is_an_order(golden):
    document = sheet(
        [
            ["Bon de commande"],
            ["N°", "BC-900"],
            ["Date", "17/11/2026"],
            ["Client", "Maison Perrin SA"],
            [],
            [None, "Référence", "Désignation", "EAN", "Qté", "PU HT", "Montant HT"],
            [None, "A-1", "Bougie blanche", "4006381333931", 12, 2.5, 30],
            [None, "A-2", "Photophore", None, 4.5, "1 040,10", "4 680,45"],
            [None, None, None, None, None, "Total HT", "4 710,45"],
        ]
    )
    trade = extracted(document, DocumentType.ORDER, "fr")
    assert [line["quantity"].value for line in trade.lines] == ["12", "4.5"]
    assert trade.lines[0]["quantity"].evidence.cell == "Commande!E7"
    golden("printed/sheet_order.json", told(trade))


def test_the_vendor_s_material_is_the_seller_s_item():
    rows = [["PO", "4500098123"], ["Vendor material", "Short text", "Order qty", "Net price"], ["HT-2210", "Pillar drill", "25", "415"]]
    (line,) = extracted(sheet(rows), DocumentType.ORDER, "en").lines
    assert (line["seller_item_id"].value, line["description"].value, line["quantity"].value) == ("HT-2210", "Pillar drill", "25")


def test_a_table_in_the_body_is_an_order(golden):
    html = """<p>Bonjour,<br>voici notre commande n° CDE-55 à livrer le 4 décembre 2026&nbsp;:</p>
    <table><tr><td colspan=4>Commande Dupont</td></tr>
    <tr><th>Code article</th><th>Libellé</th><th>Quantité</th><th>Unité</th></tr>
    <tr><td>GN-200</td><td>Gants nitrile</td><td>12</td><td>cartons</td></tr>
    <tr><td>PE-15</td><td>Papier essuie-tout</td><td>1 200</td><td>rouleaux</td></tr></table>
    <p>Cordialement</p>"""
    body = readers.read_body(Mail("", "Commande", Address("achat@dupont.example"), html=html, received_at=MAIL.received_at))
    trade = extracted(body, DocumentType.ORDER, "fr")
    assert [(line["seller_item_id"].value, line["quantity"].value, line["unit_code"].value) for line in trade.lines] == [
        ("GN-200", "12", "CT"),
        ("PE-15", "1200", "RO"),
    ]
    golden("printed/body_table.json", told(trade))


def test_a_sentence_below_the_table_of_a_message_is_none_of_its_rows():
    html = """<p>Bonjour,</p>
    <table><tr><th>Réf</th><th>Désignation</th><th>Qté</th><th>PU HT</th></tr>
    <tr><td>HT-2210</td><td>Perceuse à colonne</td><td>1</td><td>420,00</td></tr>
    <tr><td>HT-901</td><td>Huile de coupe 5 L</td><td>4</td><td>32,10</td></tr></table>
    <p>Livraison sur notre chantier : 8 rue de la Scierie, 59000 Lille, semaine 50.</p>"""
    body = readers.read_body(Mail("", "Commande", Address("achat@dupont.example"), html=html, received_at=MAIL.received_at))
    lines = extracted(body, DocumentType.ORDER, "fr").lines
    assert [(line["seller_item_id"].value, line["quantity"].value) for line in lines] == [("HT-2210", "1"), ("HT-901", "4")]


def test_lines_pasted_without_columns_are_read_by_the_order_of_their_numbers():
    rows = (
        "Pos. Artikelbeschreibung Menge Preis Betrag",
        "1 Superdrachen 2 20,00 40,00",
        "2 Turbo Flyer 5 40,00 200,00",
        "Summe netto 240,00",
    )
    text = "\n".join(rows)
    trade = extracted(text_document(text), DocumentType.INVOICE, "de")
    assert [(line["description"].value, line["quantity"].value, line["line_amount"].value) for line in trade.lines] == [
        ("Superdrachen", "2", "40.00"),
        ("Turbo Flyer", "5", "200.00"),
    ]


@pytest.mark.parametrize("text", ["", "   ", "x", "Facture", "1 2 3 4 5", "Total", "€ € €", "Total HT TVA TTC\n" * 50])
def test_nothing_is_made_of_nothing(text):
    trade = extracted(text_document(text), DocumentType.INVOICE, "fr")
    assert trade.lines == ()
    assert not {"invoice_number", "issue_date", "tax_inclusive_amount"} & trade.fields.keys()
