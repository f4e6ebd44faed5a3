"""The Subject of the checks: a trade document or question with its mail and matches, and what the ERP says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from backend.model import trade
from backend.model.case import Case
from backend.model.catalog import Catalog, Matches
from backend.model.field import Fields
from backend.model.finding import Severity
from backend.model.identifier import compact
from backend.model.kept import Kept
from backend.model.mail import Mail
from backend.model.matched import Matched
from backend.model.trade import DocumentType, Intent, TradeDocument
from backend.model.value import number, text


@dataclass(frozen=True)
class Subject(Matched):
    """What the checks look at. `others` are the other cases of the organisation with the same number or party."""

    document: TradeDocument | None
    mail: Mail
    intent: Intent
    matches: Matches
    catalog: Catalog
    others: tuple[Case, ...] = ()
    #: The ERP's order that it changes.
    kept: Kept | None = None

    @property
    def is_invoice(self) -> bool:
        """Whether it asks us to pay or to be credited."""
        return self.document is not None and self.document.document_type in {DocumentType.INVOICE, DocumentType.CREDIT_NOTE}

    @property
    def is_order(self) -> bool:
        """Whether a customer orders or changes an order."""
        return self.document is not None and self.document.document_type in {DocumentType.ORDER, DocumentType.ORDER_CHANGE}

    @property
    def is_change(self) -> bool:
        """Whether a customer changes an order."""
        return trade.is_change(self.document, self.intent)

    def is_ordered_already(self, place: int) -> bool:
        """Whether the order that is changed has the item of a line, so that what the change does not say stays."""
        item = self.item(place)
        return self.kept is not None and item is not None and any(line.item_id == item.id for line in self.kept.lines or ())

    @property
    def totals_severity(self) -> Severity:
        """How much wrong totals matter: an invoice is booked by them, an order by its lines."""
        return Severity.BLOCKING if self.is_invoice else Severity.WARNING

    def amount(self, name: str) -> Decimal | None:
        """A header field as a number."""
        return number(self.fields, name)

    def is_same_party(self, other: Case) -> bool:
        """Whether another case is of the same supplier or customer: by the ERP's id, or by identifier or name when one is unknown."""
        for role, prefix in (("supplier", "seller"), ("customer", "buyer")):
            found = other.matches.get(role)
            if self.best(role) and found and found.best:
                return self.best(role) == found.best.id
            if other.document and any(self._says_the_same(other.document, f"{prefix}_{name}") for name in ("vat_id", "legal_id", "name")):
                return True
        return False

    def _says_the_same(self, other: TradeDocument, name: str) -> bool:
        said = compact(text(self.fields, name))
        own = {compact(t) for t in (self.catalog.own_name, self.catalog.own_vat_id, self.catalog.own_legal_id)}
        return bool(said) and said not in own and said == compact(other.value(name))


def numbered(rows: tuple[Fields, ...], name: str) -> Iterator[tuple[int, Decimal]]:
    """The place and the value of every row that has this number."""
    for place, row in enumerate(rows):
        value = number(row, name)
        if value is not None:
            yield place, value
