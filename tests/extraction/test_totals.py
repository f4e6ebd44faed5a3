"""Totals are chosen together so that they add up."""

from __future__ import annotations

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
