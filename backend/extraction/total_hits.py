"""The amounts that labels announce as totals, each with how likely it is the one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from backend.extraction.amounts import Amount, is_unit_price, written
from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Hit
from backend.extraction.identifiers import Kind
from backend.extraction.labels import Label
from backend.extraction.tax_breakdown import RATES
from backend.extraction.total_choice import Choice
from backend.model.document import Origin
from backend.patterns import late

_MONEY_LABELS = frozenset({
    "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount", "payable_amount", "prepaid_amount", "rounding_amount", "allowance",
    "carried", "line_total",
})  # fmt: skip
#: How many candidates of each role are tried together.
BREADTH = 7
#: At most so many spaces stand between two words of one label.
_SPACES = 2


def announced(found: Candidates, role: str, excluded: frozenset[int]) -> list[Choice]:
    """The amounts that labels of that role announce, the best few."""
    best: dict[Decimal, Choice] = {}
    for label in found.labelled(role):
        if label.span.row.index in excluded or _belongs_to_a_part(label, found) or _says_what_is_taxed(label):
            continue
        for hit, value in answers_of(label, found):
            if value not in best or hit.probability > best[value].hit.probability:
                best[value] = Choice(value, hit)
    for hit, value in _told_behind(found, role, excluded):
        best[value] = Choice(value, hit)
    # Of totals told alike the largest is the last: what came before went into it.
    return sorted(best.values(), key=lambda c: (-c.hit.probability, -abs(c.value)))[:BREADTH]


#: How often an amount is what the words right behind it say, in a sentence that says so of several.
_TOLD, _SEVERAL = 0.95, 2
_BEHIND: Mapping[str, re.Pattern[str]] = {
    "tax_exclusive_amount": late(
        r" ?(?:h\.?t\b|hors (?:tva|taxes?)\b|(?:excl|exkl|zzgl)\w*\.? (?:der )?(?:vat|btw|tva|mwst|ust|tax|\d)"
        r"|plus vat|netto\b|net\b|sin iva|senza iva|iva esclusa|\+ ?(?:iva|vat|tva))"
    ),
    "tax_amount": late(r" ?(?:de |d'|di |van |of )?(?:tva|vat|btw|mwst|ust|iva|umsatzsteuer|mehrwertsteuer)\b"),
    "tax_inclusive_amount": late(
        r" ?(?:t\.?t\.?c\b|toutes taxes comprises|(?:incl|inkl)\w*\.? (?:der |de )?(?:vat|btw|tva|mwst|ust|tax)"
        r"|brutto\b|gross\b|iva (?:inclu\w+|compresa))"
    ),
}


def _told_behind(found: Candidates, role: str, excluded: frozenset[int]) -> Iterator[tuple[Hit, Decimal]]:
    """The amounts that a sentence calls by that role behind them: "5 005,00 € HT, 1 001,00 € de TVA (20 %), 6 006,00 € TTC"."""
    if role not in _BEHIND:
        return
    for row in found.rows:
        amounts = [] if row.index in excluded else [a for a in found.amounts[row.index] if a.is_money and not a.is_percent]
        if len(amounts) < _SEVERAL:
            continue
        told = [(amount, [name for name, said in _BEHIND.items() if said.match(row.folded, amount.span.end)]) for amount in amounts]
        if len({name for _, names in told for name in names}) > 1 and all(names for _, names in told):
            yield from ((Hit(written(a.value), a.span, _TOLD, label=a.span), a.value) for a, names in told if role in names)


def _belongs_to_a_part(label: Label, found: Candidates) -> bool:
    """Whether the line speaks of a part ("Versandkosten netto") or is a legal notice with ids ("TVA : FR...")."""
    row = label.span.row.index
    segment = label.span.segment
    if any((i.is_valid or i.kind is Kind.VAT_ID) and i.span.overlaps(segment) for i in found.identifiers[row]):
        return True
    before = [o for o in found.labels[row] if 0 <= label.span.start - o.span.end <= _SPACES]
    return label.name != "allowance" and any(o.name in {"allowance", "line_total", "carried"} for o in before)


def answers_of(label: Label, found: Candidates) -> Iterator[tuple[Hit, Decimal]]:
    """Each amount that answers one label, beside it or under it, with its value in each of its readings."""
    answers = list(beside(label, found.amounts, found, stop=_announces_money)) or list(_in_box(label, found))
    told = [(a, near) for a, near in answers if not a.is_percent and not is_unit_price(a) and not _is_tax_on(label, a)]
    told = [(a, near) for a, near in told if a.span.row.index != label.span.row.index or not _is_rate(a, told)]
    same_line = bool(told) and told[0][0].span.row is label.span.row
    last = len(told) - 1
    for order, (amount, near) in enumerate(told):
        # On a line of a totals block the amount stands last: "TVA 20 % sur 804,35 €   152,83 €".
        place = 0.9 if same_line and order == last else 0.45 if same_line else 0.8 * near
        strength = (0.75 if label.is_weak else 1.0) * (1.0 if amount.is_money else near * _bare(amount, label, found))
        strength *= _PARTIAL_SHARE if _PARTIAL.match(label.span.folded) else 1.0
        strength *= _WITH_OTHERS if _is_of_several_taxes(label) else 1.0
        strength *= _IN_PASSING if label.is_weak and _stands_in_text(label) else 1.0
        for reading, share in zip(amount.readings, (1.0, 0.4), strict=False):
            yield Hit(written(reading), amount.span, place * strength * share, label=label.span), reading


#: How often the amount in the box of a head is its answer, though it stands at the other end of it.
_IN_BOX = 0.85


def _in_box(label: Label, found: Candidates) -> Iterator[tuple[Amount, float]]:
    """The one amount on the next line in the box that a head begins, where all of that line are amounts: heads left, amounts right."""
    row = label.span.row
    if row.index + 1 >= len(found.rows) or len(row.segments) == 1 or found.amounts[row.index]:
        return
    below, amounts = found.rows[row.index + 1], found.amounts[row.index + 1]
    lefts = [segment.box.left for segment in row.segments]
    own = max((left for left in lefts if left <= label.span.box.left), default=0.0)
    following = min((left for left in lefts if left > label.span.box.left), default=1.0)
    inside = [a for a in amounts if own <= a.span.box.left < following]
    if below.page is row.page and len(amounts) == len(below.segments) and len(inside) == 1 and not found.labels[below.index]:
        yield inside[0], _IN_BOX


#: "Totale imposte e IVA": what is paid to the state, of which the VAT is a part.
_WITH_OTHER_TAXES = re.compile(r"(?:total\w* )?(?:imposte|impuestos|taxes|taxe|abgaben) (?:ed?|et|y|and|&|und) (?:iva|tva|vat|mwst|ust)\b")
_WITH_OTHERS = 0.5


def _is_of_several_taxes(label: Label) -> bool:
    return any(m.start() < label.span.end and label.span.start < m.end() for m in _WITH_OTHER_TAXES.finditer(label.span.row.folded))


#: "Montant hors TVA soumis à une TVA à 20 %": a net amount, and no tax.
_SUBJECT_TO = re.compile(r"\b(?:soumis|assujetti|subject to|liable|steuerpflichtig|sujet[ao]|soggett[oaie]|onderworpen)\w*\b[^\d:]{0,12}$")


def _says_what_is_taxed(label: Label) -> bool:
    """Whether a word for tax only says what an amount is subject to."""
    return label.name == "tax_amount" and bool(_SUBJECT_TO.search(label.span.row.folded[: label.span.start]))


#: "IVA 22% su imponibile di  46,20": the amount at the end of the line is the tax.
_TAX_ON = re.compile(r"\b(?:iva|tva|vat|btw|mwst|ust|steuer|tax)\b[^:]{0,30} (?:su|sur|on|of|auf|sobre|over|von) [^\d:]{0,12}$")


def _is_base_of_tax(label: Label) -> bool:
    """Whether the label names, right after a word for tax, what that is of."""
    return label.name == "tax_exclusive_amount" and bool(_TAX_ON.search(label.span.row.folded[: label.span.start]))


def _is_tax_on(label: Label, amount: Amount) -> bool:
    """Whether the label names what a tax is of, and the amount stands apart from it, behind a gap of the same line."""
    row = label.span.row
    return amount.span.row is row and "  " in row.text[label.span.end : amount.span.start] and _is_base_of_tax(label)


def _announces_money(label: Label) -> bool:
    return label.name in _MONEY_LABELS and not _says_what_is_taxed(label) and not _is_base_of_tax(label)


#: How much less a word for an amount announces one in the middle of a text: "Difficult cost not tell  8  7.28", "Total of products".
_IN_PASSING = 0.6
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W\d_]{2,} $"), re.compile(r" [^\W\d_]{2,}(?: |$)")


def _stands_in_text(label: Label) -> bool:
    """Whether words stand right before the label and after it in its stretch of the line, or one that says of what it is a total."""
    segment = next((s for s in label.span.row.segments if s.start <= label.span.start < s.end), label.span)
    before, after = label.span.row.folded[segment.start : label.span.start], label.span.row.folded[label.span.end : segment.end]
    return bool(_WORD_AFTER.match(after) and _WORD_BEFORE.search(before)) or bool(_OF_GOODS.match(after))


#: What a partial total is of.
_OF_GOODS = re.compile(
    r" (?:of|des|de|der|dei|degli|van|los|productos) ?(?:the |les )?(?:product|produit|article|artikel|item|goods|marchandise|ware)"
)


#: "Sous-total", "Zwischensumme": what charges and allowances may still change.
_PARTIAL = re.compile(r"sub|sous|zwischen|delsum|goods|waren")
_PARTIAL_SHARE = 0.85
#: How much less a number without decimals and currency is an amount: little with its thousands set apart in print that writes no decimals,
#: and after a weak label, in print that writes them, it hardly is one.
_BARE, _BARE_GROUPED, _BARE_AMONG_DECIMALS = 0.6, 0.85, 0.2
_GROUPED = re.compile(r"\d{1,3}(?:[., '’\u00a0\u202f]\d{3})+")
_OF_TIME = re.compile(r"\s*(?:jours?|days?|tage?n?|dias|giorni|dagen|gg|dni|dage|dagar)\b")


def _bare(amount: Amount, label: Label, found: Candidates) -> float:
    row = amount.span.row
    of_an_id = any(one.is_valid and one.span.overlaps(amount.span) for one in found.identifiers[row.index])
    if of_an_id or _OF_TIME.match(row.folded, amount.span.end):
        return 0.0
    if not found.decimal_mark and _GROUPED.fullmatch(amount.span.text):
        return _BARE_GROUPED
    return _BARE_AMONG_DECIMALS if label.is_weak and found.decimal_mark and row.page.origin is not Origin.SHEET else _BARE


def _is_rate(amount: Amount, among: Sequence[tuple[Amount, float]]) -> bool:
    """Whether it is a rate printed without its sign, with the amounts after it."""
    return len(among) > 1 and amount is among[0][0] and amount.value in RATES and not amount.currency
