"""The numbers and dates of a head, wherever their labels put them."""

from __future__ import annotations

import pytest

from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, pdf, text_document


def fields_of(text, document_type=DocumentType.INVOICE, language="fr"):
    found = extracted(text_document(text), document_type, language).fields
    return {name: field.value for name, field in found.items()}


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Faktura VAT nr FV 1/05/2021", "FV 1/05/2021"),
        ("Rechnung Nr.4711", "4711"),
        ("Invoice No: MMPL/25-26/INV- 89   12.11.2026", "MMPL/25-26/INV- 89"),
        ("Invoice No.INV-12", "INV-12"),
        ("Faktura - daňový doklad č.FV5040011231", "FV5040011231"),
        ("Facture N° 22.06.001", "22.06.001"),
        ("Invoice number XHVVGSLW - 0076", "XHVVGSLW-0076"),
        ("Rechnungs-Nr. 2022 / 053", "2022 / 053"),
        ("Rechnungsnr.: 2025 52", "2025 52"),
        ("Nº Fatura-Recibo: FR GB2025/1313975", "FR GB2025/1313975"),
        ("Invoice #2015-11-04", "2015-11-04"),
        ("Tax Invoice 01", "01"),
        ("INVOICE\n#  : INV-000012", "INV-000012"),
        ("NCF: B0100001434", "B0100001434"),
        ("R E C H N U N G 9067276011 vom 27.05.2026", "9067276011"),
        ("Honorarrechnung - 2025-1475", "2025-1475"),
        ("Tax Invoice No FC 63346", "FC 63346"),
        ("Die Rechnungsnummer für diesen Vorgang lautet M-1675.", "M-1675"),
        ("INVOICE\nSerial No. 00667/BIG", "00667/BIG"),
        ("Facture définitive : 2025-2786", "2025-2786"),
        ("Bon de livraison:  Facture de prestations n°2110-454", "2110-454"),
        ("Fattura  2 / 2024  Data  23/10/2024", "2 / 2024"),
        ("Facture N°  0 - 017722 - 4", "0 - 017722 - 4"),
        ("Credit note No:  CN - 4411  Date: 23/10/2024", "CN - 4411"),
        ("Invoice No./Date:  4100058026/12.01.2026", "4100058026"),
        ("Fatura n.º  FT 2025A /087050", "FT 2025A /087050"),
        ("FATURA N.º  FT. 25.038/21210", "FT. 25.038/21210"),
        ("Rechnungsnummer: RE-2025-   Datum: 26.08.2025\n                 08734", "RE-2025-08734"),
        ("Invoice Number: 9000355137\nDoc. No: 7000822711\nDoc. No: 7000822711", "9000355137"),
        ("Kopie factuur\nKlant           Datum      Factuur\nSC0303006       8-9-2022   VF1005193", "VF1005193"),
    ],
)
def test_a_number_is_read_as_printed(line, number):
    assert fields_of(f"{line}\nTotal : 120,00 EUR")["invoice_number"] == number


def test_what_another_label_announces_is_not_the_number_under_the_title():
    fields = fields_of("INVOICE\nOrder ID:  1122455\nTotal: 120.00 USD", language="en")
    assert "invoice_number" not in fields
    assert fields["order_reference"] == "1122455"


@pytest.mark.parametrize("line", ["BC client: FV1730071", "Er beställning: FV1730071", "Nr zamówienia klienta : FV1730071"])
def test_the_customer_s_order_has_many_names(line):
    assert fields_of(f"Facture N° 12345\n{line}\nTotal : 120,00 EUR")["order_reference"] == "FV1730071"


@pytest.mark.parametrize("line", ["Order No. & Date :  1510193639  24/04/2026", "PO number / date\n1510193639 / 24.04.2026"])
def test_one_label_announces_a_number_and_its_date(line):
    fields = fields_of(f"Invoice No: 19-212\n{line}\nTotal: 120.00 USD", language="en")
    assert fields["order_reference"] == "1510193639"


def test_a_postal_code_under_the_title_is_no_number():
    assert "invoice_number" not in fields_of("INVOICE\nBoston, MA 02110\nTotal: 120.00 USD", language="en")


def test_a_narrow_cell_breaks_an_order_s_number_before_its_digits():
    text = "PURCHASE ORDER\nPO Number:     Date:\nALDER-PO-      2026-01-15\n2026-307\n"
    assert fields_of(text, DocumentType.ORDER, "en")["order_number"] == "ALDER-PO-2026-307"


def test_a_post_box_is_no_order():
    text = "PURCHASE ORDER\nPO BOX 959    PO Number  14283001\nEVANSVILLE IN 47706"
    assert fields_of(text, DocumentType.ORDER, "en")["order_number"] == "14283001"


def test_a_number_that_begins_the_next_line_of_a_sentence_is_its_label_s():
    assert (
        fields_of("Veuillez trouver ci-joint notre facture n°\nFA-2026-0042 du 12/11/2026.\nTotal TTC 120,00 EUR")["invoice_number"]
        == "FA-2026-0042"
    )


def test_a_value_a_little_above_or_below_its_label_stands_beside_it():
    document = pdf([
        (40, 60, 14, "FACTURE"),
        (300, 100, 14, "Numéro de facture"), (450, 96, 8, "FA-2026-0042"),
        (300, 130, 14, "Date de facture"), (450, 126, 8, "12/11/2026"),
        (300, 160, 14, "Total TTC"), (450, 156, 8, "120,00 EUR"),
    ])  # fmt: skip
    fields = extracted(document, DocumentType.INVOICE, "fr").fields
    assert fields["invoice_number"].value == "FA-2026-0042"
    assert fields["issue_date"].value == "2026-11-12"
    assert fields["tax_inclusive_amount"].value == "120.00"


