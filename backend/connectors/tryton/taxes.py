"""Which of Tryton's taxes a line's VAT rate means: those that Tryton proposes for it, else those of another line, else the only one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.connectors.http import Json
from backend.connectors.tryton.calls import Calls, Record
from backend.errors import PostingRejected
from backend.model.sentence import Sentence
from backend.model.trade import Line

_FIELDS = ("name", "type", "rate", "parent", "start_date", "end_date", "group.kind")
_NONE = Sentence(
    "Tryton n’a pas de taxe de {rate} % : créez-la, ou corrigez le taux.", "Tryton has no tax of {rate} %: create it, or correct the rate."
)
_MANY = Sentence(
    "Tryton a plusieurs taxes de {rate} % ({names}) : indiquez-en une dans la catégorie comptable de l’article, "
    "ou sur le compte par défaut, pour « {line} ».",
    "Tryton has several taxes of {rate} % ({names}): set one in the item's account category, or on the default account, for “{line}”.",
)


@dataclass(frozen=True)
class Taxes:
    """The taxes that a document of one kind and day may have: id -> name and rate in percent, what its children come to together."""

    by_id: Mapping[int, tuple[str, Decimal]]

    def of(self, lines: Sequence[Line], proposed: Sequence[Sequence[int]]) -> list[list[int]]:
        """The taxes of each line; raises PostingRejected when Tryton has none for its rate, or cannot tell which."""
        own = [list(taxes) if self._is_right(line, taxes) else None for line, taxes in zip(lines, proposed, strict=True)]
        # What comes without an item, freight for one, is taxed like the goods it comes with.
        of_rate = {line.tax_rate: taxes for line, taxes in zip(lines, own, strict=True) if taxes is not None}
        return [
            taxes if taxes is not None else of_rate[line.tax_rate] if line.tax_rate in of_rate else self._only(line)
            for line, taxes in zip(lines, own, strict=True)
        ]

    def _is_right(self, line: Line, taxes: Sequence[int]) -> bool:
        """Whether these are the line's taxes: its rate, or whatever they come to when the document does not say."""
        if line.tax_rate is None:
            return True
        known = [self.by_id[tax][1] for tax in taxes if tax in self.by_id]
        return bool(taxes) and len(known) == len(taxes) and sum(known) == line.tax_rate

    def _only(self, line: Line) -> list[int]:
        fitting = [tax for tax, (_, rate) in self.by_id.items() if rate == line.tax_rate]
        if len(fitting) == 1:
            return fitting
        if not fitting and line.tax_rate == 0:
            return []
        names = ", ".join(sorted(self.by_id[tax][0] for tax in fitting))
        refusal = (_MANY if fitting else _NONE).filled(rate=line.tax_rate, names=names, line=line.description or line.item_id)
        raise PostingRejected(refusal.en, refusal.fr)


def read(calls: Calls, kind: str, day: date) -> Taxes:
    """The company's taxes for a `kind` of documents, `sale` or `purchase`, on that day."""
    rows = list(calls.records("account.tax", [["company", "=", calls.company]], _FIELDS))
    children: dict[int | None, list[Record]] = defaultdict(list)
    for row in rows:
        children[row["parent"]].append(row)
    wanted = {kind, "both", None}
    usable = (row for row in children[None] if ((row.get("group.") or {}).get("kind")) in wanted)
    return Taxes({row["id"]: (row["name"], _rate([row], children, day)) for row in usable})


def _rate(rows: Iterable[Record], children: Mapping[int | None, Sequence[Record]], day: date) -> Decimal:
    """What the taxes come to together, in percent; those that are not of that day add nothing, nor do fixed amounts."""
    total = Decimal(0)
    for row in rows:
        if not _is_of(row, day):
            continue
        own: Json = row["rate"] if row["type"] == "percentage" else None
        total += Decimal(own) * 100 if own is not None else _rate(children.get(row["id"], ()), children, day)
    return total.normalize() + 0


def _is_of(row: Record, day: date) -> bool:
    return (row["start_date"] or day) <= day <= (row["end_date"] or day)
