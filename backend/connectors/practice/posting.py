"""Writes a confirmed document into the practice ERP, takes it back, and keeps what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from backend.connectors import mapped
from backend.connectors.practice import extras
from backend.connectors.practice import tables as t
from backend.connectors.practice.refusals import against_invoice, against_order
from backend.connectors.practice.states import State
from backend.errors import PostingRejected
from backend.model.mail import Attachment, Mail
from backend.model.trade import Confirmed, CreditNote, DocumentType, Invoice, Line, Order, Totals

_CENT = Decimal("0.01")
#: The series a number is drawn from: commande de vente, avoir fournisseur, facture fournisseur.
_SERIES = {Order: "CV", CreditNote: "AF", Invoice: "FF"}


def posted(connection: sa.Connection, key: str) -> str | None:
    """The number of what was posted under this key, None when nothing was."""
    return connection.scalar(sa.select(t.postings.c.document_id).where(t.postings.c.key == key))


def post(connection: sa.Connection, document: Confirmed, key: str, now: datetime) -> str:
    """Write the document under the key and answer its number; raises PostingRejected with every reason at once."""
    reasons = against_order(connection, document) if isinstance(document, Order) else against_invoice(connection, document)
    refusal = " ".join(reasons)
    if refusal:
        raise PostingRejected(refusal)
    mapped.offered(document, lambda: extras.FIELDS)
    number = _next_number(connection, _SERIES[type(document)], now)
    if isinstance(document, Order):
        _insert_order(connection, number, document, now)
    else:
        _insert_invoice(connection, number, document)
    extras.keep(connection, number, document)
    connection.execute(t.postings.insert().values(key=key, document_id=number, posted_at=now))
    note(connection, number, "Créée depuis la messagerie par Countersign.", now)
    return number


def cancel(connection: sa.Connection, number: str, now: datetime) -> None:
    """Mark the document as cancelled and keep it; does nothing the second time; raises PostingRejected when it is too late."""
    table = table_of(number)
    status = connection.scalar(sa.select(table.c.status).where(table.c.id == number))
    if status is None:
        raise PostingRejected(f"La pièce {number} n'existe pas dans l'ERP.")
    if status == State.CANCELLED:
        return
    if status != State.OPEN:
        raise PostingRejected(f"La pièce {number} ne peut plus être annulée : elle est déjà traitée (livrée, facturée ou payée).")
    connection.execute(table.update().where(table.c.id == number).values(status=State.CANCELLED.value))
    note(connection, number, "Annulée depuis la messagerie par Countersign.", now)


def attach(connection: sa.Connection, number: str, mail: Mail, attachments: Sequence[Attachment], now: datetime) -> None:
    """Keep the files with the document, each once by its content, and name the message they came from, once."""
    _must_exist(connection, number)
    for attachment in attachments:
        values = {
            "document_id": number,
            "content_hash": attachment.content_hash,
            "name": attachment.name,
            "media_type": attachment.media_type,
            "content": attachment.content,
        }
        connection.execute(insert(t.files).values(values).on_conflict_do_nothing())
    origin = f"Message de {mail.sender.name or mail.sender.email} : « {mail.subject} »"
    c = t.history.c
    if connection.scalar(sa.select(c.id).where(c.document_id == number, c.text == origin)) is None:
        note(connection, number, origin, now)


def note(connection: sa.Connection, number: str, text: str, now: datetime) -> None:
    """Add one line to the document's history; raises PostingRejected when there is no such document."""
    _must_exist(connection, number)
    connection.execute(t.history.insert().values(document_id=number, at=now, text=text))


def table_of(number: str) -> sa.Table:
    """The table whose documents carry numbers of this series."""
    return t.sales_orders if number.startswith("CV-") else t.supplier_invoices


def _must_exist(connection: sa.Connection, number: str) -> None:
    table = table_of(number)
    if connection.scalar(sa.select(table.c.id).where(table.c.id == number)) is None:
        raise PostingRejected(f"La pièce {number} n'existe pas dans l'ERP.")


def _next_number(connection: sa.Connection, series: str, now: datetime) -> str:
    """The next number of the series in this year, such as CV-2026-00431; called inside a writing transaction, so without gaps."""
    counter = f"{series}-{now.year}"
    c = t.counters.c
    last = connection.scalar(sa.select(c.last).where(c.series == counter))
    if last is None:
        connection.execute(t.counters.insert().values(series=counter, last=1))
    else:
        connection.execute(t.counters.update().where(c.series == counter).values(last=last + 1))
    return f"{counter}-{(last or 0) + 1:05d}"


def _insert_order(connection: sa.Connection, number: str, order: Order, now: datetime) -> None:
    connection.execute(
        t.sales_orders.insert().values(
            id=number,
            customer_id=order.customer.id,
            customer_order_number=order.order_number,
            issue_date=order.issue_date or now.date(),
            requested_delivery_date=order.requested_delivery_date,
            delivery_date=order.requested_delivery_date,
            delivery_address=order.delivery_address,
            payment_terms=order.payment_terms,
            quotation_reference=order.quotation_reference,
            currency=order.currency,
            status=State.OPEN.value,
            tax_exclusive_amount=sum((line.line_amount for line in order.lines), Decimal(0)),
        )
    )
    rows = [
        line_values(number, position, line, "sales_order")
        | {"requested_delivery_date": line.requested_delivery_date, "partner_item_id": line.partner_item_id}
        for position, line in enumerate(order.lines, start=1)
    ]
    connection.execute(t.sales_order_lines.insert(), rows)


def _insert_invoice(connection: sa.Connection, number: str, invoice: Invoice) -> None:
    is_credit = isinstance(invoice, CreditNote)
    connection.execute(
        t.supplier_invoices.insert().values(
            id=number,
            document_type=(DocumentType.CREDIT_NOTE if is_credit else DocumentType.INVOICE).value,
            supplier_id=invoice.supplier.id,
            supplier_invoice_number=invoice.invoice_number,
            issue_date=invoice.issue_date,
            due_date=invoice.due_date,
            currency=invoice.currency,
            status=State.OPEN.value,
            purchase_order_id=invoice.purchase_order_number,
            preceding_invoice_reference=invoice.preceding_invoice_reference if isinstance(invoice, CreditNote) else "",
            payment_iban=invoice.payment_iban,
            payment_terms=invoice.payment_terms,
            **_amounts(invoice.totals),
        )
    )
    rows = [
        line_values(number, position, line, "supplier_invoice") | {"purchase_order_line_id": line.purchase_order_line_id}
        for position, line in enumerate(invoice.lines, start=1)
    ]
    connection.execute(t.supplier_invoice_lines.insert(), rows)


def _amounts(totals: Totals) -> dict[str, Decimal | None]:
    return {
        "tax_exclusive_amount": totals.tax_exclusive_amount,
        "tax_amount": totals.tax_amount,
        "tax_inclusive_amount": totals.tax_inclusive_amount,
    }


def line_values(number: str, position: int, line: Line, document: str) -> dict[str, object]:
    """The columns of one line of a document."""
    return {
        "id": f"{number}/{position}",
        f"{document}_id": number,
        "position": position,
        "item_id": line.item_id,
        "description": line.description,
        "quantity": line.quantity,
        "unit_code": line.unit_code,
        "net_price": line.net_price,
        "tax_rate": line.tax_rate,
        "line_amount": line.line_amount.quantize(_CENT, ROUND_HALF_UP),
    }
