"""Identifiers as printed (IBAN, BIC, VAT id, SIREN, SIRET, GTIN) and whether their checksum holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdnum import bic, ean, iban
from stdnum.ch import uid
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siren, siret
from stdnum.gb import vat as gb_vat
from stdnum.no import mva

from backend.extraction.layout import Row, Span


class Kind(StrEnum):
    """What an identifier identifies."""

    IBAN = "iban"
    BIC = "bic"
    VAT_ID = "vat_id"
    SIREN = "siren"
    SIRET = "siret"
    GTIN = "gtin"


@dataclass(frozen=True)
class Identifier:
    """A printed identifier without spaces, and whether its checksum holds (what has none counts as valid when its form is right)."""

    span: Span
    kind: Kind
    value: str
    is_valid: bool


#: Looked for at every place (a lookahead), so that a VAT id before it does not swallow its beginning.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2}\s?\d{2}(?:\s{0,2}[A-Z0-9]){10,30}))")
#: Norway has the shortest.
_SHORTEST_IBAN = 15
_IBAN_LENGTHS = {"FR": 27, "DE": 22, "ES": 24, "IT": 27, "NL": 18, "BE": 16, "LU": 20, "CH": 21, "AT": 20, "GB": 22, "PT": 25, "IE": 22}
_BIC = re.compile(
    r"\b([A-Z]{4}\s?(?:A[DELTU]|B[EGRA]|C[HYZ]|D[EK]|E[ES]|F[IR]|G[BR]|H[RU]|I[EST]|L[ITUV]|M[CT]|N[LO]|P[LT]|RO|S[EIK]|US|TR|UA|IN|CN"
    r"|JP)\s?[A-Z0-9]{2}(?:\s?[A-Z0-9]{3})?)\b"
)
_VAT_COUNTRIES = "AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI|EU"
_VAT = re.compile(rf"(?<![A-Za-z0-9])({_VAT_COUNTRIES})[ -]?([0-9A-Z](?:[ .-]?[0-9A-Z]){{6,13}})(?![A-Za-z0-9])")
_VAT_SHAPES = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CHE": r"\d{9}(?:MWST|TVA|IVA)?", "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}", "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}", "FR": r"[A-Z0-9]{2}\d{9}", "GB": r"\d{9}(?:\d{3})?", "XI": r"\d{9}(?:\d{3})?", "HR": r"\d{11}", "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9]\d{5}[A-Z]{1,2}", "IT": r"\d{11}", "LT": r"\d{9}(?:\d{3})?", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}", "NO": r"\d{9}(?:MVA)?", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}",
    "SI": r"\d{8}", "SK": r"\d{10}", "EU": r"\d{9,12}",
}  # fmt: skip
_VAT_FORM = {country: re.compile(shape) for country, shape in _VAT_SHAPES.items()}
_DIGIT_GROUPS = re.compile(r"(?<![\w.,/+-])\d(?:[ .]?\d){7,13}(?![\w/]|[.,]\d)")


def identifiers_in(row: Row) -> Iterator[Identifier]:
    """The identifiers of a printed line that show themselves by their form; SIREN, SIRET and GTIN only with a right checksum."""
    accounts = list(_ibans(row))
    yield from accounts
    yield from (found for found in _bics(row) if not any(found.span.overlaps(a.span) for a in accounts))
    shaped = [found for found in _vat_ids(row) if not any(found.span.overlaps(a.span) for a in accounts)]
    yield from shaped
    yield from (found for found in _labelled_tax_ids(row) if not any(found.span.overlaps(s.span) for s in shaped))
    for found in _numbers(row):
        if not any(found.span.overlaps(a.span) for a in accounts):
            yield found


def _ibans(row: Row) -> Iterator[Identifier]:
    """The IBANs of a line: what passes the check, and what is called IBAN and does not."""
    done = 0
    for match in _IBAN.finditer(row.text):
        start = match.start()
        if start < done:
            continue
        whole = re.sub(r"\s", "", match[1])
        valid = next((n for n in range(len(whole), _SHORTEST_IBAN - 1, -1) if iban.is_valid(whole[:n])), 0)
        size = valid or min(_IBAN_LENGTHS.get(match[1][:2], len(whole)), len(whole))
        if valid or (size >= _SHORTEST_IBAN and "iban" in row.folded[max(0, start - 12) : start]):
            done = _end_after(row.text, start, size)
            yield Identifier(Span(row, start, done), Kind.IBAN, whole[:size], bool(valid))


#: A tax id of a country whose form is not known, right after a label that says so.
_LABELLED_TAX_ID = re.compile(
    r"(?:\bvat[ -]?(?:id|no|number|reg\.? ?no)|\btax[ -]?id(?:entification)?(?: number)?|\bgstin|\bust[ .-]*id[ .-]*nr"
    r"|\btva(?: intra(?:com(?:munautaire)?)?)?|\bbtw[ -]?n(?:umme)?r|\bnip|\bnif|\bcif|\bein)"
    r"\.?\s*(?:n°|no)?\s*[.:#]?\s{1,3}(?P<id>(?=(?:[a-z]*\d){7})[a-z0-9]{8,17})(?![\w])"
)


def _labelled_tax_ids(row: Row) -> Iterator[Identifier]:
    for match in _LABELLED_TAX_ID.finditer(row.folded):
        span = Span(row, *match.span("id"))
        yield Identifier(span, Kind.VAT_ID, span.text.upper(), is_vat_id(span.text.upper()))


def _end_after(text: str, start: int, characters: int) -> int:
    """Where that many characters end, spaces not counted."""
    for at in range(start, len(text)):
        characters -= not text[at].isspace()
        if characters == 0:
            return at + 1
    return len(text)


def _bics(row: Row) -> Iterator[Identifier]:
    for match in _BIC.finditer(row.text):
        value = re.sub(r"\s", "", match[1])
        if bic.is_valid(value) and not value.startswith("IBAN"):
            yield Identifier(Span(row, *match.span(1)), Kind.BIC, value, is_valid=True)


def _vat_ids(row: Row) -> Iterator[Identifier]:
    for match in _VAT.finditer(row.text.upper() if len(row.text.upper()) == len(row.text) else row.text):
        country, number = match[1], match[2]
        found = _cut_to_form(country, number)
        if found:
            end = _end_of_number(row.text, match.start(2), found)
            value = country + found
            yield Identifier(Span(row, match.start(), end), Kind.VAT_ID, value, is_vat_id(value))


def _cut_to_form(country: str, number: str) -> str:
    """The longest run of whole groups that has the form of that country's VAT ids, without separators; "" for none."""
    groups = re.split(r"(?<=[0-9A-Z])[ .-](?=[0-9A-Z])", number)
    for count in range(len(groups), 0, -1):
        joined = "".join(groups[:count])
        if _VAT_FORM[country].fullmatch(joined):
            return joined
    return ""


