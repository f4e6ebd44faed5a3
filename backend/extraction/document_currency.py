"""The currency of a printed document: the one that a label names, most amounts are printed in, or that stands alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from backend.extraction.amounts import codes_in, currency_named, currency_of, names_in
from backend.extraction.candidates import Candidates, field_at
from backend.extraction.dates import UNITED_STATES
from backend.extraction.identifiers import Identifier, Kind
from backend.extraction.labels import Label
from backend.extraction.layout import Span
from backend.extraction.shared_signs import is_shared, meant
from backend.extraction.tax_ids_abroad import tax_ids_abroad
from backend.model.field import Field

#: Capital and fees for late payment are told in the currency of the law, whatever the document's.
_NOTICE = re.compile(r"capital|kapital|indemnit|penalit|forfait|recouvrement|late payment|stammkap|cap\. soc")
#: How often a currency is the document's that a label names, that amounts are printed in, and by a sign that several currencies have:
#: that is never sure ("$" is the peso's as well) unless the pages show its country.
_NAMED, _OF_AMOUNTS, _OPEN_SIGN = 0.97, 0.97, 0.8
#: The same where a label names one and amounts are printed in another: one of them may be an account's or a rate of exchange's.
_AGAINST_AMOUNTS = 0.7
#: How often a code, a sign or a name that stands alone is the document's.
_ALONE = 0.9
#: The countries that pay in euros (ISO 3166), as VAT ids begin.
_EURO_COUNTRIES = frozenset({
    "AT", "BE", "CY", "DE", "EE", "EL", "ES", "FI", "FR", "HR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI", "SK",
})  # fmt: skip
#: The currencies of the others whose VAT ids are read (https://en.wikipedia.org/wiki/VAT_identification_number).
_OF_OTHERS = {
    "BG": "EUR", "CHE": "CHF", "CZ": "CZK", "DK": "DKK", "GB": "GBP", "HU": "HUF", "NO": "NOK", "PL": "PLN", "RO": "RON", "SE": "SEK",
    "IN": "INR", "CA": "CAD", "TN": "TND", "BR": "BRL", "AR": "ARS", "CL": "CLP", "CO": "COP", "MX": "MXN",
}  # fmt: skip
#: India's form of tax ids, also where the check digit is wrong.
_GSTIN = re.compile(r"(?<!\w)\d{2}[A-Z]{5}\d{4}[A-Z]\d[A-Z]\w(?!\w)")
#: How often a document that names no currency means that of the country whose ids it prints.
_OF_COUNTRY = 0.7
_BY_COUNTRY = frozenset({Kind.SIREN, Kind.SIRET, Kind.VAT_ID, Kind.IBAN})
#: How much less a code that stands alone is the currency where all ids are of a country with another: "BRL" is also a barrel.
_AGAINST_IDS = 0.6
#: A count, or what is measured to one decimal: "30 BRL", "COP 3,1".
_COUNTED = re.compile(r"\d+(?:[.,]\d)? {0,2}[A-Z]{3}|[A-Z]{3} {0,2}\d{1,3}(?:[.,]\d)?")
_LONE = re.compile(r"[€£₹₺₽₴₩₫฿₦₪₱]|(?<![a-z])euros?(?![a-z])")
#: A word in capitals before a code, where nothing is labelled: "NORTHSTAR TELECOM BHD", a street that ends in "CAD.".
_IN_A_NAME = re.compile(r"[^\W\d_a-z]{4,} $")
_BEFORE = re.compile(r"[\s:.(]*")
_WORD = re.compile(r"[A-Za-z€£$.]{1,6}")


def document_currency(found: Candidates) -> Field | None:
    """The currency (ISO 4217); None when nothing tells it."""
    labelled, of_amounts = _labelled(found), _of_amounts(found)
    if labelled and of_amounts and labelled.value != of_amounts.value and of_amounts.confidence >= _OPEN_SIGN:
        return replace(labelled, confidence=_AGAINST_AMOUNTS)
    if told := labelled or of_amounts:
        return told
    alone, country = _alone(found), _of_country(found)
    if alone and country and alone.value != country.value:
        return replace(alone, confidence=round(alone.confidence * _AGAINST_IDS, 3))
    return alone or country


def _labelled(found: Candidates) -> Field | None:
    for label in found.labelled("currency"):
        for place in _answers(label, found):
            code, end = _read(place)
            if code:
                span = Span(place.row, place.start, end)
                code, is_shown = _meant(code, found) if is_shared(span.text) else (code, True)
                return field_at("currency", code, span, _NAMED if is_shown else _OPEN_SIGN, found.part, label=label.span)
    return None


def _answers(label: Label, found: Candidates) -> Iterator[Span]:
    """What follows a label, and the stretch under it."""
    row = label.span.row
    yield _begun(Span(row, label.span.end, len(row.text)))
    for below in found.rows[row.index + 1 : row.index + 3]:
        yield from (_begun(s) for s in below.segments if s.box.left < label.span.box.right and label.span.box.left < s.box.right)


def _begun(span: Span) -> Span:
    skipped = _BEFORE.match(span.text)
    return Span(span.row, span.start + (skipped.end() if skipped else 0), span.end)


def _read(place: Span) -> tuple[str, int]:
    """The currency that a stretch begins with, and where that ends in its line; ("", 0) for none."""
    code, length = currency_named(place.folded)
    if code:
        return code, place.start + length
    word = _WORD.match(place.text)
    code = (currency_of(word[0]) or currency_of(word[0].upper())) if word else ""
    return (code, place.start + word.end()) if word and code else ("", 0)


def _of_amounts(found: Candidates) -> Field | None:
    telling = [a for n, row in enumerate(found.amounts) for a in row if a.currency and not _NOTICE.search(found.rows[n].folded)]
    # Where amounts have decimals, what is a code beside a count may be its unit: "30 BRL".
    telling = [a for a in telling if not (found.decimal_mark and _COUNTED.fullmatch(a.span.text.strip()))]
    votes: Counter[str] = Counter(a.currency for a in telling)
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    examples = [a for a in telling if a.currency == code]
    certainty = _OF_AMOUNTS * max(count / votes.total(), 0.5)
    # Beside "U$S" a bare "$" is hardly the same.
    if any(is_shared(a.span.text) for a in examples):
        code, is_shown = _meant(code, found)
        certainty = certainty if is_shown else min(certainty, _OPEN_SIGN)
    return field_at("currency", code, examples[0].span, certainty, found.part, method="amounts")


def _meant(code: str, found: Candidates) -> tuple[str, bool]:
    """The currency that a sign of several means, and whether the pages show it: by codes, ids, or the countries of addresses."""
    pages = [row for row in found.rows if not _NOTICE.search(row.folded)]
    named = {named for row in pages for named, _, _ in codes_in(row.text)}
    # "Francs CFA" are called alike in both unions that have them.
    named |= {named for row in pages for named, _, _ in names_in(row.folded) if named != "XOF"}
    country = _of_country(found)
    by_ids = country.value if country else "USD" if any(UNITED_STATES.search(row.text) for row in found.rows) else ""
    return meant(code, "\n".join(row.folded for row in found.rows), found.language, by_ids, named)


def _alone(found: Candidates) -> Field | None:
    """The code, the sign or the name that stands most often without an amount, as in a column of its own."""
    places: dict[str, Span] = {}
    votes: Counter[str] = Counter()
    for row in (row for row in found.rows if not _NOTICE.search(row.folded)):
        for code, start, end in (
            *(one for one in codes_in(row.text) if found.labels[row.index] or not _IN_A_NAME.search(row.text, 0, one[1])),
            *names_in(row.folded),
            *((currency_of(m[0]), *m.span()) for m in _LONE.finditer(row.folded)),
        ):
            votes[code] += 1
            places.setdefault(code, Span(row, start, end))
    if not votes:
        return None
    code, count = votes.most_common(1)[0]
    return field_at("currency", code, places[code], _ALONE * max(count / votes.total(), 0.5), found.part, method="position")


def _of_country(found: Candidates) -> Field | None:
    """The currency of the one country, or of the euro, that all valid ids on the pages are of, far from sure; else None."""
    ids = [i for row in found.identifiers for i in row if i.is_valid and i.kind in _BY_COUNTRY]
    codes = {_currency_by_id(i) for i in ids}
    places = [i.span for i in ids]
    if not ids:
        places = [Span(row, *m.span()) for row in found.rows for m in _GSTIN.finditer(row.text)]
        codes = {"INR"} if places else set()
    code = codes.pop() if len(codes) == 1 else ""
    return field_at("currency", code, places[0], _OF_COUNTRY, found.part, method="country") if code else None


def _currency_by_id(one: Identifier) -> str:
    """The currency of the country that an id is of, "" for others."""
    if one.kind in {Kind.SIREN, Kind.SIRET}:
        return "EUR"
    abroad = (country for country, start, _, __ in tax_ids_abroad(one.span.row.text) if start == one.span.start)
    country = next(abroad, "CHE" if one.value.startswith("CH") else one.value[:2])
    return "EUR" if country in _EURO_COUNTRIES else _OF_OTHERS.get(country, "")
