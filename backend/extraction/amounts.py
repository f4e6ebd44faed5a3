"""Amounts and quantities as people print them, in every grouping and decimal convention, and currencies (ISO 4217)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache

from backend.extraction.layout import Row, Span

#: Signs and names that mean one currency, folded; `$`, `kr` and `rs.` mean one of several, the likeliest
#: here: the rest of the document tells which (`shared_signs`).
_SYMBOLS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "zl": "PLN", "us$": "USD", "$": "USD", "a$": "AUD", "c$": "CAD",
    "fr.": "CHF", "sfr": "CHF", "euro": "EUR", "euros": "EUR", "dollars": "USD", "kč": "CZK", "kc": "CZK", "ft": "HUF", "₺": "TRY",
    "rs.": "INR", "rs": "INR", "r$": "BRL", "kd": "KWD", "bd": "BHD", "dt": "TND", "jd": "JOD", "fcfa": "XOF", "f cfa": "XOF",
    "cfa": "XOF", "dh": "MAD", "l.e.": "EGP", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₫": "VND", "฿": "THB", "₦": "NGN", "₪": "ILS",
    "₱": "PHP", "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "rm": "MYR", "rp": "IDR", "lei": "RON", "da": "DZD",
    "ar": "MGA", "fc": "CDF", "u$s": "USD", "u$d": "USD", "kr": "SEK", "kr.": "SEK", "kz": "AOA", "dhs": "MAD", "rmb": "CNY",
    "ksh": "KES",
}  # fmt: skip
#: The names of currencies in words, folded, that stand beside a label ("Devise : livres égyptiennes").
_NAMES = {
    "EUR": "euro|euros", "GBP": "pounds? sterling|livres? sterling|british pounds?|libras? esterlinas?|sterline?",
    "USD": "us dollars?|u\\.s\\. dollars?|dollars? (?:us|americains?|des etats-unis)|us-dollar|dolares? (?:americanos?|estadounidenses?)"
    "|dollari (?:americani|usa)",
    "CHF": "francs? suisses?|swiss francs?|schweizer franken|franchi svizzeri|francos? suizos?|franken",
    "CAD": "canadian dollars?|dollars? canadiens?", "AUD": "australian dollars?|dollars? australiens?",
    "EGP": "egyptian pounds?|livres? egyptiennes?", "LBP": "lebanese pounds?|livres? libanaises?",
    "TND": "tunisian dinars?|dinars? tunisiens?", "DZD": "algerian dinars?|dinars? algeriens?",
    "KWD": "kuwaiti dinars?|dinars? koweitiens?",
    "BHD": "bahraini dinars?|dinars? bahreinis?", "JOD": "jordanian dinars?|dinars? jordaniens?",
    "MAD": "moroccan dirhams?|dirhams? marocains?", "AED": "uae dirhams?|emirati dirhams?|dirhams? emiratis?",
    "SAR": "saudi riyals?|riyals? saoudiens?", "INR": "indian rupees?|roupies? indiennes?", "JPY": "japanese yen|yens?",
    "CNY": "yuan|renminbi", "XOF": "francs? cfa", "PLN": "zlotys?|zlotych", "SEK": "svenska kronor|swedish kron(?:a|or)",
    "NOK": "norske kroner|norwegian kroner", "DKK": "danske kroner|danish kroner", "TRY": "turkish lira|turk lirasi", "HUF": "forint",
}  # fmt: skip
_CODES = frozenset({
    "EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "HRK", "TRY", "INR",
    "CNY", "HKD", "SGD", "ZAR", "BRL", "MXN", "ILS", "AED", "SAR", "MAD", "TND", "DZD", "XOF", "XAF", "ISK", "UAH", "RUB", "KRW", "THB",
    "MYR", "IDR", "KWD", "BHD", "OMR", "JOD", "IQD", "LYD", "QAR", "EGP", "LBP", "RSD", "NGN", "GHS", "KES", "TWD", "VND", "PHP", "PKR",
    "LKR", "BDT", "MUR", "CLP", "COP", "ARS", "UYU", "DOP", "CRC", "GTQ", "MDL", "KZT", "BAM", "MKD", "BYN", "XPF", "CDF", "MGA", "GNF",
    "RWF", "UGX", "TZS", "PYG", "NPR", "AOA", "MZN", "ZMW", "BWP", "NAD", "ETB", "HNL", "NIO", "JMD", "TTD", "XCD", "AZN", "UZS", "KHR",
    "HTG",
})  # fmt: skip
#: The currencies whose smallest coin is a thousandth, and those without coins (ISO 4217, minor units).
_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
_WITHOUT_COINS = frozenset({"JPY", "KRW", "VND", "CLP", "XOF", "XAF", "XPF", "ISK", "PYG", "UGX", "RWF", "GNF"})
#: A code runs into its amount only where that has decimals ("TND39.291"): "MAD1234" is an article.
_GLUED = r"(?=\d[\d.,'’]{0,20}[.,]\d{2,3}(?!\d))"
#: Not the end of a word: "CITRON 2,20" names no lei.
_NO_END = r"(?<![^\W\d_])"
_AFTER_CODE = rf"(?<={'|'.join(sorted(_CODES))})"
_CURRENCY = (
    rf"(?:{_NO_END}(?:{'|'.join(sorted(_CODES))})(?:\b|{_GLUED})(?: ?[$€£¥])?|[€£¥₹₺₽₴₩₫฿₦₪₱]|US ?\$|U\$[SD]|HK\$|NT\$|[ACSR]\$|\$|Kč"
    rf"|{_NO_END}(?:z[łl]|kr\.?|[Kk]z\b|Rs\.?|Fr\.|Euros?\b|F ?CFA\b|CFA\b|(?:KD|BD|DT|JD|RM|Rp|DH|Dhs|RMB|K[Ss]h)\b|L\.E\.|[Ll]ei\b))"
)
#: Signs that are words of Romance languages as well, and mean a currency only behind an amount: "13560,00 DA", "70 000 Ar".
#: Some type sets print the sign of the euro as an e: "100,00 e" at the end of a stretch.
_AFTER_ONLY = r"(?:(?:DA|Ar|FC)\b|(?<=\d )e(?=  |$))"
#: A code that tells which dollar the sign before the digits means: "$ 1,250.00 CAD".
_CODE_AFTER = re.compile(rf"\s?({'|'.join(sorted(_CODES))})(?!\w)")
_NAMED = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{code}>{names})" for code, names in _NAMES.items()) + r")(?!\w)")
_CODE_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_CODES))})(?:(?!\w)|{_GLUED})")
_DIGITS = r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009\ufffd]\d{3})+(?:[.,]\d{1,6})?|\d+(?:[.,'’`´]\d+)*)(?!\d)"
#: A stroke behind it says that it is below zero or has no cents; before a code of a currency it is one only behind cents ("12,50-EUR").
_NUMBER = re.compile(
    rf"(?P<open>\()?(?P<minus>[-−–]\s?)?(?:(?P<before>{_CURRENCY})\s{{0,2}})?(?P<minus2>[-−–]\s?)?(?(before)|(?<![\w.,/]))(?P<digits>{_DIGITS})"
    rf"(?P<dash>[,.]?[-–—](?:(?![\w-])|(?<=[.,]\d\d.)(?=[A-Z]{{3}}(?![\w-]))))?(?P<close>\))?(?(before)|(?:\s{{0,2}}(?P<after>{_CURRENCY}|{_AFTER_ONLY})(?![a-z\d]|\.\d))?)(?P<percent>\s?%)?"
)
_PLAIN = re.compile(r"^[\d.,'’`´ \u00a0\u202f\u2009\ufffd]+$")
#: EN 16931 rounds to cents; a document that rounds by line may differ by a few.
TOLERANCE = Decimal("0.02")
_DIGIT = re.compile(r"\d")
#: Letters of a sign that is a word as well ("BD", "DT"), and a longer such sign.
_OPEN, _OPEN_WORD = 2, "lei"
#: Signs of two letters that are no words.
_SHORT_SIGNS = frozenset({"zł", "kč", "kr", "kz"})
_EURO_AS_LETTER = "e"
#: The letters of a code, and the signs that may follow it: "COP $".
_CODE, _AFTER_CODES = 3, ("$", "€", "£", "¥")
#: How signs end that a code after the amount tells apart.
_DOLLARS = ("$", "¥")
#: Digits a group has.
_GROUP = 3
#: Groups of three and decimals whose points and commas recognition took for each other.
_MISREAD = re.compile(r"^\d{1,3}(?:[.,]\d{3}){2,}[.,]\d{2}$")
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

    @cached_property
    def is_money(self) -> bool:
        """Whether it is printed as money: with a currency or with two decimals."""
        return bool(self.currency) or bool(_CENTS.search(self.span.text))


_CENTS = re.compile(r"[.,]\d{2}\D*$")
#: What says that an amount is of one: "0,0125 €/kWh", "8,91 € / mois"; the decimals of the smallest coins, and of the most exact prices.
_OF_ONE = re.compile(r"\s?(?:€|\$|£|[A-Z]{3})?\s?/\s?[^\W\d_]")
_COINS, _PRICES = 3, 6


def is_unit_price(amount: Amount) -> bool:
    """Whether an amount is the price of one unit: it says so, or it is less than one and has more decimals than money has."""
    is_fraction = abs(amount.value) < 1 and _COINS < -int(amount.value.as_tuple().exponent) <= _PRICES
    return is_fraction or bool(_OF_ONE.match(amount.span.row.text, amount.span.end))


def agree(one: Decimal, other: Decimal) -> bool:
    """Whether two amounts, signs included, are the same but for rounding."""
    return abs(one - other) <= TOLERANCE


@lru_cache(maxsize=4096)
def readings(text: str, decimal_mark: str = "") -> tuple[Decimal, ...]:
    """What digits with separators can mean, the likeliest first; () when they are no number.

    `decimal_mark` is what the document uses elsewhere ("," or "."), "" when that is unknown.
    """
    text = re.sub(r"[ \u00a0\u202f\u2009\ufffd'’`´]", "", text.strip()) if _PLAIN.match(text.strip()) else ""
    if not text or not text[0].isdigit():
        return ()
    marks = [c for c in text if c in ".,"]
    if not marks:
        return (Decimal(text),)
    last = marks[-1]
    if {",", "."} <= set(marks):
        whole, _, fraction = text.rpartition(last)
        is_number = fraction and (last not in whole or _MISREAD.match(text))
        return (Decimal(re.sub("[.,]", "", whole) + "." + fraction),) if is_number else ()
    whole, _, fraction = text.rpartition(last)
    as_decimal = () if last in whole or not fraction else (Decimal(f"{whole}.{fraction}"),)
    as_group = (Decimal(text.replace(last, "")),) if _GROUPED[last].match(text) else ()
    prefer_decimal = last == decimal_mark or whole == "0" or (not decimal_mark and last == "." and len(whole) > _GROUP)
    return as_decimal + as_group if prefer_decimal or not as_group else as_group + as_decimal


def amounts_in(row: Row, decimal_mark: str = "", start: int = 0, end: int | None = None) -> Iterator[Amount]:
    """The numbers of a printed line, or of its stretch from start to end alone, from left to right."""
    end = len(row.text) if end is None else end
    # Most lines have none, which is told much faster than where one is.
    if not _DIGIT.search(row.text, start, end):
        return
    for match in _NUMBER.finditer(row.text, start, end):
        found = readings(match["digits"], decimal_mark)
        if not found or _continues(row.text, match.end()):
            continue
        negative = (
            (match["minus"] and not _joins(row.text, match))
            or match["minus2"]
            or (match["open"] and match["close"])
            or (match["dash"] and match["dash"][0] not in ",.")
        )
        code = _currency_beside(match)
        end = (
            match.end()
            if code or match["percent"]
            else match.end("close")
            if match["close"]
            else max(match.end("digits"), match.end("dash"))
        )
        start = match.start() if negative else match.start("before") if match["before"] else match.start("digits")
        yield Amount(
            Span(row, start, end).trimmed(" "),
            tuple(-r for r in found) if negative else found,
            code,
            bool(match["percent"]) or row.text[match.end() : match.end() + 2].strip() == "%",
        )


def _currency_beside(match: re.Match[str]) -> str:
    """The currency printed right before or after the digits; two letters are one only beside decimals: "12 BD Hugo" is an address."""
    sign = match["before"] or match["after"] or ""
    if sign[-1:] in _DOLLARS and match["before"] and (told := _CODE_AFTER.match(match.string, match.end())):
        return told[1]
    if sign == _EURO_AS_LETTER:
        return "EUR"
    is_word = sign.isalpha() and (len(sign) == _OPEN or sign.lower() == _OPEN_WORD)
    is_open = is_word and not re.search(r"[.,]\d", match["digits"])
    return "" if is_open and sign.lower() not in _SHORT_SIGNS else currency_of(sign)


def _joins(text: str, match: re.Match[str]) -> bool:
    """Whether the dash only joins a word and its amount: "Total - 120,00"; one apart or right before its digits is a sign."""
    before = text[: match.start("minus")]
    return match["minus"][-1:].isspace() and bool(re.search(r"[^\W\d_)] $", before[-2:]))


def _continues(text: str, end: int) -> bool:
    """Whether the digits go on as a word, a date or an identifier, or number one ("16.Amount")."""
    return bool(re.match(r"[/:]\d|[^\W\d_]{4,}|-\d|\.[^\W\d_]{4,}", text[end : end + 6])) if end < len(text) else False


def currency_of(text: str) -> str:
    """The ISO 4217 code a sign, name or code stands for, "" when none."""
    stripped = text.strip()
    if stripped in _CODES:
        return stripped
    told = stripped[:_CODE].rstrip() if stripped[-1:] in _AFTER_CODES else ""
    return told if told in _CODES else _SYMBOLS.get(stripped.lower().replace(" $", "$"), "")


def currency_named(folded: str) -> tuple[str, int]:
    """The ISO 4217 code of the currency whose name a folded text begins with, and where that name ends; ("", 0) when none does."""
    match = _NAMED.match(folded)
    return (match.lastgroup or "", match.end()) if match else ("", 0)


def codes_in(text: str) -> Iterator[tuple[str, int, int]]:
    """The ISO 4217 codes that stand in a text as words, each with its place."""
    return ((match.group(), *match.span()) for match in _CODE_WORD.finditer(text))


def names_in(folded: str) -> Iterator[tuple[str, int, int]]:
    """The codes of the currencies that a folded text names in more than a word, each with its place: "yen" alone may be anything."""
    return ((match.lastgroup or "", *match.span()) for match in _NAMED.finditer(folded) if " " in match.group())


#: Two letters mean such a currency only beside an amount of three decimals.
_OF_THOUSANDTHS = re.compile(
    rf"(?<!\w)(?P<code>{'|'.join(sorted(_THOUSANDTHS))})(?:(?!\w)|{_GLUED})|[.,]\d{{3}} ?(?P<after>[KBJ]D|DT)\b"
    r"|\b(?P<before>[KBJ]D|DT) ?\d[\d.,]*[.,]\d{3}\b"
)
_OTHER_SIGN = re.compile(r"[€$£]")


def thousandths_of(rows: Sequence[Row]) -> str:
    """The ISO 4217 code of the currency the document counts in thousandths of ("1,234.500 KWD"), "" when it counts in another."""
    votes = Counter(m["code"] or currency_of(m["after"] or m["before"]) for row in rows for m in _OF_THOUSANDTHS.finditer(row.text))
    if not votes:
        return ""
    others = sum(sum(code not in _THOUSANDTHS for code, _, _ in codes_in(row.text)) + len(_OTHER_SIGN.findall(row.text)) for row in rows)
    code, count = votes.most_common(1)[0]
    return code if count > others else ""


def decimal_mark_of(rows: Iterable[Row], currency: str = "") -> str:
    """The decimal mark that most unambiguous numbers of the document use, "" when there are none.

    `currency` is one counted in thousandths, "" for any other: three digits then are decimals as well.
    """
    votes: Counter[str] = Counter()
    decimal = _decimal(3 if currency in _THOUSANDTHS else 2)
    for row in rows:
        for match in decimal.finditer(row.text):
            votes[match[1]] += 2 if match[2][1:] else 1
    if not votes or votes[","] == votes["."]:
        return ""
    return "," if votes[","] > votes["."] else "."


@cache
def _decimal(places: int) -> re.Pattern[str]:
    """What is read as a number with at most so many decimals."""
    return re.compile(rf"(?:(?<![\w.,/-])|{_AFTER_CODE})\d[\d .,'’]*([.,])(\d{{1,{places}}})(?![\w.,/-])")


def written(value: Decimal) -> str:
    """The normalised text of a value: a decimal point, no exponent, no needless sign of zero."""
    return f"{abs(value) if value == 0 else value:f}"
