"""Trade documents written into the body itself: an order as table, list or prose, an invoice as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backend.content import quotation
from backend.extraction import intent, printed, split
from backend.extraction.asked import Asking
from backend.extraction.attached import Attached
from backend.extraction.candidates import candidates
from backend.extraction.envelope import with_headers
from backend.extraction.layout import fold
from backend.extraction.message import Message
from backend.extraction.split import Segment
from backend.extraction.titles import PLAIN
from backend.extraction.told_changes import named_in_subject, told_changes
from backend.model.document import Document
from backend.model.field import Field, Fields
from backend.model.finding import Finding, Severity
from backend.model.mail import Mail
from backend.model.sentence import Sentence
from backend.model.trade import ITEM_IDS, ITEM_NAMES, DocumentType, Intent, TradeDocument

#: Intents that go together with an order in the body.
_ORDERS = {Intent.ORDER: DocumentType.ORDER, Intent.ORDER_CHANGE: DocumentType.ORDER_CHANGE}
#: Messages that could be an invoice or an order written out; all others only talk about one.
_DOCUMENTS = frozenset({Intent.INVOICE, Intent.CREDIT_NOTE, Intent.ORDER_CONFIRMATION, Intent.OTHER})
#: Messages that are about an invoice, and may repeat its amounts.
_TALKS = frozenset({
    Intent.PAYMENT_REMINDER, Intent.REMITTANCE_ADVICE, Intent.DISPUTE, Intent.PAYMENT_STATUS_INQUIRY, Intent.BANK_DETAILS_CHANGE,
})  # fmt: skip
#: So many amounts make a document of a message; one that only mentions it has fewer.
_MANY_AMOUNTS = 3
#: What a message that orders may ask as well.
_BESIDE_AN_ORDER = frozenset({Intent.ORDER_STATUS_INQUIRY, Intent.QUOTE_REQUEST})
#: Points from which a message plainly orders, whatever else it asks.
_PLAINLY = 5
_AMOUNT = re.compile(r"(?<![\d.,/])\d[\d .,']*[.,]\d{2}(?![\d.,/%])")
#: A message about an invoice does not work out its tax.
_TAX = re.compile(r"\b(?:tva|vat|mwst|ust|iva|btw|tax|moms|mva)\b")
_TOTAL = re.compile(r"\b(?:total|totale|totaal|gesamt\w*|\w*summe|a payer|zu zahlen|importe total)\b")
_TOTALS = frozenset({"tax_inclusive_amount", "payable_amount", "tax_exclusive_amount"})
_UNREAD = Sentence(
    "Le client demande peut-être encore autre chose : « {words} ».", "The customer may be asking for something else: “{words}”."
)
_ADD_IT = Sentence("Ajoutez-le aux lignes, ou faites-le dans l’ERP.", "Add it to the lines, or do it in the ERP.")
#: What the sentences of a change say better than the labels of a page.
_TOLD_OF_CHANGES = frozenset({"order_number", "order_reference", "requested_delivery_date"})
#: What words around a name tell better than its place does.
_BEST_TOLD = frozenset({"buyer_name", "requested_delivery_date"})
_THINGS = frozenset({*ITEM_NAMES, "line_number"})


def extract(body: Document, said: Message, mail: Mail) -> tuple[Attached, ...]:
    """The trade documents in the body, () when it holds none."""
    message = said.reading
    segments = split.segments(body, said.language)
    is_told = message.intent in _ORDERS and bool(said.asked.lines) and not any(one.score for one in segments)
    if not is_told and _is_written_out(body, segments, message):
        found = tuple(_written(body, one.pages, _type(one.document_type, message), said, mail) for one in segments if one.document_type)
        return tuple(one for one in found if one.document.lines or _TOTALS & one.document.fields.keys())
    pages = tuple(page.number for page in body.pages)
    if message.intent is Intent.ORDER_CHANGE and (change := _change(body, pages, said, mail)):
        return (change,)
    order_type = _ORDERS.get(message.intent) or (DocumentType.ORDER if _also_orders(message) else None)
    if order_type:
        order = _read(body, pages, order_type, said, mail)
        return (order,) if _has_lines(order.document) else ()
    if message.intent is Intent.OTHER and not message.is_told:
        order = _read(body, pages, DocumentType.ORDER, said, mail)
        return (order,) if _names_items(order.document) else ()
    return ()


def _change(body: Document, pages: tuple[int, ...], said: Message, mail: Mail) -> Attached | None:
    """The change of an order that the sentences tell; None when they tell none that can be made out."""
    since = mail.received_at.date() if mail.received_at else None
    told = told_changes(candidates(body, pages, said.language), mail.subject, since)
    lines = _changed(told.lines, said.asked.lines)
    if not lines and "requested_delivery_date" not in told.fields:
        return None
    read = _read(body, pages, DocumentType.ORDER_CHANGE, said, mail)
    kept = {name: one for name, one in read.document.fields.items() if name not in _TOLD_OF_CHANGES and name not in _TOTALS}
    findings = tuple(Finding("CHANGE-UNREAD", Severity.WARNING, _UNREAD.filled(words=one), remedy=_ADD_IT) for one in told.unread)
    return replace(read, document=replace(read.document, fields={**kept, **told.fields}, lines=lines), findings=findings)


def _changed(ruled: tuple[Fields, ...], asked: tuple[Fields, ...]) -> tuple[Fields, ...]:
    """The lines of a change: what the rules tell where they name each thing, else what is asked for with the old quantities they tell."""
    if len(ruled) >= len(asked) and all(_THINGS & line.keys() for line in ruled):
        return ruled
    before = {line["quantity"].value: line["previous_quantity"] for line in ruled if {"quantity", "previous_quantity"} <= line.keys()}
    dropped = tuple(line for line in ruled if "quantity" in line and line["quantity"].value == "0")
    old = ({"previous_quantity": before[count]} if (count := line["quantity"].value) in before else {} for line in asked)
    return (*({**line, **told} for line, told in zip(asked, old, strict=True)), *dropped)


def _written(body: Document, pages: tuple[int, ...], document_type: DocumentType, said: Message, mail: Mail) -> Attached:
    """The document that the body spells out as a page would."""
    document = printed.extract(body, pages, document_type, said.language, mail)
    return Attached(_cleared(document, mail) if document_type in _ORDERS.values() else document, (), body, pages)


def _read(body: Document, pages: tuple[int, ...], document_type: DocumentType, said: Message, mail: Mail) -> Attached:
    """The order that the body tells in the sender's own words."""
    document = _told(printed.extract(body, pages, document_type, said.language, mail), said.asked)
    return Attached(with_headers(_cleared(document, mail), mail), (), body, pages)


