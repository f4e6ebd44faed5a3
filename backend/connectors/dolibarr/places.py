"""Where the two kinds of documents stand in Dolibarr, and how its values are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from backend.connectors.dolibarr.calls import Record
from backend.connectors.http import Json
from backend.model.trade import Confirmed, Order

_CENT = Decimal("0.01")
_LATE_MORNING = time(11, tzinfo=UTC)
#: Type of a supplier invoice that is a credit note; its amounts are negative.
CREDIT_NOTE = 2
DRAFT, VALIDATED = "0", "1"


@dataclass(frozen=True)
class Place:
    """Where one kind of document stands."""

    #: What files are attached to, and what our ids begin with.
    part: str
    path: str
    #: The column and property of the partner's number.
    number: str
    #: What the agenda calls it.
    element: str
    page: str
    #: When it was entered.
    created: str
    due: str
    states: Mapping[str, str]


ORDERS = Place(
    "order", "orders", "ref_client", "order", "commande/card.php", "t.date_creation", "delivery_date",
    {"-1": "cancelled", "0": "draft", "1": "validated", "2": "in shipment", "3": "delivered"},
)  # fmt: skip
INVOICES = Place(
    "supplier_invoice", "supplierinvoices", "ref_supplier", "invoice_supplier", "fourn/facture/card.php", "t.datec", "date_echeance",
    {"0": "draft", "1": "unpaid", "2": "paid", "3": "cancelled"},
)  # fmt: skip
PLACES = (ORDERS, INVOICES)


def place_of(document: Confirmed) -> Place:
    """Where the document belongs."""
    return ORDERS if isinstance(document, Order) else INVOICES


def identity(place: Place, record: Record) -> str:
    """The id of a document, which tells its kind as well: `order,12`."""
    return f"{place.part},{record['id']}"


def link(url: str, place: Place, record: Record) -> str:
    """The address of the document's page."""
    return f"{url}/{place.page}?id={record['id']}"


def state(place: Place, record: Record) -> str:
    """Where the document stands, in words; an order that was invoiced is that before all."""
    code = status(record)
    return "invoiced" if place is ORDERS and text(record.get("billed")) else place.states.get(code, code)


def status(record: Record) -> str:
    """The number of its state; versions name it differently."""
    return next((str(record[name]) for name in ("status", "statut") if record.get(name) is not None), DRAFT)


def text(value: Json) -> str:
    """The value as text, "" for Dolibarr's many ways of nothing."""
    return "" if value in {None, "", 0, "0"} else str(value)


def amount(value: Json) -> Decimal:
    """An amount of money to the cent."""
    return number(value).quantize(_CENT)


def number(value: Json) -> Decimal:
    """A number, zero for nothing."""
    return Decimal(str(value or 0))


def seconds(day: date) -> int:
    """A day as Dolibarr takes it: late morning in Greenwich, which is that day at every server's clock but the farthest.

    Of most days Dolibarr keeps the midnight; of a planned delivery the hour as well, so that it has to lie before noon for `day`.
    """
    return int(datetime.combine(day, _LATE_MORNING).timestamp())


def day(value: Json) -> date | None:
    """The day that Dolibarr answers as midnight by the clock of its server, wherever that is, or as we sent it; None for none."""
    return (datetime.fromtimestamp(int(value), UTC) + timedelta(hours=12)).date() if text(value) else None
