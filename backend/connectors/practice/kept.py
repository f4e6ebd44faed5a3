"""A document as the practice ERP keeps it, and an order that is changed there."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa

from backend.connectors.changing import Todo
from backend.connectors.practice import tables as t
from backend.connectors.practice.posting import line_values, note, table_of
from backend.connectors.practice.states import NAMES, State
from backend.errors import PostingRejected
from backend.model.kept import Kept, KeptLine
from backend.model.trade import Line, Totals

_CENT = Decimal("0.01")


def read(connection: sa.Connection, number: str, url: str) -> Kept | None:
    """The document, None when there is none, or when it was cancelled."""
    table = table_of(number)
    row = connection.execute(sa.select(table).where(table.c.id == number, table.c.status != State.CANCELLED)).one_or_none()
    if row is None:
        return None
    is_order = table is t.sales_orders
    lines = t.sales_order_lines if is_order else t.supplier_invoice_lines
    rows = connection.execute(sa.select(lines).where(lines.c[_parent(table)] == number).order_by(lines.c.position))
    return Kept(
        number, number, url,
        Totals(row.tax_exclusive_amount) if is_order else Totals(row.tax_exclusive_amount, row.tax_amount, row.tax_inclusive_amount),
        tuple(_line(one, is_order=is_order) for one in rows),
        row.issue_date,
        None if is_order else row.due_date,
        row.requested_delivery_date if is_order else None,
        has_line_dates=is_order,
    )  # fmt: skip


def change(connection: sa.Connection, number: str, due: Todo, now: datetime) -> None:
    """Do what is due to an order that is open and of which nothing was delivered of the lines concerned; raises PostingRejected."""
    order, lines = t.sales_orders, t.sales_order_lines
    status = connection.scalar(sa.select(order.c.status).where(order.c.id == number))
    if status not in {State.OPEN, State.PARTLY_DELIVERED}:
        name = NAMES[State(status)].fr.lower() if status else "introuvable"
        raise PostingRejected(f"La commande {number} ne peut plus être modifiée : elle est {name}.")
    _refuse_undelivered(connection, due)
    for kept, line in due.changed:
        values: dict[str, Any] = {"quantity": line.quantity, "net_price": line.net_price, "line_amount": _amount(line)}
        if line.requested_delivery_date:
            values["requested_delivery_date"] = line.requested_delivery_date
        connection.execute(lines.update().where(lines.c.id == kept.id).values(values))
    last = connection.scalar(sa.select(sa.func.max(lines.c.position)).where(lines.c.sales_order_id == number)) or 0
    for kept in due.cancelled:
        connection.execute(lines.delete().where(lines.c.id == kept.id))
    for position, line in enumerate(due.added, last + 1):
        own = {"requested_delivery_date": line.requested_delivery_date, "partner_item_id": line.partner_item_id}
        connection.execute(lines.insert().values(line_values(number, position, line, "sales_order") | own))
    amounts = connection.scalars(sa.select(lines.c.line_amount).where(lines.c.sales_order_id == number))
    header: dict[str, Any] = {"tax_exclusive_amount": sum(amounts, Decimal(0))}
    if due.requested_delivery_date:
        header |= {"requested_delivery_date": due.requested_delivery_date, "delivery_date": due.requested_delivery_date}
    connection.execute(order.update().where(order.c.id == number).values(header))
    note(connection, number, "Modifiée depuis la messagerie par Countersign.", now)


def _refuse_undelivered(connection: sa.Connection, due: Todo) -> None:
    """Raise PostingRejected for less than what was delivered already, and for an item that the ERP does not have."""
    lines = t.sales_order_lines
    for kept, quantity in [*((kept, line.quantity) for kept, line in due.changed), *((kept, Decimal(0)) for kept in due.cancelled)]:
        delivered = connection.scalar(sa.select(lines.c.delivered_quantity).where(lines.c.id == kept.id)) or Decimal(0)
        if quantity < delivered:
            raise PostingRejected(f"« {kept.description} » : {delivered.normalize():f} ont déjà été livrés.")
    for line in due.added:
        if connection.scalar(sa.select(t.items.c.id).where(t.items.c.id == line.item_id)) is None:
            raise PostingRejected(f"L'article {line.item_id} n'existe pas dans l'ERP.")


def _line(row: sa.Row[Any], *, is_order: bool) -> KeptLine:
    day = row.requested_delivery_date if is_order else None
    return KeptLine(row.id, row.item_id, row.description, row.quantity, row.net_price, day)


def _amount(line: Line) -> Decimal:
    return (line.quantity * line.net_price).quantize(_CENT, ROUND_HALF_UP)


def _parent(table: sa.Table) -> str:
    return f"{table.name.removesuffix('s')}_id"
