"""Which account is to be paid to."""

from __future__ import annotations

import pytest

from backend.model.field import SURE
from backend.model.trade import DocumentType
from tests.extraction.printed import extracted, text_document

INVOICE = DocumentType.INVOICE

FACTORED = """Facture n° 1
Pour être libératoire, votre règlement doit être effectué à l'ordre de
FACTOSUD qui le reçoit par subrogation dans le cadre d'un
contrat d'affacturage et devra être avisé de toute réclamation.
Domiciliation : Paris
IBAN : FR14 2004 1010 0505 0001 3M02 606

Menuiserie Vasseur - IBAN FR76 3000 6000 0112 3456 7890 189
"""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("IBAN: FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN\nFR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN : FR76 3000 6000 0112\n       3456 7890 189", "FR7630006000011234567890189"),
        ("IBAN: DE89 37O4 0044 0532 0130 00", "DE89370400440532013000"),
        (
            "Lastschrift von Ihrem Konto IBAN DE89 3704 0044 0532 0130 00\n\n\n\n\nIBAN GB82 WEST 1234 5698 7654 32",
            "GB82WEST12345698765432",
        ),
        (
            "Bitte auf unser Konto\nHaspa   DE89 3704 0044 0532 0130 00   HASPDEHHXXX\n\n\n\nandere Bank  GB82 WEST 1234 5698 7654 32",
            "DE89370400440532013000",
        ),
        (
            "Das Guthaben überweisen wir auf Ihr Konto\nDE89 3704 0044 0532 0130 00.\nSparkasse GB82 WEST 1234 5698 7654 32",
            "GB82WEST12345698765432",
        ),
    ],
    ids=[
        "in one line",
        "under its label",
        "over two lines",
        "a letter for a digit",
        "not the debited one",
        "before its BIC",
        "not the refund's",
    ],
)
def test_the_account_to_pay_to_is_found(text, value):
    fields = extracted(text_document("Facture n° 1\n" + text), INVOICE, "fr").fields
    assert fields["payment_iban"].value == value


@pytest.mark.parametrize(
    "text",
    [
        "Code banque   Code guichet   N° de compte    Clé RIB\n20041         01005          0500013M026     06",
        "Banque : 20041 Guichet : 01005 Compte : 0500013M026 Clé : 06",
    ],
)
def test_a_french_account_in_its_parts_gives_the_iban_but_is_not_sure(text):
    field = extracted(text_document("Facture n° 1\n\n" + text), INVOICE, "fr").fields["payment_iban"]
    assert (field.value, field.method, field.sure) == ("FR1420041010050500013M02606", "arithmetic", False)


@pytest.mark.parametrize(
    "text", ["RIB 20041 01005 0500013M026 07", "IBAN : FR14 **** **** **** **** **02 606", "IBAN : FR14 XXXX XXXX XXXX XXXX XX02 606"]
)
def test_of_a_wrong_key_and_a_masked_account_nothing_is_guessed(text):
    assert "payment_iban" not in extracted(text_document("Facture n° 1\n" + text), INVOICE, "fr").fields


def test_of_a_sold_claim_the_factors_account_is_paid():
    assert extracted(text_document(FACTORED), INVOICE, "fr").fields["payment_iban"].value == "FR1420041010050500013M02606"


def test_a_notice_of_direct_debit_that_ends_before_it_leaves_the_sellers_account():
    text = "Invoice 1\nWe will collect this amount by Direct Debit on 29 Apr.\nBank details : Lloyds\nIBAN GB82 WEST 1234 5698 7654 32"
    assert extracted(text_document(text), INVOICE, "en").fields["payment_iban"].value == "GB82WEST12345698765432"


def test_an_account_with_a_wrong_checksum_is_shown_but_never_sure():
    fields = extracted(text_document("Facture n° 1\nIBAN FR76 3000 6000 0112 3456 7890 188"), INVOICE, "fr").fields
    assert fields["payment_iban"].value == "FR7630006000011234567890188"
    assert fields["payment_iban"].confidence < SURE


def test_an_account_broken_after_its_bank_code_is_read_on():
    text = "Invoice 1\n\nBank              IBAN\nEca Bank          GB 82 WEST\n                  12345698765432"
    assert extracted(text_document(text), INVOICE, "en").fields["payment_iban"].value == "GB82WEST12345698765432"
