"""Where a document lives in Business Central, what its fields are called there, and how its receipt and its link name it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from urllib.parse import quote

from backend.connectors.business_central.calls import Record, decoded
from backend.connectors.http import Json
from backend.errors import PostingRejected
from backend.model.case import Receipt
from backend.model.trade import Confirmed, CreditNote, Order, Totals

#: The status of a document that nobody has released, posted or sent for approval.
DRAFT = "Draft"
#: What a document holds in place of the partner's number until its last call; in capitals, as Business Central keeps every code.
_BEGUN = "CS-"
_DIGITS = 32
_MARKER = re.compile(rf"{_BEGUN}[0-9A-F]{{{_DIGITS}}}")
#: The longest number of a partner's; a filter for a longer one is refused.
MOST_OF_THEIRS = 35
#: How Business Central tells that there is no date, and no record.
_NO_DATE, _NO_ID = "0001-01-01", "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Place:
    """One kind of document."""

    entity: str
    lines: str
    #: Of a line.
    price: str
    partner: str
    #: The partner's own number.
    theirs: str
    day: str
    #: How a file names the kind of document that it belongs to.
    kind: str
    #: The page of the web client that shows one.
    page: int


ORDERS = Place("salesOrders", "salesOrderLines", "unitPrice", "customerId", "externalDocumentNumber", "orderDate", "Sales Order", 42)
INVOICES = Place(
    "purchaseInvoices", "purchaseInvoiceLines", "unitCost", "vendorId", "vendorInvoiceNumber", "invoiceDate", "Purchase Invoice", 51
)
CREDITS = Place(
    "purchaseCreditMemos", "purchaseCreditMemoLines", "unitCost", "vendorId", "vendorCreditMemoNumber", "creditMemoDate",
    "Purchase Credit Memo", 52,
)  # fmt: skip
#: What becomes of a sales order that is delivered; nothing is posted there.
SALES = Place("salesInvoices", "salesInvoiceLines", "unitPrice", "customerId", "externalDocumentNumber", "invoiceDate", "Sales Invoice", 43)
PLACES = (ORDERS, INVOICES, CREDITS, SALES)


def place_of(document: Confirmed) -> Place:
    """Where the document goes."""
    if isinstance(document, Order):
        return ORDERS
    return CREDITS if isinstance(document, CreditNote) else INVOICES


def digest(key: str) -> str:
    """What stands for a key: it may be longer than a field."""
    return sha256(key.encode()).hexdigest()[:_DIGITS].upper()


def begun(key: str) -> str:
    """What stands in the field of the partner's number until the document is finished."""
    return _BEGUN + digest(key)


def is_begun(place: Place, record: Record) -> bool:
    """Whether the document was begun by us and not finished."""
    return bool(_MARKER.fullmatch(text(record[place.theirs])))


def parts(receipt: Receipt) -> tuple[Place, str]:
    """The place and the id; raises PostingRejected for a receipt that is not Business Central's."""
    entity, _, record_id = receipt.id.partition(",")
    for place in PLACES:
        if place.entity == entity and record_id:
            return place, record_id
    raise unknown(receipt)


def unknown(receipt: Receipt) -> PostingRejected:
    """For a document that is not there any more, or never was."""
    return PostingRejected(f"{receipt.number} is not in Business Central.", f"{receipt.number} n’est pas dans Business Central.")


@dataclass(frozen=True)
class Web:
    """The web client that people use."""

    url: str
    company: str

    def link(self, place: Place, number: str) -> str:
        """The address of one document."""
        condition = quote(f"'No.' IS '{number}'")
        return f"{self.url}/?company={quote(self.company)}&page={place.page}&filter={condition}"

    def receipt(self, place: Place, record: Record) -> Receipt:
        """The receipt of one document."""
        return Receipt(f"{place.entity},{record['id']}", record["number"], self.link(place, record["number"]))


def text(value: Json) -> str:
    """A text, "" when there is none."""
    return str(value or "").strip()


def number(value: Json) -> Decimal:
    """A number as it was told, 0 when there is none."""
    return Decimal(str(value or 0))


def day(value: Json) -> date | None:
    """A date, None when there is none."""
    return date.fromisoformat(value) if value and value != _NO_DATE else None


def reference(value: Json) -> str:
    """The id of another record, "" when there is none."""
    return "" if value in {None, _NO_ID} else str(value)


def status(record: Record) -> str:
    """Where a document stands, in Business Central's words."""
    return decoded(record["status"])


def totals(record: Mapping[str, Json]) -> Totals:
    """A document's totals as Business Central reckons them."""
    names = ("totalAmountExcludingTax", "totalTaxAmount", "totalAmountIncludingTax")
    return Totals(*(number(record[name]).quantize(Decimal("0.01")) for name in names))