def test_the_last_day_to_pay_may_be_called_a_deadline():
    assert fields_of("Invoice number: 42\nInvoice date: April 1, 2026\nDeadline: April 21, 2026", language="en")["due_date"] == "2026-04-21"


def test_the_day_of_a_service_in_the_table_of_lines_is_no_issue_date():
    lines = "Item      Date         Unit cost    Qty    Total\nAudit     01/07/2026   1500.00      1      1500.00"
    text = f"INVOICE\nACM-001\n09/07/2026\n\n{lines}"
    assert fields_of(text)["issue_date"] == "2026-07-09"


def test_a_hungarian_head_is_read():
    text = "Számla\nSzámla kelte: 2026. 01. 20.\nFizetési határidő: 2026. 01. 29.\nSzámla sorszáma: NF2026-29336"
    assert fields_of(text, language="hu").items() >= {
        ("invoice_number", "NF2026-29336"),
        ("issue_date", "2026-01-20"),
        ("due_date", "2026-01-29"),
    }


def test_the_day_of_a_delivery_note_is_not_the_invoice_s():
    text = "FATTURA n. 211   30/06/2015\n\nD.d.T. n. 807 del 24/06/2015\nkg 6,30 Sottofiletto  15,00  94,50"
    assert fields_of(text, language="it")["issue_date"] == "2015-06-30"


def test_a_date_in_the_place_of_the_terms_is_when_they_fall_due():
    read = fields_of("Invoice 12\nInvoice date: 17/09/2018\nPayment Terms : 30/09/2018\nTotal 541.10 EUR", language="en")
    assert read["due_date"] == "2018-09-30"
    assert "due_date" not in fields_of("Invoice 12\nInvoice date: 17/09/2018\nPayment Terms : see offer of 30/09/2018", language="en")


def test_an_invoice_dated_by_its_order_alone_is_of_that_day():
    assert fields_of("Facture\nDate de commande : 25/06/2024\nTotal 90,00 EUR")["issue_date"] == "2024-06-25"


def test_a_number_that_ends_an_address_under_the_title_is_not_the_document_s():
    assert "invoice_number" not in fields_of("Factuur\nKerkstraat 383\nTotal: 120.00 EUR", language="nl")


def test_a_reference_that_stands_alone_is_the_number_where_nothing_else_is():
    text = "FACTURE\nParc d'activités, lot. 208\nDate : 13/07/2026   Référence :\n                    F2026-07-019\nTotal : 120,00 EUR"
    assert fields_of(text)["invoice_number"] == "F2026-07-019"


def test_a_list_of_other_invoices_leaves_the_number_of_this_one():
    others = "\n".join(f"- Facture FA2420{n} du 31/07/2026 de 600,00 EUR" for n in range(11, 19))
    assert fields_of(f"Facture N° FA2420133\nEn attente de paiement :\n{others}\nTotal : 120,00 EUR")["invoice_number"] == "FA2420133"


def test_the_first_reference_is_the_order_s_and_not_one_repeated_for_each_load():
    text = "CHARTERING CONFIRMATION\nREF.: 1744403\nLoading\nREFERENCE : TR5113\nDelivery\nREFERENCE : TR5113"
    assert fields_of(text, DocumentType.ORDER, "en")["order_number"] == "1744403"


def test_a_number_under_a_bill_s_name_is_its_own():
    assert fields_of("BOLLETTA PER LA FORNITURA\nn. 922403111563 del 20/08/2026\nTotale 20,00 EUR")["invoice_number"] == "922403111563"


@pytest.mark.parametrize(
    "text",
    [
        "Der Betrag ist bitte bis zum 21.12.2026 auf das unten stehende Konto zu überweisen.",
        "Bitte überweisen Sie den Betrag unter Angabe der Rechnungsnummer und des Rechnungsdatums bis\nzum 21.12.2026 auf unser Konto.",
    ],
)
def test_a_sentence_tells_by_when_to_transfer(text):
    assert fields_of(f"Rechnung Nr. 4711 vom 21.11.2026\n{text}\nSumme 120,00 EUR", language="de")["due_date"] == "2026-12-21"


def test_the_day_up_to_which_there_is_a_discount_is_not_the_day_the_bill_falls_due():
    text = (
        "Rechnung Nr. 99877 vom 30.05.2026\n\nBei Zahlung bis zum 06.06.2026 zahlen Sie mit 2,00 % Skonto\nBis zum 13.06.2026 ohne Abzug\n"
    )
    assert fields_of(text, language="de")["due_date"] == "2026-06-13"


def test_a_sentence_about_a_discount_tells_no_due_date():
    sentence = "Bei Zahlung bis zum 15. Juni 2026 wird ein Skonto von 2 % eingeräumt."
    text = f"Rechnung Nr. 99877 vom 30.05.2026\n\n{sentence}\nZahlbar bis 30.06.2026\n"
    assert fields_of(text, language="de")["due_date"] == "2026-06-30"


@pytest.mark.parametrize("label", ["Expected Receipt Date", "Fecha recepción solicitada", "Erwartetes Wareneingangsdatum"])
def test_the_day_of_receipt_that_is_expected_is_wanted(label):
    text = f"Purchase Order PO-106047\n\nDocument Date    {label}\n19/01/2026       27/02/2026\n"
    assert fields_of(text, DocumentType.ORDER, language="en")["requested_delivery_date"] == "2026-02-27"
