"""Reads the practice ERP's tables as the nouns of the Catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from backend.connectors.connector import StatusLine
from backend.connectors.pieces import pieces
from backend.connectors.practice import tables as t
from backend.connectors.practice.states import State
from backend.model.catalog import (
    Catalog,
    Customer,
    ExpectedReceipt,
    Item,
    PaymentTerms,
    PurchaseOrder,
    PurchaseOrderLine,
    SalesOrder,
    Supplier,
    SupplierInvoice,
)
from backend.model.trade import DocumentType


def read_catalog(connection: sa.Connection, url: str) -> Iterator[Catalog]:
    """Everything that documents are matched against, in pieces; links begin with `url`."""
    own = connection.execute(sa.select(t.company)).one()
    yield Catalog(
        payment_terms=tuple(read_payment_terms(connection)),
        own_name=own.name,
        own_vat_id=own.vat_id,
        own_legal_id=own.legal_id,
        own_domains=tuple(own.email_domains),
    )
    yield from pieces(
        customers=read_customers(connection),
        suppliers=read_suppliers(connection),
        items=read_items(connection),
        purchase_orders=read_purchase_orders(connection),
        sales_orders=_sales_orders(connection, url),
        supplier_invoices=_supplier_invoices(connection, url),
    )


def read_customers(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Customer, ...]:
    """The customers for which the conditions hold, with what they owe us."""
    invoice = t.customer_invoices
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for row in connection.execute(sa.select(invoice.c.customer_id, invoice.c.tax_inclusive_amount, invoice.c.paid_amount)):
        owed[row.customer_id] += row.tax_inclusive_amount - row.paid_amount
    rows = connection.execute(sa.select(t.customers).where(*conditions))
    return tuple(Customer(**_partner(row), open_balance=owed[row.id], credit_limit=row.credit_limit) for row in rows)


def read_suppliers(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Supplier, ...]:
    """The suppliers for which the conditions hold, with the accounts they are paid on."""
    rows = connection.execute(sa.select(t.suppliers).where(*conditions))
    return tuple(Supplier(**_partner(row), ibans=tuple(row.ibans)) for row in rows)


def read_items(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[Item, ...]:
    """The items for which the conditions hold, with stock and planned receipts."""
    customers = set(connection.scalars(sa.select(t.customers.c.id)))
    terms: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in connection.execute(sa.select(t.item_partners)):
        terms[row.item_id].append(row)
    expected = _expected_receipts(connection)
    rows = connection.execute(sa.select(t.items).where(*conditions).order_by(t.items.c.id))
    return tuple(_item(row, terms[row.id], customers, expected.get(row.id, ())) for row in rows)


def read_payment_terms(connection: sa.Connection) -> tuple[PaymentTerms, ...]:
    """The payment terms, which go by their names."""
    rows = connection.execute(sa.select(t.payment_terms))
    return tuple(PaymentTerms(row.id, row.id, row.days, row.is_end_of_month) for row in rows)


def _expected_receipts(connection: sa.Connection) -> dict[str, tuple[ExpectedReceipt, ...]]:
    """What is still to come on open purchase orders, by item."""
    received, line, order = received_quantities(connection), t.purchase_order_lines, t.purchase_orders
    query = (
        sa.select(line.c.id, line.c.item_id, line.c.quantity, line.c.expected_date)
        .join(order, line.c.purchase_order_id == order.c.id)
        .where(order.c.status == State.OPEN, line.c.expected_date.is_not(None))
        .order_by(line.c.expected_date)
    )
    expected: dict[str, tuple[ExpectedReceipt, ...]] = defaultdict(tuple)
    for row in connection.execute(query):
        rest = row.quantity - received.get(row.id, Decimal(0))
        if rest > 0:
            expected[row.item_id] += (ExpectedReceipt(row.expected_date, rest),)
    return expected


def read_purchase_orders(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[PurchaseOrder, ...]:
    """The purchase orders for which the conditions hold, with what was received and invoiced of each line."""
    orders = connection.execute(sa.select(t.purchase_orders).where(*conditions).order_by(t.purchase_orders.c.id)).all()
    lines = _purchase_order_lines(connection, [order.id for order in orders])
    return tuple(_purchase_order(order, tuple(lines[order.id])) for order in orders)


def invoiced_quantities(connection: sa.Connection) -> dict[str, Decimal]:
    """What was invoiced, less what was credited, by line of purchase order; cancelled documents do not count."""
    invoice, line = t.supplier_invoices, t.supplier_invoice_lines
    query = (
        sa.select(line.c.purchase_order_line_id, line.c.quantity, invoice.c.document_type)
        .join(invoice, line.c.supplier_invoice_id == invoice.c.id)
        .where(line.c.purchase_order_line_id != "", invoice.c.status != State.CANCELLED)
    )
    quantities: dict[str, Decimal] = defaultdict(Decimal)
    for line_id, quantity, document_type in connection.execute(query):
        quantities[line_id] += -quantity if document_type == DocumentType.CREDIT_NOTE else quantity
    return quantities


def order_lines(connection: sa.Connection, number: str) -> tuple[StatusLine, ...]:
    """The lines of a customer's order with what was delivered of each; what was delivered is invoiced with the order as a whole."""
    line, order = t.sales_order_lines, t.sales_orders
    query = sa.select(line, order.c.status).join(order, line.c.sales_order_id == order.c.id).where(order.c.id == number)
    return tuple(
        StatusLine(
            row.item_id, row.description, row.quantity, row.delivered_quantity,
            row.quantity if row.status in {State.INVOICED, State.PAID} else Decimal(0),
            row.requested_delivery_date.isoformat() if row.requested_delivery_date else "",
        )
        for row in connection.execute(query.order_by(line.c.position))
    )  # fmt: skip


