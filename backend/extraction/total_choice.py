"""How well a net, a tax and a gross amount go together, and how certain each of them then is."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from backend.extraction.amounts import TOLERANCE, agree
from backend.extraction.candidates import Hit
from backend.extraction.tax_breakdown import TaxRow, sums_of

TOTALS = ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")
#: More likely than not.
LIKELY = 0.5


#: How often what a total says is the gross amount where the lines add up to it and no tax is chosen, and where none is printed at all.
_OF_LINES, _OF_LINES_ALONE = 0.8, 0.93


@dataclass(frozen=True)
class Choice:
    """One candidate for a role; `evidence` is its log odds."""

    value: Decimal
    hit: Hit

    @property
    def evidence(self) -> float:
        """The log odds of its label alone."""
        p = min(max(self.hit.probability, 0.02), 0.97)
        return math.log(p / (1 - p))


#: So many allowances and charges printed apart are tried together.
_MOST_ALLOWANCES = 4


def adjustments(allowances: Collection[Decimal]) -> frozenset[Decimal]:
    """What some of the allowances and charges printed apart may come to: a discount is taken off, printed with its sign or without."""
    sums = {Decimal(0)}
    for one in list(allowances)[:_MOST_ALLOWANCES]:
        sums |= {known + signed for known in sums for signed in (one, -one)}
    return frozenset(sums - {Decimal(0)})


def plausibility(
    net: Choice | None,
    tax: Choice | None,
    gross: Choice | None,
    tax_by_rate: Sequence[TaxRow],
    line_sum: Decimal | None,
    adjusting: Collection[Decimal],
) -> float:
    """Log odds of the labels, raised where the amounts agree and lowered where they cannot be.

    `adjusting` is what allowances and charges may come to (`adjustments`), `line_sum` what the lines add up to.
    """
    score = sum(c.evidence if c else -0.4 for c in (net, tax, gross))
    if net and tax and gross:
        if _adds_up(net, tax, gross):
            # One amount printed twice adds up with any zero, and nearly with less than a coin.
            score += 4.0 if abs(tax.value) > TOLERANCE else 1.5
        else:
            score += 1.5 if any(agree(net.value + tax.value + one, gross.value) for one in adjusting) else -1.0
        # No tax is so high, nor of the other sign: what is taken off is a prepayment or a discount.
        if abs(tax.value) > abs(net.value) * Decimal("0.4") or tax.value * net.value < 0:
            score -= 6.0
    if net and gross and not (tax and _adds_up(net, tax, gross)) and abs(net.value) > abs(gross.value) + TOLERANCE:
        score -= 4.0 if not tax else 1.5
    if tax_by_rate:
        taxable, charged = sums_of(tax_by_rate)
        is_taxed, is_taxable = bool(tax and agree(tax.value, charged)), bool(net and agree(net.value, taxable))
        # A net amount that the printed tax is not of is another sum, as that of lines with their tax.
        score += 2.0 * is_taxed + 2.0 * is_taxable - 2.0 * bool(net and tax and is_taxed and not is_taxable)
    if line_sum and net:
        score += 1.5 * (agree(net.value, line_sum) or any(agree(line_sum + one, net.value) for one in adjusting))
    if line_sum and gross and not net and not tax:
        score += 1.5 * agree(gross.value, line_sum)
    return score


def _adds_up(net: Choice, tax: Choice, gross: Choice) -> bool:
    return agree(net.value + tax.value, gross.value)


def confidences_of(
    net: Choice | None,
    tax: Choice | None,
    gross: Choice | None,
    tax_by_rate: Sequence[TaxRow],
    line_sum: Decimal | None,
    *,
    prints_tax: bool,
) -> dict[str, float]:
    """The probability of each total: what its label gives, and near certainty where independent amounts agree.

    `prints_tax` says whether an amount answers any label of tax, chosen or not.
    """
    chosen = dict(zip(TOTALS, (net, tax, gross), strict=True))
    alone = {name: c.hit.probability * 0.92 if c else 0.0 for name, c in chosen.items()}
    if net and tax and gross:
        if not _adds_up(net, tax, gross):
            return {name: p * 0.8 for name, p in alone.items()}
        labelled = sum(c.hit.method == "label" and c.hit.probability > LIKELY for c in (net, tax, gross))
        agreed = {0: 0.5, 1: 0.8, 2: 0.96, 3: 0.985}[labelled] if tax.value else {0: 0.4, 1: 0.6, 2: 0.9, 3: 0.96}[labelled]
        return {name: max(p, agreed) for name, p in alone.items()}
    if net and line_sum is not None and agree(net.value, line_sum):
        alone["tax_exclusive_amount"] = max(alone["tax_exclusive_amount"], 0.96)
    if gross and line_sum and agree(gross.value, line_sum):
        alone["tax_inclusive_amount"] = max(alone["tax_inclusive_amount"], _OF_LINES if tax or prints_tax else _OF_LINES_ALONE)
    if tax and tax_by_rate and agree(tax.value, sums_of(tax_by_rate)[1]):
        alone["tax_amount"] = max(alone["tax_amount"], 0.9)
    return alone
