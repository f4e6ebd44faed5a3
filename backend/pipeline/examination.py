"""Examining a case: matched against the catalog and checked by the rules, the first time and after every correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from backend.checks import Subject, check
from backend.matching import match
from backend.model.case import Case
from backend.model.catalog import Catalog, Customer, Match, Matches, PurchaseOrder, Supplier
from backend.model.field import Field
from backend.model.finding import Finding
from backend.model.mail import Mail
from backend.model.trade import TradeDocument

#: How a value or a match that a person gave is marked.
_BY_PERSON = "person"

_Thing = TypeVar("_Thing", Supplier, Customer, PurchaseOrder)


def matched(case: Case, mail: Mail, catalog: Catalog) -> Matches:
    """What the case's document is in the ERP; whatever a person chose counts as if the document named it."""
    document, narrowed = _as_chosen(case, catalog)
    return match(document, mail, narrowed, case.question)


def rematched(before: Case, after: Case, mail: Mail, catalog: Catalog) -> Matches:
    """The matches after a correction: a person's choices stay, and so does whatever the correction has no bearing on."""
    old, new = matched(before, mail, catalog), matched(after, mail, catalog)
    kept = {path: found for path, found in after.matches.items() if _is_chosen(found) or (path in new and old.get(path) == new[path])}
    return {**new, **kept}


def checked(case: Case, mail: Mail, catalog: Catalog, others: Sequence[Case], reading_findings: Sequence[Finding]) -> Case:
    """The case with the findings of reading it, as far as no person has settled them, and those of every rule."""
    subject = Subject(case.document, mail, case.intent, case.matches, catalog, tuple(others))
    open_ones = tuple(finding for finding in reading_findings if not _is_settled(case, finding))
    return replace(case, findings=open_ones + tuple(check(subject)))


def _is_chosen(found: Match) -> bool:
    return found.best is not None and found.best.method == _BY_PERSON


def _is_settled(case: Case, finding: Finding) -> bool:
    field = case.document.at(finding.path) if case.document and finding.path else None
    return field is not None and field.method == _BY_PERSON


def _as_chosen(case: Case, catalog: Catalog) -> tuple[TradeDocument | None, Catalog]:
    """The document as if it named the supplier, customer and purchase order that a person chose, and a catalog in which they are found."""
    if case.document is None:
        return None, catalog
    named: dict[str, str] = {}
    supplier = _chosen(case, "supplier", catalog.suppliers)
    customer = _chosen(case, "customer", catalog.customers)
    order = _chosen(case, "purchase_order", catalog.purchase_orders)
    if supplier:
        named |= {"seller_name": supplier.name, "seller_vat_id": supplier.vat_id, "seller_legal_id": supplier.legal_id}
        catalog = catalog if supplier.vat_id or supplier.legal_id else replace(catalog, suppliers=(supplier,))
    if customer:
        named |= {"buyer_name": customer.name, "buyer_vat_id": customer.vat_id, "buyer_legal_id": customer.legal_id}
        catalog = catalog if customer.vat_id or customer.legal_id else replace(catalog, customers=(customer,))
    if order:
        named["order_reference"] = order.number
    fields = {name: Field(name, value, value, 1.0, method=_BY_PERSON) for name, value in named.items()}
    return replace(case.document, fields={**case.document.fields, **fields}), catalog


def _chosen(case: Case, path: str, things: Sequence[_Thing]) -> _Thing | None:
    found = case.matches.get(path, Match(None))
    return next((thing for thing in things if _is_chosen(found) and found.best and thing.id == found.best.id), None)
