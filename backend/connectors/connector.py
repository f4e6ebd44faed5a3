"""The contract of an ERP connector."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from backend.connectors.claims import Claims
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed


class Capability(StrEnum):
    """What an ERP may lack, or may keep to itself; everything else every connector does."""

    #: Naming its customers, suppliers and items.
    CATALOG = "catalog"
    #: Naming purchase orders with what was received and invoiced.
    PURCHASE_ORDERS = "purchase_orders"
    #: Keeping files with a document.
    ATTACHMENTS = "attachments"
    #: Keeping a history of a document that a line can be written into.
    NOTES = "notes"
    #: Taking a posting back.
    CANCEL = "cancel"
    #: Telling what became of an order or invoice.
    STATUS = "status"
    #: Telling what is in stock and what is on its way.
    STOCK = "stock"
    #: Telling what a customer owes and may owe.
    BALANCE = "balance"
    #: Showing a document as it was kept.
    READING = "reading"
    #: Changing an order that is there.
    CHANGE = "change"


@dataclass(frozen=True)
class StatusLine:
    """What became of one line of an order; None for what the ERP does not tell."""

    item_id: str
    description: str
    quantity: Decimal
    delivered_quantity: Decimal | None = None
    invoiced_quantity: Decimal | None = None
    #: ISO 8601 date of its delivery, "" when the ERP names none.
    expected: str = ""


@dataclass(frozen=True)
class StatusReport:
    """What the ERP says of one document: an order's delivery, an invoice's payment."""

    number: str
    #: In the ERP's words: open, partly delivered, delivered, invoiced, paid, ...
    status: str
    #: ISO 8601 date of the next step (delivery, payment), "" when the ERP names none.
    expected: str = ""
    url: str = ""
    #: Those of an order.
    lines: tuple[StatusLine, ...] = ()
    #: ISO 8601 date of an invoice's last payment, "" while there is none.
    paid_on: str = ""
    #: What is still to be paid of an invoice, with VAT; None when the ERP does not tell.
    open_amount: Decimal | None = None
    #: ISO 4217, "" when there is no amount.
    currency: str = ""


class Connector(Protocol):
    """One ERP, reachable.

    Every method raises only ConnectorUnavailable (try again), ConnectorMisconfigured (ask the administrator) or
    PostingRejected (ask the reviewer; the message is the ERP's own sentence).
    """

    def check(self) -> Sequence[Finding]:
        """What is wrong with the connection, in words for an administrator; empty when all is well."""

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:
        """The master data and open documents, only what changed when `since` is given and the ERP can tell.

        They come in pieces as the ERP's pages arrive, each of at most some 1,000 things and each thing in one piece only; our own
        company's data are in the first. An error may come with any piece.
        """

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these numbers, of one supplier when given; unknown numbers are left out."""

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids as they are now, with stock and planned receipts; unknown ids are left out."""

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids as they are now, with open balance and credit limit; unknown ids are left out."""

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids as they are now, with their bank accounts; unknown ids are left out."""

    def fields(self) -> Sequence[ErpField]:
        """The ERP's own fields, custom ones too, that an administrator may have filled; without those that `post` fills from the document.

        `post` writes a document's `erp_fields` into them, on the header and on each line (`mapped.offered` refuses what does not fit).
        """

    def find(self, key: str) -> Receipt | None:
        """The receipt of what was posted under this key, None when nothing was; what a retry asks first."""

    def post(self, document: Confirmed, key: str) -> Receipt:
        """Create the document under the key; with a key already used, answers the first receipt and creates nothing."""

    def read(self, receipt: Receipt) -> Kept | None:
        """The document as it stands in the ERP: totals, lines and dates; None when it is not there, or the ERP does not show it."""

    def change(self, change: OrderChange, key: str) -> Receipt:
        """Make the order as the change wants it and answer its receipt; repeated, it does what is left to do (`changing.made`).

        An order is changed as its state in the ERP allows; raises PostingRejected with the ERP's reason when it does not.
        """

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:
        """Keep the original files with the posted document; doing it twice keeps each file once (by content hash)."""

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's history in the ERP."""

    def cancel(self, receipt: Receipt) -> None:
        """Take the posting back, as far as the ERP allows; raises PostingRejected with its reason when it does not."""

    def status(self, reference: str) -> StatusReport | None:
        """What became of the order or invoice with this number (ours or the partner's), None when it is unknown."""


class Receipts(Protocol):
    """What an organisation's ERP answered to postings, kept by us for one that cannot be asked by key, or that answers later."""

    def get(self, key: str) -> Receipt | None:
        """The receipt under this key, None when there is none yet."""

    def keep(self, key: str, receipt: Receipt) -> Receipt:
        """The receipt that is kept under the key: this one, or the one that came first."""


class NoReceipts:
    """Implements Receipts for a connector that is only tried."""

    def get(self, key: str) -> Receipt | None:  # noqa: ARG002 -- the contract's name
        """None."""
        return None

    def keep(self, key: str, receipt: Receipt) -> Receipt:  # noqa: ARG002 -- the contract's name
        """The receipt, which is not kept."""
        return receipt


@dataclass(frozen=True)
class Surroundings:
    """What a connector is given beside its Config."""

    claims: Claims
    #: The address under which people reach this installation, without a slash at the end.
    public_url: str = ""
    #: Whose connector it is.
    organisation: str = ""
    receipts: Receipts = field(default_factory=NoReceipts)
    #: The folder of this server that has a folder for each organisation which may drop files there; None when none may.
    drop_root: Path | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of ERP that can be connected."""

    #: As its makers write it.
    name: str
    #: The frozen dataclass whose attributes an administrator fills in (`form.asked`).
    config: type[Any]
    #: Makes the connector of a Config; no call is made yet.
    open: Callable[[Any, Surroundings], Connector]
    #: What it cannot do, each in a plain sentence for the administrator; its method is there all the same and does nothing, or refuses.
    lacks: Mapping[Capability, Sentence]
