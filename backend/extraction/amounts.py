"""Amounts and quantities as people print them, in every grouping and decimal convention, and currencies (ISO 4217)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from backend.extraction.layout import Row, Span

#: Signs and names that mean one currency; `$` and `kr` mean one of several and are resolved by the rest of the document.
_SYMBOLS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "zl": "PLN", "us$": "USD", "$": "USD", "a$": "AUD", "c$": "CAD",
    "fr.": "CHF", "sfr": "CHF", "euro": "EUR", "euros": "EUR", "dollars": "USD", "kč": "CZK", "kc": "CZK", "ft": "HUF", "₺": "TRY",
    "rs.": "INR", "r$": "BRL",
}  # fmt: skip
_CODES = frozenset({
    "EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK", "TRY", "INR",
    "CNY", "HKD", "SGD", "ZAR", "BRL", "MXN", "ILS", "AED", "SAR", "MAD", "TND", "DZD", "XOF", "XAF", "ISK", "UAH", "RUB", "KRW", "THB",
    "MYR", "IDR",
})  # fmt: skip
_CURRENCY = rf"(?:(?:{'|'.join(sorted(_CODES))})\b|[€£¥₹₺]|US\$|[AC]\$|R\$|\$|zł|Kč|kr\.?|Rs\.?|Fr\.|Euros?\b)"
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,6})?|\d+(?:[.,'’`´]\d+)*)(?!\d)"
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<minus>[-−–]\s?)?(?:(?P<before>{_CURRENCY})\s{{0,2}})?(?P<minus2>[-−–]\s?)?(?<![\w.,/])(?P<digits>{_DIGITS})"
    rf"(?P<dash>[,.]?[-–—](?![\w-]))?(?P<close>\))?(?(before)|(?:\s{{0,2}}(?P<after>{_CURRENCY})(?![a-z\d]))?)(?P<percent>\s?%)?"
)
_PLAIN = re.compile(r"^[\d.,'’`´ \u00a0\u202f\u2009]+$")
#: EN 16931 rounds to cents; a document that rounds by line may differ by a few.
TOLERANCE = Decimal("0.02")
#: Digits a group has.
_GROUP = 3
_GROUPED = {
    ",": re.compile(r"^\d{1,3}(,\d{2,3})*,\d{3}$"),
    ".": re.compile(r"^\d{1,3}(\.\d{3})+$"),
}


@dataclass(frozen=True)
class Amount:
    """A printed number: its best reading first, another one where the convention leaves it open."""

    span: Span
    readings: tuple[Decimal, ...]
    currency: str = ""
    is_percent: bool = False

    @property
    def value(self) -> Decimal:
        """The best reading."""
        return self.readings[0]

    @property
    def is_money(self) -> bool:
        """Whether it is printed as money: with a currency or with two decimals."""
        return bool(self.currency) or bool(re.search(r"[.,]\d{2}\D*$", self.span.text))


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts, signs included, are the same but for rounding."""
    return abs(one - other) <= TOLERANCE


def readings(text: str, decimal_mark: str = "") -> tuple[Decimal, ...]:
    """What digits with separators can mean, the likeliest first; () when they are no number.

    `decimal_mark` is what the document uses elsewhere ("," or "."), "" when that is unknown.
    """
    text = re.sub(r"[ \u00a0\u202f\u2009'’`´]", "", text.strip()) if _PLAIN.match(text.strip()) else ""
    if not text or not text[0].isdigit():
        return ()
    marks = [c for c in text if c in ".,"]
    if not marks:
        return (Decimal(text),)
    last = marks[-1]
    if {",", "."} <= set(marks):
        whole, _, fraction = text.rpartition(last)
        return () if last in whole or not fraction else (Decimal(re.sub("[.,]", "", whole) + "." + fraction),)
    whole, _, fraction = text.rpartition(last)
    as_decimal = () if last in whole or not fraction else (Decimal(f"{whole}.{fraction}"),)
    as_group = (Decimal(text.replace(last, "")),) if _GROUPED[last].match(text) else ()
    prefer_decimal = last == decimal_mark or whole == "0" or (not decimal_mark and last == "." and len(whole) > _GROUP)
    return as_decimal + as_group if prefer_decimal or not as_group else as_group + as_decimal


def amounts_in(row: Row, decimal_mark: str = "", start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The numbers of a printed line, or of its stretch from start to end alone, from left to right."""
    for match in _NUMBER.finditer(row.text, start, len(row.text) if end is None else end):
        found = readings(match["digits"], decimal_mark)
        if not found or _continues(row.text, match.end()):
            continue
        negative = (
            match["minus"] or match["minus2"] or (match["open"] and match["close"]) or (match["dash"] and match["dash"][0] not in ",.")
        )
        code = currency_of(match["before"] or "") or currency_of(match["after"] or "")
        end = (
            match.end()
            if code or match["percent"]
            else match.end("close")
            if match["close"]
            else max(match.end("digits"), match.end("dash"))
        )
        start = match.start() if code or negative else match.start("digits")
        yield Amount(
            Span(row, start, end).trimmed(" "),
            tuple(-r for r in found) if negative else found,
            code,
            bool(match["percent"]) or row.text[match.end() : match.end() + 2].strip() == "%",
        )


def _continues(text: str, end: int) -> bool:
    """Whether the digits go on as a word, a date or an identifier."""
    return bool(re.match(r"[/:]\d|[^\W\d_]{4,}|-\d", text[end : end + 6])) if end < len(text) else False


def currency_of(text: str) -> str:
    """The ISO 4217 code a sign, name or code stands for, "" when none."""
    stripped = text.strip()
    return stripped if stripped in _CODES else _SYMBOLS.get(stripped.lower(), "")


def decimal_mark_of(rows: Iterable[Row]) -> str:
    """The decimal mark that most unambiguous numbers of the document use, "" when there are none."""
    votes: Counter[str] = Counter()
    for row in rows:
        for match in re.finditer(r"(?<![\w.,/-])\d[\d .,'’]*([.,])(\d{1,2})(?![\w.,/-])", row.text):
            votes[match[1]] += 2 if match[2][1:] else 1
    if not votes or votes[","] == votes["."]:
        return ""
    return "," if votes[","] > votes["."] else "."


def written(value: Decimal) -> str:
    """The normalised text of a value: a decimal point, no exponent, no needless sign of zero."""
    return f"{abs(value) if value == 0 else value:f}"
