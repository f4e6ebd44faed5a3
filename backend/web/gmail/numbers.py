"""Numbers as a reader's locale writes them, and what a typed one means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from backend.errors import BadInput
from backend.model.sentence import Sentence

#: A normalised number.
_NUMBER = re.compile(r"(-?)(\d+)(?:\.(\d+))?")
#: What is typed around and between digits besides the marks.
_AROUND_DIGITS = re.compile(r"[\s\u00a0\u202f'’€$£%]")
#: What can only be meant as a number.
_MEANT = re.compile(r"[+-]?[\d.,]*\d[\d.,]*", re.ASCII)
_MINUS = "\u2212"
_UNCERTAIN = Sentence(
    "« {typed} » ne se lit pas avec certitude. Écrivez le nombre comme ceci : {example}.",
    "“{typed}” cannot be read with certainty. Write the number like this: {example}.",
)


@dataclass(frozen=True)
class Marks:
    """The marks of one reader's numbers."""

    decimal: str
    thousands: str

    @staticmethod
    @lru_cache(maxsize=256)
    def of(locale: str, otherwise: str) -> Marks:
        """The marks of a locale such as `de-AT` (CLDR), of the other one when it is unknown."""
        try:
            known = Locale.parse(locale, sep="-")
        except (ValueError, UnknownLocaleError):
            known = Locale.parse(otherwise)
        return Marks(get_decimal_symbol(known), get_group_symbol(known))

    def written(self, value: str, places: int) -> str:
        """The normalised number with at least so many decimals and its thousands apart; another text stays as it is."""
        parts = _NUMBER.fullmatch(value)
        if parts is None:
            return value
        whole, fraction = f"{int(parts[2]):,}".replace(",", self.thousands), (parts[3] or "").rstrip("0").ljust(places, "0")
        return f"{parts[1] and _MINUS}{whole}{fraction and self.decimal}{fraction}"

    def read(self, typed: str) -> str:
        """The number that was typed, normalised; a text that is none stays. Raises BadInput for one that may mean two numbers, or none.

        The reader's own marks go first; a number written with the others counts where it can mean nothing else.
        """
        bare = _AROUND_DIGITS.sub("", typed).replace(_MINUS, "-")
        if not _MEANT.fullmatch(bare):
            return typed
        other = "," if self.decimal == "." else "."
        own, foreign = _reading(bare, self.decimal, other), _reading(bare, other, self.decimal)
        is_uncertain = bool(own and foreign) and other in bare and other != self.thousands
        meant = own or foreign
        if is_uncertain or not meant:
            told = _UNCERTAIN.filled(typed=typed, example=self.written("1234.5", 2))
            raise BadInput(told.en, told.fr)
        return meant


def _reading(bare: str, decimal: str, thousands: str) -> str:
    """The number with these marks, "" when it is none: thousands stand apart all of them or not at all."""
    whole = rf"(?:\d+|[1-9]\d{{0,2}}(?:{re.escape(thousands)}\d{{3}})+)"
    if not re.fullmatch(rf"[+-]?{whole}(?:{re.escape(decimal)}\d+)?", bare, re.ASCII):
        return ""
    return bare.replace(thousands, "").replace(decimal, ".").removeprefix("+")
