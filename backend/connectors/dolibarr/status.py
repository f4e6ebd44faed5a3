"""What became of an order or an invoice in Dolibarr."""

from __future__ import annotations

from decimal import Decimal

from backend.connectors.connector import StatusLine, StatusReport
from backend.connectors.dolibarr.calls import Calls, Record
from backend.connectors.dolibarr.places import CREDIT_NOTE, INVOICES, Place, amount, day, link, number, state, status, text

#: What is read of both kinds of documents.
REPORTED = "ref,status,statut,ref_client,ref_supplier,billed,delivery_date,date_echeance,lines,type,total_ttc,multicurrency_code"
#: States of an order: nothing was sent yet; all of it.
_NOT_SENT, _SENT = frozenset({"0", "1"}), "3"
_UNPAID, _PAID = "1", "2"


def report(calls: Calls, url: str, place: Place, record: Record) -> StatusReport:
    """The report of a document, read with the properties of `REPORTED`."""
    expected = day(record.get(place.due))
    told = StatusReport(text(record["ref"]), state(place, record), expected.isoformat() if expected else "", link(url, place, record))
    return _of_invoice(calls, told, record) if place is INVOICES else _of_order(told, record)


def _of_order(told: StatusReport, record: Record) -> StatusReport:
    """With its lines; of an order that is on its way Dolibarr's API does not tell which of them were sent."""
    lines = [line for line in record.get("lines") or () if str(line.get("product_type")) != "9"]
    return StatusReport(told.number, told.status, told.expected, told.url, tuple(_line(line, record) for line in lines))


def _line(line: Record, order: Record) -> StatusLine:
    quantity, code = number(line["qty"]), status(order)
    delivered = Decimal(0) if code in _NOT_SENT else quantity if code == _SENT else None
    invoiced = quantity if text(order.get("billed")) else Decimal(0) if code in _NOT_SENT else None
    name = text(line.get("product_label")) or text(line.get("desc")) or text(line.get("description"))
    return StatusLine(text(line.get("fk_product")), name, quantity, delivered, invoiced)


def _of_invoice(calls: Calls, told: StatusReport, record: Record) -> StatusReport:
    """With its payments, which it has once it was validated."""
    code = status(record)
    if code not in {_UNPAID, _PAID}:
        return told
    payments = calls.read(f"{INVOICES.path}/{record['id']}/payments") or []
    gross = amount(record.get("total_ttc"))
    left = Decimal(0) if code == _PAID else gross - sum((amount(one.get("amount")) for one in payments), Decimal(0))
    sign = -1 if str(record.get("type")) == str(CREDIT_NOTE) else 1
    paid_on = max((str(one["date"])[:10] for one in payments if one.get("date")), default="")
    currency = text(record.get("multicurrency_code")) or "EUR"
    return StatusReport(told.number, told.status, told.expected, told.url, (), paid_on, sign * left, currency)
