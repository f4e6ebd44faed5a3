"""Short ways to write what the checks look at, and one Subject for every rule that it notices something in."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from decimal import Decimal

from backend import matching
from backend.checks import Subject
from backend.model.case import Case, Decision, Receipt, Status
from backend.model.catalog import Catalog
from backend.model.kept import Kept, KeptLine
from backend.model.mail import Address, Authentication, Mail, Verdict
from backend.model.trade import DocumentType, Intent, TradeDocument
from tests.matching.trading import CATALOG, FROM_BOULANGERIE, FROM_CARTONNERIE, fields, invoice, mail, order

BOXES = fields(
    seller_item_id="DC-430", description="Carton double cannelure 400x300x200", quantity=250, net_price="2.30", line_amount="575.00"
)
TAPE = fields(description="Ruban adhésif PVC 50 mm x 100 m", quantity=60, net_price="1.20", line_amount="72.00")
HEADER = {
    "invoice_number": "FA-2026-400",
    "issue_date": "2026-11-18",
    "due_date": "2026-12-18",
    "currency": "EUR",
    "tax_exclusive_amount": "647.00",
    "tax_amount": "129.40",
    "tax_inclusive_amount": "776.40",
    "payable_amount": "776.40",
    "order_reference": "BC-2026-0142",
    "seller_name": "Cartonnerie du Val de Loire",
    "seller_vat_id": "FR79523806198",
    "seller_legal_id": "52380619800017",
    "payment_iban": "FR7630004005230005238061952",
    "buyer_vat_id": "FR19412753303",
}
RATES = (fields(tax_rate="20", taxable_amount="647.00", tax_amount="129.40"),)
GOOD_INVOICE = dataclasses.replace(invoice(BOXES, TAPE, **HEADER), tax_breakdown=RATES)
ORDERED_BOXES = fields(buyer_item_id="EMB-7", description="Carton", quantity=20, net_price="3.10", line_amount="62.00", unit_code="C62")
GOOD_ORDER = order(ORDERED_BOXES, order_number="CMD-900", issue_date="2026-11-20", requested_delivery_date="2026-11-30", currency="EUR")


def changed(document: TradeDocument, **header: object) -> TradeDocument:
    """The document with other header fields; None takes one away."""
    kept = {name: field for name, field in document.fields.items() if name not in header}
    return dataclasses.replace(document, fields=kept | fields(**{k: v for k, v in header.items() if v is not None}))


def with_line(document: TradeDocument, place: int, **values: object) -> TradeDocument:
    """The document with other values in one line; None takes one away."""
    kept = {name: field for name, field in document.lines[place].items() if name not in values}
    line = kept | fields(**{k: v for k, v in values.items() if v is not None})
    return dataclasses.replace(document, lines=(*document.lines[:place], line, *document.lines[place + 1 :]))


def subject(
    document: TradeDocument | None,
    message: Mail | None = None,
    intent: Intent | None = None,
    others: tuple[Case, ...] = (),
    catalog: Catalog = CATALOG,
    kept: Kept | None = None,
) -> Subject:
    """The Subject of a document with the matches that matching finds."""
    is_order = document is not None and document.document_type in {DocumentType.ORDER, DocumentType.ORDER_CHANGE}
    message = message or mail(FROM_BOULANGERIE if is_order else FROM_CARTONNERIE)
    intent = intent or (Intent(document.document_type.value) if document else Intent.OTHER)
    return Subject(document, message, intent, matching.match(document, message, catalog), catalog, others, kept)


def case(document: TradeDocument, status: Status = Status.IN_REVIEW) -> Case:
    """Another case with this document."""
    matches = matching.match(document, mail(FROM_CARTONNERIE), CATALOG)
    sent = {"receipt": Receipt("900", "FF-2026-0900"), "decision": Decision("karim", "Karim Benali", datetime(2026, 11, 19, tzinfo=UTC))}
    return Case("c2", "demo", "m2", Intent.INVOICE, status, document=document, matches=matches, **(sent if status is Status.POSTED else {}))


FORGED = Authentication(dmarc=Verdict.FAIL)
CREDIT = dataclasses.replace(GOOD_INVOICE, document_type=DocumentType.CREDIT_NOTE)

#: Rule id -> a Subject in which that rule notices something.
NOTICED: dict[str, Subject] = {
    "MISSING": subject(changed(GOOD_INVOICE, invoice_number=None)),
    "PARTY-UNKNOWN": subject(order(ORDERED_BOXES, buyer_name="Personne"), mail("qui@personne.example")),
    "ITEM-UNKNOWN": subject(with_line(GOOD_ORDER, 0, buyer_item_id="???", description="Fusée")),
    "DUPLICATE": subject(changed(GOOD_INVOICE, invoice_number="fa 2026 310")),
    "ORDER-CHANGE": subject(changed(GOOD_ORDER, order_number="CMD-889"), intent=Intent.ORDER_CHANGE),
    "CHANGE-DIFFERS": dataclasses.replace(
        subject(with_line(GOOD_ORDER, 0, previous_quantity="7"), intent=Intent.ORDER_CHANGE),
        kept=Kept("1", "CV-1", lines=(KeptLine("1", "CAR-4030", "Carton", Decimal(10), Decimal("1.90")),)),
    ),
    "CREDIT-NOTE-REFERENCE": subject(CREDIT),
    "PO-UNKNOWN": subject(changed(GOOD_INVOICE, order_reference="BC-2031-7777")),
    "PO-PROPOSED": subject(changed(GOOD_INVOICE, order_reference=None)),
    "PO-SUPPLIER": subject(changed(GOOD_INVOICE, order_reference="BC-2026-0150")),
    "PO-CLOSED": subject(changed(GOOD_INVOICE, order_reference="BC-2026-0099")),
    "PO-ITEM": subject(dataclasses.replace(GOOD_INVOICE, lines=(*GOOD_INVOICE.lines, fields(description="Frais de port", quantity=1)))),
    "PO-PRICE": subject(with_line(GOOD_INVOICE, 0, net_price="2.45", line_amount="612.50")),
    "PO-QUANTITY": subject(with_line(GOOD_INVOICE, 1, quantity="100", line_amount="120.00")),
    "PO-UNIT": subject(with_line(GOOD_INVOICE, 1, unit_code="CT")),
    "ORDER-REST": subject(dataclasses.replace(GOOD_ORDER, sources=("0",)), mail(text="20 x EMB-7, plus 4 lots de torchons")),
    "PRICE-DIFFERS": subject(with_line(GOOD_ORDER, 0, net_price="2.90")),
    "UNIT-DIFFERS": subject(with_line(GOOD_ORDER, 0, unit_code="XPP")),
    "QUANTITY": subject(with_line(GOOD_ORDER, 0, quantity="0")),
    "STOCK-SHORT": subject(with_line(GOOD_ORDER, 0, quantity="501")),
    "LINE-AMOUNT": subject(with_line(GOOD_INVOICE, 1, line_amount="720.00")),
    "BR-CO-10": subject(changed(GOOD_INVOICE, tax_exclusive_amount="650.00")),
    "BR-CO-14": subject(changed(GOOD_INVOICE, tax_amount="130.40")),
    "BR-CO-15": subject(changed(GOOD_INVOICE, tax_inclusive_amount="776.41")),
    "BR-CO-16": subject(changed(GOOD_INVOICE, prepaid_amount="100.00")),
    "BR-CO-17": subject(
        dataclasses.replace(GOOD_INVOICE, tax_breakdown=(fields(tax_rate="10", taxable_amount="647", tax_amount="129.40"),))
    ),
    "IBAN-CHECKSUM": subject(changed(GOOD_INVOICE, payment_iban="FR7630004005230005238061953")),
    "VAT-ID-CHECKSUM": subject(changed(GOOD_INVOICE, seller_vat_id="FR78523806198")),
    "SIREN-CHECKSUM": subject(changed(GOOD_INVOICE, seller_legal_id="523806199")),
    "SIREN-VAT-ID": subject(changed(GOOD_INVOICE, seller_legal_id="439007121")),
    "BANK-UNKNOWN-IBAN": subject(changed(GOOD_INVOICE, payment_iban="FR7630004003380003381776406")),
    "BANK-CHANGE-REQUEST": subject(None, intent=Intent.BANK_DETAILS_CHANGE),
    "SENDER-AUTHENTICATION": subject(GOOD_INVOICE, mail(FROM_CARTONNERIE, authentication=FORGED)),
    "SENDER-LOOKALIKE": subject(GOOD_INVOICE, mail(Address("factures@cartonerie-valdeloire.fr"))),
    "SENDER-DOMAIN": subject(GOOD_INVOICE, mail("factures@facturation-en-ligne.example")),
    "DATE-FUTURE": subject(changed(GOOD_INVOICE, issue_date="2026-12-01")),
    "DATE-OLD": subject(changed(GOOD_INVOICE, issue_date="2025-01-02")),
    "DATE-DUE": subject(changed(GOOD_INVOICE, due_date="2026-11-01")),
    "DATE-DELIVERY": subject(changed(GOOD_ORDER, requested_delivery_date="2026-11-02")),
    "CURRENCY": subject(changed(GOOD_INVOICE, currency="USD")),
    "BUYER-OTHER": subject(changed(GOOD_INVOICE, buyer_vat_id="FR44501192835", buyer_name="Papeterie Dubois")),
}
