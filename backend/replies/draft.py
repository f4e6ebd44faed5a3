"""What a reply is written from: the mail, its case, the ERP's Catalog and status, and the language to write in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from backend.model.case import Case, Receipt, Status
from backend.model.catalog import Catalog, Matches, SupplierInvoice
from backend.model.identifier import compact
from backend.model.mail import Mail
from backend.model.matched import Matched
from backend.model.reply import Fact
from backend.model.sentence import Language, Sentence
from backend.model.trade import TradeDocument
from backend.model.value import number, text

_TOKEN = re.compile(r"[^\s,;:?!()\[\]«»“”\"]*\d[^\s,;:?!()\[\]«»“”\"]*")
#: A message longer than this is searched only so far.
_TEXT_SEARCHED = 20_000


class StatusLine(Protocol):
    """What the ERP says became of one line of an order; the connectors' StatusLine is one."""

    @property
    def item_id(self) -> str:
        """The ERP's item."""

    @property
    def description(self) -> str:
        """As the ERP has it."""

    @property
    def quantity(self) -> Decimal:
        """What was ordered."""

    @property
    def delivered_quantity(self) -> Decimal | None:
        """What was delivered, None when the ERP does not tell."""

    @property
    def expected(self) -> str:
        """ISO 8601 date of its delivery, "" when there is none."""


class StatusReport(Protocol):
    """What the ERP says became of a document; the connectors' StatusReport is one."""

    @property
    def number(self) -> str:
        """The ERP's number of the document."""

    @property
    def status(self) -> str:
        """In the ERP's words: open, partly delivered, ..."""

    @property
    def expected(self) -> str:
        """ISO 8601 date of the next step, "" when there is none."""

    @property
    def lines(self) -> Sequence[StatusLine]:
        """Those of an order."""

    @property
    def paid_on(self) -> str:
        """ISO 8601 date of an invoice's last payment, "" while there is none."""

    @property
    def open_amount(self) -> Decimal | None:
        """What is still to be paid of an invoice, None when the ERP does not tell."""

    @property
    def currency(self) -> str:
        """ISO 4217, "" when there is no amount."""


@dataclass(frozen=True)
class Draft(Matched):
    """One reply in the making."""

    mail: Mail
    case: Case
    catalog: Catalog
    status: StatusReport | None
    language: Language

    @property
    def document(self) -> TradeDocument | None:  # type: ignore[override]
        """The case's document."""
        return self.case.document

    @property
    def matches(self) -> Matches:  # type: ignore[override]
        """The case's matches."""
        return self.case.matches

    @property
    def receipt(self) -> Receipt | None:
        """The ERP's receipt, as long as the posting stands."""
        return self.case.receipt if self.case.status is Status.POSTED else None

    def said(self, name: str) -> str:
        """The value of a header field."""
        return text(self.fields, name)

    def amount(self, name: str) -> Decimal | None:
        """A header field as a number."""
        return number(self.fields, name)

    @cached_property
    def asked_invoice(self) -> SupplierInvoice | None:
        """The one invoice of this supplier's that the message names; nobody is told of another's invoice."""
        names = named_in(f"{self.case.question} {self.mail.subject} {self.mail.text[:_TEXT_SEARCHED]}")
        own = [invoice for invoice in self.catalog.supplier_invoices if invoice.supplier_id == self.best("supplier")]
        found = [one for one in own if names & {compact(n) for n in (one.supplier_invoice_number, one.number) if n}]
        return found[0] if len(found) == 1 else None

    def own_status(self) -> StatusReport | None:
        """The ERP's status, if it is that of the order that was matched or posted: nobody is told of another's order."""
        numbers = (one.number for one in (self.sales_order, self.asked_invoice, self.receipt) if one)
        own = {compact(number) for number in numbers if number}
        return self.status if self.status and compact(self.status.number) in own else None


def named_in(words: str) -> frozenset[str]:
    """The words with a digit in them, as identifiers are compared."""
    return frozenset(compact(token.rstrip(".")) for token in _TOKEN.findall(words))


@dataclass(frozen=True)
class Letter:
    """What a template is filled with, and the facts it states."""

    values: dict[str, object]
    facts: tuple[Fact, ...] = ()


def fact(draft: Draft, label: Sentence, value: Sentence | str, source: Sentence) -> Fact:
    """A fact in the draft's language."""
    return Fact(label, value if isinstance(value, str) else value.in_language(draft.language), source)


def from_erp(what: Sentence) -> Sentence:
    """The source "ERP, purchase order BC-2026-0142"."""
    return Sentence(f"ERP, {what.fr}", f"ERP, {what.en}")


#: The source of what the sender wrote.
RECEIVED = Sentence("document reçu", "document received")
#: The source of what follows from the document's own figures.
CALCULATED = Sentence("calcul sur le document reçu", "calculated from the document received")
