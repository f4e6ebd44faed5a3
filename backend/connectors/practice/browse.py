"""Reads the practice ERP's tables for its web page: one list and one record for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from backend.connectors.practice import extras
from backend.connectors.practice import tables as t
from backend.connectors.practice.catalog import invoiced_quantities, received_quantities
from backend.connectors.practice.kinds import KINDS, LABELS, NEWEST_FIRST, Kind
from backend.connectors.practice.pages import Grid, KeptFile, Record, Value
from backend.connectors.practice.states import NAMES, State
from backend.errors import NotFound
from backend.model.mail import Attachment
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType

#: A row by column name.
Row = Mapping[str, Any]

_CENT = Decimal("0.01")
_MONEY = frozenset(name for name in LABELS if name.endswith(("_amount", "_price")))
_TYPES = {DocumentType.INVOICE: Sentence("Facture", "Invoice"), DocumentType.CREDIT_NOTE: Sentence("Avoir", "Credit note")}


def listing(connection: sa.Connection, kind: str) -> Grid:
    """All records of a kind; raises NotFound for a kind that the ERP does not have."""
    found = _kind(kind)
    rows = _rows(connection, found)
    rows.sort(key=lambda row: str(row["id"]), reverse=kind in NEWEST_FIRST)
    return _grid(found.listed, rows)


def record(connection: sa.Connection, kind: str, record_id: str) -> Record:
    """One record with its lines, files and history; raises NotFound."""
    found = _kind(kind)
    rows = _rows(connection, found, found.table.c.id == record_id)
    if not rows:
        raise NotFound
    row = rows[0]
    hidden = {"customer_id", "supplier_id"}
    fields = tuple((LABELS[name], _value(row, name)) for name in row if name not in hidden)
    fields += tuple((extras.label(name), value) for name, value in extras.of_header(connection, record_id).items())
    title = Sentence(f"{found.title.fr} {record_id}", f"{found.title.en} {record_id}")
    return Record(title, fields, _lines(connection, kind, record_id), _files(connection, record_id), _history(connection, record_id))


def file(connection: sa.Connection, file_id: int) -> Attachment:
    """One kept file; raises NotFound."""
    row = connection.execute(sa.select(t.files).where(t.files.c.id == file_id)).one_or_none()
    if row is None:
        raise NotFound
    return Attachment(part="", name=row.name, media_type=row.media_type, content=row.content)


def _kind(kind: str) -> Kind:
    if kind not in KINDS:
        raise NotFound
    return KINDS[kind]


def _rows(connection: sa.Connection, kind: Kind, *conditions: sa.ColumnElement[bool]) -> list[Row]:
    """The rows of the kind's table with the partner's name, and the state that its lines give a purchase order."""
    query = sa.select(kind.table).where(*conditions)
    if kind.partner is not None:
        named = "supplier_name" if kind.partner is t.suppliers else "customer_name"
        query = query.join(kind.partner).add_columns(kind.partner.c.name.label(named))
    rows: list[Row] = [dict(row) for row in connection.execute(query).mappings()]
    if kind.table is t.purchase_orders:
        states = _purchase_order_states(connection)
        rows = [{**row, "status": states.get(row["id"], row["status"])} if row["status"] == State.OPEN else row for row in rows]
    return rows


def _purchase_order_states(connection: sa.Connection) -> dict[str, State]:
    """What receipts and invoices made of the open purchase orders."""
    received, invoiced = received_quantities(connection), invoiced_quantities(connection)
    states: dict[str, set[State]] = {}
    for row in connection.execute(sa.select(t.purchase_order_lines)):
        line = _line_state(row.quantity, received.get(row.id, Decimal(0)), invoiced.get(row.id, Decimal(0)))
        states.setdefault(row.purchase_order_id, set()).add(line)
    return {order: found.pop() if len(found) == 1 else _mixed(found) for order, found in states.items()}


def _line_state(ordered: Decimal, received: Decimal, invoiced: Decimal) -> State:
    if invoiced >= ordered:
        return State.INVOICED
    if received >= ordered:
        return State.RECEIVED
    return State.PARTLY_RECEIVED if received else State.OPEN


def _mixed(states: set[State]) -> State:
    return State.RECEIVED if states <= {State.RECEIVED, State.INVOICED} else State.PARTLY_RECEIVED


def _lines(connection: sa.Connection, kind: str, record_id: str) -> Grid:
    found = KINDS[kind]
    if kind == "items":
        return _grid(found.lines, _terms(connection, record_id))
    if found.line_table is None:
        return Grid((), ())
    parent = found.line_table.c[f"{kind.removesuffix('s')}_id"]
    query = sa.select(found.line_table).where(parent == record_id).order_by(found.line_table.c.position)
    rows: list[Row] = [dict(row) for row in connection.execute(query).mappings()]
    if kind == "purchase_orders":
        rows = _with_progress(connection, rows)
    return _with_extras(_grid(found.lines, rows), [row["position"] for row in rows], extras.of_lines(connection, record_id))


def _with_extras(grid: Grid, positions: list[int], values: Mapping[int, Mapping[str, str]]) -> Grid:
    """The lines with a column for each field that a mapping filled on any of them."""
    names = tuple(dict.fromkeys(name for position in positions for name in values.get(position, {})))
    rows = tuple(
        (*row, *(values.get(position, {}).get(name, "") for name in names)) for row, position in zip(grid.rows, positions, strict=True)
    )
    return Grid((*grid.columns, *(extras.label(name) for name in names)), rows)


def _with_progress(connection: sa.Connection, lines: list[Row]) -> list[Row]:
    """The lines of a purchase order with what was received and invoiced of each."""
    received, invoiced = received_quantities(connection), invoiced_quantities(connection)
    none = Decimal(0)
    return [
        {**line, "received_quantity": received.get(line["id"], none), "invoiced_quantity": invoiced.get(line["id"], none)} for line in lines
    ]


def _terms(connection: sa.Connection, item_id: str) -> list[Row]:
    """The references and prices that partners have for an item."""
    partners = sa.union_all(sa.select(t.customers.c.id, t.customers.c.name), sa.select(t.suppliers.c.id, t.suppliers.c.name)).subquery()
    query = (
        sa.select(partners.c.name.label("partner_name"), t.item_partners.c.reference, t.item_partners.c.net_price)
        .join(partners, partners.c.id == t.item_partners.c.partner_id)
        .where(t.item_partners.c.item_id == item_id)
        .order_by(partners.c.name)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _files(connection: sa.Connection, document_id: str) -> tuple[KeptFile, ...]:
    c = t.files.c
    query = sa.select(c.id, c.name, c.media_type, sa.func.length(c.content)).where(c.document_id == document_id).order_by(c.id)
    return tuple(KeptFile(*row) for row in connection.execute(query))


def _history(connection: sa.Connection, document_id: str) -> tuple[tuple[Any, str], ...]:
    c = t.history.c
    return tuple((at, text) for at, text in connection.execute(sa.select(c.at, c.text).where(c.document_id == document_id).order_by(c.id)))


def _grid(columns: tuple[str, ...], rows: list[Row]) -> Grid:
    return Grid(tuple(LABELS[name] for name in columns), tuple(tuple(_value(row, name) for name in columns) for row in rows))


def _value(row: Row, name: str) -> Value:
    """The value for people: states and document types by their names, money with its cents."""
    value = row[name]
    if name == "status":
        return NAMES[State(value)]
    if isinstance(value, Decimal) and name in _MONEY:
        rounded = value.quantize(_CENT)
        return rounded if rounded == value else value
    return _TYPES[DocumentType(value)] if name == "document_type" else value
