"""Which of Odoo's taxes a line's VAT rate means: the item's own, else the company's usual one, else the only one with that rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.connectors.http import Json
from backend.connectors.odoo.calls import Calls
from backend.errors import PostingRejected
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Line, Order

_NONE = Sentence(
    "Odoo n’a pas de taxe de {rate} % : créez-la ou activez-la, ou corrigez le taux.",
    "Odoo has no tax of {rate} %: create or activate it, or correct the rate.",
)
_MANY = Sentence(
    "Odoo a plusieurs taxes de {rate} % ({names}) : indiquez-en une sur l’article {item}, ou archivez les autres dans Odoo.",
    "Odoo has several taxes of {rate} % ({names}): set one of them on the item {item}, or archive the others in Odoo.",
)


@dataclass(frozen=True)
class Taxes:
    """The taxes that a document's lines may have."""

    by_id: Mapping[int, Json]
    #: The company's usual tax, None when it has none.
    usual: int | None
    #: Item id -> the taxes set on it.
    of_item: Mapping[str, Sequence[int]]

    def of(self, line: Line) -> int | None:
        """The tax of the line, None for one without VAT; raises PostingRejected when Odoo has none for its rate, or cannot tell which."""
        own = [tax for tax in self.of_item.get(line.item_id, ()) if tax in self.by_id]
        if line.tax_rate is None:
            return own[0] if own else self.usual
        fitting = [tax for tax, record in self.by_id.items() if Decimal(str(record["amount"])) == line.tax_rate]
        preferred = [tax for tax in (*own, self.usual) if tax in fitting]
        if preferred or len(fitting) == 1:
            return (preferred or fitting)[0]
        if not fitting and line.tax_rate == 0:
            return None
        names = ", ".join(sorted(str(self.by_id[tax]["name"]) for tax in fitting))
        refusal = (_MANY if fitting else _NONE).filled(rate=line.tax_rate, names=names, item=line.item_id or line.description)
        raise PostingRejected(refusal.en, refusal.fr)


def read(calls: Calls, document: Confirmed, company: int, items: Mapping[str, Json]) -> Taxes:
    """The company's taxes for documents of this kind; `items` are the products of the lines with their tax fields, by id."""
    use, default, own = (
        ("sale", "account_sale_tax_id", "taxes_id")
        if isinstance(document, Order)
        else ("purchase", "account_purchase_tax_id", "supplier_taxes_id")
    )
    # A tax that is contained in the price would change prices that documents print without VAT.
    domain = [["type_tax_use", "=", use], ["amount_type", "=", "percent"], ["price_include", "=", False], ["company_id", "=", company]]
    by_id = {record["id"]: record for record in calls.records("account.tax", domain, ("name", "amount"))}
    usual = calls("res.company", "read", ids=[company], fields=[default])[0][default]
    return Taxes(by_id, usual[0] if usual else None, {item: record[own] for item, record in items.items()})
