"""The letters: for each kind of reply, what its template is filled with and which facts it states."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from backend.model.identifier import compact
from backend.model.reply import Fact, ReplyKind
from backend.model.sentence import Sentence, written
from backend.model.value import day, number, text
from backend.model.words import FIELD_WORDS, money, quantity
from backend.replies import invoice_differences, order_differences
from backend.replies.differences import Difference, differences, of_item
from backend.replies.draft import RECEIVED, Draft, Letter, StatusLine, fact, from_erp
from backend.replies.missing import missing
from backend.replies.order_change import order_change

_RECEIPT = Sentence("Numéro dans l’ERP", "Number in the ERP")
_STATE = Sentence("État de la commande", "State of the order")
_PAID_ON = Sentence("Payée le", "Paid on")
_LEFT = Sentence("Reste à payer", "Still to be paid")
_DUE = Sentence("Échéance", "Due date")
EXPECTED = Sentence("Date prévue", "Expected date")
#: What an ERP calls the state of an order, in the words of a letter; others are quoted.
_STATES = {
    "open": Sentence("en cours de traitement", "being processed"),
    "confirmed": Sentence("confirmée", "confirmed"),
    "partlydelivered": Sentence("livrée en partie", "partly delivered"),
    "delivered": Sentence("livrée", "delivered"),
    "invoiced": Sentence("facturée", "invoiced"),
    "closed": Sentence("soldée", "completed"),
    "cancelled": Sentence("annulée", "cancelled"),
}
_CANCELLED, _PARTLY_DELIVERED = "cancelled", "partlydelivered"
#: States after which no delivery is to come.
DONE = frozenset({"delivered", "invoiced", "closed", "cancelled", "paid"})


def _acknowledgement(draft: Draft) -> Letter:
    found = differences(draft, order_differences.RULES)
    facts = _difference_facts(draft, found)
    if draft.receipt:
        facts = (fact(draft, _RECEIPT, draft.receipt.number, from_erp(Sentence("commande client", "sales order"))), *facts)
    values = {
        **_addressed(draft),
        "receipt_number": draft.receipt.number if draft.receipt else "",
        "lines": [_order_line(draft, place) for place, _ in enumerate(draft.lines)],
        "delivery_date": _written_day(draft, draft.said("requested_delivery_date")),
        "delivery_address": " ".join(draft.said("delivery_address").split()),
        "differences": _rows(draft, found),
        "questions": [asked.in_language(draft.language) for asked in missing(draft)],
    }
    return Letter(values, (*facts, *_line_facts(draft)))


def _missing_information(draft: Draft) -> Letter:
    asked = missing(draft)
    return Letter({**_addressed(draft), "questions": [question.in_language(draft.language) for question in asked]})


def _invoice_dispute(draft: Draft) -> Letter:
    found = differences(draft, invoice_differences.RULES)
    order = draft.purchase_order.number if draft.purchase_order else ""
    return Letter(
        {**_addressed(draft), "purchase_order_number": order, "differences": _rows(draft, found)}, _difference_facts(draft, found)
    )


def _order_status(draft: Draft) -> Letter:
    order, report = draft.sales_order, draft.own_status()
    ours = order.number if order else report.number if report else ""
    if not ours:
        return Letter({**_addressed(draft), "ours": "", "theirs": "", "state": "", "is_partly": False, "expected": "", "lines": []})
    status = compact(report.status if report else order.status if order else "").lower()
    quoted = (report.status if report else order.status if order else "").replace("_", " ")
    state = _STATES.get(status, Sentence(f"à l’état « {quoted} »", f"in state “{quoted}”"))
    expected = None if status in DONE else day(report.expected) if report and report.expected else order.delivery_date if order else None
    source = from_erp(Sentence(f"commande client {ours}", f"sales order {ours}"))
    facts = [fact(draft, _STATE, state, source)]
    if expected:
        facts.append(fact(draft, EXPECTED, written(expected, draft.language), source))
    values = {
        **_addressed(draft),
        "ours": ours,
        "theirs": order.customer_order_number if order else draft.said("order_number"),
        "state": state.in_language(draft.language),
        "is_partly": status == _PARTLY_DELIVERED,
        "expected": written(expected, draft.language) if expected else "",
        "lines": [_status_line(draft, line) for line in report.lines] if report and status not in DONE else [],
    }
    return Letter(values, tuple(facts))


def _order_cancellation(draft: Draft) -> Letter:
    """What the ERP says of the order that is to be cancelled: it is, it cannot be any more, or nobody has done it yet."""
    order, report = draft.sales_order, draft.own_status()
    status = compact(report.status if report else order.status if order else "").lower()
    values = {
        **_addressed(draft),
        "ours": order.number if order else "",
        "theirs": order.customer_order_number if order else "",
        "is_cancelled": status == _CANCELLED,
        "is_too_late": status in DONE - {_CANCELLED} or status == _PARTLY_DELIVERED,
        "state": _STATES[status].in_language(draft.language) if status in _STATES else "",
    }
    if order is None or status not in _STATES:
        return Letter(values)
    source = from_erp(Sentence(f"commande client {order.number}", f"sales order {order.number}"))
    return Letter(values, (fact(draft, _STATE, _STATES[status], source),))


def _status_line(draft: Draft, line: StatusLine) -> dict[str, str]:
    """A line of the order as the letter says it; what the ERP does not tell is left out."""
    expected = day(line.expected) if line.delivered_quantity is None or line.delivered_quantity < line.quantity else None
    return {
        "reference": line.item_id,
        "description": " ".join(line.description.split()),
        "quantity": quantity(line.quantity).in_language(draft.language),
        "delivered": "" if line.delivered_quantity is None else quantity(line.delivered_quantity).in_language(draft.language),
        "expected": written(expected, draft.language) if expected else "",
    }


def _payment_status(draft: Draft) -> Letter:
    invoice, report = draft.asked_invoice, draft.own_status()
    if invoice is None or report is None:
        return Letter({**_addressed(draft), "ours": "", "theirs": "", "is_paid": False, "paid_on": "", "left": "", "due": ""})
    source = from_erp(Sentence(f"facture fournisseur {invoice.number}", f"supplier invoice {invoice.number}"))
    is_paid = report.open_amount == 0
    left = money(report.open_amount, report.currency).in_language(draft.language) if report.open_amount else ""
    paid_on, due = _written_day(draft, report.paid_on), "" if is_paid else _written_day(draft, report.expected)
    stated = ((_PAID_ON, paid_on), (_LEFT, left), (_DUE, due))
    values = {
        **_addressed(draft),
        "ours": invoice.number,
        "theirs": invoice.supplier_invoice_number,
        "is_paid": is_paid,
        "paid_on": paid_on,
        "left": left,
        "due": due,
    }
    return Letter(values, tuple(fact(draft, label, value, source) for label, value in stated if value))


#: What each kind of reply is made by.
LETTERS: Mapping[ReplyKind, Callable[[Draft], Letter]] = {
    ReplyKind.ORDER_ACKNOWLEDGEMENT: _acknowledgement,
    ReplyKind.ORDER_CHANGE: order_change,
    ReplyKind.ORDER_CANCELLATION: _order_cancellation,
    ReplyKind.MISSING_INFORMATION: _missing_information,
    ReplyKind.INVOICE_DISPUTE: _invoice_dispute,
    ReplyKind.ORDER_STATUS: _order_status,
    ReplyKind.PAYMENT_STATUS: _payment_status,
}


def _addressed(draft: Draft) -> dict[str, object]:
    """What every letter may say: which document it answers, and who signs."""
    return {
        "document_type": str(draft.document.document_type) if draft.document else "",
        "number": draft.document.number() if draft.document else "",
        "issue_date": _written_day(draft, draft.said("issue_date")),
        "own_name": draft.catalog.own_name,
    }


def _order_line(draft: Draft, place: int) -> dict[str, str]:
    line, item = draft.lines[place], draft.item(place)
    count, price = number(line, "quantity"), _price(draft, place)
    return {
        "reference": text(line, "buyer_item_id") or (item.own_number if item else text(line, "seller_item_id")),
        "description": text(line, "description") or (item.description if item else ""),
        "quantity": quantity(count, text(line, "unit_code")).in_language(draft.language) if count is not None else "",
        "net_price": money(price, draft.currency).in_language(draft.language) if price is not None else "",
    }


def _price(draft: Draft, place: int) -> Decimal | None:
    """The price that the customer wrote, or else the one agreed."""
    printed = number(draft.lines[place], "net_price")
    return printed if printed is not None else draft.agreed_price(place)


def _line_facts(draft: Draft) -> tuple[Fact, ...]:
    """Where the price of each line of an acknowledgement comes from."""
    facts = []
    for place, line in enumerate(draft.lines):
        price, item = _price(draft, place), draft.item(place)
        if price is not None:
            source = RECEIVED if number(line, "net_price") is not None or item is None else of_item(item.own_number)
            label = Sentence("{line} : {what}", "{line}: {what}").filled(line=draft.line_in_words(place), what=FIELD_WORDS["net_price"])
            facts.append(fact(draft, label, money(price, draft.currency), source))
    return tuple(facts)


def _difference_facts(draft: Draft, found: tuple[Difference, ...]) -> tuple[Fact, ...]:
    return tuple(fact(draft, difference.what, difference.ours, difference.source) for difference in found)


def _rows(draft: Draft, found: tuple[Difference, ...]) -> list[list[str]]:
    rows = [[cell.in_language(draft.language) for cell in (d.what, d.theirs, d.ours, d.difference)] for d in found]
    return [[what[:1].upper() + what[1:], *others] for what, *others in rows]


def _written_day(draft: Draft, iso: str) -> str:
    found: date | None = day(iso)
    return written(found, draft.language) if found else ""
