"""Trade documents are matched against the ERP's Catalog: `match` for a document and its mail, `search` for the pane's search box."""

from __future__ import annotations

from backend.matching import index as catalog_index
from backend.matching import items, parties, purchase_orders
from backend.matching.index import Index
from backend.matching.search import search
from backend.model.catalog import Catalog, Match, Matches
from backend.model.mail import Mail
from backend.model.trade import DocumentType, TradeDocument

__all__ = ["match", "search"]

_FROM_SUPPLIER = {DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.ORDER_CONFIRMATION}


def match(document: TradeDocument | None, mail: Mail, catalog: Catalog, question: str = "") -> Matches:
    """What the document, or the question without one, means in the ERP.

    Paths: `supplier` for what suppliers send, else `customer`; `purchase_order` and `lines.N.purchase_order_line` for what suppliers send;
    `lines.N.item`; for a mail without a document both `supplier` and `customer` as far as found, and `sales_order` when one is asked about.
    """
    index = catalog_index.of(catalog)
    if document is None:
        return _match_question(mail, index, question)
    if document.document_type in _FROM_SUPPLIER:
        return _match_supplied(document, mail, index)
    customer = parties.match(parties.buyer(document, mail, index.own), index.customers)
    side = items.Side(_id(customer), theirs="buyer_item_id", ours="seller_item_id")
    found = [items.match(line, side, index.items) for line in document.lines]
    matches = {"customer": customer, **{f"lines.{n}.item": m for n, m in enumerate(found)}}
    return matches | _matched_sales_order((question,), customer, index)


def _match_supplied(document: TradeDocument, mail: Mail, index: Index) -> Matches:
    supplier = parties.match(parties.seller(document, mail, index.own), index.suppliers)
    number = document.value("order_reference")
    if document.document_type is DocumentType.ORDER_CONFIRMATION:
        number = number or document.value("order_number")
    order = purchase_orders.by_number(number, _id(supplier), index.purchase_orders)
    ordered = next((p for p in index.purchase_orders if order.best and p.id == order.best.id), None)
    expected = {line.item_id for line in ordered.lines} if ordered else ()
    side = items.Side(_id(supplier), theirs="seller_item_id", ours="buyer_item_id", expected=expected)
    found = [items.match(line, side, index.items) for line in document.lines]
    if not number and supplier.best:
        order = purchase_orders.by_lines(document.lines, found, supplier.best.id, index.purchase_orders)
        ordered = next((p for p in index.purchase_orders if order.best and p.id == order.best.id), None)
    matches = {"supplier": supplier, "purchase_order": order, **{f"lines.{n}.item": m for n, m in enumerate(found)}}
    if ordered:
        matches |= {f"lines.{n}.purchase_order_line": m for n, m in enumerate(purchase_orders.lines(document.lines, found, ordered))}
    return matches


def _match_question(mail: Mail, index: Index, question: str) -> Matches:
    supplier = parties.match(parties.seller(None, mail, index.own), index.suppliers)
    customer = parties.match(parties.buyer(None, mail, index.own), index.customers)
    found = {path: m for path, m in (("supplier", supplier), ("customer", customer)) if m.best or m.runners_up}
    return found | _matched_sales_order((question, mail.subject, mail.text), customer, index)


def _matched_sales_order(texts: tuple[str, ...], customer: Match, index: Index) -> dict[str, Match]:
    found = purchase_orders.sales_order(texts, _id(customer), index.sales_orders)
    return {"sales_order": found} if found.best or found.runners_up else {}


def _id(party: Match) -> str:
    return party.best.id if party.best else ""
