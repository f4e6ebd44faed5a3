"""VAT by rate, and the reason where none is charged."""

from __future__ import annotations

import pytest

from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document


def by_rate(text):
    rows = extracted(text_document(text), DocumentType.INVOICE, "fr").tax_breakdown
    names = ("tax_rate", "taxable_amount", "tax_amount", "tax_category")
    return [tuple(row[name].value for name in names if name in row) for row in rows]


def test_rates_stand_on_their_rows():
    text = "Taux    Base     TVA\n20 %  100,00   20,00\n5,5 %  200,00   11,00\nTotal HT 300,00 €\nTVA 31,00 €\nTotal TTC 331,00 €"
    assert by_rate(text) == [("20", "100.00", "20.00"), ("5.5", "200.00", "11.00")]


def test_a_legend_gives_the_rates_of_codes():
    text = (
        "Code   Base     TVA\n1   100,00   20,00\n2   200,00   11,00\nCode TVA 1 = 20 %   Code TVA 2 = 5,5 %\n"
        "Total HT 300,00 €\nTotal TVA 31,00 €\nTotal TTC 331,00 €"
    )
    assert by_rate(text) == [("20", "100.00", "20.00"), ("5.5", "200.00", "11.00")]


def test_the_rate_inside_the_totals_is_that_of_the_whole_document():
    assert by_rate("Total HT 100,00 €\nTVA (20 %) 20,00 €\nTotal TTC 120,00 €") == [("20", "100.00", "20.00")]


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("Autoliquidation de la TVA, article 283-2 du CGI", "AE"),
        ("Reverse charge", "AE"),
        ("Steuerschuldnerschaft des Leistungsempfängers", "AE"),
        ("Livraison intracommunautaire exonérée, art. 262 ter I du CGI", "K"),
        ("Steuerfreie innergemeinschaftliche Lieferung", "K"),
        ("TVA non applicable, art. 293 B du CGI", "E"),
        ("Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG", "E"),
        ("Zero-rated supply", "Z"),
        ("Outside the scope of VAT", "O"),
    ],
)
def test_a_document_without_tax_says_why_in_a_category(words, category):
    assert by_rate(f"Total HT 430,75 €\nTotal TTC 430,75 €\n{words}") == [("0", "430.75", "0", category)]


def test_what_is_called_free_of_tax_is_not_when_more_is_to_be_paid():
    assert by_rate("Steuerfreier Nettobetrag 1.200,50 €\nBruttobetrag 1.428,60 €") == []


def test_a_document_that_charges_tax_has_no_reason_not_to():
    text = "Total HT 100,00 €\nTVA 20 % 20,00 €\nTotal TTC 120,00 €\nExonéré de pénalités"
    assert by_rate(text) == [("20", "100.00", "20.00")]
