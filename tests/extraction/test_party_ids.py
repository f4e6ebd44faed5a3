"""Whose a VAT id on the page is, and whether its checksum holds."""

from __future__ import annotations

import pytest

from backend.extraction.identifiers import is_vat_id, tax_id
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document

INVOICE = DocumentType.INVOICE

NOTICED = """Menuiserie Vasseur SARL                      Facture n° F-2026-118
14 rue des Charmes                           Date : 12/11/2026
35000 Rennes

                                             Monsieur Paul Girard
                                             Imprimerie du Lac SAS
                                             8 quai Sud
                                             74000 Annecy

Désignation                                  Montant HT
Pose de portes                               500,00
Total TTC                                    600,00

Menuiserie Vasseur SARL au capital de 8 000 € - RCS Rennes 732 829 320 - TVA FR44732829320
"""

LABELLED = """INVOICE INV-77

From:                     Bill To:                 Ship To:
Harlow Tools Ltd          Pine & Sons Limited      Pine Depot
4 Mill Lane               9 High Street            2 Dock Road
Leeds LS1 4AP             York YO1 7HH             Hull HU1 1UU
VAT No: GB980780684       VAT No: GB123456782

Total due 240.00
"""

VAT_ID_IN_THE_HEAD = """Harlow Tools                        INVOICE INV-77
4 Mill Lane                         Date: 12/11/2026
10115 Berlin
{line}

Bill to:
Pine & Sons
9 High Street
20457 Hamburg

Total due 120.00
"""


def test_each_party_has_the_vat_id_of_its_block():
    fields = extracted(text_document(LABELLED), INVOICE, "en").fields
    assert (fields["seller_vat_id"].value, fields["buyer_vat_id"].value) == ("GB980780684", "GB123456782")


def test_the_vat_id_in_the_legal_notice_is_the_sellers():
    fields = extracted(text_document(NOTICED), INVOICE, "fr").fields
    assert fields["seller_vat_id"].value == "FR44732829320"
    assert "buyer_vat_id" not in fields


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("01335720755", "p.iva", "01335720755"),
        ("774-00-01-454", "nip", "7740001454"),
        ("BEO403.019.261", "btw", "BE0403019261"),
        ("01335720755 / 1234567", "partita iva", "01335720755"),
        ("12", "vat", ""),
    ],
)
def test_an_id_beside_its_label_needs_no_country(text, label, value):
    assert tax_id(text, label) == value


def test_a_swiss_id_is_right_with_the_word_for_the_tax():
    assert is_vat_id("CHE107787577MWST")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("USt-IdNr.: DE136.695.977", "DE136695977"),
        ("TVA intracom. : FR 45 732 829 320", "FR45732829320"),
        ("BTW BE 0428.759.498", "BE0428759498"),
        ("CIF: B-58378432", "B58378432"),
        ("P.IVA 00743110158", "00743110158"),
        ("UID: ATU 13585628", "ATU13585628"),
        ("CHE-107.787.578 MWST", "CHE107787578MWST"),
        ("Org.nr: NO 995 525 829 MVA", "NO995525829MVA"),
        ("VAT Reg No GB 980 7806 85", "GB980780685"),
        ("NIP: 856-734-62-16", "8567346216"),
        ("ABN 48 010 123 456", "48010123456"),
        ("VAT ID: US8912719874", "US8912719874"),
    ],
)
def test_a_vat_id_that_no_checksum_confirms_is_shown_but_never_sure(line, value):
    field = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields["seller_vat_id"]
    assert (field.value, field.method, field.sure) == (value, "label", False)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("NIP 8567346215", "8567346215"),
        ("CIF: B-58378431", "B58378431"),
        ("CVR-nr. 13 58 56 28", "13585628"),
        ("NIF: (PT) 770013813", "770013813"),
        ("VAT: B58378431", "B58378431"),
        ("C.F. / P.IVA / VAT: 00743110157", "00743110157"),
    ],
)
def test_a_vat_id_without_its_country_is_checked_by_what_its_label_says(line, value):
    field = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields["seller_vat_id"]
    assert (field.value, field.method) == (value, "checksum")


