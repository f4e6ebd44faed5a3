"""Identifiers and their checksums; all of them invented."""

from __future__ import annotations

import pytest

from backend.extraction.candidates import candidates
from backend.extraction.identifiers import Kind, identifiers_in, is_gtin
from tests.extraction.printed import row, text_document


def found(text, kind):
    return [(i.value, i.is_valid) for i in identifiers_in(row(text)) if i.kind is kind]


@pytest.mark.parametrize(
    "text",
    [
        "IBAN : FR76 3000 6000 0112 3456 7890 189",
        "IBAN FR7630006000011234567890189 BIC AGRIFRPP",
        "Compte  FR76 30006 00001  12345678901 89 - BIC : AGRIFRPP",
    ],
)
def test_an_iban_ends_where_its_country_says(text):
    assert found(text, Kind.IBAN) == [("FR7630006000011234567890189", True)]


def test_an_iban_with_a_wrong_checksum_is_kept_as_such():
    assert found("IBAN FR76 3000 6000 0112 3456 7890 188", Kind.IBAN) == [("FR7630006000011234567890188", False)]


def test_an_account_that_has_the_form_of_an_iban_is_one_printed_wrong():
    assert found("Bitte auf das Konto DE12 3456 7890 1234 5678 90", Kind.IBAN) == [("DE12345678901234567890", False)]
    assert found("Bitte auf das Konto DE12 3456 7890 1234", Kind.IBAN) == []


def test_an_account_goes_on_in_the_next_line_of_a_sentence():
    def accounts(text):
        found = candidates(text_document(text), [1], "de")
        return [(one.value, one.is_valid) for one in found.identifiers[0] if one.kind is Kind.IBAN]

    assert accounts("auf unser Konto, IBAN CH93 0076 2011\n6238 5295 7, lautend auf Ammann") == [("CH9300762011623852957", True)]
    # Another number below makes none.
    assert accounts("auf unser Konto, IBAN CH93 0076 2011\n6238 5295 8, lautend auf Ammann") == []


def test_a_part_of_a_longer_code_is_no_bic():
    assert found("BIC AGRIFRPP", Kind.BIC) == [("AGRIFRPP", True)]
    assert found("Facture UBERFRAEATS-2025-0000038", Kind.BIC) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("SWIFT: RIKOEE22 VAT: EE100478396", "RIKOEE22"),
        ("BIC AGRIFRPP XXX", "AGRIFRPPXXX"),
        ("BIC AGRI FR PP 882", "AGRIFRPP882"),
        ("BIC AGRIFRPP IBAN FR7630006000011234567890189", "AGRIFRPP"),
    ],
)
def test_a_branch_behind_a_bic_is_a_code(line, code):
    assert found(line, Kind.BIC) == [(code, True)]


def test_digits_that_are_no_iban_are_none_without_the_word():
    assert found("Référence FR76 3000 6000 0112 3456 7890 188", Kind.IBAN) == []


@pytest.mark.parametrize(
    ("text", "value", "is_valid"),
    [
        ("N° TVA : FR 40 303 265 045", "FR40303265045", True),
        ("USt-IdNr. DE136695976", "DE136695976", True),
        ("USt-IdNr.: DE123456789", "DE123456789", False),
        ("BTW: BE 0403.019.261", "BE0403019261", True),
    ],
)
def test_a_vat_id_carries_whether_its_checksum_holds(text, value, is_valid):
    assert found(text, Kind.VAT_ID) == [(value, is_valid)]


def test_siren_and_siret_show_themselves_by_their_checksum():
    assert found("RCS Paris B 303 265 045", Kind.SIREN) == [("303265045", True)]
    assert found("SIRET 73282932000074", Kind.SIRET) == [("73282932000074", True)]
    assert found("Tél. 303 265 046", Kind.SIREN) == []


def test_a_gtin_needs_its_check_digit():
    assert is_gtin("4006381333931")
    assert not is_gtin("4006381333932")
    assert not is_gtin("12345")


def test_a_dutch_id_is_known_without_its_country_by_its_form_and_check_digits():
    assert found("KvK 28102735 | BTW 004495445B01", Kind.VAT_ID) == [("NL004495445B01", True)]
    assert found("Charge 123456789B01", Kind.VAT_ID) == []
