"""Totals are chosen together so that they add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document


def totals_of(text, document_type=DocumentType.INVOICE):
    fields = extracted(text_document(text), document_type, "fr").fields
    names = ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")
    return [fields[name].value if name in fields else "" for name in names]


def test_tax_at_several_rates_is_summed():
    text = "Total HT : 1 000,00 EUR\nTVA 20 % : 100,00 EUR\nTVA 5,5 % : 27,50 EUR\nTotal TTC : 1 127,50 EUR"
    assert totals_of(text) == ["1000.00", "127.50", "1127.50"]


def test_the_one_total_of_an_exempt_invoice_is_its_net_amount_too():
    text = "Total : 430,75 EUR\nTVA non applicable, art. 293 B du CGI"
    assert totals_of(text) == ["430.75", "", "430.75"]


def test_charges_after_the_subtotal_belong_to_the_net_amount():
    text = "Sous-total : 195,00 EUR\nPort : 43,03 EUR\nMontant HT : 238,03 EUR\nTVA 20 % : 47,61 EUR\nTotal TTC : 285,64 EUR"
    assert totals_of(text) == ["238.03", "47.61", "285.64"]


def test_days_of_payment_are_no_amount():
    assert totals_of("Zahlbar netto 30 Tage\nGesamtbetrag 119,00 EUR")[0] != "30"


def test_a_part_of_an_id_is_no_amount():
    assert totals_of("Carter Ltd | 0113 555 0101 | VAT GB 123 4567 82", DocumentType.ORDER) == ["", "", ""]


@pytest.mark.parametrize("currency", ["GBP", "CHF"])
def test_the_currency_of_the_capital_is_not_the_document_s(currency):
    text = f"Total HT : 10,00 {currency}\nTVA 20 % : 2,00 {currency}\nTotal TTC : 12,00 {currency}\nSARL au capital de 5 000 euros"
    found = extracted(text_document(text), DocumentType.INVOICE, "fr").fields["currency"]
    assert found.value == currency
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    "text",
    [
        "Razem: 6,46 zł  23 %  1,49 zł  7,95 zł",
        "Total        100,00   20,00   120,00\n",
    ],
)
def test_a_row_of_which_two_amounts_make_the_third_is_net_tax_and_gross(text):
    net, tax, gross = totals_of(f"Facture N° 12\n{text}")
    assert Decimal(net) + Decimal(tax) == Decimal(gross)


def test_taxes_charged_side_by_side_are_summed_though_they_are_equal():
    text = "Sub Total  4,05,000.00\nCGST (9%)  36,450.00\nSGST (9%)  36,450.00\nTotal  4,77,900.00"
    assert totals_of(text) == ["405000.00", "72900.00", "477900.00"]


def test_a_dash_between_a_label_and_its_amount_is_no_sign():
    assert totals_of("Subtotal - ₹10,000\nTax - ₹100\nTotal - ₹10,100") == ["10000", "100", "10100"]


def test_amounts_in_thousandths_are_read_as_such():
    text = "Total HT  1.234,500 TND\nTVA 19 %  234,555 TND\nTotal TTC  1.469,055 TND"
    assert totals_of(text) == ["1234.500", "234.555", "1469.055"]
    assert totals_of("Subtotal  152.050 KD\nTotal  152.050 KD")[2] == "152.050"


def test_amounts_without_coins_are_grouped():
    assert totals_of("TOTAL : 800,000 CFA")[2] == "800000"


@pytest.mark.parametrize(
    ("line", "currency"),
    [
        ("Devise : livres égyptiennes", "EGP"),
        ("Currency: Kuwaiti dinars", "KWD"),
        ("Total : Rs. 12,400", "INR"),
        ("Montants exprimés en francs suisses", "CHF"),
        ("Désignation  Montant net (GBP)\nPrestations  12\nSARL au capital de dix mille euros", "GBP"),
        ("Qté  Désignation  Unité  Montant\n2  Vanne  KWD  12", "KWD"),
    ],
)
def test_a_currency_is_known_by_its_code_its_sign_or_its_name(line, currency):
    found = extracted(text_document(f"Facture N° 12\n{line}\n"), DocumentType.INVOICE, "fr").fields
    assert found["currency"].value == currency


def test_what_is_subject_to_tax_is_a_net_amount():
    text = "TVA 20,00 % payée sur les débits 2,17\nMontant hors TVA soumis à une TVA à 20,00 % 10,83\nTotal TTC 13,00"
    assert totals_of(text) == ["10.83", "2.17", "13.00"]


def test_what_is_taken_off_is_no_tax():
    text = "Total : 14 162,63 EUR\nAcompte : -4 248,79 EUR\nNet à payer : 9 913,84 EUR\nTVA non applicable, art. 293 B du CGI"
    assert "-4248.79" not in totals_of(text)


def test_a_subtotal_before_a_discount_does_not_hide_the_total():
    lines = "Description   Quantity   Unit price   Amount\nWork   10   960.00   9600.00\nParts   1   1000.00   1000.00\n\n"
    text = f"{lines}Subtotal   $10,600.00\nTOTAL USD   $10,570.00\nAmount Due   $10,570.00"
    assert totals_of(text)[2] == "10570.00"


def test_what_the_lines_add_up_to_is_the_total_without_a_label():
    lines = "Producto   Cantidad   Precio unidad   Total\nTablet   2   199.00€   398.00€\nPortátil   1   799.00€   799.00€\n"
    assert totals_of(f"{lines}                                  1197.00€")[2] == "1197.00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Subtotal: 2860.00\nDiscount (11%): 314.60\nVAT (13%): 330.90\nTotal: 2876.30", ["2860.00", "330.90", "2876.30"]),
        (
            "Total  2,98,441.69\nCGST  9.00%  26,860.00\nSGST  9.00%  26,860.00\nNet PO Amt  3,52,161.69",
            ["298441.69", "53720.00", "352161.69"],
        ),
        ("Total of products  8.50 €\nDelivery  2.99 €\nTotal  11.49 €", ["11.49", "", "11.49"]),
        ("Difficult cost not told   8   7.28 €\nTOTAL  1084.39 €", ["1084.39", "", "1084.39"]),
        ("Prix livraison : 10,00 €\nTotal des produits : 104,00 €\nMontant total à payer : 114,00 €", ["114.00", "", "114.00"]),
        ("Total  56000\nGST 18%  10080\nGrand Total  66080", ["56000", "10080", "66080"]),
        ("Subtotaal (excl. btw): 6184.85\nBtw:  12.99\nTotaal:  7499.38", ["6184.85", "12.99", "7499.38"]),
        ("Totale bolletta  131,20 €\nIVA sull'energia 0,012500 €/kWh", ["", "", "131.20"]),
        ("Totale  122,00\nIVA 22% su imponibile di euro  22,00\nImponibile  100,00", ["100.00", "22.00", "122.00"]),
        (
            "Totale imponibile      Totale IVA        Totale documento\n               2.739,50           0,00                   2.739,50",
            ["2739.50", "0.00", "2739.50"],
        ),
        ("Lp.  Stawka podatku  Podstawa  Podatek\n1  23%  200,00  46,00\nDo zapłaty  246,00", ["200.00", "46.00", "246.00"]),
        (
            "SOUS-TOTAL  1675,00 €\nREMISE (%)  10 %\nSOUS-TOTAL MOINS REMISE  1507,50 €\nTVA  301,50 €\nTOTAL  1809,00 €",
            ["1507.50", "301.50", "1809.00"],
        ),
    ],
)
def test_totals_are_told_apart_by_what_they_make_together(text, expected):
    assert totals_of(f"Facture N° 12\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Total TTC  13560,00 DA", "DZD"),
        ("Total : 70 000,00 Ar", "MGA"),
        ("GSTIN 24ABHPT7057L1Z3\nTotal  135,00", "INR"),
        ("NIP: PL5260250274\nTotal  135,00", "PLN"),
        ("IBAN ES91 2100 0418 4502 0005 1332\nTotal 135,00", "EUR"),
        ("Pompe à chaleur, COP 3,1   1   900,00   900,00\nNet à payer 900,00 €", "EUR"),
    ],
)
def test_a_currency_is_told_by_a_sign_of_its_country_or_by_its_ids(text, currency):
    assert extracted(text_document(f"Facture N° 12\n{text}"), DocumentType.INVOICE, "fr").fields["currency"].value == currency


def test_a_code_at_the_end_of_a_name_in_capitals_is_no_currency():
    assert "currency" not in extracted(text_document("Bestellung 12\nNORTHSTAR TELECOM BHD"), DocumentType.ORDER, "de").fields
    assert extracted(text_document("Bestellung 12\nPreise in BHD"), DocumentType.ORDER, "de").fields["currency"].value == "BHD"


def test_a_code_between_ids_of_another_country_is_not_sure_to_be_the_currency():
    text = "IBAN ES91 2100 0418 4502 0005 1332\nED30  BARRIL 30   BRL   135,00"
    assert extracted(text_document(text), DocumentType.INVOICE, "es").fields["currency"].confidence < SURE


@pytest.mark.parametrize(
    ("address", "currency", "is_told"),
    [
        ("Austin, TX 78701", "USD", True),
        ("Mendoza, Argentina", "ARS", False),
        ("Austin, TX 78701\nTel. +57 604 555 0101", "USD", False),
        ("Somewhere", "USD", False),
        ("Auckland, New Zealand\nPrices in NZD", "NZD", True),
        ("Parts by CAD drawing", "CAD", False),
        ("Currency: USD", "USD", True),
    ],
)
def test_which_dollar_is_meant_the_pages_show_by_a_code_or_surely_by_american_addresses_alone(address, currency, is_told):
    found = extracted(text_document(f"Invoice No 12\n{address}\nTotal: $1,250.00"), DocumentType.INVOICE, "en").fields["currency"]
    assert (found.value, found.sure) == (currency, is_told)


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("Summa att betala  12 500 kr", "sv", "SEK"),
        ("Total  12 500,00 kr.", "da", "DKK"),
        ("TOTAL:  COP $4.700", "es", "COP"),
        ("Total  $ 4,700.00 CAD", "en", "CAD"),
        ("Total: 250,00kz", "pt", "AOA"),
        ("Total FOB U$S 1.250,00", "es", "USD"),
        ("Razem do zapłaty: 81.20 zl", "pl", "PLN"),
        ("Yaoundé, Cameroun\nTotal : 45 000 FCFA", "fr", "XAF"),
        ("Summe Brutto  58,65 e", "de", "EUR"),
    ],
)
def test_a_sign_of_several_currencies_means_that_of_its_code_its_country_or_its_language(text, language, currency):
    assert extracted(text_document(f"N° 12\n{text}"), DocumentType.INVOICE, language).fields["currency"].value == currency


def test_a_currency_that_a_label_names_is_not_sure_where_amounts_are_printed_in_another():
    text = "Invoice No 12\nTotal: £1,250.00\nVAT: £250.00\nBank: Example Bank, account currency: EUR"
    assert not extracted(text_document(text), DocumentType.INVOICE, "en").fields["currency"].sure


def test_nothing_is_to_be_paid_where_all_is_paid():
    text = "Totale (total):  240.00\nPagato (paid):  -240.00\nImporto (to be paid):  0.00"
    fields = extracted(text_document(f"Facture N° 12\n{text}"), DocumentType.INVOICE, "it").fields
    assert [fields[name].value for name in ("tax_inclusive_amount", "prepaid_amount", "payable_amount")] == ["240.00", "240.00", "0.00"]


def test_a_net_amount_that_the_printed_tax_is_not_of_is_not_preferred():
    lines = "Artnr  Benämning  Antal  à-pris  Summa\n12  Skruv  10  50,00  500,00\n14  Spik  100  16,00  1 600,00\n"
    text = "Fakturans totala belopp  2 125,00\nNetto  Exp avg  Exkl moms  Moms %  Moms kr\n2 100,00  25,00  1 700,00  25  425,00"
    assert totals_of(f"Faktura\n{lines}{text}") == ["1700.00", "425.00", "2125.00"]


def test_the_one_total_of_a_confirmed_order_is_with_tax_in_a_message_and_that_of_an_order_without():
    found = extracted(text_document("Order confirmation\nOrder total: £8.99"), DocumentType.ORDER_CONFIRMATION, "en").fields
    assert "tax_inclusive_amount" in found
    found = extracted(text_document("Order\nOrder total: £8.99"), DocumentType.ORDER, "en").fields
    assert "tax_exclusive_amount" in found


def test_a_total_of_an_order_that_is_told_twice_and_of_no_tax_is_the_one_without_tax():
    text = "Bestellung 4711\nGesamtsumme netto: 3.329,40 €\nGesamt: 3.329,40 €"
    assert totals_of(text, DocumentType.ORDER) == ["3329.40", "", ""]


@pytest.mark.parametrize(
    "sentence",
    [
        "Soit un montant total de 5 005,00 € HT, 1 001,00 € de TVA (20 %), 6 006,00 € TTC.",
        "Die Summe von 5.005,00 EUR netto, 1.001,00 EUR MwSt. und 6.006,00 EUR brutto ist vereinbart.",
    ],
)
def test_a_sentence_says_behind_each_amount_what_it_is(sentence):
    assert totals_of(f"Bon de commande 12\n\n{sentence}\n", DocumentType.ORDER) == ["5005.00", "1001.00", "6006.00"]


def test_a_table_of_rates_under_the_lines_is_none_of_them():
    head = "Référence     Produit            Taux de taxe    Prix unitaire (HT)    Qté    Total (HT)"
    rows = """FAU-9         Fauteuil ergo      20 %                    289,17 €      3      867,51 €
LAM-2         Lampe de bureau    20 %                     74,92 €      2      149,84 €
LIV-6         Livre relié        5.5 %                    28,44 €      1       28,44 €"""
    foot = """Détail des taxes     Taux      Base          Total taxes        Total produits         1 045,79 €
Produits             20 %      1 017,35 €    203,47 €           Frais de livraison        12,42 €
Produits             5.5 %     28,44 €         1,56 €           Total (HT)             1 058,21 €
Livraison            20 %      12,42 €         2,48 €           Total taxes              207,51 €
                                                                Total TTC              1 265,72 €"""
    assert totals_of(f"FACTURE 12\n\n{head}\n{rows}\n\n{foot}\n") == ["1058.21", "207.51", "1265.72"]
