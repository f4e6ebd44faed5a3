"""Whether the ERP or another case already has the document, and what it changes or corrects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from backend.checks.subject import Subject, numbered
from backend.model.case import Case, Status
from backend.model.catalog import SalesOrder, SupplierInvoice
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent
from backend.model.words import money, quantity

_CANCELLED = "cancelled"
_CHANGES = {Intent.ORDER_CHANGE, Intent.ORDER_CANCELLATION}
_NEW = {DocumentType.INVOICE, DocumentType.CREDIT_NOTE, DocumentType.ORDER}
_REJECT = Sentence("Comparez les deux, puis rejetez celle-ci.", "Compare the two, then reject this one.")
_REJECT_ONE = Sentence("Comparez les deux et rejetez l’une d’elles.", "Compare the two and reject one of them.")
_CANCEL = Sentence("Annulez-la dans l’ERP, puis répondez au client.", "Cancel it in the ERP, then answer the customer.")
_CHANGED = Sentence("Le client modifie la commande {number} de l’ERP.", "The customer changes order {number} of the ERP.")
_STAYS = Sentence(
    "Comparez l’ancien et le nouveau ; ce que le client ne nomme pas reste tel quel.",
    "Compare the old and the new; what the customer does not name stays as it is.",
)
_UNKNOWN = Sentence(
    "Le client modifie une commande que l’ERP n’a pas, ou plus, sous ce numéro.",
    "The customer changes an order that the ERP does not have, or no longer has, under this number.",
)
_TOLD = Sentence(
    "Le client écrit qu’il y avait {before} de « {item} » ; la commande en a {there}.",
    "The customer writes that there were {before} of “{item}”; the order has {there}.",
)
_ADDED = Sentence(
    "Le client veut ajouter « {item} » ; la commande en a déjà {there}.",
    "The customer wants to add “{item}”; the order has {there} of it already.",
)
_TYPE_IT = Sentence("Saisissez la quantité voulue sur la ligne.", "Type the quantity that is wanted on the line.")
_NOT_READ = Sentence(
    "Le client modifie la commande {number}, que l’ERP n’a pas pu montrer.",
    "The customer changes order {number}, which the ERP could not show.",
)
_CHANGE_THERE = Sentence(
    "Corrigez le numéro de la commande ou le client ; sinon modifiez-la dans l’ERP, puis répondez.",
    "Correct the order's number or the customer; else change it in the ERP, then answer.",
)


def duplicate(subject: Subject) -> Iterator[Finding]:
    """DUPLICATE: no document of the same party and number is in the ERP already, or in another case that was not rejected.

    Numbers are compared without spaces, punctuation and case. An order change repeats the order's number and is no duplicate.
    """
    document = subject.document
    number = compact(document.number()) if document else ""
    if document is None or document.document_type not in _NEW or subject.intent in _CHANGES or not number:
        return
    path = "invoice_number" if subject.is_invoice else "order_number"
    for sentence in _in_erp(subject, number):
        yield Finding("DUPLICATE", Severity.BLOCKING, sentence, path, _REJECT)
    for sentence in _in_other_cases(subject, number):
        yield Finding("DUPLICATE", Severity.BLOCKING, sentence, path, _REJECT_ONE)


def order_change(subject: Subject) -> Iterator[Finding]:
    """ORDER-CHANGE: a change of an order names one that the ERP has; a cancellation is not sent from here."""
    document = subject.document
    if document is None or not (document.document_type is DocumentType.ORDER_CHANGE or subject.intent in _CHANGES):
        return
    known = _sales_order(subject, compact(document.value("order_reference"))) or _sales_order(subject, compact(document.number()))
    if subject.intent is Intent.ORDER_CANCELLATION:
        sentence = Sentence("Le client annule une commande{which}.", "The customer cancels an order{which}.")
        which = Sentence(f" : {known.number} dans l’ERP", f": {known.number} in the ERP") if known else Sentence("", "")
        yield Finding("ORDER-CHANGE", Severity.BLOCKING, sentence.filled(which=which), "order_number", _CANCEL)
    elif subject.kept:
        yield Finding("ORDER-CHANGE", Severity.INFO, _CHANGED.filled(number=subject.kept.number), "order_number", _STAYS)
    elif known:
        yield Finding("ORDER-CHANGE", Severity.BLOCKING, _NOT_READ.filled(number=known.number), "order_number", _CHANGE_THERE)
    else:
        yield Finding("ORDER-CHANGE", Severity.BLOCKING, _UNKNOWN, "order_number", _CHANGE_THERE)


def told_before(subject: Subject) -> Iterator[Finding]:
    """CHANGE-DIFFERS: what the customer says was ordered of an item is what the order in the ERP has of it."""
    ordered = {one.item_id: one.quantity for one in (subject.kept.lines or () if subject.kept else ()) if one.quantity}
    for place, before in numbered(subject.lines, "previous_quantity") if subject.is_change and subject.kept else ():
        item = subject.item(place)
        there = ordered.get(item.id, Decimal(0)) if item else None
        if item is None or there is None or there == before:
            continue
        told = _ADDED if before == 0 else _TOLD
        filled = told.filled(item=item.description or item.own_number, before=quantity(before), there=quantity(there))
        yield Finding("CHANGE-DIFFERS", Severity.WARNING, filled, f"lines.{place}.quantity", _TYPE_IT)


def credited_invoice(subject: Subject) -> Iterator[Finding]:
    """CREDIT-NOTE-REFERENCE: a credit note names the invoice it corrects (BT-25), and the ERP has that invoice of this supplier."""
    document = subject.document
    if document is None or document.document_type is not DocumentType.CREDIT_NOTE:
        return
    reference = document.value("preceding_invoice_reference")
    if not reference:
        sentence = Sentence("L’avoir ne dit pas quelle facture il corrige.", "The credit note does not say which invoice it corrects.")
        yield Finding("CREDIT-NOTE-REFERENCE", Severity.WARNING, sentence, "preceding_invoice_reference")
    elif subject.supplier and _supplier_invoice(subject, compact(reference)) is None:
        sentence = Sentence("L’ERP n’a pas de facture {number} de ce fournisseur.", "The ERP has no invoice {number} of this supplier.")
        yield Finding("CREDIT-NOTE-REFERENCE", Severity.WARNING, sentence.filled(number=reference), "preceding_invoice_reference")


def _in_erp(subject: Subject, number: str) -> Iterator[Sentence]:
    if subject.is_invoice:
        invoice = _supplier_invoice(subject, number)
        if invoice:
            yield _named_invoice(subject, invoice)
        return
    order = _sales_order(subject, number)
    if order:
        sentence = Sentence(
            "La commande {theirs} de ce client est déjà dans l’ERP sous le numéro {ours}{dated}.",
            "Order {theirs} of this customer is in the ERP already as {ours}{dated}.",
        )
        yield sentence.filled(theirs=order.customer_order_number, ours=order.number, dated=_dated(order))


def _in_other_cases(subject: Subject, number: str) -> Iterator[Sentence]:
    for other in subject.others:
        same = other.document is not None and compact(other.document.number()) == number and _is_of_one_type(subject, other)
        if same and other.status is not Status.REJECTED and subject.is_same_party(other):
            yield _named_case(subject, other)


def _named_invoice(subject: Subject, invoice: SupplierInvoice) -> Sentence:
    amount = invoice.tax_inclusive_amount
    of = Sentence(" de {amount}", " of {amount}").filled(amount=money(amount, subject.currency)) if amount is not None else Sentence("", "")
    return Sentence(
        "La pièce {theirs} de ce fournisseur est déjà dans l’ERP sous le numéro {ours}{of}{dated}.",
        "Document {theirs} of this supplier is in the ERP already as {ours}{of}{dated}.",
    ).filled(theirs=invoice.supplier_invoice_number, ours=invoice.number, of=of, dated=_dated(invoice))


def _dated(document: SupplierInvoice | SalesOrder) -> Sentence:
    return Sentence(", du {day}", ", dated {day}").filled(day=document.issue_date) if document.issue_date else Sentence("", "")


def _named_case(subject: Subject, other: Case) -> Sentence:
    number = subject.document.number() if subject.document else ""
    if other.receipt and other.status is Status.POSTED:
        by = f" ({other.decision.name})" if other.decision else ""
        sentence = Sentence(
            "{number} est déjà arrivé par un autre message et a été envoyé à l’ERP sous le numéro {ours}{by}.",
            "{number} came in another message already and was sent to the ERP as {ours}{by}.",
        )
        return sentence.filled(number=number, ours=other.receipt.number, by=by)
    sentence = Sentence("{number} est aussi arrivé par un autre message, {state}.", "{number} came in another message as well, {state}.")
    return sentence.filled(number=number, state=_STATES.get(other.status, Sentence("en cours d’envoi", "being sent")))


_STATES = {
    Status.IN_REVIEW: Sentence("qui attend d’être vérifié", "which awaits review"),
    Status.ON_HOLD: Sentence("qui est mis en attente", "which is on hold"),
    Status.ANSWERED: Sentence("auquel il a été répondu", "which was answered"),
    Status.POSTED: Sentence("déjà envoyé à l’ERP", "which was sent to the ERP"),
}


def _is_of_one_type(subject: Subject, other: Case) -> bool:
    return subject.document is not None and other.document is not None and subject.document.document_type is other.document.document_type


def _supplier_invoice(subject: Subject, number: str) -> SupplierInvoice | None:
    wanted = (subject.best("supplier"), number)
    known = (i for i in subject.catalog.supplier_invoices if i.status != _CANCELLED)
    return next((i for i in known if (i.supplier_id, compact(i.supplier_invoice_number)) == wanted), None) if all(wanted) else None


def _sales_order(subject: Subject, number: str) -> SalesOrder | None:
    wanted = (subject.best("customer"), number)
    known = (o for o in subject.catalog.sales_orders if o.status != _CANCELLED)
    return next((o for o in known if (o.customer_id, compact(o.customer_order_number)) == wanted), None) if all(wanted) else None


RULES = (duplicate, order_change, told_before, credited_invoice)
