"""The tables of the practice ERP: master data, orders, invoices, and what was posted under which key."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


class Exact(TypeDecorator[Decimal]):
    """A Decimal kept as text: SQLite has no exact number with a fraction."""

    impl = sa.String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """The text that is kept."""
        return None if value is None else f"{value:f}"

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002 -- SQLAlchemy's signature
        """The Decimal that was kept."""
        return None if value is None else Decimal(value)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept and answered in UTC."""

    impl = sa.DateTime()
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 -- as above
        """The same moment in UTC, without saying so."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 -- as above
        """The moment, said to be UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False, default="")


def _texts(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, sa.JSON, nullable=False, default=list)


def _later(*names: str) -> list[sa.Column[str]]:
    """Texts that a table of an earlier version does not have yet."""
    return [sa.Column(name, sa.String, nullable=False, default="", server_default="") for name in names]


def _exact(name: str) -> sa.Column[Decimal]:
    return sa.Column(name, Exact, nullable=False)


def _partner() -> list[sa.Column[Any]]:
    """The columns that customers and suppliers share."""
    texts = ("name", "vat_id", "legal_id", "street", "postal_code", "city", "country", "currency", "payment_terms")
    return [
        sa.Column("id", sa.String, primary_key=True),
        *(_text(name) for name in texts),
        *(_texts(name) for name in ("aliases", "email_domains", "emails")),
        sa.Column("is_blocked", sa.Boolean, nullable=False, default=False),
    ]


def _line(document: str) -> list[sa.Column[Any]]:
    """The columns that the lines of every document share."""
    return [
        sa.Column("id", sa.String, primary_key=True),
        sa.Column(f"{document}_id", sa.ForeignKey(f"{document}s.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        _text("item_id"),
        _text("description"),
        _exact("quantity"),
        _text("unit_code"),
        _exact("net_price"),
        sa.Column("tax_rate", Exact),
    ]


metadata = sa.MetaData()

#: Our own company: one row.
company = sa.Table(
    "company",
    metadata,
    *_partner(),
    _text("iban"),
    _text("bic"),
    #: The last day whose accounts are closed: nothing is posted on or before it.
    sa.Column("closed_until", sa.Date, nullable=False),
)
customers = sa.Table("customers", metadata, *_partner(), sa.Column("credit_limit", Exact))
suppliers = sa.Table("suppliers", metadata, *_partner(), _texts("ibans"))
items = sa.Table(
    "items",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    _text("description"),
    _texts("aliases"),
    _text("gtin"),
    _text("unit_code"),
    _exact("net_price"),
    _exact("tax_rate"),
    _exact("stock"),
)
#: A supplier's or customer's own reference for an item, and the price agreed with that partner.
item_partners = sa.Table(
    "item_partners",
    metadata,
    sa.Column("item_id", sa.ForeignKey("items.id"), primary_key=True),
    sa.Column("partner_id", sa.String, primary_key=True),
    _text("reference"),
    sa.Column("net_price", Exact),
)

purchase_orders = sa.Table(
    "purchase_orders",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("supplier_id", sa.ForeignKey("suppliers.id"), nullable=False),
    sa.Column("issue_date", sa.Date, nullable=False),
    _text("currency"),
    _text("status"),
)
purchase_order_lines = sa.Table("purchase_order_lines", metadata, *_line("purchase_order"), sa.Column("expected_date", sa.Date))
goods_receipts = sa.Table(
    "goods_receipts",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("purchase_order_line_id", sa.ForeignKey("purchase_order_lines.id"), primary_key=True),
    sa.Column("receipt_date", sa.Date, nullable=False),
    _text("delivery_note"),
    _exact("quantity"),
)

sales_orders = sa.Table(
    "sales_orders",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("customer_id", sa.ForeignKey("customers.id"), nullable=False),
    _text("customer_order_number"),
    sa.Column("issue_date", sa.Date, nullable=False),
    sa.Column("requested_delivery_date", sa.Date),
    sa.Column("delivery_date", sa.Date),
    _text("delivery_address"),
    _text("currency"),
    _text("status"),
    _exact("tax_exclusive_amount"),
    *_later("payment_terms", "quotation_reference"),
)
sales_order_lines = sa.Table(
    "sales_order_lines",
    metadata,
    *_line("sales_order"),
    _exact("line_amount"),
    sa.Column("requested_delivery_date", sa.Date),
    sa.Column("delivered_quantity", Exact, nullable=False, default=Decimal(0)),
    *_later("partner_item_id"),
)

#: Supplier invoices and credit notes; amounts of a credit note are positive, its type says what they mean.
supplier_invoices = sa.Table(
    "supplier_invoices",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    _text("document_type"),
    sa.Column("supplier_id", sa.ForeignKey("suppliers.id"), nullable=False),
    _text("supplier_invoice_number"),
    sa.Column("issue_date", sa.Date, nullable=False),
    sa.Column("due_date", sa.Date),
    sa.Column("payment_date", sa.Date),
    _text("currency"),
    _text("status"),
    _text("purchase_order_id"),
    _text("preceding_invoice_reference"),
    _text("payment_iban"),
    _exact("tax_exclusive_amount"),
    _exact("tax_amount"),
    _exact("tax_inclusive_amount"),
    *_later("payment_terms"),
)
supplier_invoice_lines = sa.Table(
    "supplier_invoice_lines",
    metadata,
    *_line("supplier_invoice"),
    _exact("line_amount"),
    sa.Column("purchase_order_line_id", sa.String, nullable=False, default="", index=True),
)

#: What we invoiced to customers, and what they have paid of it.
customer_invoices = sa.Table(
    "customer_invoices",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("customer_id", sa.ForeignKey("customers.id"), nullable=False),
    _text("sales_order_id"),
    sa.Column("issue_date", sa.Date, nullable=False),
    sa.Column("due_date", sa.Date, nullable=False),
    sa.Column("payment_date", sa.Date),
    _text("currency"),
    _exact("tax_inclusive_amount"),
    _exact("paid_amount"),
)
#: Payment terms by their names; those of several dates have no days.
payment_terms = sa.Table(
    "payment_terms",
    metadata,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("days", sa.Integer),
    sa.Column("is_end_of_month", sa.Boolean, nullable=False),
)

#: What was posted from outside, once for each key.
postings = sa.Table(
    "postings",
    metadata,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, unique=True),
    sa.Column("posted_at", Moment, nullable=False),
)
files = sa.Table(
    "files",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False),
    sa.Column("content_hash", sa.String, nullable=False),
    _text("name"),
    _text("media_type"),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("document_id", "content_hash"),
)
history = sa.Table(
    "history",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document_id", sa.String, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    _text("text"),
)
#: Values of fields that only a mapping fills (`extras.FIELDS`); position 0 is the header.
extras = sa.Table(
    "extras",
    metadata,
    sa.Column("document_id", sa.String, primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    _text("value"),
)
#: The last number given out in each series and year ("CV-2026").
counters = sa.Table("counters", metadata, sa.Column("series", sa.String, primary_key=True), sa.Column("last", sa.Integer, nullable=False))
