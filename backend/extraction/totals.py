"""The document's totals and its VAT by rate, chosen together so that they add up."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from backend.extraction.amounts import Amount, agree, is_unit_price, written
from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Hit, field_at
from backend.extraction.layout import Span
from backend.extraction.tax_breakdown import TaxRow, breakdown, exemption, sums_of, tax_rows
from backend.extraction.total_choice import LIKELY, TOTALS, Choice, adjustments, confidences_of, plausibility
from backend.extraction.total_hits import BREADTH, announced, answers_of
from backend.model.field import Field, Fields

#: Below this a total is left out rather than guessed.
_LEAST = 0.3
#: How often what is payable is the gross amount where another is printed, and where none is.
_PAYABLE_IS_GROSS, _PAYABLE_IS_GROSS_ALONE = 0.75, 0.9
#: How often the gross amount is what is payable where neither that nor a prepayment is printed (BR-CO-16).
_GROSS_IS_PAYABLE = 0.98


def totals(
    found: Candidates, line_sum: Decimal | None, excluded: frozenset[int] = frozenset(), *, is_order: bool = False
) -> tuple[dict[str, Field], tuple[Fields, ...]]:
    """The total fields by name, and the VAT breakdown; `line_sum` is what the lines add up to, `excluded` the indexes of their rows.

    The one total of an order is left to the caller: prices between businesses are without tax.
    """
    tax_by_rate = tax_rows(found, excluded)
    net, tax, gross = _joint(found, tax_by_rate, line_sum, excluded)
    fields: dict[str, Field] = {}
    confidences = confidences_of(net, tax, gross, tax_by_rate, line_sum, prints_tax=_prints_tax(found))
    if not is_order:
        net, confidences = _untaxed(found, net, tax, gross, confidences)
    for name, choice in zip(TOTALS, (net, tax, gross), strict=True):
        if choice and confidences[name] >= _LEAST:
            fields[name] = _field(name, choice, confidences[name], found.part)
    fields.update(_settlement(found, gross, confidences["tax_inclusive_amount"], excluded))
    fields.update(_document_level(found, net, line_sum, excluded))
    return fields, breakdown(found, tax_by_rate, fields, excluded)


def _joint(
    found: Candidates, tax_by_rate: Sequence[TaxRow], line_sum: Decimal | None, excluded: frozenset[int]
) -> tuple[Choice | None, Choice | None, Choice | None]:
    """The net, tax and gross amounts that labels and arithmetic together make likeliest."""
    nets, taxes, grosses = (announced(found, role, excluded) for role in TOTALS)
    payable = announced(found, "payable_amount", excluded)
    known = {c.value for c in grosses}
    share = _PAYABLE_IS_GROSS if known else _PAYABLE_IS_GROSS_ALONE
    grosses += [
        Choice(c.value, Hit(c.hit.value, c.hit.span, share * c.hit.probability, label=c.hit.label))
        for c in payable
        if c.value and c.value not in known
    ]
    grosses = [_twice_named(c) if c.value in known and any(c.value == p.value for p in payable) else c for c in grosses]
    grosses += _sum_alone(found, line_sum, {c.value for c in (*nets, *grosses)})
    printed = _printed(found, excluded) | {c.value: c.hit.span for c in (*nets, *taxes, *grosses)}
    for hits, summed in zip((nets, taxes, grosses), _rows_that_add_up(found, excluded), strict=True):
        hits += [choice for choice in summed if all(choice.value != c.value or choice.hit.probability > c.hit.probability for c in hits)]
    taxes += _sum_by_rate(found, taxes)
    # A table of rates names in its heads what a total may print no label for.
    taxable, charged = sums_of(tax_by_rate)
    if any(agree(taxable + charged, c.value) for c in grosses):
        nets += _completing(nets, [taxable], printed)
    taxes += _completing(taxes, [charged], printed)
    adjusting = adjustments([c.value for role in ("allowance", "rounding_amount") for c in announced(found, role, excluded) if c.value])
    before_tax = (g.value - t.value - one for g in grosses for t in taxes if t.value for one in (Decimal(0), *adjusting))
    nets += _sum_of_lines(found, line_sum, [c.value for c in nets], before_tax)
    # A label may say less than its place among the others: "Total", then the tax, then "Net PO amount".
    nets += _completing(nets, (c.value - t.value for c in (*grosses, *nets) for t in taxes if t.value), printed)
    taxes += _completing(taxes, (g.value - n.value for g in grosses for n in nets), printed)
    # What is more than all lines is none of them, though its row may have been taken for one of their table's.
    beyond = {value: span for value, span in _printed(found, frozenset()).items() if value > (line_sum or value)}
    grosses += _completing(grosses, (n.value + t.value for n in nets for t in taxes if t.value), printed | beyond)
    combinations = itertools.product([*nets, None], [*taxes, None], [*grosses, None])
    return max(combinations, key=lambda c: plausibility(c[0], c[1], c[2], tax_by_rate, line_sum, adjusting))


#: How often an amount is the gross one that is named as the total and as what is payable, at least.
_TWICE_NAMED = 0.95


def _twice_named(choice: Choice) -> Choice:
    return Choice(choice.value, replace(choice.hit, probability=max(choice.hit.probability, _TWICE_NAMED)))


#: How often what the lines add up to is the gross amount when it stands alone on a line, without a label, and no tax is printed.
_SUM_ALONE = 0.75


def _sum_alone(found: Candidates, line_sum: Decimal | None, known: Collection[Decimal]) -> list[Choice]:
    """What the lines add up to, printed alone on a line as in the foot of their table: a total needs no label there."""
    if not line_sum or any(agree(line_sum, value) for value in known) or _prints_tax(found):
        return []
    sums = (a for row in found.amounts for a in row if a.is_money and agree(a.value, line_sum))
    amount = next((a for a in sums if not re.sub(r"\W", "", a.span.row.text.replace(a.span.text, ""))), None)
    return [Choice(amount.value, Hit(written(amount.value), amount.span, _SUM_ALONE, "arithmetic"))] if amount else []


#: How often what the lines add up to is the net amount where with the tax it makes the gross one, and no label names it.
_SUM_BEFORE_TAX = 0.6


def _sum_of_lines(found: Candidates, line_sum: Decimal | None, known: Iterable[Decimal], sums: Iterable[Decimal]) -> list[Choice]:
    """What the lines add up to, where it is one of the `sums` and printed: without a label, or with one that hardly says so."""
    if not line_sum or any(agree(line_sum, value) for value in known) or not any(agree(line_sum, value) for value in sums):
        return []
    amounts = [a for row in found.amounts for a in row if a.is_money and not a.is_percent and agree(a.value, line_sum)]
    return [Choice(a.value, Hit(written(a.value), a.span, _SUM_BEFORE_TAX, "arithmetic")) for a in amounts[-1:]]


#: How often three amounts on a row that a total begins are net, tax and gross when the first two make the third.
_ADDS_UP = 0.85
#: No tax is a larger share of what it is charged on.
_MOST_TAX = Decimal("0.3")


def _rows_that_add_up(found: Candidates, excluded: frozenset[int]) -> tuple[list[Choice], list[Choice], list[Choice]]:
    """The net, tax and gross amounts of rows like "Total 100,00 20,00 120,00", under the heads of their columns."""
    nets: list[Choice] = []
    taxes: list[Choice] = []
    grosses: list[Choice] = []
    for label in found.labelled("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "payable_amount", "line_total"):
        row = label.span.row.index
        amounts = [a for a in found.amounts[row] if a.is_money and not a.is_percent]
        if row in excluded or len(amounts) != len(TOTALS) or amounts[0].span.start < label.span.end:
            continue
        net, tax, gross = amounts
        if agree(net.value + tax.value, gross.value) and 0 < abs(tax.value) <= _MOST_TAX * abs(net.value):
            for known, amount in ((nets, net), (taxes, tax), (grosses, gross)):
                known.append(Choice(amount.value, Hit(written(amount.value), amount.span, _ADDS_UP, label=label.span)))
    return nets, taxes, grosses


#: Taxes that are charged side by side, in India and in Canada.
_SIDE_BY_SIDE = re.compile(r"[csi]gst|utgst|tps|tvq|qst|pst")


#: How often such taxes of several kinds are the tax together, where their sum is not printed.
_KINDS_APART = 0.95


def _sum_by_rate(found: Candidates, known: Sequence[Choice]) -> list[Choice]:
    """What lines of tax, each of a rate or a kind of its own, add up to, where no line of their sum is printed."""
    by_rate: dict[tuple[Decimal | None, str], Choice] = {}
    rows: set[int] = set()
    for choice in _by_place(found, known):
        row = choice.hit.span.row.index
        rate = next((a.value for a in found.amounts[row] if a.is_percent), None)
        kind = _SIDE_BY_SIDE.search(choice.hit.label.folded) if choice.hit.label else None
        one = (rate, kind.group() if kind else "")
        if one != (None, "") and row not in rows and one not in by_rate:
            by_rate[one] = choice
            rows.add(row)
    total = sum((c.value for c in by_rate.values()), Decimal(0))
    if len(by_rate) == 1 or any(c.value == total for c in known):
        return []
    first = next(iter(by_rate.values())).hit if by_rate else None
    share = _KINDS_APART if all(kind for _, kind in by_rate) else LIKELY
    return [Choice(total, Hit(written(total), first.span, share, "arithmetic", first.label))] if first else []


def _by_place(found: Candidates, known: Sequence[Choice]) -> list[Choice]:
    """The choices, and for taxes side by side of one amount each of their places."""
    values = {c.value for c in known}
    labels = [label for label in found.labelled("tax_amount") if _SIDE_BY_SIDE.search(label.span.folded)]
    again = [Choice(value, hit) for label in labels for hit, value in answers_of(label, found) if value in values]
    return [*again, *known] if len(labels) > 1 else list(known)


def _printed(found: Candidates, excluded: frozenset[int]) -> dict[Decimal, Span]:
    """All amounts outside the lines, printed as money, by value: the last place wins."""
    return {a.value: a.span for n, row in enumerate(found.amounts) if n not in excluded for a in row if _may_be_total(a)}


def _may_be_total(amount: Amount) -> bool:
    return amount.is_money and not amount.is_percent and not is_unit_price(amount)


def _completing(known: Sequence[Choice], wanted: Iterable[Decimal], printed: dict[Decimal, Span]) -> list[Choice]:
    """Printed amounts without a label of their own that would make the totals add up."""
    have = {c.value for c in known}
    new = {v for v in wanted if v in printed and v not in have and v}
    return [Choice(v, Hit(written(v), printed[v], 0.35, method="arithmetic")) for v in sorted(new)[:BREADTH]]


#: How often the one total of a document is also its amount without tax: where it says that none is charged, and where it names no tax.
_IS_EXEMPT, _NAMES_NO_TAX = 0.95, 0.6


def _untaxed(
    found: Candidates, net: Choice | None, tax: Choice | None, gross: Choice | None, confidences: dict[str, float]
) -> tuple[Choice | None, dict[str, float]]:
    """The net amount with the confidences: where no tax is charged and only one total is printed, that total."""
    if net or not gross or (tax and tax.value) or (tax is None and _prints_tax(found)):
        return net, confidences
    if not exemption(found) and _names_rate(found):
        return net, confidences
    share = _IS_EXEMPT if exemption(found) else _NAMES_NO_TAX
    return gross, {**confidences, "tax_exclusive_amount": share * confidences["tax_inclusive_amount"]}


def _names_rate(found: Candidates) -> bool:
    """Whether a rate of tax stands on the line of a word for it, as over the cell that tells how much is in the total."""
    rows = {label.span.row.index for label in found.labelled("tax_amount")}
    return any(amount.is_percent and amount.value for row in rows for amount in found.amounts[row])


def _prints_tax(found: Candidates) -> bool:
    """Whether an amount answers some label of tax."""
    return any(
        a.is_money and a.value and not a.is_percent
        for label in found.labelled("tax_amount")
        for a, _ in beside(label, found.amounts, found)
    )


def _field(name: str, choice: Choice, confidence: float, part: str) -> Field:
    return field_at(name, choice.hit.value, choice.hit.span, confidence, part, choice.hit.method, choice.hit.label)


def _settlement(found: Candidates, gross: Choice | None, gross_confidence: float, excluded: frozenset[int]) -> dict[str, Field]:
    """The prepaid, rounding and payable amounts; sure when gross less prepaid gives what is payable."""
    prepaid, rounding, payable = (
        next(iter(announced(found, role, excluded)), None) for role in ("prepaid_amount", "rounding_amount", "payable_amount")
    )
    fields: dict[str, Field] = {}
    agrees = False
    if gross and payable:
        expected = gross.value - (abs(prepaid.value) if prepaid else 0) + (rounding.value if rounding else 0)
        agrees = agree(expected, payable.value)
        confidence = max(gross_confidence, 0.96 if prepaid else 0.0) if agrees else payable.hit.probability * 0.85
        fields["payable_amount"] = _field("payable_amount", payable, confidence, found.part)
    elif gross and not prepaid:
        fields["payable_amount"] = replace(
            _field("payable_amount", gross, _GROSS_IS_PAYABLE * gross_confidence, found.part), method="arithmetic"
        )
    elif payable:
        fields["payable_amount"] = _field("payable_amount", payable, payable.hit.probability * 0.9, found.part)
    if prepaid and prepaid.value and payable:
        hit, how = prepaid.hit, "arithmetic" if agrees else "label"
        value, confidence = written(abs(prepaid.value)), 0.96 if agrees else 0.5
        fields["prepaid_amount"] = field_at("prepaid_amount", value, hit.span, confidence, found.part, how, hit.label)
    if rounding and agrees:
        fields["rounding_amount"] = _field("rounding_amount", rounding, 0.95, found.part)
    return fields


def _document_level(found: Candidates, net: Choice | None, line_sum: Decimal | None, excluded: frozenset[int]) -> dict[str, Field]:
    """The allowance and the charge on the whole document that lead from the lines to the net amount (BR-CO-13); none that does not.

    They may stand right below the lines, as one of their table.
    """
    if not net or not line_sum or agree(net.value, line_sum):
        return {}
    difference = net.value - line_sum
    printed = [c for among in (excluded, frozenset[int]()) for c in announced(found, "allowance", among) if c.value]
    for charge, allowance in itertools.product([*printed, None], [*printed, None]):
        if charge is not allowance and agree(_size(charge) - _size(allowance), difference):
            named = {"charge_total_amount": charge, "allowance_total_amount": allowance}
            return {
                name: field_at(name, written(abs(c.value)), c.hit.span, 0.96, found.part, "arithmetic", c.hit.label)
                for name, c in named.items()
                if c
            }
    return {}


def _size(choice: Choice | None) -> Decimal:
    return abs(choice.value) if choice else Decimal(0)
