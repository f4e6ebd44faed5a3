"""The company that the practice ERP belongs to: its master data and documents, one CSV file for each table."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import sqlalchemy as sa

from backend.connectors.practice.database import Database
from backend.connectors.practice.tables import Exact, company, metadata

_FILES = resources.files(__package__) / "company"
_LIST_SEPARATOR = ";"


def seed(database: Database) -> None:
    """Fill an empty ERP with the company; leaves one that has its company as it is."""
    with database.writing() as connection:
        if connection.scalar(sa.select(sa.func.count()).select_from(company)):
            return
        for table in metadata.sorted_tables:
            rows = _rows(table)
            if rows:
                connection.execute(table.insert(), rows)


def _rows(table: sa.Table) -> list[dict[str, object]]:
    """The rows that the table's CSV file describes, [] when it has none."""
    file = _FILES / f"{table.name}.csv"
    if not file.is_file():
        return []
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    return [{name: _typed(text, table.c[name]) for name, text in row.items()} for row in rows]


def _typed(text: str, column: sa.Column[Any]) -> object:
    """A CSV value as the column's type; an empty one is None where the column allows it."""
    if not text and column.nullable:
        return None
    return _READ_AS.get(type(column.type), str)(text)


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(_LIST_SEPARATOR) if part.strip()]


def _yes(text: str) -> bool:
    return text == "yes"


_READ_AS: dict[type, Callable[[str], object]] = {
    Exact: Decimal,
    sa.Date: date.fromisoformat,
    sa.Boolean: _yes,
    sa.JSON: _list,
    sa.Integer: int,
}
