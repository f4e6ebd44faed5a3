"""A credit note as the ERP takes it: its type says that the amounts are owed to us, so they are positive, however they were printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from backend.model.field import Fields
from backend.model.trade import AMOUNT_FIELDS, DocumentType, TradeDocument

#: What turns with the total: a price keeps its sign, as its quantity turns, and so does a rate.
_TURNING = AMOUNT_FIELDS - {"net_price", "tax_rate"}
_TOTALS = ("tax_inclusive_amount", "payable_amount", "tax_exclusive_amount")


def positive(document: TradeDocument) -> TradeDocument:
    """The document with every amount's sign turned when it is a credit note with a negative total; else as it is."""
    total = next((document.value(name) for name in _TOTALS if document.value(name)), "")
    if document.document_type is not DocumentType.CREDIT_NOTE or not total.startswith("-"):
        return document
    return replace(
        document,
        fields=_turned(document.fields),
        lines=tuple(map(_turned, document.lines)),
        tax_breakdown=tuple(map(_turned, document.tax_breakdown)),
    )


def _turned(fields: Fields) -> Fields:
    return {n: replace(f, value=f"{-Decimal(f.value):f}") if n in _TURNING and f.value else f for n, f in fields.items()}
