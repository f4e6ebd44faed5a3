"""What sort of thing each word of a message is: how a number is printed, a unit, a word of ordering, a sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from backend.extraction import prose_words
from backend.extraction.asked.tokens import Token
from backend.extraction.dates import dates_in, day_without_year
from backend.extraction.layout import Row
from backend.extraction.number_words import in_words
from backend.extraction.units import unit_code

#: How the kinds of numbers begin, and what a number written in words is.
DIGITS, IN_WORDS = "0", "number word"
_ANY_DAY = date(2000, 1, 1)
_CURRENCIES = frozenset({"€", "$", "£", "eur", "euro", "euros", "usd", "gbp", "chf", "fr"})
#: Shorter words are rather abbreviations and articles; longer numbers and decimals are all alike.
_SHORT, _MOST_DIGITS, _MOST_DECIMALS = 4, 7, 4


def kinds_of(tokens: Sequence[Token], language: str) -> list[str]:
    """The kind of each token."""
    dated = {row: _dated(row) for row in dict.fromkeys(token.row for token in tokens)}
    return [f"{DIGITS}date" if any(a <= token.start < b for a, b in dated[token.row]) else _kind(token, language) for token in tokens]


def _dated(row: Row) -> list[tuple[int, int]]:
    return [(d.span.start, d.span.end) for d in (*dates_in(row), *day_without_year(row, _ANY_DAY))]


def _kind(token: Token, language: str) -> str:
    word = token.folded
    if word[0].isdigit():
        return _printed(word)
    if word in _CURRENCIES:
        return "€"
    if not word[0].isalpha():
        return word
    if in_words(token.text, language):
        return IN_WORDS
    if unit_code(token.text, language) or unit_code(token.text):
        return "unit"
    return next((name for name, pattern in _said() if pattern.fullmatch(word)), "") or _shape(token.text)


def _printed(number: str) -> str:
    """How a number is printed: how many digits it has before and after its mark, and whether it begins with a zero."""
    number = "".join(number.split())
    whole, _, part = number.replace(",", ".").rpartition(".") if not number.isdigit() else (number, "", "")
    zero = "z" if number[0] == "0" and len(number) > 1 else ""
    return f"{DIGITS}{zero}{min(len(whole), _MOST_DIGITS)}" + (f".{min(len(part), _MOST_DECIMALS)}" if part else "")


def _shape(text: str) -> str:
    shape = "A" if len(text) == 1 and text.isupper() else "AA" if text.isupper() else "Aa" if text[0].isupper() else "a"
    return shape + ("1" if len(text) < _SHORT else "")


@cache
def _said() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sorts of words that the sentences of an order are told apart by."""
    return (
        ("joins", re.compile(prose_words.JOINING)),
        ("orders", re.compile(prose_words.ORDERING)),
        ("before", re.compile(prose_words.BEFORE_A_COUNT)),
        ("no item", re.compile(prose_words.NOT_AN_ITEM)),
    )