def _cleared(document: TradeDocument, mail: Mail) -> TradeDocument:
    return _numbered(_without_items(document), mail)


def _told(document: TradeDocument, asked: Asking) -> TradeDocument:
    """The order with the lines that its words ask for, where no arithmetic bears out those of a table, and with what else they say."""
    is_proven = bool(document.lines) and all(_is_borne_out(line) for line in document.lines)
    lines = document.lines if is_proven or not asked.lines else asked.lines
    fields = {**{name: one for name, one in asked.fields.items() if name not in _TOLD_OF_CHANGES}, **document.fields}
    return replace(document, lines=lines, fields={**fields, **{n: f for n, f in asked.fields.items() if n in _BEST_TOLD}})


def _is_borne_out(line: Fields) -> bool:
    return "line_amount" in line and line["line_amount"].method == "arithmetic"


def _numbered(document: TradeDocument, mail: Mail) -> TradeDocument:
    """The order with the number that the subject tells, where its text has none; what a reply repeats may be another order's."""
    is_open = document.document_type is DocumentType.ORDER and not document.number() and not quotation.is_reply(mail.subject)
    number = named_in_subject("order_number", mail.subject, document.sources[0]) if is_open else None
    return replace(document, fields={"order_number": number, **document.fields}) if number else document


def _without_items(document: TradeDocument) -> TradeDocument:
    """The order without header values that stand in its lines: an item's number is not the order's, one price no total."""
    of_items = {fold(field.value) for line in document.lines for name in ITEM_IDS if (field := line.get(name))}
    words = {word for line in document.lines if "description" in line for word in fold(line["description"].value).split()}
    priced = [field for line in document.lines for name in ("net_price", "line_amount") if (field := line.get(name))]

    def is_an_items(field: Field) -> bool:
        if field.name == "order_number":
            return fold(field.value) in of_items | words
        return field.name in _TOTALS and any(_same_place(field, one) for one in priced)

    return replace(document, fields={name: field for name, field in document.fields.items() if not is_an_items(field)})


def _same_place(one: Field, other: Field) -> bool:
    """Whether a total is but the price that a sentence tells of one item."""
    excerpts = {field.evidence.excerpt for field in (one, other) if field.evidence}
    return one.value == other.value and (other.method == "sentence" or len(excerpts) == 1)


def _type(document_type: DocumentType, message: intent.Reading) -> DocumentType:
    """The type of a document written out; an order that its seller repeats is the confirmation of it."""
    is_confirmed = document_type is DocumentType.ORDER and message.intent is Intent.ORDER_CONFIRMATION
    return DocumentType.ORDER_CONFIRMATION if is_confirmed else document_type


def _is_written_out(body: Document, segments: Sequence[Segment], message: intent.Reading) -> bool:
    """Whether the body spells a document out, from title to total; a message that only talks about one has less of both."""
    if segments and _is_worked_out(body, segments[0], message):
        return True
    if not segments or (message.intent is Intent.OTHER and message.is_told):
        return False
    text = fold(body.text())
    is_titled = segments[0].score >= PLAIN
    if len(_AMOUNT.findall(text)) >= _MANY_AMOUNTS:
        return message.intent in _DOCUMENTS or (is_titled and _works_out(text, message))
    return is_titled and message.intent in _DOCUMENTS


def _is_worked_out(body: Document, first: Segment, message: intent.Reading) -> bool:
    """Whether it is an invoice with its tax and its total, whatever else its words may say; a reminder of one is not."""
    if first.document_type not in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE} or message.intent in _TALKS:
        return False
    text = fold(body.text())
    return len(_AMOUNT.findall(text)) >= _MANY_AMOUNTS and bool(_TAX.search(text)) and bool(_TOTAL.search(text))


def _works_out(text: str, message: intent.Reading) -> bool:
    """Whether a message works out tax or total as only a document does; a reminder has a total too."""
    return bool(_TAX.search(text)) or (message.intent in _DOCUMENTS | _ORDERS.keys() and bool(_TOTAL.search(text)))


def _also_orders(message: intent.Reading) -> bool:
    """Whether a message that asks for a date or a confirmation is an order all the same."""
    return message.intent in _BESIDE_AN_ORDER and message.scores.get(Intent.ORDER, 0) >= _PLAINLY


def _has_lines(document: TradeDocument) -> bool:
    """Whether something is ordered: a number that is the order's own is no quantity."""
    return any("quantity" in line and line["quantity"].value != document.number() for line in document.lines)


def _names_items(document: TradeDocument) -> bool:
    """Whether it is an order without a word of ordering: quantities and item numbers."""
    return any("quantity" in line and any(name in line for name in ITEM_IDS) for line in document.lines)
