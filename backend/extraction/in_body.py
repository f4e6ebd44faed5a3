"""Trade documents written into the body itself: an order as table, list or prose, an invoice as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend.extraction import intent, printed, split
from backend.extraction.attached import Attached
from backend.extraction.layout import fold
from backend.extraction.split import Segment
from backend.extraction.titles import PLAIN
from backend.model.document import Document
from backend.model.mail import Mail
from backend.model.trade import DocumentType, Intent, TradeDocument

#: Intents that go together with an order in the body.
_ORDERS = {Intent.ORDER: DocumentType.ORDER, Intent.ORDER_CHANGE: DocumentType.ORDER_CHANGE}
#: Messages that could be an invoice or an order written out; all others only talk about one.
_DOCUMENTS = frozenset({Intent.INVOICE, Intent.CREDIT_NOTE, Intent.ORDER_CONFIRMATION, Intent.OTHER})
#: So many amounts make a document of a message; one that only mentions it has fewer.
_MANY_AMOUNTS = 3
#: Points from which a message plainly orders, whatever else it asks.
_PLAINLY = 3
_AMOUNT = re.compile(r"(?<![\d.,/])\d[\d .,']*[.,]\d{2}(?![\d.,/%])")
#: A message about an invoice does not work out its tax.
_TAX = re.compile(r"\b(?:tva|vat|mwst|ust|iva|btw|tax|moms|mva)\b")
_ITEM_IDS = ("seller_item_id", "buyer_item_id", "gtin")


def extract(body: Document, message: intent.Reading, language: str, mail: Mail) -> tuple[Attached, ...]:
    """The trade documents in the body, () when it holds none."""
    segments = split.segments(body, language)
    text = fold(body.text())
    amounts = len(_AMOUNT.findall(text))
    if segments and segments[0].score >= PLAIN and amounts >= _MANY_AMOUNTS and _TAX.search(text):
        return _written_out(body, segments, language, mail)
    pages = tuple(page.number for page in body.pages)
    order_type = _ORDERS.get(message.intent) or (DocumentType.ORDER if _also_orders(message) else None)
    if order_type:
        document = printed.extract(body, pages, order_type, language, mail)
        return (Attached(document, (), body, pages),) if document.lines else ()
    if message.intent not in _DOCUMENTS or message.scores.get(Intent.OTHER):
        return ()
    if amounts >= _MANY_AMOUNTS:
        return _written_out(body, segments, language, mail)
    return _unannounced_order(body, pages, language, mail)


def _also_orders(message: intent.Reading) -> bool:
    """Whether a message that asks for a date or a confirmation is an order all the same."""
    return message.intent is Intent.ORDER_STATUS_INQUIRY and message.scores.get(Intent.ORDER, 0) >= _PLAINLY


def _written_out(body: Document, segments: Sequence[Segment], language: str, mail: Mail) -> tuple[Attached, ...]:
    """The documents that the body spells out from title to total."""
    return tuple(
        Attached(printed.extract(body, one.pages, one.document_type, language, mail), (), body, one.pages)
        for one in segments
        if one.document_type
    )


def _unannounced_order(body: Document, pages: tuple[int, ...], language: str, mail: Mail) -> tuple[Attached, ...]:
    """An order without a word of ordering: nothing but quantities and item numbers."""
    document = printed.extract(body, pages, DocumentType.ORDER, language, mail)
    return (Attached(document, (), body, pages),) if _names_items(document) else ()


def _names_items(document: TradeDocument) -> bool:
    return any("quantity" in line and any(name in line for name in _ITEM_IDS) for line in document.lines)
