"""The nouns between content and looks: a document as blocks of printed text, before any renderer has placed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

#: What a cell of a sheet may hold instead of its text.
Raw = Decimal | date | None


@dataclass(frozen=True)
class Entry:
    """One label and the value printed for it."""

    label: str
    text: str
    raw: Raw = None
    strong: bool = False


@dataclass(frozen=True)
class Column:
    """One column of the table of lines; `key` names it, `wide` says that it takes what room is left."""

    key: str
    label: str
    right: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Row:
    """One row of the table: kind item, text, section, subtotal, carried, brought or break; texts by column key."""

    kind: str
    cells: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Raw] = field(default_factory=dict)


@dataclass
class Truth:
    """What is really printed, by the product's field names; all values as text in normal form."""

    fields: dict[str, str] = field(default_factory=dict)
    lines: list[dict[str, str]] = field(default_factory=list)

    def put(self, name: str, value: str | Decimal | date | None) -> None:
        """Note that VALUE is printed as the field NAME."""
        if value is not None and value != "":
            self.fields[name] = normal(value)


@dataclass
class Document:
    """All printed text of one document, in blocks."""

    kind: str
    language: str
    country: str
    title: str
    headline: str
    issuer_name: str
    issuer: list[str]
    addressee_head: str
    addressee: list[str]
    delivery_head: str
    delivery: list[str]
    place_date: str
    meta: list[Entry]
    bar: list[Entry]
    intro: list[str]
    columns: list[Column]
    rows: list[Row]
    totals: list[Entry]
    taxes: list[list[str]]
    tax_head: str
    payment_head: str
    payment: list[str]
    closing: list[str]
    footer: list[str]
    terms_head: str
    terms: list[str]
    annex: str
    stamp: str
    truth: Truth
    extra: dict[str, Any] = field(default_factory=dict)


def normal(value: str | Decimal | date) -> str:
    """VALUE as a label holds it: ISO dates, plain decimals."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value
