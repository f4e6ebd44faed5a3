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
from backend.extraction.tax_ids_abroad import tax_ids_abroad


class Kind(StrEnum):
    """What an identifier identifies."""

    IBAN = "iban"
    BIC = "bic"
    VAT_ID = "vat_id"
    SIREN = "siren"
    SIRET = "siret"
    GTIN = "gtin"
    #: In another country's register of companies: only its words tell it, so that `register_numbers` reads it.
    REGISTER = "register"


@dataclass(frozen=True)
class Identifier:
    """A printed identifier without spaces, and whether its checksum holds (what has none counts as valid when its form is right)."""

    span: Span
    kind: Kind
    value: str
    is_valid: bool


#: Looked for at every place (a lookahead), so that a VAT id before it does not swallow its beginning.
_IBAN = re.compile(r"(?<![A-Za-z0-9])(?=([A-Z]{2}\s?\d{2}(?:[\s.-]{0,2}[A-Z0-9]){10,30}))")
#: Norway has the shortest.
_SHORTEST_IBAN = 15
#: How long the IBAN of a country is (https://www.swift.com/standards/data-standards/iban-international-bank-account-number).
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR":
    27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28,
    "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN":
    24, "TR": 26, "UA": 29,
}  # fmt: skip
#: The branch at the end may stand apart, but as a code: not "SWIFT: RIKOEE22 VAT: ...".
_BIC = re.compile(
    r"(?<![\w/-])([A-Z]{4}\s?(?:A[DELTU]|B[EGRA]|C[HYZ]|D[EK]|E[ES]|F[IR]|G[BR]|H[RU]|I[EST]|L[ITUV]|M[CT]|N[LO]|P[LT]|RO|S[EIK]|US|TR|UA|IN|CN"
    r"|JP)\s?[A-Z0-9]{2}(?:[A-Z0-9]{3}|\s(?:XXX|(?=[A-Z]*\d)[A-Z0-9]{3}))?)(?![\w/-])"
)
_VAT_COUNTRIES = "AT|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE|SI|SK|XI|EU"
_VAT = re.compile(rf"(?:(?<![A-Za-z0-9])|(?<=TVA)|(?<=VAT))({_VAT_COUNTRIES})[ -]?([0-9A-Z](?:[ .-]?[0-9A-Z]){{6,13}})(?![A-Za-z0-9])")
_VAT_SHAPES = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CHE": r"\d{9}(?:MWST|TVA|IVA)?", "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}", "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}", "FR": r"[A-Z0-9]{2}\d{9}", "GB": r"\d{9}(?:\d{3})?", "XI": r"\d{9}(?:\d{3})?", "HR": r"\d{11}", "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9]\d{5}[A-Z]{1,2}", "IT": r"\d{11}", "LT": r"\d{9}(?:\d{3})?", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}", "NO": r"\d{9}(?:MVA)?", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}",
    "SI": r"\d{8}", "SK": r"\d{10}", "EU": r"\d{9,12}",
}  # fmt: skip
#: The Dutch form needs no country to be known: "BTW 813666181B01".
_BARE_DUTCH = re.compile(r"(?<![A-Za-z0-9.-])(?<!NL )(\d{9}B\d{2})(?![A-Za-z0-9])")
_VAT_FORM = {country: re.compile(shape) for country, shape in _VAT_SHAPES.items()}
_DIGIT_GROUPS = re.compile(r"(?<![\w.,/+-])\d(?:[ .]?\d){7,13}(?![\w/]|[.,]\d)")


_DIGIT = re.compile(r"\d")


def identifiers_in(row: Row) -> Iterator[Identifier]:
    """The identifiers of a printed line that show themselves by their form; SIREN, SIRET and GTIN only with a right checksum."""
    # Most lines have no digit, which all but BICs have.
    if not _DIGIT.search(row.text):
        yield from _bics(row)
        return
    accounts = list(_ibans(row))
    yield from accounts
    yield from (found for found in _bics(row) if not any(found.span.overlaps(a.span) for a in accounts))
    yield from (found for found in _vat_ids(row) if not any(found.span.overlaps(a.span) for a in accounts))
    abroad = [Identifier(Span(row, start, end), Kind.VAT_ID, value, is_valid=True) for _, start, end, value in tax_ids_abroad(row.text)]
    yield from abroad
    # A Canadian business number passes for a SIREN.
    yield from (found for found in _numbers(row) if not any(found.span.overlaps(one.span) for one in (*accounts, *abroad)))


