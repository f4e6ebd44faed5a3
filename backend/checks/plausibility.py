"""Whether dates, currency and addressee are likely."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from stdnum.fr import siren as siren_number

from backend.checks.subject import Subject
from backend.model.finding import Finding, Severity
from backend.model.identifier import siren
from backend.model.sentence import Sentence
from backend.model.value import day, text

#: A document can be dated tomorrow where it was written (time zones), not later.
_AHEAD = timedelta(days=1)
#: An invoice older than this is rarely a new one.
_OLD = timedelta(days=365)


def future_date(subject: Subject) -> Iterator[Finding]:
    """DATE-FUTURE: a document is dated no later than the day after it was received."""
    issued, received = _day(subject, "issue_date"), _received(subject)
    if issued and received and issued - received > _AHEAD:
        sentence = Sentence(
            "La date d’émission, {issued}, est dans le futur : le message date du {received}.",
            "The issue date, {issued}, is in the future: the message is of {received}.",
        )
        yield Finding("DATE-FUTURE", Severity.WARNING, sentence.filled(issued=issued, received=received), "issue_date")


def old_date(subject: Subject) -> Iterator[Finding]:
    """DATE-OLD: a document is dated at most a year before it was received."""
    issued, received = _day(subject, "issue_date"), _received(subject)
    if issued and received and received - issued > _OLD:
        sentence = Sentence(
            "La date d’émission, {issued}, est de plus d’un an avant la réception.",
            "The issue date, {issued}, is more than a year before it was received.",
        )
        yield Finding("DATE-OLD", Severity.WARNING, sentence.filled(issued=issued), "issue_date")


def due_before_issue(subject: Subject) -> Iterator[Finding]:
    """DATE-DUE: payment is due no earlier than the document is dated."""
    issued, due = _day(subject, "issue_date"), _day(subject, "due_date")
    if issued and due and due < issued:
        sentence = Sentence(
            "L’échéance, {due}, précède la date d’émission, {issued}.", "The due date, {due}, is before the issue date, {issued}."
        )
        yield Finding("DATE-DUE", Severity.WARNING, sentence.filled(due=due, issued=issued), "due_date")


def delivery_in_the_past(subject: Subject) -> Iterator[Finding]:
    """DATE-DELIVERY: delivery is asked for no earlier than the order was received."""
    wanted, received = _day(subject, "requested_delivery_date"), _received(subject)
    if wanted and received and wanted < received:
        sentence = Sentence("La livraison est demandée pour le {wanted}, qui est passé.", "Delivery is asked for {wanted}, which is past.")
        yield Finding("DATE-DELIVERY", Severity.WARNING, sentence.filled(wanted=wanted), "requested_delivery_date")


def currency(subject: Subject) -> Iterator[Finding]:
    """CURRENCY: the document's currency (BT-5) is that of the purchase order, or else that of the party in the ERP."""
    printed, party = text(subject.fields, "currency"), subject.supplier or subject.customer
    expected = subject.purchase_order.currency if subject.purchase_order else party.currency if party else ""
    if printed and expected and printed != expected:
        sentence = Sentence(
            "Le document est en {printed}, l’ERP attend {expected}.", "The document is in {printed}, the ERP expects {expected}."
        )
        yield Finding("CURRENCY", Severity.WARNING, sentence.filled(printed=printed, expected=expected), "currency")


def other_buyer(subject: Subject) -> Iterator[Finding]:
    """BUYER-OTHER: an invoice is made out to us, as far as a buyer's SIREN or VAT id with a right check digit says (BT-47, BT-48)."""
    own = {siren(subject.catalog.own_vat_id), siren(subject.catalog.own_legal_id)} - {""}
    named = {siren(text(subject.fields, name)) for name in ("buyer_vat_id", "buyer_legal_id")} - {""}
    named -= {siren(text(subject.fields, name)) for name in ("seller_vat_id", "seller_legal_id")}
    if subject.is_invoice and own and named and not own & named and all(siren_number.is_valid(n) for n in named):
        sentence = Sentence(
            "La facture est établie au nom d’une autre société{name} (SIREN {siren}).",
            "The invoice is made out to another company{name} (SIREN {siren}).",
        )
        name = text(subject.fields, "buyer_name")
        filled = sentence.filled(name=f", {name}" if name else "", siren=", ".join(sorted(named)))
        yield Finding("BUYER-OTHER", Severity.WARNING, filled, "buyer_name")


def _day(subject: Subject, name: str) -> date | None:
    return day(text(subject.fields, name))


def _received(subject: Subject) -> date | None:
    return subject.mail.received_at.date() if subject.mail.received_at else None


RULES = (future_date, old_date, due_before_issue, delivery_in_the_past, currency, other_buyer)
