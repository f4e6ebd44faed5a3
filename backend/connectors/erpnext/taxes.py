"""How ERPNext is told the VAT of each line: rows of taxes with an account, and an Item Tax Template on lines that differ.

ERPNext makes `item_tax_rate`, the rates of a line, anew from the line's template at each save, so nothing else can carry them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from backend.connectors.erpnext.calls import Calls, Filters, Record
from backend.errors import PostingRejected
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Line, Order

_NONE = Sentence(
    "ERPNext n’a pas de « {template} » au taux de {rate} % : créez-le, ou corrigez le taux.",
    "ERPNext has no “{template}” with a rate of {rate} %: create it, or correct the rate.",
)
_MANY = Sentence(
    "ERPNext a plusieurs comptes pour la TVA de {rate} % ({names}) : faites de l’un de leurs modèles celui par défaut.",
    "ERPNext has several accounts for VAT of {rate} % ({names}): make one of their templates the default one.",
)
_ITEM_TEMPLATE, _ON_NET = "Item Tax Template", "On Net Total"
_ZERO = Decimal(0)


@dataclass(frozen=True)
class Vat:
    """An account of ERPNext with the rate that it is charged at, in percent."""

    account: str
    rate: Decimal


@dataclass(frozen=True)
class Taxes:
    """What a document's VAT is in ERPNext."""

    #: The document's rows of taxes; None leaves them to ERPNext, which knows what the partner usually has.
    rows: Sequence[Record] | None
    #: The Item Tax Template of each line, in their order; "" for none.
    of_lines: Sequence[str]


def read(calls: Calls, document: Confirmed, company: str) -> Taxes:
    """The taxes of the document; raises PostingRejected for a rate that ERPNext does not have, or has more than once."""
    lines = document.lines
    if all(line.tax_rate is None for line in lines):
        return Taxes(None, [""] * len(lines))
    known = _read(calls, document, company)
    vats = [known.vat(line) for line in lines]
    charged = list(dict.fromkeys(vat for vat in vats if vat))
    if len(charged) <= 1 and None not in vats:
        # One rate: the row itself charges it, whether or not there is a template.
        return Taxes([_row(vat.account, vat.rate) for vat in charged], [known.item_template(vat, must=False) for vat in vats])
    accounts = dict.fromkeys(vat.account for vat in charged)
    return Taxes([_row(account, _ZERO) for account in accounts], [known.item_template(vat, must=True) for vat in vats])


def of_added(calls: Calls, order: Order, company: str, there: Sequence[Record]) -> Taxes:
    """The taxes of lines that come to an order which has the rows `there`: the rows that come with them, and each line's template.

    Raises PostingRejected for a rate that ERPNext cannot charge in this order.
    """
    charging = {Vat(row["account_head"], Decimal(str(row["rate"]))) for row in there if row["charge_type"] == _ON_NET and row["rate"]}
    if all(line.tax_rate is None for line in order.lines) and (charging or not there):
        return Taxes([], [""] * len(order.lines))
    known = _read(calls, order, company)
    vats = [known.vat(line) for line in order.lines]
    templates = [_added(known, vat, charging) for vat in vats]
    accounts = {vat.account: None for vat in vats if vat and vat.rate}
    have = {row["account_head"] for row in there}
    return Taxes([_row(account, _ZERO) for account in accounts if account not in have], templates)


def rounding_row(account: str, amount: Decimal, description: str) -> Record:
    """A row that adds an amount which is no VAT."""
    return {**_row(account, _ZERO), "charge_type": "Actual", "tax_amount": amount, "description": description}