def test_the_readers_vat_id_printed_first_and_that_of_a_representative_are_not_the_sellers():
    line = "V/N° TVA FR 44 732 829 320\nN/N° TVA DE136695976\nFiscal representative: VAT NL004495445B01"
    fields = extracted(text_document(VAT_ID_IN_THE_HEAD.format(line=line)), INVOICE, "en").fields
    assert (fields["seller_vat_id"].value, fields["buyer_vat_id"].value) == ("DE136695976", "FR44732829320")


@pytest.mark.parametrize("line", ["CF/P.IVA 80003970938 / 00254030935", "P.IVA/CF 00254030935 / 80003970938"])
def test_of_two_numbers_under_one_label_the_one_it_names_is_the_vat_id(line):
    text = f"Fattura n. 4\n\nCliente\nComune di Selva\nPiazza Castello 1\n33079 Selva PN\n{line}\n\nTotale 20,00 EUR"
    assert extracted(text_document(text), INVOICE, "it").fields["buyer_vat_id"].value == "00254030935"


SPANISH = """Conservas del Norte S.A.                 FACTURA F-77
Calle Mayor 4                            Fecha: 12/11/2026
31001 Pamplona
{seller}

Cliente:
Bar La Esquina S.L.
Calle Real 8
26001 Logroño
{buyer}

Total factura 120,00 EUR
"""


@pytest.mark.parametrize(("seller", "buyer"), [("A58818501", "B58378431"), ("CIF A-58818501", "N.I.F.: B58378431")])
def test_on_spanish_pages_a_companys_number_needs_no_label(seller, buyer):
    fields = extracted(text_document(SPANISH.format(seller=seller, buyer=buyer)), INVOICE, "es").fields
    assert (fields["seller_vat_id"].value, fields["buyer_vat_id"].value) == ("A58818501", "B58378431")


def test_elsewhere_a_code_that_looks_like_one_is_none():
    text = SPANISH.format(seller="A58818501", buyer="B58378431")
    assert not {"seller_vat_id", "buyer_vat_id"} & extracted(text_document(text), INVOICE, "de").fields.keys()


@pytest.mark.parametrize(
    ("line", "number"),
    [("SIRET : 123 456 789 00010", "12345678900010"), ("Siret n° 12345678901234", "12345678901234"), ("SIREN 123456789", "123456789")],
)
def test_a_french_number_that_fails_its_check_digit_is_shown_behind_its_label_and_never_sure(line, number):
    legal = extracted(text_document(NOTICED.partition("\nMenuiserie Vasseur SARL au")[0] + f"\n{line}\n"), INVOICE, "fr").fields
    assert (legal["seller_legal_id"].value, legal["seller_legal_id"].sure) == (number, False)


def test_a_french_legal_id_is_of_the_party_whose_vat_id_holds_its_siren():
    head = "SIRET du siège : 73282932000074                Facture n° F-77\n\nImprimerie du Lac SAS\n8 quai Sud\n74000 Annecy\n"
    foot = "Atelier Dumont SARL - 14 rue des Charmes - 35000 Rennes - SIREN 552 100 554 - TVA FR96552100554"
    text = f"{head}TVA client : FR44732829320\n\nTotal TTC 600,00\n\n\n\n\n\n{foot}\n"

    fields = extracted(text_document(text), INVOICE, "fr").fields
    assert (fields["seller_legal_id"].value, fields["buyer_legal_id"].value) == ("552100554", "73282932000074")


def test_nine_digits_that_pass_for_a_siren_do_not_go_before_a_number_in_a_register():
    foot = "Nordlicht Leuchten GmbH, Hamburg - HRB Hamburg 12345 - Kto. 732829320 - USt-IdNr. DE136695976"
    text = f"Nordlicht Leuchten GmbH\n20457 Hamburg\n\nRechnung Nr. R-77\n\nGesamtbetrag 120,00 EUR\n\n\n\n\n\n\n{foot}\n"
    assert extracted(text_document(text), INVOICE, "de").fields["seller_legal_id"].value == "HRB 12345"