def _end_of_number(text: str, start: int, number: str) -> int:
    left = len(number)
    for at in range(start, len(text)):
        left -= text[at].isalnum()
        if left == 0:
            return at + 1
    return len(text)


def _numbers(row: Row) -> Iterator[Identifier]:
    for match in _DIGIT_GROUPS.finditer(row.text):
        digits = re.sub(r"\D", "", match.group())
        for kind, size, module in ((Kind.SIRET, 14, siret), (Kind.SIREN, 9, siren)):
            if len(digits) == size and module.is_valid(digits):
                yield Identifier(Span(row, *match.span()), kind, digits, is_valid=True)
        if is_gtin(digits):
            yield Identifier(Span(row, *match.span()), Kind.GTIN, digits, is_valid=True)


def is_vat_id(value: str) -> bool:
    """Whether it is a VAT id of the EU, Great Britain, Switzerland or Norway whose checksum holds."""
    if value.startswith("CHE"):
        return bool(uid.is_valid(re.sub(r"(MWST|TVA|IVA)$", "", value)))
    if value.startswith(("GB", "XI")):
        return bool(gb_vat.is_valid(value[2:]))
    if value.startswith("NO"):
        return bool(mva.is_valid(value if value.endswith("MVA") else value + "MVA"))
    try:
        eu_vat.validate(value)
    except ValidationError:
        return False
    return True


def is_gtin(value: str) -> bool:
    """Whether it is a GTIN-8, -12, -13 or -14 whose check digit holds."""
    return len(value) in {8, 12, 13, 14} and value.isdigit() and bool(ean.is_valid(value))
