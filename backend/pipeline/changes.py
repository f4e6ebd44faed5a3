"""The order in the ERP that a case changes: found by its numbers or among what was posted from here, and read as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from backend.errors import ConnectorError
from backend.matching import match_in_order
from backend.model.case import Case, Receipt, Status
from backend.model.catalog import Catalog, best_id
from backend.model.identifier import compact
from backend.model.kept import Kept
from backend.model.mail import Mail
from backend.model.trade import TradeDocument
from backend.pipeline.examination import nearby
from backend.pipeline.workshop import Workshop
from backend.review import is_change
from backend.review.choices import made_by_person

_CANCELLED = "cancelled"


def standing(workshop: Workshop, case: Case, mail: Mail, catalog: Catalog) -> tuple[Case, Catalog]:
    """The case with the order that it changes as it stands now, and what of the catalog is `nearby` it.

    It has none when it changes none, or none is known, or several are. What the customer does not name as we do is looked for in it.
    """
    if case.document is None or not is_change(case):
        return case, catalog
    case = replace(case, kept=_kept(workshop, case, case.document, catalog))
    if case.document is None or case.kept is None:
        return case, catalog
    found = match_in_order(case.document, case.matches, case.kept, made_by_person(case))
    if found == case.matches:
        return case, catalog
    case = replace(case, matches=found)
    return case, nearby(workshop.scope(case.organisation), case, mail)


def _kept(workshop: Workshop, case: Case, document: TradeDocument, catalog: Catalog) -> Kept | None:
    found = {one.id: one for one in _in_catalog(case, document, catalog)}
    found = found or {one.id: one for one in _from_here(case, document, workshop.scope(case.organisation).cases.related(case))}
    if len(found) != 1:
        return None
    (receipt,) = found.values()
    try:
        return workshop.connector(case.organisation).read(receipt)
    except ConnectorError:
        return None


def _in_catalog(case: Case, document: TradeDocument, catalog: Catalog) -> Iterator[Receipt]:
    """The customer's orders with one of the numbers that the change names, theirs or ours."""
    customer, numbers = _customer(case), _numbers(document)
    for order in catalog.sales_orders:
        same = numbers & {compact(order.customer_order_number), compact(order.number)}
        if same and customer in {"", order.customer_id} and order.status != _CANCELLED:
            yield Receipt(order.id, order.number, order.url)


def _from_here(case: Case, document: TradeDocument, others: tuple[Case, ...]) -> Iterator[Receipt]:
    """The same among what was posted from here, for an ERP that does not name its orders."""
    numbers = _numbers(document)
    for other in others:
        is_theirs = _customer(other) == _customer(case) and other.status is Status.POSTED and not is_change(other)
        if is_theirs and other.receipt and other.document and numbers & {compact(other.document.number()), compact(other.receipt.number)}:
            yield other.receipt


def _numbers(document: TradeDocument) -> set[str]:
    return {compact(document.value(name)) for name in ("order_reference", "order_number")} - {""}


def _customer(case: Case) -> str:
    return best_id(case.matches, "customer")
