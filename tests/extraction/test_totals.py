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
    ],
)
def test_a_currency_is_told_by_a_sign_of_its_country_or_by_its_ids(text, currency):
    assert extracted(text_document(f"Facture N° 12\n{text}"), DocumentType.INVOICE, "fr").fields["currency"].value == currency


def test_a_code_between_ids_of_another_country_is_not_sure_to_be_the_currency():
    text = "IBAN ES91 2100 0418 4502 0005 1332\nED30  BARRIL 30   BRL   135,00"
    assert extracted(text_document(text), DocumentType.INVOICE, "es").fields["currency"].confidence < SURE


@pytest.mark.parametrize(("address", "is_told"), [("Austin, TX 78701", True), ("Mendoza, Argentina", False)])
def test_a_dollar_is_sure_to_be_the_american_one_only_where_an_address_is(address, is_told):
    found = extracted(text_document(f"Invoice No 12\n{address}\nTotal: $1,250.00"), DocumentType.INVOICE, "en").fields["currency"]
    assert (found.value, found.sure) == ("USD", is_told)


ROUNDED = """Description  Quantity  Rate  Amount
75 kW motor  2  100.05  200.10
200.10
CGST 9%  18.01
SGST 9%  18.01
Round off  -0.12
Total  236.00
"""


def test_what_the_lines_add_up_to_is_the_net_amount_that_the_tax_and_the_rounding_lead_on_from():
    assert totals_of(ROUNDED) == ["200.10", "36.02", "236.00"]
    assert totals_of(ROUNDED.replace("Total  236.00", "Total  300.00"))[0] != "200.10"
