"""Where the documents of a case stand in the ERP at this moment: what was posted, and the order or invoice that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from backend import replies
from backend.connectors.connector import Connector, StatusLine, StatusReport
from backend.model.case import Case, Status
from backend.model.catalog import Catalog, PurchaseOrder, best_id
from backend.model.mail import Mail
from backend.model.reply import ReplyKind
from backend.pipeline.examination import nearby
from backend.pipeline.workshop import Workshop


class About(StrEnum):
    """What a document of the ERP is to the case."""

    POSTED = "posted"
    ORDER = "order"
    INVOICE = "invoice"
    PURCHASE_ORDER = "purchase_order"


@dataclass(frozen=True)
class Standing:
    """One document of the ERP that a case is about."""

    about: About
    number: str
    #: None when the ERP does not tell of it.
    report: StatusReport | None


def standings(workshop: Workshop, organisation: str, case_id: str) -> tuple[Standing, ...]:
    """Each document once, asked of the ERP now; raises ConnectorError when it does not answer."""
    scope = workshop.scope(organisation)
    case = scope.cases.get(case_id)
    mail = scope.mails.get(case.mail_id).mail
    catalog = nearby(scope, case, mail)
    connector = workshop.connector(organisation)
    found = {number: about for about, number in _named(mail, case, catalog) if number}
    asked = [Standing(about, number, connector.status(number)) for number, about in found.items()]
    return (*asked, *_purchase_orders(connector, case, catalog))


def _named(mail: Mail, case: Case, catalog: Catalog) -> Iterator[tuple[About, str]]:
    """The numbers to ask about, the most telling last."""
    yield About.INVOICE, replies.reference(mail, case, catalog, ReplyKind.PAYMENT_STATUS)
    yield About.ORDER, replies.reference(mail, case, catalog, ReplyKind.ORDER_STATUS)
    if case.receipt and case.status is Status.POSTED:
        yield About.POSTED, case.receipt.number


def _purchase_orders(connector: Connector, case: Case, catalog: Catalog) -> Iterator[Standing]:
    """The purchase order that was matched, as it is now."""
    wanted = best_id(case.matches, "purchase_order")
    known = next((order for order in catalog.purchase_orders if order.id == wanted), None)
    if known:
        present = connector.find_purchase_orders([known.number], known.supplier_id)
        report = next((_report(order) for order in present if order.id == known.id), None)
        yield Standing(About.PURCHASE_ORDER, known.number, report)


def _report(order: PurchaseOrder) -> StatusReport:
    lines = (StatusLine(one.item_id, one.description, one.quantity, one.received_quantity, one.invoiced_quantity) for one in order.lines)
    return StatusReport(order.number, order.status, lines=tuple(lines), currency=order.currency)
