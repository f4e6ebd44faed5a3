"""Numbers of companies in the registers of other countries; all of them invented."""

from __future__ import annotations

import pytest

from backend.extraction.register_numbers import register_numbers_in
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, row, text_document


def found(text):
    return [(one.value, one.is_valid) for one in register_numbers_in(row(text))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Amtsgericht Hamburg, HRB 24498 - Geschäftsführer: A. Wolf", "HRB 24498"),
        ("HRB-Nr.: 5919 B", "HRB 5919 B"),
        ("Hauptsitz Montabaur, HRB Montabaur 24498", "HRB 24498"),
        ("Firmennummer: CH-660-0059996-1", "CH-660-0059996-1"),
        ("KVK : 54.55.67.32", "54.55.67.32"),
        ("Firmenbuch FN 12345n", "FN 12345n"),
        ("KvK Tilburg 64900622 - BTW", "64900622"),
        ("is registered with the Chamber of Commerce under number 24413444.", "24413444"),
        ("Registered in England and Wales No. 3561973", "3561973"),
        ("Registered in Scotland (Company No [SC123456])", "SC123456"),
        ("REA MI-1234567", "MI-1234567"),
        ("CIN: U74130KA2010PTC052192", "U74130KA2010PTC052192"),
    ],
)
def test_a_number_without_check_digits_is_read_by_its_words_but_not_checked(text, number):
    assert found(text) == [(number, False)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Org.nr: 556016-0680", "556016-0680"),
        ("Organisasjonsnummer 923 609 016", "923609016"),
        ("IČ: 25123891", "25123891"),
        ("Y-tunnus: 2077474-0", "2077474-0"),
        ("RPM Bruxelles 0403.019.261", "0403.019.261"),
    ],
)
def test_check_digits_are_checked(text, number):
    assert found(text) == [(number, True)]
    assert found(text[:-1] + str((int(text[-1]) + 1) % 10)) == [(number[:-1] + str((int(number[-1]) + 1) % 10), False)]


@pytest.mark.parametrize("text", ["Invoice No 123456", "VAT registration number 123456789", "Order no. 55667788", "Tel. 0403 170 701"])
def test_other_numbers_are_none(text):
    assert found(text) == []


def test_it_is_of_the_party_by_which_it_stands_and_a_siret_goes_before_it():
    foot = "Nordlicht Leuchten GmbH, Hamburg - Amtsgericht Hamburg HRB 12345 - USt-IdNr. DE136695976"
    text = f"Nordlicht Leuchten GmbH\n20457 Hamburg\n\nRechnung Nr. R-77\n\nGesamtbetrag 120,00 EUR\n\n\n\n\n\n\n{foot}\n"

    assert extracted(text_document(text), DocumentType.INVOICE, "de").fields["seller_legal_id"].value == "HRB 12345"
    both = extracted(text_document(text + "SIRET 732 829 320 00074\n"), DocumentType.INVOICE, "de").fields
    assert both["seller_legal_id"].value == "73282932000074"
