"""What a reply is written from: the mail, its case, the ERP's Catalog and status, and the language to write in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from backend.model.case import Case, Receipt, Status
from backend.model.catalog import Catalog, Matches
from backend.model.identifier import compact
from backend.model.mail import Mail
from backend.model.matched import Matched
from backend.model.reply import Fact
from backend.model.sentence import Language, Sentence
from backend.model.trade import TradeDocument
from backend.model.value import number, text


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

    def own_status(self) -> StatusReport | None:
        """The ERP's status, if it is that of the order that was matched or posted: nobody is told of another's order."""
        own = {compact(n) for n in (self.sales_order.number if self.sales_order else "", self.receipt.number if self.receipt else "") if n}
        return self.status if self.status and compact(self.status.number) in own else None


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
