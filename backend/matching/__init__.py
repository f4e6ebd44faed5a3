"""Trade documents are matched against the ERP's Catalog: `match` for a document and its mail,
`match_in_order` for a change of an order, `confirm` for what its matches make sure, `search` for the pane's search box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from backend.matching import index as catalog_index
from backend.matching import items, memory, parties, purchase_orders
from backend.matching.confirmation import confirm
from backend.matching.in_order import match_in_order
from backend.matching.index import Index
from backend.matching.search import search
from backend.model.catalog import Catalog, Match, Matches
from backend.model.mail import Mail
from backend.model.memory import NO_LESSONS, Lesson, Side
from backend.model.trade import DocumentType, TradeDocument

__all__ = ["confirm", "match", "match_in_order", "search"]

_FROM_SUPPLIER = {DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.ORDER_CONFIRMATION}
_NONE_CHOSEN: Matches = {}


def match(
    document: TradeDocument | None,
    mail: Mail,
    catalog: Catalog,
    question: str = "",
    chosen: Matches = _NONE_CHOSEN,
    lessons: Sequence[Lesson] = NO_LESSONS,
) -> Matches:
    """What the document, or the question without one, means in the ERP.

    Paths: `supplier` for what suppliers send, else `customer`; `purchase_order` and `lines.N.purchase_order_line` for what suppliers send;
    `lines.N.item`; for a mail without a document both `supplier` and `customer` as far as found, and `sales_order` when one is asked about.
    Matches in `chosen` (those a person made) stay as they are, and the others are found in their light; `lessons` say what a party calls
    itself and our items.
    """
    index = catalog_index.of(catalog)
    if document is None:
        found = _match_question(mail, index, question, chosen, lessons)
    elif document.document_type in _FROM_SUPPLIER:
        found = _match_supplied(document, mail, index, chosen, lessons)
    else:
        found = _match_ordered(document, mail, index, question, chosen, lessons)
    return {**found, **chosen}


def _match_question(mail: Mail, index: Index, question: str, chosen: Matches, lessons: Sequence[Lesson]) -> dict[str, Match]:
    supplier = chosen.get("supplier") or _supplier(None, mail, index, lessons)
    customer = chosen.get("customer") or _customer(None, mail, index, lessons)
    sales_order = purchase_orders.sales_order((question, mail.subject, mail.text), _id(customer), index.sales_orders)
    return _without_empty({"supplier": supplier, "customer": customer, "sales_order": sales_order})


def _supplier(document: TradeDocument | None, mail: Mail, index: Index, lessons: Sequence[Lesson]) -> Match:
    return parties.match(parties.seller(document, mail, index.own), index.suppliers, memory.aliases(lessons, Side.SUPPLIER))


def _customer(document: TradeDocument | None, mail: Mail, index: Index, lessons: Sequence[Lesson]) -> Match:
    return parties.match(parties.buyer(document, mail, index.own), index.customers, memory.aliases(lessons, Side.CUSTOMER))


def _match_ordered(
    document: TradeDocument, mail: Mail, index: Index, question: str, chosen: Matches, lessons: Sequence[Lesson]
) -> dict[str, Match]:
    customer = chosen.get("customer") or _customer(document, mail, index, lessons)
    taught = memory.items(lessons, Side.CUSTOMER, _id(customer))
    side = items.Side(_id(customer), theirs="buyer_item_id", ours="seller_item_id", taught=taught)
    sales_order = purchase_orders.sales_order((question,), _id(customer), index.sales_orders)
    return {"customer": customer} | _match_items(document, side, index) | _without_empty({"sales_order": sales_order})


def _match_supplied(document: TradeDocument, mail: Mail, index: Index, chosen: Matches, lessons: Sequence[Lesson]) -> dict[str, Match]:
    supplier = chosen.get("supplier") or _supplier(document, mail, index, lessons)
    number = _purchase_order_number(document)
    order = chosen.get("purchase_order") or purchase_orders.by_number(number, _id(supplier), index.purchase_orders)
    taught = memory.items(lessons, Side.SUPPLIER, _id(supplier))
    expected = index.ordered_items(_id(order))
    side = items.Side(_id(supplier), theirs="seller_item_id", ours="buyer_item_id", expected=expected, taught=taught)
    found = _match_items(document, side, index)
    item_matches = [chosen.get(path, one) for path, one in found.items()]
    if "purchase_order" not in chosen and not number and supplier.best:
        order = purchase_orders.by_lines(document.lines, item_matches, supplier.best.id, index.purchase_orders)
    ordered = next((p for p in index.purchase_orders if p.id == _id(order)), None)
    line_matches = purchase_orders.lines(document.lines, item_matches, ordered) if ordered else ()
    return (
        {"supplier": supplier, "purchase_order": order} | found | {f"lines.{n}.purchase_order_line": m for n, m in enumerate(line_matches)}
    )


def _match_items(document: TradeDocument, side: items.Side, index: Index) -> dict[str, Match]:
    return {f"lines.{n}.item": items.match(line, side, index.items) for n, line in enumerate(document.lines)}


def _purchase_order_number(document: TradeDocument) -> str:
    """Our order's number; a confirmation that cites none may be known by it."""
    own = document.value("order_number") if document.document_type is DocumentType.ORDER_CONFIRMATION else ""
    return document.value("order_reference") or own


def _without_empty(matches: Mapping[str, Match]) -> dict[str, Match]:
    return {path: found for path, found in matches.items() if found.best or found.runners_up}


def _id(found: Match) -> str:
    return found.best.id if found.best else ""
