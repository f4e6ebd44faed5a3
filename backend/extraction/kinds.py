"""The kinds of page: the trade documents, and what only accompanies them."""

from __future__ import annotations

from enum import StrEnum

from backend.model.trade import DocumentType


class Kind(StrEnum):
    """What a page can be: a trade document, or one that only accompanies it."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CORRECTION = "correction"
    ORDER = "order"
    ORDER_CHANGE = "order_change"
    ORDER_CONFIRMATION = "order_confirmation"
    PRO_FORMA = "pro_forma"
    DELIVERY_NOTE = "delivery_note"
    QUOTATION = "quotation"
    REMINDER = "reminder"
    STATEMENT = "statement"
    REMITTANCE = "remittance"
    TERMS = "terms"
    BANK_DETAILS = "bank_details"
    TECHNICAL = "technical"

    @property
    def document_type(self) -> DocumentType | None:
        """The trade document it is read as, None when it only accompanies one."""
        if self in _READ_AS:
            return _READ_AS[self]
        return DocumentType(self.value) if self.value in set(DocumentType) else None


#: A pro forma invoice only announces one; a correction is an invoice (EN 16931, BT-3, code 384) unless its total takes something back.
_READ_AS = {Kind.PRO_FORMA: DocumentType.INVOICE, Kind.CORRECTION: DocumentType.INVOICE}
