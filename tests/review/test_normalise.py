"""What people type and click, as fields keep it."""

from __future__ import annotations

import pytest

from backend.errors import BadInput
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS
from backend.review.normalise import normalised


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,50", "1234.50"),
        ("1 234,50 €", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("EUR 12", "12"),
        ("-5,00", "-5.00"),
        ("−5", "-5"),
        ("1234.5", "1234.5"),
        ("1.234", "1.234"),
        ("0,125", "0.125"),
        ("20 %", "20"),
        ("12 pcs", "12"),
        ("  ", ""),
    ],
)
def test_an_amount_is_a_decimal_with_a_point(text, value):
    assert normalised("net_price", text) == value


def test_a_clicked_amount_is_read_the_way_its_document_writes():
    assert normalised("quantity", "1.234", ",") == "1234"


@pytest.mark.parametrize(
    ("text", "value"),
    [("21/11/2026", "2026-11-21"), ("21.11.26", "2026-11-21"), ("2026-11-21", "2026-11-21"), ("21 novembre 2026", "2026-11-21")],
)
def test_a_date_is_iso_8601(text, value):
    assert normalised("due_date", text) == value


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("payment_iban", "FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
        ("seller_vat_id", "fr 83.404.833.048", "FR83404833048"),
        ("gtin", "3 401234 567890", "3401234567890"),
        ("currency", "€", "EUR"),
        ("currency", "eur", "EUR"),
        ("unit_code", "pièce", "H87"),
        ("unit_code", "XPP", "XPP"),
        ("invoice_number", "  F-2026/118 ", "F-2026/118"),
        ("delivery_address", "12 rue  des Lilas\n69003 Lyon", "12 rue des Lilas\n69003 Lyon"),
    ],
)
def test_identifiers_codes_and_texts_are_made_uniform(name, text, value):
    assert normalised(name, text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("net_price", "douze"),
        ("net_price", "1,2,3"),
        ("net_price", "1e400"),
        ("net_price", "9" * 40),
        ("net_price", "NaN"),
        ("due_date", "31/02/2026"),
        ("due_date", "demain"),
        ("due_date", "du 1/11/2026 au 21/11/2026"),
        ("currency", "écus"),
        ("unit_code", "brouettée"),
        ("gtin", "34012X"),
        ("payment_iban", "FR76 <b>"),
        ("seller_name", "x" * 3000),
    ],
)
def test_what_is_no_such_value_is_refused_in_both_languages(name, text):
    with pytest.raises(BadInput) as refused:
        normalised(name, text)

    assert "does not fit" in refused.value.message
    assert "ne convient pas" in refused.value.fr


@pytest.mark.parametrize("name", sorted(AMOUNT_FIELDS | DATE_FIELDS))
def test_a_normalised_value_stays_as_it_is(name):
    value = "2026-11-21" if name in DATE_FIELDS else "1234.500"

    assert normalised(name, value) == value
