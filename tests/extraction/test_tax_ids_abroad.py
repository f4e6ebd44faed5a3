"""Tax ids of countries outside Europe; all of them invented, or the examples of the authorities."""

from __future__ import annotations

import pytest

from backend.extraction.identifiers import Kind, identifiers_in
from backend.extraction.tax_ids_abroad import tax_ids_abroad
from tests.extraction.printed import row


@pytest.mark.parametrize(
    ("text", "number", "country"),
    [
        ("GSTIN/UIN : 27AAPFU0939F1ZV", "27AAPFU0939F1ZV", "IN"),
        ("GST/HST # 123026635 RT0001", "123026635RT0001", "CA"),
        ("Hst: 12302-6635-RT0001", "123026635RT0001", "CA"),
        ("GST Reg. No. 123 026 635", "123026635", "CA"),
        ("Matricule fiscal : 1234567/L/A/M/000", "1234567LAM000", "TN"),
        ("CNPJ 16.727.230/0001-97", "16727230000197", "BR"),
        ("CUIT Nº: 20-05536168-2", "20055361682", "AR"),
        ("R.U.T.: 76.086.428-5", "760864285", "CL"),
        ("NIT: 213.123.432 - 1", "2131234321", "CO"),
        ("RFC GODE561231GR8", "GODE561231GR8", "MX"),
    ],
)
def test_an_id_shows_itself_by_its_form_and_check_digits(text, number, country):
    assert [(found, value) for found, _, _, value in tax_ids_abroad(text)] == [(country, number)]
    assert [one.value for one in identifiers_in(row(text))] == [number]


@pytest.mark.parametrize("text", ["27AAPFU0939F1ZW", "GST 123026636", "16.727.230/0001-98", "20-05536168-3", "GST (5%) 123 026 635.00"])
def test_what_fails_its_check_digits_or_is_an_amount_is_none(text):
    assert list(tax_ids_abroad(text)) == []


def test_the_siren_that_a_canadian_number_passes_for_is_not_read():
    assert Kind.SIREN in {one.kind for one in identifiers_in(row("No 123 026 635"))}
    assert {one.kind for one in identifiers_in(row("GST No 123 026 635"))} == {Kind.VAT_ID}
