"""The practice ERP: the embedded connector, used until a real ERP is connected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import sqlalchemy as sa

from backend.connectors import changing
from backend.connectors.connector import StatusReport
from backend.connectors.practice import browse, extras, kept, posting
from backend.connectors.practice import tables as t
from backend.connectors.practice.catalog import order_lines, read_catalog, read_customers, read_items, read_purchase_orders, read_suppliers
from backend.connectors.practice.database import Database
from backend.connectors.practice.pages import Grid, Record
from backend.errors import ConnectorUnavailable
from backend.model.case import Receipt
from backend.model.catalog import Catalog, Customer, Item, PurchaseOrder, Supplier
from backend.model.erp_field import ErpField
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept, OrderChange
from backend.model.mail import Attachment, Mail
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed


@dataclass(frozen=True)
class Config:
    """Where the practice ERP keeps its data and where its web page is."""

    #: An SQLAlchemy URL of a SQLite file.
    url: str
    #: The address under which people reach this installation, without a slash at the end.
    public_url: str


def _now() -> datetime:
    return datetime.now(UTC)


class PracticeErp:
    """An ERP of its own, in its own SQLite file; implements Connector. A document's id is its number."""

    def __init__(self, config: Config, clock: Callable[[], datetime] = _now) -> None:
        self.name = "ERP d'entraînement"
        self.database = Database(config.url)
        self._public_url = config.public_url.rstrip("/")
        self._clock = clock

    def check(self) -> Sequence[Finding]:
        """One Finding when the ERP's file cannot be used or has no company."""
        try:
            with self.database.reading() as connection:
                connection.execute(sa.select(t.company)).one()
        except (ConnectorUnavailable, sa.exc.NoResultFound):
            sentence = Sentence("La base de l'ERP d'entraînement n'est pas utilisable.", "The practice ERP's database cannot be used.")
            remedy = Sentence("Redémarrez le serveur, qui la recrée.", "Restart the server: it creates it again.")
            return (Finding("ERP-CONNECTION", Severity.BLOCKING, sentence, remedy=remedy),)
        return ()

    def fetch_catalog(self, since: datetime | None = None) -> Iterator[Catalog]:  # noqa: ARG002 -- this ERP cannot tell what changed
        """The whole Catalog, whatever `since` says."""
        with self.database.reading() as connection:
            yield from read_catalog(connection, self._public_url)

    def find_purchase_orders(self, numbers: Sequence[str], supplier_id: str = "") -> Sequence[PurchaseOrder]:
        """The purchase orders with these numbers, however they are spaced, of one supplier when given."""
        wanted = {_plain(number) for number in numbers} - {""}
        conditions = [t.purchase_orders.c.supplier_id == supplier_id] if supplier_id else []
        with self.database.reading() as connection:
            return tuple(order for order in read_purchase_orders(connection, *conditions) if _plain(order.number) in wanted)

    def fetch_items(self, ids: Sequence[str]) -> Sequence[Item]:
        """The items with these ids, with stock and planned receipts."""
        with self.database.reading() as connection:
            return read_items(connection, t.items.c.id.in_(ids))

    def fetch_customers(self, ids: Sequence[str]) -> Sequence[Customer]:
        """The customers with these ids, with open balance and credit limit."""
        with self.database.reading() as connection:
            return read_customers(connection, t.customers.c.id.in_(ids))

    def fetch_suppliers(self, ids: Sequence[str]) -> Sequence[Supplier]:
        """The suppliers with these ids, with their bank accounts."""
        with self.database.reading() as connection:
            return read_suppliers(connection, t.suppliers.c.id.in_(ids))

    def fields(self) -> Sequence[ErpField]:
        """What a mapping may fill: warehouse and urgency of orders, account, cost center and tax code of invoices."""
        return extras.FIELDS

    def find(self, key: str) -> Receipt | None:
        """The receipt of what was posted under this key, None when nothing was."""
        with self.database.reading() as connection:
            number = posting.posted(connection, key)
        return self._receipt(number) if number else None

    def post(self, document: Confirmed, key: str) -> Receipt:
        """Create the document once for each key; raises PostingRejected with all of the ERP's reasons."""
        with self.database.writing() as connection:
            number = posting.posted(connection, key) or posting.post(connection, document, key, self._clock())
        return self._receipt(number)

    def read(self, receipt: Receipt) -> Kept | None:
        """The document, None when it is not there or was cancelled."""
        with self.database.reading() as connection:
            return kept.read(connection, receipt.id, self._url(receipt.id))

    def change(self, change: OrderChange, key: str) -> Receipt:  # noqa: ARG002 -- one transaction sees what is left to do
        """Change an order that is open, all of it at once; raises PostingRejected."""
        number = change.kept.id
        with self.database.writing() as connection:
            return changing.made(
                change,
                lambda: kept.read(connection, number, self._url(number)),
                lambda due, _: kept.change(connection, number, due, self._clock()),
            )

    def attach(self, receipt: Receipt, mail: Mail, files: Sequence[Attachment]) -> None:
        """Keep the files with the document, each once."""
        with self.database.writing() as connection:
            posting.attach(connection, receipt.id, mail, files, self._clock())

    def note(self, receipt: Receipt, text: str) -> None:
        """Write one line into the document's history."""
        with self.database.writing() as connection:
            posting.note(connection, receipt.id, text, self._clock())

    def cancel(self, receipt: Receipt) -> None:
        """Mark the document as cancelled; it stays with its history, and its purchase order can be invoiced again."""
        with self.database.writing() as connection:
            posting.cancel(connection, receipt.id, self._clock())

    def status(self, reference: str) -> StatusReport | None:
        """What became of the one order or invoice with this number; None when there is none or when several have it."""
        with self.database.reading() as connection:
            reports = [*self._order_reports(connection, reference), *self._invoice_reports(connection, reference)]
        return reports[0] if len(reports) == 1 else None

    def listing(self, kind: str) -> Grid:
        """All customers, suppliers, items, purchase_orders, sales_orders or supplier_invoices; raises NotFound."""
        with self.database.reading() as connection:
            return browse.listing(connection, kind)

    def record(self, kind: str, record_id: str) -> Record:
        """One of them with its lines, files and history; raises NotFound."""
        with self.database.reading() as connection:
            return browse.record(connection, kind, record_id)

    def file(self, file_id: int) -> Attachment:
        """A file kept with a document; raises NotFound."""
        with self.database.reading() as connection:
            return browse.file(connection, file_id)

    def _receipt(self, number: str) -> Receipt:
        return Receipt(id=number, number=number, url=self._url(number))

    def _url(self, number: str) -> str:
        return f"{self._public_url}/erp.html#{posting.table_of(number).name}/{number}"

    def _order_reports(self, connection: sa.Connection, reference: str) -> list[StatusReport]:
        rows = _numbered(connection, t.sales_orders, "customer_order_number", reference)
        return [
            StatusReport(row.id, row.status, _written(row.delivery_date), self._url(row.id), order_lines(connection, row.id))
            for row in rows
        ]

    def _invoice_reports(self, connection: sa.Connection, reference: str) -> list[StatusReport]:
        rows = _numbered(connection, t.supplier_invoices, "supplier_invoice_number", reference)
        return [
            StatusReport(
                row.id, row.status, _written(row.payment_date or row.due_date), self._url(row.id), paid_on=_written(row.payment_date),
                open_amount=Decimal(0) if row.payment_date else row.tax_inclusive_amount, currency=row.currency,
            )
            for row in rows
        ]  # fmt: skip


def _numbered(connection: sa.Connection, table: sa.Table, partners_number: str, reference: str) -> list[sa.Row[tuple[object, ...]]]:
    """The documents with this number, ours or the partner's."""
    wanted = _plain(reference)
    rows = connection.execute(sa.select(table)).all()
    return [row for row in rows if wanted and wanted in {_plain(row.id), _plain(getattr(row, partners_number))}]


def _plain(number: str) -> str:
    """A number without what people add or leave out when they copy it."""
    return "".join(character for character in number.casefold() if character.isalnum())


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
