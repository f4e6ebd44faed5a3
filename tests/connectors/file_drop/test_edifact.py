"""What is written as EDIFACT ORDERS is read back by our own reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from backend.connectors.file_drop import edifact
from backend.content import media_type
from backend.errors import PostingRejected
from backend.extraction import structured
from backend.model.catalog import Catalog
from backend.model.mail import Attachment
from backend.model.trade import DocumentType, Invoice, Line, Order, Party, Totals
from backend.readers import read

OURS = Catalog(own_name="Maison Delorme", own_vat_id="FR83404833048")
LINES = (
    Line("MD-1", "Verre à vin 35 cl, l'élégant + sûr : ballon soufflé à la bouche, très longue désignation d'article? oui",
         Decimal("1.5"), Decimal("16.50"), Decimal("24.75"), "KGM", Decimal(20), "", date(2026, 12, 1), "CLI'77"),
    Line("MD-2", "Carafe", Decimal(2), Decimal(10), Decimal(20)),
)  # fmt: skip
ORDER = Order(
    "CDE+7", date(2026, 11, 16), "EUR", Party("C1", "Brasserie d'Été", "FR40303265045"), LINES, date(2026, 11, 30),
    "Brasserie du Confluent, Quai 3, 69002 Lyon", Totals(Decimal("44.75"), Decimal("8.95"), Decimal("53.70")), quotation_reference="DE-12",
)  # fmt: skip


def read_back(document):
    content = edifact.written(document, "5f2c-3-0123456789abcdef", OURS)
    (read_document,) = read(Attachment("1", "order.edi", media_type.EDIFACT, content))
    (found,) = structured.extract(read_document)
    return found.document, content


def values(fields):
    return {name: field.value for name, field in fields.items()}


def test_an_order_is_read_back_as_it_was():
    found, content = read_back(ORDER)
    assert found.document_type is DocumentType.ORDER
    assert values(found.fields) == {
        "order_number": "CDE+7", "issue_date": "2026-11-16", "requested_delivery_date": "2026-11-30", "currency": "EUR",
        "buyer_name": "Brasserie d'Été", "buyer_vat_id": "FR40303265045", "seller_name": "Maison Delorme",
        "delivery_address": "Brasserie du Confluent, Quai 3, 69002 Lyon", "quotation_reference": "DE-12", "tax_exclusive_amount": "44.75",
        "tax_amount": "8.95", "tax_inclusive_amount": "53.70",
    }  # fmt: skip
    first, second = (values(line) for line in found.lines)
    assert first == {
        "line_number": "1", "buyer_item_id": "CLI'77", "seller_item_id": "MD-1", "description": LINES[0].description, "quantity": "1.5",
        "unit_code": "KGM", "net_price": "16.50", "line_amount": "24.75", "tax_rate": "20", "requested_delivery_date": "2026-12-01",
    }  # fmt: skip
    assert (second["seller_item_id"], second["quantity"], second["net_price"]) == ("MD-2", "2", "10")
    assert content.startswith(b"UNA:+.? '\r\nUNB+UNOC:3+")


def test_the_counts_and_references_of_the_envelope_agree():
    _, content = read_back(ORDER)
    segments = content.decode("iso-8859-1").split("'\r\n")
    tags = [segment.partition("+")[0] for segment in segments]
    message = segments[tags.index("UNH") : tags.index("UNT") + 1]
    assert message[-1] == f"UNT+{len(message)}+23456789abcdef"
    assert message[0].startswith("UNH+23456789abcdef+ORDERS:D:96A:UN")
    assert "CNT+2:2" in segments
    assert segments[tags.index("UNZ")] == "UNZ+1+23456789abcdef"


def test_characters_that_latin_1_lacks_make_it_utf_8():
    found, content = read_back(replace(ORDER, customer=Party("C1", "Œuf & Cœur à 5 €")))
    assert found.value("buyer_name") == "Œuf & Cœur à 5 €"
    assert b"UNB+UNOW:4+" in content


def test_an_invoice_is_refused_in_a_sentence():
    invoice = Invoice("FA-1", date(2026, 11, 3), "EUR", Party("F1", "Vial"), LINES, Totals())
    with pytest.raises(PostingRejected, match="orders only") as caught:
        edifact.written(invoice, "key", OURS)
    assert caught.value.fr
