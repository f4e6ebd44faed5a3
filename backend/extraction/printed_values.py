"""The values of a field's kind on a printed line, and the form in which one was printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from stdnum.eu import vat

from backend.extraction.amounts import currency_of, written
from backend.extraction.candidates import Candidates
from backend.extraction.identifiers import Kind
from backend.extraction.layout import Row, Span
from backend.extraction.units import unit_code
from backend.model.identifier import compact
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS

#: The identifiers that a field can hold.
_KINDS: Mapping[str, frozenset[Kind]] = {
    "seller_vat_id": frozenset({Kind.VAT_ID}),
    "buyer_vat_id": frozenset({Kind.VAT_ID}),
    "seller_legal_id": frozenset({Kind.SIREN, Kind.SIRET}),
    "buyer_legal_id": frozenset({Kind.SIREN, Kind.SIRET}),
    "payment_iban": frozenset({Kind.IBAN}),
    "payment_bic": frozenset({Kind.BIC}),
    "gtin": frozenset({Kind.GTIN}),
}
#: Fields that hold the number or code of something, of any form.
_CODES = frozenset({
    "invoice_number", "order_number", "order_reference", "preceding_invoice_reference", "quotation_reference",
    "buyer_item_id", "seller_item_id", "line_number",
})  # fmt: skip
#: Numbers of no more digits may be counted from 1 again, as each year.
_COUNTER = 4
#: Denmark, Hungary, Luxembourg, Malta and Slovenia have VAT ids of eight characters; shorter ones are Romanian.
_SHORTEST_VAT_ID = 8
#: A code that is longer is a sentence.
_LONGEST_CODE = 40


@dataclass(frozen=True)
class PrintedValue:
    """A stretch of a line, and what it means as the value of a field."""

    span: Span
    value: str


def is_code(name: str) -> bool:
    """Whether the field holds a number or code without a form of its own, so that the form it was printed in tells it from others."""
    return name in _CODES


def is_text(name: str) -> bool:
    """Whether the field holds words rather than a number, a date or a code."""
    return not (name in AMOUNT_FIELDS or name in DATE_FIELDS or name in _KINDS or name in _CODES or name in {"currency", "unit_code"})


def values_in(row: Row, name: str, found: Candidates, shape: str = "", countries: Collection[str] = ()) -> Iterator[PrintedValue]:
    """The values on a line that the field could have, from left to right; codes of that shape, or any words with a digit without one.

    What has a checksum that fails is none. Texts are the stretches between wide gaps. VAT ids are also those of that shape that are printed
    without their country, when their check digits are those of one of the `countries`.
    """
    if name in DATE_FIELDS:
        yield from (PrintedValue(date.span, date.value.isoformat()) for date in found.dates[row.index])
    elif name in AMOUNT_FIELDS:
        yield from _amounts(row, name, found)
    elif name in _KINDS:
        kinds = _KINDS[name]
        yield from (PrintedValue(i.span, i.value) for i in found.identifiers[row.index] if i.kind in kinds and i.is_valid)
        if countries:
            yield from (value for value in _codes(row, shape) if countries_of(value.value) & set(countries))
    elif name in _CODES:
        yield from _codes(row, shape)
    elif name in {"currency", "unit_code"}:
        yield from _words(row, name, found.language)
    else:
        yield from (PrintedValue(s, " ".join(s.text.split())) for s in (segment.trimmed(" \t:") for segment in row.segments) if s.text)


def _amounts(row: Row, name: str, found: Candidates) -> Iterator[PrintedValue]:
    for amount in found.amounts[row.index]:
        if not amount.is_percent or name == "tax_rate":
            yield PrintedValue(amount.span, written(amount.readings[0]))


def _codes(row: Row, shape: str) -> Iterator[PrintedValue]:
    pattern = _pattern(shape) if shape else _ANY_CODE
    for match in pattern.finditer(row.text):
        yield PrintedValue(Span(row, *match.span()), " ".join(match.group().split()))


def _words(row: Row, name: str, language: str) -> Iterator[PrintedValue]:
    for word, start in zip(row.words, row.starts, strict=True):
        text = word.text.strip("()[]:;,.")
        value = (currency_of(text) or currency_of(text.upper())) if name == "currency" else unit_code(text, language)
        if value:
            at = start + word.text.index(text)
            yield PrintedValue(Span(row, at, at + len(text)), value)


def countries_of(text: str) -> frozenset[str]:
    """The EU countries whose VAT ids have these check digits, for an id that is printed without its country."""
    digits = compact(text)
    is_bare = len(digits) >= _SHORTEST_VAT_ID and digits[:2].isdigit()
    return frozenset(country.upper() for country in vat.guess_country(digits)) if is_bare else frozenset()


_ANY_CODE = re.compile(r"(?<!\S)(?=\S*\d)\S{1,40}(?!\S)")
_RUNS = re.compile(r"A+|9+|.", re.DOTALL)


def shape_of(text: str) -> str:
    """The form of a printed code: letters as A, digits as 9, everything else as it is; "" for what is no code by its length."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_CODE:
        return ""
    return "".join("9" if c.isdigit() else "A" if c.isalpha() else c for c in text)


def is_like(shape: str, text: str) -> bool:
    """Whether a text has the form of that shape, or nearly: a number may have a digit more or less."""
    return bool(_pattern(shape).fullmatch(" ".join(text.split()))) if shape else True


@lru_cache(maxsize=1024)
def _pattern(shape: str) -> re.Pattern[str]:
    """Finds codes of that shape; a run of digits may be two longer as numbers grow, one shorter, or a short one that begins anew."""
    parts = []
    for run in _RUNS.findall(shape):
        if run[0] == "A":
            parts.append(rf"[^\W\d_]{{{len(run)}}}")
        elif run[0] == "9":
            least = 1 if len(run) <= _COUNTER else len(run) - 1
            parts.append(rf"\d{{{least},{len(run) + 2}}}")
        else:
            parts.append(r"\s{1,3}" if run == " " else re.escape(run))
    return re.compile(r"(?<![\w])" + "".join(parts) + r"(?![\w])")
