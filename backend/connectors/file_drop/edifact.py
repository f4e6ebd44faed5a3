"""Orders as UN/EDIFACT D.96A ORDERS, their changes as ORDCHG, in the service characters and the character set of ISO 9735."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from backend.errors import PostingRejected
from backend.model.catalog import Catalog
from backend.model.kept import OrderChange
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Line, Order

_ORDERS_ONLY = Sentence(
    "Cet ERP ne prend que des commandes (EDIFACT ORDERS) : factures et avoirs ne peuvent pas lui être envoyés.",
    "This ERP takes orders only (EDIFACT ORDERS): invoices and credit notes cannot be sent to it.",
)
#: UNCL 1229: what becomes of a line.
_CANCELLED, _CHANGED = "2", "3"
#: How long a text element may be, and how many pieces of an address there is room for.
_LENGTH, _PIECES = 35, 4
#: How long a reference may be (0020, 0062).
_REFERENCE = 14
#: The last character of ISO 8859-1.
_LAST_OF_LATIN = 0xFF

#: A segment: its tag and its elements, each with its components.
_Segment = tuple[str | Sequence[str], ...]


def written(document: Confirmed, key: str, catalog: Catalog) -> bytes:
    """The interchange of an order, in ISO 8859-1 (UNOC) when that has all of its characters, else in UTF-8 (UNOW)."""
    if not isinstance(document, Order):
        raise PostingRejected(_ORDERS_ONLY.en, _ORDERS_ONLY.fr)
    message = tuple(_message(document, key, catalog))
    reference, now = key[-_REFERENCE:], datetime.now(UTC)
    around = (("UNH", reference, (_kind(document), "D", "96A", "UN")), *message, ("UNT", str(len(message) + 2), reference))
    body = "\r\n".join(_segment(one) for one in (*around, ("UNZ", "1", reference))) + "\r\n"
    sender = (document.customer.vat_id or document.customer.id)[:_LENGTH]
    receiver = (catalog.own_vat_id or "ERP")[:_LENGTH]
    is_latin = all(ord(character) <= _LAST_OF_LATIN for character in sender + receiver + body)
    head = ("UNB", ("UNOC", "3") if is_latin else ("UNOW", "4"), sender, receiver, (f"{now:%y%m%d}", f"{now:%H%M}"), reference)
    return f"UNA:+.? '\r\n{_segment(head)}\r\n{body}".encode("iso-8859-1" if is_latin else "utf-8", "replace")


def _message(order: Order, key: str, catalog: Catalog) -> Iterator[_Segment]:
    """The segments between UNH and UNT, in the order of the D.96A directory."""
    is_change = isinstance(order, OrderChange)
    yield ("BGM", "230", key, "4") if is_change else ("BGM", "220", order.order_number or key, "9")
    yield from _day("137", order.issue_date)
    yield from _day("2", order.requested_delivery_date)
    if is_change:
        yield "RFF", ("ON", order.order_number)
    if order.quotation_reference:
        yield "RFF", ("AAG", order.quotation_reference)
    yield "NAD", "BY", (order.customer.id, "", "92"), "", _wrapped(order.customer.name)
    if order.customer.vat_id:
        yield "RFF", ("VA", order.customer.vat_id)
    yield "NAD", "SU", (catalog.own_vat_id, "", "ZZZ") if catalog.own_vat_id else "", "", _wrapped(catalog.own_name)
    if order.delivery_address:
        yield _delivery(order.delivery_address)
    yield "CUX", ("2", order.currency, "9")
    if order.payment_terms:
        yield "PAT", "1", ("", "", "", order.payment_terms[:_LENGTH])
    for number, line in enumerate(order.lines, start=1):
        yield from _line(number, line, (_CHANGED if line.quantity else _CANCELLED) if is_change else "")
    yield "UNS", "S"
    totals = (("79", order.totals.tax_exclusive_amount), ("176", order.totals.tax_amount), ("388", order.totals.tax_inclusive_amount))
    for code, amount in totals:
        if amount is not None:
            yield "MOA", (code, _number(amount))
    yield "CNT", ("2", str(len(order.lines)))


def _kind(order: Order) -> str:
    return "ORDCHG" if isinstance(order, OrderChange) else "ORDERS"


def _line(number: int, line: Line, action: str) -> Iterator[_Segment]:
    yield "LIN", str(number), action, (line.item_id, "SA") if line.item_id else ""
    if line.partner_item_id:
        yield "PIA", "1", (line.partner_item_id, "IN")
    pieces = _wrapped(line.description)
    for at in range(0, len(pieces), 2):
        yield "IMD", "F", "", ("", "", "", *pieces[at : at + 2])
    yield "QTY", ("21", _number(line.quantity), line.unit_code) if line.unit_code else ("21", _number(line.quantity))
    yield from _day("2", line.requested_delivery_date)
    yield "MOA", ("203", _number(line.line_amount))
    yield "PRI", ("AAA", _number(line.net_price))
    if line.tax_rate is not None:
        yield "TAX", "7", "VAT", "", "", ("", "", "", _number(line.tax_rate))


def _delivery(address: str) -> _Segment:
    """Where to deliver: name, street, street, city; what there is no room for is left to the original that lies beside."""
    pieces = [piece for part in address.replace("\n", ",").split(",") for piece in _wrapped(part)]
    name, street, more, city = (*pieces[:_PIECES], "", "", "", "")[:_PIECES]
    return "NAD", "DP", "", "", name, (street, more) if more else street, city


def _day(code: str, day: date | None) -> Iterator[_Segment]:
    if day:
        yield "DTM", (code, f"{day:%Y%m%d}", "102")


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(" ".join(text.split()), _LENGTH))


def _number(number: Decimal) -> str:
    return f"{number:f}"


def _segment(segment: _Segment) -> str:
    """The segment as written, empty elements at its end left out."""
    elements = [_escaped(one) if isinstance(one, str) else ":".join(_escaped(component) for component in one) for one in segment]
    while not elements[-1]:
        elements.pop()
    return "+".join(elements) + "'"


def _escaped(text: str) -> str:
    printable = "".join(character if character.isprintable() else " " for character in text)
    return "".join(f"?{character}" if character in "?'+:" else character for character in printable)
