"""Paths into a trade document, and the audit chain's digest."""

from dataclasses import replace
from datetime import UTC, datetime

from backend.model.audit import SYSTEM, AuditEvent
from backend.model.field import Field
from backend.model.trade import DocumentType, TradeDocument, header_fields


def document():
    quantity = Field("quantity", "3", confidence=0.9)
    number = Field("order_number", "BC-7", confidence=0.99)
    return TradeDocument(DocumentType.ORDER, {"order_number": number}, lines=({"quantity": quantity},))


def test_a_path_finds_header_fields_and_line_fields():
    assert document().at("order_number").value == "BC-7"
    assert document().at("lines.0.quantity").value == "3"


def test_a_path_to_nothing_gives_none():
    for path in ("due_date", "lines.1.quantity", "lines.x.quantity", "lines.-1.quantity", "lines.0.gtin", "nonsense.0.gtin"):
        assert document().at(path) is None


def test_an_order_and_an_invoice_have_their_own_numbers():
    assert document().number() == "BC-7"
    assert "invoice_number" in header_fields(DocumentType.CREDIT_NOTE)
    assert "order_number" in header_fields(DocumentType.ORDER_CHANGE)


def test_a_value_is_sure_from_the_threshold_on_and_an_empty_one_never():
    assert Field("due_date", "2026-11-30", confidence=0.95).sure
    assert not Field("due_date", "2026-11-30", confidence=0.949).sure
    assert not Field("due_date", "", confidence=1.0).sure


def test_the_digest_of_an_event_changes_with_anything_in_it():
    event = AuditEvent("acme", 1, datetime(2026, 11, 21, tzinfo=UTC), SYSTEM, "received", mail_id="m")
    others = [
        replace(event, sequence=2),
        replace(event, action="posted"),
        replace(event, details={"a": 1}),
        replace(event, previous_digest="x"),
    ]

    assert len({event.computed_digest(), *(other.computed_digest() for other in others)}) == 5