def received_quantities(connection: sa.Connection) -> dict[str, Decimal]:
    """What was received, by line of purchase order."""
    quantities: dict[str, Decimal] = defaultdict(Decimal)
    for row in connection.execute(sa.select(t.goods_receipts)):
        quantities[row.purchase_order_line_id] += row.quantity
    return quantities


def _purchase_order(order: sa.Row[Any], lines: tuple[PurchaseOrderLine, ...]) -> PurchaseOrder:
    fully_invoiced = bool(lines) and all(line.invoiced_quantity >= line.quantity for line in lines)
    status = State.INVOICED if order.status == State.OPEN and fully_invoiced else State(order.status)
    return PurchaseOrder(order.id, order.id, order.supplier_id, order.currency, lines, order.issue_date, status.value)


def _purchase_order_lines(connection: sa.Connection, order_ids: Sequence[str]) -> dict[str, list[PurchaseOrderLine]]:
    invoiced, received = invoiced_quantities(connection), received_quantities(connection)
    line = t.purchase_order_lines
    lines: dict[str, list[PurchaseOrderLine]] = defaultdict(list)
    for row in connection.execute(sa.select(line).where(line.c.purchase_order_id.in_(order_ids)).order_by(line.c.position)):
        lines[row.purchase_order_id].append(
            PurchaseOrderLine(
                id=row.id,
                item_id=row.item_id,
                description=row.description,
                quantity=row.quantity,
                net_price=row.net_price,
                received_quantity=received.get(row.id, Decimal(0)),
                invoiced_quantity=invoiced.get(row.id, Decimal(0)),
                unit_code=row.unit_code,
                tax_rate=row.tax_rate,
            )
        )
    return lines


def _partner(row: sa.Row[Any]) -> dict[str, Any]:
    texts = ("id", "name", "vat_id", "legal_id", "street", "postal_code", "city", "country", "currency", "payment_terms")
    lists = ("email_domains", "emails", "aliases")
    columns = row._mapping  # noqa: SLF001 -- SQLAlchemy's documented way to read a row by name
    return {name: columns[name] for name in texts} | {name: tuple(columns[name]) for name in lists}


def _item(row: sa.Row[Any], terms: Sequence[sa.Row[Any]], customers: set[str], expected: tuple[ExpectedReceipt, ...]) -> Item:
    ours = [term for term in terms if term.partner_id in customers]
    return Item(
        id=row.id,
        description=row.description,
        gtin=row.gtin,
        unit_code=row.unit_code,
        net_price=row.net_price,
        tax_rate=row.tax_rate,
        stock=row.stock,
        expected=expected,
        supplier_references={term.partner_id: term.reference for term in terms if term.reference and term.partner_id not in customers},
        customer_references={term.partner_id: term.reference for term in ours if term.reference},
        aliases=tuple(row.aliases),
        customer_prices={term.partner_id: term.net_price for term in ours if term.net_price is not None},
    )


def _sales_orders(connection: sa.Connection, url: str) -> tuple[SalesOrder, ...]:
    return tuple(
        SalesOrder(
            id=row.id,
            number=row.id,
            customer_id=row.customer_id,
            customer_order_number=row.customer_order_number,
            status=row.status,
            issue_date=row.issue_date,
            delivery_date=row.delivery_date,
            tax_exclusive_amount=row.tax_exclusive_amount,
            url=f"{url}/erp.html#sales_orders/{row.id}",
        )
        for row in connection.execute(sa.select(t.sales_orders).order_by(t.sales_orders.c.id))
    )


def _supplier_invoices(connection: sa.Connection, url: str) -> tuple[SupplierInvoice, ...]:
    return tuple(
        SupplierInvoice(
            id=row.id,
            number=row.id,
            supplier_id=row.supplier_id,
            supplier_invoice_number=row.supplier_invoice_number,
            issue_date=row.issue_date,
            tax_inclusive_amount=row.tax_inclusive_amount,
            status=row.status,
            url=f"{url}/erp.html#supplier_invoices/{row.id}",
        )
        for row in connection.execute(sa.select(t.supplier_invoices).order_by(t.supplier_invoices.c.id))
    )