def _ibans(row: Row) -> Iterator[Identifier]:
    """The IBANs of a line: what passes the check, and what is called IBAN and does not."""
    done = 0
    for match in _IBAN.finditer(row.text):
        start = match.start()
        if start < done:
            continue
        value, is_valid = _iban_of(match[1])
        if value and (is_valid or _is_announced(row.folded[max(0, start - _LEADING) : start], value)):
            done = _end_after(row.text, start, len(value))
            yield Identifier(Span(row, start, done), Kind.IBAN, value, is_valid)


#: The beginning of an IBAN at the end of a line, and what may go on with it in the next one.
_IBAN_BEGINS, _IBAN_GOES_ON = (
    re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){2,26}$"),
    re.compile(r"(?: ?[A-Z0-9]){1,26}(?![A-Za-z0-9])"),
)


def iban_over(row: Row, below: Row) -> Identifier | None:
    """The IBAN that a sentence begins in one line and ends in the next, in the place of its first part; None where its check fails."""
    begun = _IBAN_BEGINS.search(row.text.rstrip())
    ended = _IBAN_GOES_ON.match(below.text.lstrip()) if begun else None
    size = _IBAN_LENGTHS.get(begun[0][:2], 0) if begun else 0
    if not begun or not ended:
        return None
    parts = [re.sub(r"\s", "", begun[0])]
    for group in ended[0].split():
        parts.append(group)
        whole = "".join(parts)
        if len(whole) == size and iban.is_valid(whole):
            return Identifier(Span(row, *begun.span()), Kind.IBAN, whole, is_valid=True)
    return None


def _is_announced(before: str, value: str) -> bool:
    """Whether what stands before calls it an IBAN, or an account that has the form of its country's IBANs."""
    return "iban" in before[-12:] or (len(value) == _IBAN_LENGTHS.get(value[:2]) and bool(_ACCOUNT.search(before)))


#: The words for an account, shortly before its number.
_ACCOUNT, _LEADING = re.compile(r"\b(?:konto|bankverbindung|bankrekening|rekening|compte|cuenta|conto|account)\W*(?:n\w{0,5}\W*)?$"), 24


def _iban_of(text: str) -> tuple[str, bool]:
    """The IBAN that a text begins with and whether its checksum holds; ("", False) for none. Trailing letters and digits are left out."""
    whole = re.sub(r"[^A-Z0-9]", "", text)
    if _MASKED in whole[: _IBAN_LENGTHS.get(whole[:2], len(whole))]:
        return "", False
    valid = next((n for n in range(len(whole), _SHORTEST_IBAN - 1, -1) if iban.is_valid(whole[:n])), 0)
    size = valid or min(_IBAN_LENGTHS.get(whole[:2], len(whole)), len(whole))
    return (whole[:size], bool(valid)) if size >= _SHORTEST_IBAN else ("", False)


#: What hides the digits of an account: "FR76 XXXX XXXX".
_MASKED = "XXX"


def iban_of_rib(bank: str, branch: str, account: str, key: str) -> str:
    """The IBAN of a French account, "" when its key is wrong.

    With the key the number is a multiple of 97, letters counted as 1 to 9; the IBAN's own check digits are those of ISO 13616.
    """
    digits = account.translate(_RIB_LETTERS)
    if not digits.isdigit() or int(f"{bank}{branch}{digits}{key}") % 97:
        return ""
    bban = bank + branch + account + key
    return f"FR{iban.calc_check_digits(f'FR00{bban}')}{bban}"


#: The digits that letters stand for in the key of a French account.
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
#: What a scan takes for digits.
_MISREAD = str.maketrans("OQIL|SBZ", "00111582")
_LOOSE_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[\s.-]?[0-9OQILSBZ|]{2}(?:[\s.-]{0,2}[A-Z0-9|]){2,30}")


def iban_in(span: Span, below: Span | None = None) -> Iterator[Identifier]:
    """The IBAN in a stretch that is announced as one, gone on in the stretch below it, or with letters that a scan took for its digits."""
    match = _LOOSE_IBAN.search(span.text)
    if not match:
        return
    place = Span(span.row, span.start + match.start(), span.start + match.end())
    longer = match.group() + (below.text if below else "")
    readings = [match.group(), longer, *(text[:2] + text[2:].translate(_MISREAD) for text in (match.group(), longer))]
    valid = next((value for value, is_valid in map(_iban_of, readings) if is_valid), "")
    value = valid or _iban_of(match.group())[0]
    if value and sum(c.isdigit() for c in value) > _SHORTEST_IBAN / 2:
        yield Identifier(place, Kind.IBAN, value, bool(valid))


