"""What a sample says, for the tests: intent, fields, lines, and what each is in the practice ERP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samples.messages import Letter
from samples.trade import Paperwork, Row

Truth = dict[str, object]


@dataclass(frozen=True)
class Sample:
    """A letter, and what Countersign should find in it."""

    name: str
    letter: Letter
    intent: str
    language: str = "fr"
    documents: Sequence[Truth] = ()
    #: Words of the question that the sender asks, "" when there is none.
    question: str = ""
    #: The original author of a forwarded message.
    author: str = ""

    def truth(self) -> Truth:
        """As it stands in the file of truths."""
        return {
            "file": f"{self.name}.eml",
            "intent": self.intent,
            "language": self.language,
            "sender": self.author or self.letter.sender[1],
            "forwarded_by": self.letter.sender[1] if self.author else "",
            "authentication_failed": self.letter.verdict == "fail",
            "question": self.question,
            "documents": list(self.documents),
        }


def invoice_truth(invoice: Paperwork, *, document_type: str = "invoice", language: str = "fr", printed: Sequence[str] = ()) -> Truth:
    """What an invoice or credit note says; `printed` names the optional fields that its layout shows."""
    seller = invoice.partner
    optional = {
        "due_date": invoice.due_date.isoformat() if invoice.due_date else "",
        "seller_legal_id": seller.legal_id,
        "payment_iban": seller.iban,
        "payment_bic": seller.bank[1] if seller.iban[4:9] and "payment_bic" in printed else "",
        "buyer_vat_id": "FR91518374202",
        "buyer_legal_id": "51837420200027",
        "preceding_invoice_reference": invoice.preceding_number,
    }
    return {
        "document_type": document_type,
        "language": language,
        "supplier": seller.id,
        "purchase_order": invoice.order_number,
        "fields": {
            "invoice_number": invoice.number,
            "issue_date": invoice.issue_date.isoformat(),
            "currency": invoice.currency,
            "tax_exclusive_amount": str(invoice.net),
            "tax_amount": str(invoice.tax),
            "tax_inclusive_amount": str(invoice.gross),
            "payable_amount": str(invoice.gross),
            "order_reference": invoice.order_number,
            "seller_name": seller.name,
            "seller_vat_id": seller.vat_id,
            "buyer_name": "Maison Delorme SAS",
            **{name: optional[name] for name in printed},
        },
        "lines": [_line(row, "seller_item_id", row.reference) for row in invoice.rows],
        "tax_breakdown": [
            {"tax_rate": str(rate), "taxable_amount": str(taxable), "tax_amount": str(tax)} for rate, taxable, tax in invoice.taxes
        ],
    }


def order_truth(order: Paperwork, *, language: str = "fr", priced: bool = True, dated: bool = True, ours: bool = True) -> Truth:
    """What an order says; `ours` when it names our references."""
    fields = {"buyer_name": order.partner.name}
    if order.number:
        fields["order_number"] = order.number
    if dated:
        fields["issue_date"] = order.issue_date.isoformat()
    if order.due_date:
        fields["requested_delivery_date"] = order.due_date.isoformat()
    if priced:
        fields |= {"currency": order.currency, "tax_exclusive_amount": str(order.net)}
    lines = [_line(row, "seller_item_id" if ours else "", row.item) for row in order.rows]
    if not priced:
        lines = [{name: value for name, value in line.items() if name not in {"net_price", "line_amount"}} for line in lines]
    for line, row in zip(lines, order.rows, strict=True):
        if row.reference:
            line["buyer_item_id"] = row.reference
    return {"document_type": "order", "language": language, "customer": order.partner.id, "fields": fields, "lines": lines}


def _line(row: Row, id_field: str, id_value: str) -> dict[str, str]:
    reference = {id_field: id_value} if id_field else {}
    return {"item": row.item, **reference, "quantity": str(row.quantity), "net_price": str(row.price), "line_amount": str(row.amount)}