@dataclass(frozen=True)
class _Known:
    """The company's templates that charge one VAT."""

    doctype: str
    vats: Sequence[Vat]
    usual: Vat | None
    #: Item Tax Template -> account -> rate.
    item_templates: Mapping[str, Mapping[str, Decimal]]

    def vat(self, line: Line) -> Vat | None:
        """What the line is charged, None for nothing."""
        if line.tax_rate is None:
            return self.usual
        fitting = {vat for vat in self.vats if vat.rate == line.tax_rate} or self._of_items(line.tax_rate)
        if self.usual in fitting or len(fitting) == 1:
            return self.usual if self.usual in fitting else next(iter(fitting))
        if not fitting and line.tax_rate == 0:
            return None
        names = ", ".join(sorted(vat.account for vat in fitting))
        refusal = (_MANY if fitting else _NONE).filled(rate=line.tax_rate, names=names, template=self.doctype)
        raise PostingRejected(refusal.en, refusal.fr)

    def item_template(self, vat: Vat | None, *, must: bool) -> str:
        """The template that charges this and nothing else; raises PostingRejected when there `must` be one and is none."""
        if vat is None:
            return ""
        charged = {vat.account: vat.rate} if vat.rate else {}
        for name, rates in sorted(self.item_templates.items()):
            if vat.account in rates and {account: rate for account, rate in rates.items() if rate} == charged:
                return name
        if must and vat.rate:
            refusal = _NONE.filled(rate=vat.rate, template=_ITEM_TEMPLATE)
            raise PostingRejected(refusal.en, refusal.fr)
        return ""

    def _of_items(self, rate: Decimal) -> set[Vat]:
        """A company with one account for all rates has a template of taxes for the usual one, and the others on its items."""
        accounts = {vat.account for vat in self.vats}
        return {Vat(a, rate) for rates in self.item_templates.values() for a, r in rates.items() if r == rate and a in accounts}


def _added(known: _Known, vat: Vat | None, charging: AbstractSet[Vat]) -> str:
    """The template of a line whose order charges the rates `charging` of each line that has none."""
    template = known.item_template(vat, must=False)
    charged = {vat} if vat and vat.rate else set()
    # A template says nothing about accounts that it does not name.
    is_charged_more = any(vat is None or one.account != vat.account for one in charging)
    if is_charged_more or (not template and charged != charging):
        refusal = _NONE.filled(rate=vat.rate if vat else _ZERO, template=_ITEM_TEMPLATE)
        raise PostingRejected(refusal.en, refusal.fr)
    return template


def _read(calls: Calls, document: Confirmed, company: str) -> _Known:
    kind = "Sales Taxes and Charges" if isinstance(document, Order) else "Purchase Taxes and Charges"
    return _Known(f"{kind} Template", *_templates(calls, kind, company), _item_templates(calls, company))


def _row(account: str, rate: Decimal) -> Record:
    return {
        "charge_type": _ON_NET, "account_head": account, "rate": rate, "description": account,
        "category": "Total", "add_deduct_tax": "Add",
    }  # fmt: skip


def _templates(calls: Calls, kind: str, company: str) -> tuple[Sequence[Vat], Vat | None]:
    """What the templates with a single row charge on top of the price, and what the default one does."""
    doctype = f"{kind} Template"
    own: Filters = [["company", "=", company], ["disabled", "=", 0]]
    defaults = {row["name"]: bool(row["is_default"]) for row in calls.records(doctype, own, ("is_default",))}
    purchase = ("category", "add_deduct_tax") if kind.startswith("Purchase") else ()
    fields = ("parent", "charge_type", "account_head", "rate", "included_in_print_rate", *purchase)
    rows: dict[str, list[Record]] = defaultdict(list)
    for row in calls.named(kind, defaults, fields, doctype, by="parent"):
        rows[row["parent"]].append(row)
    charging = {name: Vat(one[0]["account_head"], Decimal(str(one[0]["rate"]))) for name, one in rows.items() if _is_plain(one)}
    usual = next((vat for name, vat in charging.items() if defaults.get(name)), None)
    return list(charging.values()), usual


def _is_plain(rows: Sequence[Record]) -> bool:
    """Whether the rows add one VAT to the net total: a price that contains it, or one that is deducted again, means something else."""
    row = rows[0]
    is_added = row.get("add_deduct_tax", "Add") == "Add" and row.get("category", "Total") != "Valuation"
    return len(rows) == 1 and row["charge_type"] == _ON_NET and not row["included_in_print_rate"] and is_added


def _item_templates(calls: Calls, company: str) -> Mapping[str, Mapping[str, Decimal]]:
    own: Filters = [["company", "=", company], ["disabled", "=", 0]]
    names = [row["name"] for row in calls.records(_ITEM_TEMPLATE, own, ())]
    rates: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in calls.named("Item Tax Template Detail", names, ("parent", "tax_type", "tax_rate"), _ITEM_TEMPLATE, by="parent"):
        rates[row["parent"]][row["tax_type"]] = Decimal(str(row["tax_rate"]))
    return rates