#: Forms of VAT ids printed without their country, by what their label says: label, number, country.
_DOMESTIC = tuple(
    (re.compile(label), re.compile(number), country)
    for label, number, country in (
        (r"p\.? ?iva|partita iva|part\.? iva|codice iva|\biva\b", r"\d{11}", "IT"),
        (r"\bn\.?i\.?f|\bc\.?i\.?f|\biva\b|\bvat\b", r"[A-HJ-NP-SUVWXYZ]\d{7}[0-9A-J]|\d{8}[A-Z]", "ES"),
        (r"btw|tva|vat|mwst|ondernemings", r"[01]\d{9}", "BE"),
        (r"btw|vat|\bob\b", r"\d{9}B\d{2}", "NL"),
        (r"tva|intracom", r"[0-9A-HJ-NP-Z]{2}\d{9}", "FR"),
        (r"ust|mwst|umsatzsteuer", r"\d{9}", "DE"),
        (r"\buid\b|ust|atu", r"U\d{8}", "AT"),
        (r"\bvat\b", r"\d{9}|\d{12}", "GB"),
        (r"cvr|moms|\bse\b", r"\d{8}", "DK"),
        (r"moms|vat|\borg", r"\d{10}01", "SE"),
        (r"\bnip\b", r"\d{10}", "PL"),
        (r"\bn\.?i\.?f|nipc|contribuinte", r"\d{9}", "PT"),
        (r"\borg|mva|foretaks", r"\d{9}", "NO"),
    )
)
_LEAST_TAX_ID, _LONGEST_TAX_ID = 7, 15


def tax_id(text: str, label: str) -> str:
    """The VAT id in a text that a (folded) label announces, as printed without separators; "" for none.

    Of several groups of characters those count that make up the form of a country's VAT ids, or as many as an id can have.
    """
    groups = [g for g in re.split(r"[^A-Za-z0-9]+", text.upper()) if g]
    joined = ["".join(groups[:n]) for n in range(len(groups), 0, -1)]
    for number in joined:
        for said, form, country in _DOMESTIC:
            if said.search(label) and form.fullmatch(number) and (country not in _CHECKED or is_vat_id(country + number)):
                return number
    for number in joined:
        mended = number[:2] + number[2:].translate(_MISREAD)
        if number[:2] in _VAT_SHAPES and is_vat_id(mended):
            return mended
    return next((n for n in joined if _LEAST_TAX_ID <= len(n) <= _LONGEST_TAX_ID), "")


#: Countries whose form many other numbers have: only a right checksum tells.
_CHECKED = frozenset({"FR", "GB", "DK", "SE", "BE", "PL", "PT", "NO"})


def is_tax_id(number: str, label: str) -> bool:
    """Whether the checksum of a VAT id holds, also of one without its country, which its (folded) label tells."""
    return is_vat_id(number) or any(
        said.search(label) and form.fullmatch(number) and is_vat_id(country + number) for said, form, country in _DOMESTIC
    )


def _end_after(text: str, start: int, characters: int) -> int:
    """Where that many characters end, only letters and digits counted."""
    for at in range(start, len(text)):
        characters -= text[at].isalnum()
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
            end = _end_after(row.text, match.start(2), len(found))
            value = country + found
            yield Identifier(Span(row, match.start(), end), Kind.VAT_ID, value, is_vat_id(value))
    for match in _BARE_DUTCH.finditer(row.text):
        if is_vat_id(f"NL{match[1]}"):
            yield Identifier(Span(row, *match.span(1)), Kind.VAT_ID, f"NL{match[1]}", is_valid=True)


def _cut_to_form(country: str, number: str) -> str:
    """The longest run of whole groups that has the form of that country's VAT ids, without separators; "" for none."""
    groups = re.split(r"(?<=[0-9A-Z])[ .-](?=[0-9A-Z])", number)
    for count in range(len(groups), 0, -1):
        joined = "".join(groups[:count])
        if _VAT_FORM[country].fullmatch(joined):
            return joined
    return ""


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
