"""What is sent to a middleware and what it may answer: the messages, from which the JSON Schema is made."""

from __future__ import annotations

from typing import Annotated

import msgspec

from backend.connectors.connector import StatusReport
from backend.model.case import Receipt
from backend.model.catalog import Catalog
from backend.model.erp_field import ErpField
from backend.model.kept import OrderChange
from backend.model.trade import Confirmed, CreditNote, Invoice, Order

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
_Link = Annotated[str, msgspec.Meta(pattern=r"^(https?://\S+)?$", max_length=2000)]


class Links(msgspec.Struct):
    """Where the middleware finds us; `receipt` takes the receipt when it comes later, "" when nobody told us our own address."""

    receipt: str = ""


class InvoiceMessage(msgspec.Struct, tag="invoice"):
    """A supplier's invoice that was confirmed; `key` is the same at every attempt."""

    key: str
    document: Invoice
    links: Links


class CreditNoteMessage(msgspec.Struct, tag="credit_note"):
    """A supplier's credit note that was confirmed."""

    key: str
    document: CreditNote
    links: Links


class OrderMessage(msgspec.Struct, tag="order"):
    """A customer's order that was confirmed."""

    key: str
    document: Order
    links: Links


class OrderChangeMessage(msgspec.Struct, tag="order_change"):
    """A customer's change of an order that was confirmed: `kept` names the order, `lines` are as they are to be, those not named stay."""

    key: str
    document: OrderChange
    links: Links


class File(msgspec.Struct):
    """A file as it came with the e-mail, in base64."""

    name: str
    media_type: str
    content: bytes


class AttachmentMessage(msgspec.Struct, tag="attachment"):
    """An original file of a posted document."""

    receipt: Receipt
    file: File


class NoteMessage(msgspec.Struct, tag="note"):
    """A line for the history of a posted document."""

    receipt: Receipt
    text: str


class CancellationMessage(msgspec.Struct, tag="cancellation"):
    """A posted document is to be taken back."""

    receipt: Receipt


class CatalogMessage(msgspec.Struct, tag="catalog"):
    """The master data and open documents are asked for: a Catalog is the answer."""


class LiveMessage(msgspec.Struct, tag="live"):
    """What the things with these ids are now, with stock, balances and accounts: a Catalog with them is the answer."""

    items: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()


class FieldsMessage(msgspec.Struct, tag="fields"):
    """It is asked which fields of the ERP's own an administrator may have filled: an array of ErpField is the answer."""


class StatusMessage(msgspec.Struct, tag="status"):
    """It is asked what became of the order or invoice with this number: a StatusReport is the answer."""

    reference: str


Message = (
    InvoiceMessage
    | CreditNoteMessage
    | OrderMessage
    | OrderChangeMessage
    | AttachmentMessage
    | NoteMessage
    | CancellationMessage
    | CatalogMessage
    | LiveMessage
    | FieldsMessage
    | StatusMessage
)


class Answer(msgspec.Struct):
    """The receipt as the middleware writes it: the ERP's own id, unique among everything it answers, its number for people, and a link."""

    id: _Text
    number: _Text
    url: _Link = ""

    def receipt(self) -> Receipt:
        """The receipt as it is kept."""
        return Receipt(self.id, self.number, self.url)


class Refusal(msgspec.Struct):
    """Why a message was not taken, in a sentence for the person who sent it."""

    message: Annotated[str, msgspec.Meta(min_length=1)]


def posting(document: Confirmed, key: str, links: Links) -> Message:
    """The message that a confirmed document is."""
    if isinstance(document, OrderChange):
        return OrderChangeMessage(key, document, links)
    if isinstance(document, Order):
        return OrderMessage(key, document, links)
    if isinstance(document, CreditNote):
        return CreditNoteMessage(key, document, links)
    return InvoiceMessage(key, document, links)


def schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of every message, with those of the answers among its definitions."""
    (message, *_), definitions = msgspec.json.schema_components(
        [Message, Answer, Refusal, Catalog, StatusReport, ErpField], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Countersign sends to a middleware",
        **message,
        "$defs": definitions,
    }
