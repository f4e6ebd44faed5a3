"""The VAT of a printed document by rate: tables of rates, legends of codes, and documents without tax with the reason they give."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from backend.extraction.amounts import Amount, agree, written
from backend.extraction.candidates import Candidates, field_at
from backend.extraction.layout import Span
from backend.model.field import Field, Fields

_HUNDRED = Decimal(100)
#: No VAT is higher, in percent.
_HIGHEST_RATE = 30
#: VAT rates in force or met on documents of the last years in Europe (https://europa.eu/youreurope/business/taxation/vat/vat-rules-rates).
RATES = frozenset(map(Decimal, (
    "0", "2.1", "2.5", "3", "3.7", "3.8", "4", "4.8", "5", "5.5", "6", "7", "7.7", "8", "8.1", "8.5", "9", "9.5", "10", "12", "13",
    "13.5", "14", "15", "16", "17", "18", "19", "20", "21", "22", "23", "24", "25", "25.5", "27",
)))  # fmt: skip
#: How often a row is the breakdown's: with a rate on it, of rate zero, and with a rate that a legend gives elsewhere.
_WITH_RATE, _OF_ZERO, _BY_LEGEND = 0.97, 0.85, 0.9
#: How often the words for it tell the reason why no tax is charged.
_SAID = 0.9
#: Why no tax is charged, as UNCL5305 codes, in the order in which they are told apart: an intra-community supply is often called a
#: reverse charge as well.
_CATEGORIES: Mapping[str, re.Pattern[str]] = {
    "K": re.compile(
        r"(?:livraison|lieferung|supply|supplies|delivery|entrega|cessione|levering)\w* intra-?\s?com|intra-?\s?communaut\w* levering"
        r"|innergemeinschaft\w* (?:waren)?lieferung|262 ter|art\.? ?41 d\.?l\.? ?331|entregas? intracomunitaria"
    ),
    "AE": re.compile(
        r"autoliquid|reverse charge|steuerschuldner|inversion del sujeto|inversione contabile|\bverlegd|omvendt|omvand|odwrotne obciazenie"
        r"|kaannetty|prenesena|283-2"
    ),
    "G": re.compile(r"ausfuhrlieferung|\bexport(?:ation)?\b.{0,40}(?:exempt|exoner|non soumis|hors t)|262[ -]i\b|exento.{0,20}exportacion"),
    "O": re.compile(r"outside the scope|out of scope|fuori campo|hors champ|nicht steuerbar|no sujet[ao]"),
    "Z": re.compile(r"zero[ -]rated"),
    "E": re.compile(
        r"exoner|exempt|non applicable|steuerfrei|kleinunternehmer|exent[oa]|non imponibile|esente|vrijgesteld|intra-?communaut"
        r"|intra-community|innergemeinschaft|no vat|franchise en base|momsfri|zwolnion"
    ),
}  # fmt: skip


@dataclass(frozen=True)
class TaxRow:
    """One printed rate of the VAT breakdown."""

    rate: Amount
    taxable: Amount
    tax: Amount
    certainty: float = _WITH_RATE


def tax_rows(found: Candidates, excluded: frozenset[int]) -> list[TaxRow]:
    """The rows that print a base and the tax that follows from it by a rate, each rate once; `excluded` are the indexes of the lines.

    The rate stands on the row, or elsewhere: "Code TVA 1 = 20 %".
    """
    rows: dict[Decimal, TaxRow] = {}
    outside = [amounts for index, amounts in enumerate(found.amounts) if index not in excluded]
    for amounts in outside:
        row = next(_with_rate(amounts), None)
        if row and row.rate.value not in rows:
            rows[row.rate.value] = row
    legend = {a.value: a for amounts in outside for a in amounts if a.is_percent and 0 < a.value <= _HIGHEST_RATE and a.value in RATES}
    for amounts in outside:
        row = next(_by_legend(amounts, legend), None)
        if row and row.rate.value not in rows:
            rows[row.rate.value] = row
    return list(rows.values())


def _with_rate(amounts: Sequence[Amount]) -> Iterator[TaxRow]:
    for rate in amounts:
        if not rate.is_percent and (rate.value not in RATES or rate.currency or rate.value == 0):
            continue
        for base, tax in itertools.permutations(_money(amounts, rate), 2):
            if base.value and rate.value <= _HIGHEST_RATE and agree(base.value * rate.value / _HUNDRED, tax.value):
                yield TaxRow(rate, base, tax, _WITH_RATE if rate.value else _OF_ZERO)


def _by_legend(amounts: Sequence[Amount], legend: Mapping[Decimal, Amount]) -> Iterator[TaxRow]:
    """A row without a rate, base before tax, when one of the rates printed elsewhere leads from one to the other."""
    if any(a.is_percent for a in amounts):
        return
    for (base, tax), rate in itertools.product(itertools.pairwise(_money(amounts, None)), legend.values()):
        if tax.value and agree(base.value * rate.value / _HUNDRED, tax.value):
            yield TaxRow(rate, base, tax, _BY_LEGEND)


def _money(amounts: Sequence[Amount], rate: Amount | None) -> list[Amount]:
    return [a for a in amounts if a is not rate and not a.is_percent and a.is_money]


def breakdown(found: Candidates, rows: Sequence[TaxRow], totals: Mapping[str, Field], excluded: frozenset[int]) -> tuple[Fields, ...]:
    """The VAT by rate as Fields: that of its rows, else that of the one rate that fits net and tax, else that of a document without tax."""
    net, tax, gross = (totals.get(name) for name in ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount"))
    if any(row.certainty == _BY_LEGEND for row in rows) and not _make(rows, net, tax):
        rows = [row for row in rows if row.certainty != _BY_LEGEND]
    if rows:
        reason = None if all(row.rate.value for row in rows) else exemption(found)
        return tuple(_tax_fields(row, reason, found.part) for row in rows)
    if not net or not Decimal(net.value):
        return ()
    if tax and Decimal(tax.value):
        return _single_rate(found, net, tax, excluded)
    is_untaxed = gross is None or agree(Decimal(net.value), Decimal(gross.value))
    reason = exemption(found) if is_untaxed else None
    return (_without_tax(net, tax, reason, found.part),) if reason else ()


def sums_of(rows: Sequence[TaxRow]) -> tuple[Decimal, Decimal]:
    """What is taxed and what tax it bears, of all rates together."""
    return sum((row.taxable.value for row in rows), Decimal(0)), sum((row.tax.value for row in rows), Decimal(0))


def _make(rows: Sequence[TaxRow], net: Field | None, tax: Field | None) -> bool:
    """Whether the rows add up to the totals."""
    taxable, charged = sums_of(rows)
    return bool(net and tax and agree(taxable, Decimal(net.value)) and agree(charged, Decimal(tax.value)))


def exemption(found: Candidates) -> tuple[str, Span] | None:
    """Why no tax is charged, as a UNCL5305 code, with the words that say so; None when nothing does."""
    for category, pattern in _CATEGORIES.items():
        for row in found.rows:
            match = pattern.search(row.folded)
            if match:
                return category, Span(row, *match.span())
    return None


def _tax_fields(row: TaxRow, reason: tuple[str, Span] | None, part: str) -> Fields:
    named = (("tax_rate", row.rate), ("taxable_amount", row.taxable), ("tax_amount", row.tax))
    fields = {name: field_at(name, written(a.value), a.span, row.certainty, part, "arithmetic") for name, a in named}
    return fields if row.rate.value or not reason else {**fields, **_category(reason, part)}


def _category(reason: tuple[str, Span], part: str) -> Fields:
    category, words = reason
    return {"tax_category": field_at("tax_category", category, words, _SAID, part, "sentence")}


def _single_rate(found: Candidates, net: Field, tax: Field, excluded: frozenset[int]) -> tuple[Fields, ...]:
    """The breakdown of a document with one rate, when the rate printed somewhere outside the lines fits net and tax."""
    rates = (rate for index, amounts in enumerate(found.amounts) if index not in excluded for rate in amounts if rate.is_percent)
    fitting = next((rate for rate in rates if agree(Decimal(net.value) * rate.value / _HUNDRED, Decimal(tax.value))), None)
    if fitting is None:
        return ()
    rate = field_at("tax_rate", written(fitting.value), fitting.span, 0.95, found.part, "arithmetic")
    return ({"tax_rate": rate, "taxable_amount": _renamed(net, "taxable_amount"), "tax_amount": _renamed(tax, "tax_amount")},)


def _without_tax(net: Field, tax: Field | None, reason: tuple[str, Span], part: str) -> Fields:
    """The one row of a document that says why it charges no tax."""
    zero = field_at("tax_amount", "0", reason[1], _OF_ZERO, part, "sentence")
    return {
        "tax_rate": field_at("tax_rate", "0", reason[1], _OF_ZERO, part, "sentence"),
        "taxable_amount": _renamed(net, "taxable_amount", min(net.confidence, _OF_ZERO)),
        "tax_amount": _renamed(tax, "tax_amount", _OF_ZERO) if tax else zero,
        **_category(reason, part),
    }


def _renamed(field: Field, name: str, confidence: float = 0.95) -> Field:
    return replace(field, name=name, confidence=confidence)
