"""What the practice ERP refuses to post, as the sentences it answers: it speaks French, as its company does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import sqlalchemy as sa

from backend.connectors.practice import tables as t
from backend.connectors.practice.catalog import read_purchase_orders
from backend.connectors.practice.states import State
from backend.model.catalog import PurchaseOrder
from backend.model.sentence import written
from backend.model.trade import CreditNote, Invoice, Line, Order

#: Up to this much the sum of rounded amounts may differ from the rounded sum (half a cent a line, ten lines).
ROUNDING = Decimal("0.05")


def against_order(connection: sa.Connection, order: Order) -> Iterator[str]:
    """The reasons not to take this customer order; none when it is fine."""
    customer = connection.execute(sa.select(t.customers).where(t.customers.c.id == order.customer.id)).one_or_none()
    if customer is None:
        yield f"Le client « {order.customer.name or order.customer.id} » n'existe pas dans l'ERP."
        return
    if customer.is_blocked:
        yield f"Le client {customer.name} est bloqué (encours dépassé) : voyez la comptabilité clients avant toute nouvelle commande."
    if order.currency != customer.currency:
        yield f"La devise {order.currency} n'est pas celle du client {customer.name} ({customer.currency})."
    yield from _taken_already(connection, order)
    yield from _bad_lines(connection, order.lines, item_needed=True)


def against_invoice(connection: sa.Connection, invoice: Invoice) -> Iterator[str]:
    """The reasons not to take this supplier invoice or credit note; none when it is fine."""
    supplier = connection.execute(sa.select(t.suppliers).where(t.suppliers.c.id == invoice.supplier.id)).one_or_none()
    if supplier is None:
        yield f"Le fournisseur « {invoice.supplier.name or invoice.supplier.id} » n'existe pas dans l'ERP."
        return
    if supplier.is_blocked:
        yield f"Le fournisseur {supplier.name} est bloqué à la comptabilisation."
    if not invoice.invoice_number:
        yield "Le numéro de facture du fournisseur manque."
    if invoice.currency != supplier.currency:
        yield f"La devise {invoice.currency} n'est pas celle du fournisseur {supplier.name} ({supplier.currency})."
    yield from _closed_period(connection, invoice.issue_date)
    yield from _posted_already(connection, invoice)
    yield from _bad_lines(connection, invoice.lines, item_needed=False)
    yield from _bad_totals(invoice)
    yield from _against_purchase_order(connection, invoice)


def _taken_already(connection: sa.Connection, order: Order) -> Iterator[str]:
    c = t.sales_orders.c
    if not order.order_number:
        return
    query = sa.select(c.id).where(
        c.customer_id == order.customer.id, c.customer_order_number == order.order_number, c.status != State.CANCELLED
    )
    number = connection.scalar(query)
    if number:
        yield f"La commande {order.order_number} de ce client est déjà enregistrée sous le numéro {number}."


def _posted_already(connection: sa.Connection, invoice: Invoice) -> Iterator[str]:
    c = t.supplier_invoices.c
    query = sa.select(c.id, c.issue_date).where(
        c.supplier_id == invoice.supplier.id, c.supplier_invoice_number == invoice.invoice_number, c.status != State.CANCELLED
    )
    found = connection.execute(query).first()
    if found:
        yield (
            f"La pièce {invoice.invoice_number} de ce fournisseur est déjà comptabilisée sous le numéro {found.id} "
            f"(datée du {written(found.issue_date, 'fr')})."
        )


def _closed_period(connection: sa.Connection, issue_date: date) -> Iterator[str]:
    closed_until = connection.scalars(sa.select(t.company.c.closed_until)).one()
    if issue_date <= closed_until:
        yield (
            f"La période comptable est clôturée jusqu'au {written(closed_until, 'fr')} : "
            f"une pièce du {written(issue_date, 'fr')} est refusée."
        )


def _bad_lines(connection: sa.Connection, lines: Sequence[Line], *, item_needed: bool) -> Iterator[str]:
    if not lines:
        yield "La pièce n'a pas de ligne."
    known = set(connection.scalars(sa.select(t.items.c.id)))
    for position, line in enumerate(lines, start=1):
        if line.quantity <= 0:
            yield f"Ligne {position} : la quantité {written(line.quantity, 'fr')} n'est pas positive."
        if line.item_id and line.item_id not in known:
            yield f"Ligne {position} : l'article {line.item_id} n'existe pas dans l'ERP."
        if item_needed and not line.item_id:
            yield f"Ligne {position} (« {line.description} ») : il manque l'article."


def _bad_totals(invoice: Invoice) -> Iterator[str]:
    totals = invoice.totals
    net, tax, gross = totals.tax_exclusive_amount, totals.tax_amount, totals.tax_inclusive_amount
    if net is None or tax is None or gross is None:
        yield "Le total HT, la TVA et le total TTC sont nécessaires."
        return
    lines = sum((line.line_amount for line in invoice.lines), Decimal(0))
    if abs(lines - net) > ROUNDING:
        yield f"La somme des lignes ({written(lines, 'fr')}) n'est pas le total HT ({written(net, 'fr')})."
    if net + tax != gross:
        yield f"Total HT {written(net, 'fr')} plus TVA {written(tax, 'fr')} ne font pas le total TTC {written(gross, 'fr')}."
    for rate, taxable, amount in invoice.tax_breakdown:
        if abs(taxable * rate / 100 - amount) > ROUNDING:
            yield f"La TVA à {written(rate, 'fr')} % sur {written(taxable, 'fr')} n'est pas {written(amount, 'fr')}."
    if invoice.tax_breakdown and sum(amount for _, _, amount in invoice.tax_breakdown) != tax:
        yield f"La TVA par taux ne fait pas la TVA totale ({written(tax, 'fr')})."


def _against_purchase_order(connection: sa.Connection, invoice: Invoice) -> Iterator[str]:
    number = invoice.purchase_order_number
    if not number:
        if any(line.purchase_order_line_id for line in invoice.lines):
            yield "Des lignes renvoient à une commande, mais le numéro de commande manque."
        return
    orders = read_purchase_orders(connection, t.purchase_orders.c.id == number)
    if not orders:
        yield f"La commande fournisseur {number} n'existe pas dans l'ERP."
        return
    (order,) = orders
    if order.supplier_id != invoice.supplier.id:
        yield f"La commande {number} n'a pas été passée à ce fournisseur."
    elif order.status in {State.CLOSED, State.CANCELLED}:
        yield f"La commande {number} est {'soldée' if order.status == State.CLOSED else 'annulée'} : plus rien ne peut y être imputé."
    else:
        yield from _too_much(order, invoice)


def _too_much(order: PurchaseOrder, invoice: Invoice) -> Iterator[str]:
    """More than was ordered cannot be invoiced, more than was invoiced cannot be credited."""
    asked: dict[str, Decimal] = defaultdict(Decimal)
    for line in invoice.lines:
        if line.purchase_order_line_id:
            asked[line.purchase_order_line_id] += line.quantity
    lines = {line.id: line for line in order.lines}
    for line_id, quantity in asked.items():
        if line_id not in lines:
            yield f"La ligne {line_id} n'est pas une ligne de la commande {order.number}."
            continue
        ordered, invoiced = lines[line_id].quantity, lines[line_id].invoiced_quantity
        name = f"{lines[line_id].item_id} {lines[line_id].description}".strip()
        if isinstance(invoice, CreditNote) and quantity > invoiced:
            yield f"« {name} » : avoir sur {quantity}, mais {written(invoiced, 'fr')} seulement ont été facturés."
        if not isinstance(invoice, CreditNote) and invoiced + quantity > ordered:
            yield (
                f"« {name} » : {quantity} facturés, mais {written(ordered, 'fr')} commandés, dont {written(invoiced, 'fr')} déjà facturés."
            )
