"""Which purchase order an invoice answers, and line by line which of its lines; which sales order a question is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from backend.matching import words
from backend.matching.score import decided
from backend.model import value
from backend.model.catalog import Candidate, Match, PurchaseOrder, PurchaseOrderLine, SalesOrder
from backend.model.field import Fields
from backend.model.identifier import LEAST_DIGITS, compact, digit_groups

#: The whole number, its digits without the prefix, the last group of digits.
_WHOLE, _DIGITS, _TAIL = 0.99, 0.88, 0.75
#: The number is right but the order is another supplier's: still shown as the best, the checks say what is wrong with it.
_OTHER_SUPPLIER = 0.7
_OTHER_CUSTOMER = 0.4
#: Orders for which no invoice is to come.
_DONE = frozenset({"closed", "cancelled", "invoiced"})
#: The most that agreeing lines alone are worth.
_BY_LINES = 0.75
#: Several references in one field.
_SEPARATORS = re.compile(r"[,;|&\n]|\s/\s|\bet\b|\band\b|\bund\b")
_NUMBER_IN_TEXT = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.-]*[A-Za-z0-9]")
#: A message longer than this is searched only so far.
_TEXT_SEARCHED = 20_000


def by_number(reference: str, supplier_id: str, purchase_orders: Sequence[PurchaseOrder]) -> Match:
    """The purchase order with this number, whatever stands between its letters and digits; without its prefix only when that is unique."""
    found: dict[str, Candidate] = {}
    for part in _SEPARATORS.split(reference):
        for order, weight in _numbered(part, supplier_id, purchase_orders):
            other = supplier_id and order.supplier_id != supplier_id
            candidate = Candidate(order.id, order.number, round(weight * (_OTHER_SUPPLIER if other else 1), 4), "number")
            if candidate.score > found.get(order.id, candidate).score or order.id not in found:
                found[order.id] = candidate
    return decided(found.values())


def by_lines(lines: Sequence[Fields], items: Sequence[Match], supplier_id: str, purchase_orders: Sequence[PurchaseOrder]) -> Match:
    """The open purchase order of this supplier whose lines agree best with those of the document: a proposal, never certain."""
    candidates = []
    for order in purchase_orders:
        if order.supplier_id == supplier_id and order.status not in _DONE and lines:
            pairs = zip(lines, items, strict=True)
            agreement = sum(max((_agreement(line, item, o) for o in order.lines), default=0.0) for line, item in pairs)
            candidates.append(Candidate(order.id, order.number, round(_BY_LINES * agreement / len(lines), 4), "lines"))
    return decided(candidates)


def lines(document_lines: Sequence[Fields], items: Sequence[Match], order: PurchaseOrder) -> tuple[Match, ...]:
    """For each line of the document, the line of the purchase order it answers."""
    return tuple(
        decided(Candidate(o.id, o.description, round(_agreement(line, item, o), 4), _line_method(item, o)) for o in order.lines)
        for line, item in zip(document_lines, items, strict=True)
    )


def sales_order(texts: Iterable[str], customer_id: str, sales_orders: Sequence[SalesOrder]) -> Match:
    """The sales order whose number, ours or the customer's, stands in a text; another customer's is never chosen."""
    named = mentioned("\n".join(texts)[:_TEXT_SEARCHED])
    candidates = []
    for order in sales_orders:
        if named & {compact(n) for n in (order.number, order.customer_order_number) if _is_number(compact(n))}:
            own = bool(customer_id) and order.customer_id == customer_id
            candidates.append(Candidate(order.id, order.number, round(_WHOLE * (1 if own else _OTHER_CUSTOMER), 4), "number"))
    return decided(candidates)


def _numbered(reference: str, supplier_id: str, orders: Sequence[PurchaseOrder]) -> list[tuple[PurchaseOrder, float]]:
    wanted = compact(reference)
    if not wanted:
        return []
    whole = [o for o in orders if compact(o.number) == wanted]
    if whole:
        return [(o, _WHOLE) for o in whole]
    groups, named = digit_groups(reference), mentioned(reference)
    within = [o for o in orders if _is_number(compact(o.number)) and compact(o.number) in named]
    alike = [o for o in orders if groups and digit_groups(o.number) == groups]
    tail = [o for o in orders if groups and len(groups[-1]) >= LEAST_DIGITS and digit_groups(o.number)[-1:] == groups[-1:]]
    for candidates, weight in ((within, _WHOLE), (alike, _DIGITS), (tail, _TAIL)):
        of_supplier = [o for o in candidates if o.supplier_id == supplier_id] or candidates
        if of_supplier:
            return [(o, weight) for o in of_supplier]
    return []


def _agreement(line: Fields, item: Match, ordered: PurchaseOrderLine) -> float:
    """How much a line looks like an ordered one, from 0 to 1: what it is counts most, then price, then quantity."""
    what = _same_thing(line, item, ordered)
    price, quantity = value.number(line, "net_price"), value.number(line, "quantity")
    return what * (0.86 + 0.08 * (price == ordered.net_price) + 0.05 * (quantity in {ordered.quantity, ordered.received_quantity}))


def _same_thing(line: Fields, item: Match, ordered: PurchaseOrderLine) -> float:
    if item.best and ordered.item_id:
        return 1.0 if item.best.id == ordered.item_id else 0.0
    printed = words.description(value.text(line, "description"))
    likeness = words.description_likeness(printed, words.description(ordered.description))
    return max(likeness, max((c.score for c in item.runners_up if c.id == ordered.item_id), default=0.0))


def _line_method(item: Match, ordered: PurchaseOrderLine) -> str:
    return "reference" if item.best and item.best.id == ordered.item_id else "description"


def mentioned(text: str) -> frozenset[str]:
    """Everything in a text that may be a document's number, alone and together with the word before it ("BC 2026-0142")."""
    found = [compact(m) for m in _NUMBER_IN_TEXT.findall(text)]
    return frozenset(found) | {one + two for one, two in pairwise(found)}


def _is_number(key: str) -> bool:
    """Whether it is long enough, with digits in it, to be told from the other words of a text."""
    return len(key) >= LEAST_DIGITS and any(c.isdigit() for c in key)
