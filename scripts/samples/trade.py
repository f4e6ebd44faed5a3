"""Who trades what in the samples: partners and orders as the practice ERP's files have them, invoices computed from those."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

COMPANY = Path(__file__).resolve().parents[2] / "backend" / "connectors" / "practice" / "company"
_CENT = Decimal("0.01")
#: The banks behind the practice ERP's accounts, by the beginning of the account number: name and BIC, all invented.
_BANKS = {
    "18829": ("Banque Rhône-Alpine", "BRALFR2L"),
    "16478": ("Crédit des Savoies", "CRDSFR2A"),
    "14236": ("Banque Populaire du Forez", "BPDFFR2L"),
    "HALV": ("Hallamshire Bank plc", "HALVGB2S"),
}


@dataclass(frozen=True)
class Partner:
    """A company as the practice ERP knows it."""

    id: str
    name: str
    vat_id: str
    legal_id: str
    street: str
    postal_code: str
    city: str
    country: str
    currency: str
    domain: str
    iban: str

    @property
    def siren(self) -> str:
        """The first nine digits of the SIRET, in groups of three."""
        return " ".join((self.legal_id[0:3], self.legal_id[3:6], self.legal_id[6:9]))

    @property
    def siret(self) -> str:
        """The SIRET in the usual groups."""
        return f"{self.siren} {self.legal_id[9:]}"

    @property
    def place(self) -> str:
        """Postal code and city on one line."""
        return f"{self.postal_code} {self.city}"

    @property
    def bank(self) -> tuple[str, str]:
        """The bank's name and BIC."""
        return _BANKS[self.iban[4:8] if self.country == "GB" else self.iban[4:9]]

    @property
    def printed_iban(self) -> str:
        """The IBAN in groups of four."""
        return " ".join(self.iban[i : i + 4] for i in range(0, len(self.iban), 4))


@dataclass(frozen=True)
class Row:
    """One line of an invoice or order."""

    #: Our own reference for the item, and the partner's.
    item: str
    reference: str
    description: str
    quantity: Decimal
    price: Decimal
    rate: Decimal
    unit_code: str = "C62"
    gtin: str = ""

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to the cent."""
        return cents(self.quantity * self.price)


@dataclass(frozen=True)
class Paperwork:
    """An invoice, credit note or order with its arithmetic."""

    number: str
    issue_date: date
    #: Who made it: the supplier of an invoice, the customer of an order.
    partner: Partner
    rows: tuple[Row, ...]
    #: When an invoice is due, or when an order is to be delivered.
    due_date: date | None = None
    #: Our purchase order.
    order_number: str = ""
    preceding_number: str = ""
    delivery_note: str = ""
    currency: str = "EUR"

    @property
    def net(self) -> Decimal:
        """Sum of the lines."""
        return sum((row.amount for row in self.rows), Decimal(0))

    @property
    def taxes(self) -> tuple[tuple[Decimal, Decimal, Decimal], ...]:
        """(rate, taxable amount, tax) by rate, the highest first."""
        by_rate: dict[Decimal, Decimal] = {}
        for row in self.rows:
            by_rate[row.rate] = by_rate.get(row.rate, Decimal(0)) + row.amount
        return tuple((rate, by_rate[rate], cents(by_rate[rate] * rate / 100)) for rate in sorted(by_rate, reverse=True))

    @property
    def tax(self) -> Decimal:
        """Sum of the taxes by rate."""
        return sum((tax for _, _, tax in self.taxes), Decimal(0))

    @property
    def gross(self) -> Decimal:
        """Net plus tax."""
        return self.net + self.tax


@dataclass(frozen=True)
class Books:
    """The practice ERP's files, as far as the samples need them."""

    us: Partner
    partners: dict[str, Partner]
    items: dict[str, dict[str, str]]
    #: (item, partner) -> (the partner's reference, the price agreed).
    terms: dict[tuple[str, str], tuple[str, str]] = field(repr=False)
    purchase_order_lines: dict[str, list[dict[str, str]]] = field(repr=False)

    def ordered(self, number: str) -> tuple[Row, ...]:
        """The lines of one of our purchase orders as its supplier invoices them."""
        supplier = next(row["supplier_id"] for row in _rows("purchase_orders") if row["id"] == number)
        return tuple(
            self.row(line["item_id"], line["quantity"], supplier, line["net_price"], line["tax_rate"])
            for line in self.purchase_order_lines[number]
        )

    def row(self, item: str, quantity: str, partner: str = "", price: str = "", rate: str = "") -> Row:
        """A line for an item: at the price agreed with the partner, else at our list price."""
        entry = self.items[item]
        reference, agreed = self.terms.get((item, partner), ("", ""))
        return Row(
            item,
            reference,
            entry["description"],
            Decimal(quantity),
            Decimal(price or agreed or entry["net_price"]),
            Decimal(rate or entry["tax_rate"]),
            entry["unit_code"],
            entry["gtin"],
        )


def read_books() -> Books:
    """The practice ERP's company."""
    lines: dict[str, list[dict[str, str]]] = {}
    for row in _rows("purchase_order_lines"):
        lines.setdefault(row["purchase_order_id"], []).append(row)
    return Books(
        us=_partner(_rows("company")[0]),
        partners={row["id"]: _partner(row) for row in (*_rows("customers"), *_rows("suppliers"))},
        items={row["id"]: row for row in _rows("items")},
        terms={(row["item_id"], row["partner_id"]): (row["reference"], row["net_price"]) for row in _rows("item_partners")},
        purchase_order_lines=lines,
    )


def cents(amount: Decimal) -> Decimal:
    """The amount rounded to two decimals, half up."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def _rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader((COMPANY / f"{table}.csv").read_text(encoding="utf-8").splitlines()))


def _partner(row: dict[str, str]) -> Partner:
    names = ("id", "name", "vat_id", "legal_id", "street", "postal_code", "city", "country", "currency")
    return Partner(**{name: row[name] for name in names}, domain=row["email_domains"], iban=row.get("ibans") or row.get("iban") or "")
