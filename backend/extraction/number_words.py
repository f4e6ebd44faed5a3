"""Numbers written out in words, in the languages people order in."""

from __future__ import annotations

import re
from functools import cache

#: One to twenty in order, then the tens, a hundred and a thousand; `/` between spellings, folded.
_WORDS = {
    "fr": "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt "
          "trente quarante cinquante soixante soixante-dix quatre-vingts/quatre-vingt quatre-vingt-dix cent mille",
    "en": "one/a/an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
          "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand",
    "de": "ein/eine/einen zwei/zwo drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
          "achtzehn neunzehn zwanzig dreissig/dreißig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend",
    "es": "un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho "
          "diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil",
    "it": "un/una/uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette "
          "diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mille",
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien "
          "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend",
}  # fmt: skip
_VALUES = (*range(1, 21), *range(30, 100, 10), 100, 1000)
_DOZENS = {
    "fr": {"une douzaine": 12, "une demi-douzaine": 6, "une dizaine": 10, "une centaine": 100},
    "en": {"a dozen": 12, "half a dozen": 6},
    "de": {"ein dutzend": 12},
    "es": {"una docena": 12, "media docena": 6, "una decena": 10},
    "it": {"una dozzina": 12, "mezza dozzina": 6, "una decina": 10},
    "nl": {"een dozijn": 12},
}
#: In a text of unknown language a word that another language uses for something else is no number.
_AMBIGUOUS = frozenset({"a", "an", "once", "sei", "due", "six"})


@cache
def number_words(language: str) -> dict[str, int]:
    """The value of every number word of a language (ISO 639-1), dozens included; of all languages when it is none of those known."""
    if language in _WORDS:
        return _of(language)
    return {word: value for one in _WORDS for word, value in _of(one).items() if word not in _AMBIGUOUS}


@cache
def articles(language: str) -> frozenset[str]:
    """The words that count one, and stand before nearly any noun."""
    return frozenset(word for word, value in number_words(language).items() if value == 1)


@cache
def pattern(language: str) -> str:
    """An expression that matches the longest number word."""
    return "|".join(map(re.escape, sorted(number_words(language), key=len, reverse=True)))


def _of(language: str) -> dict[str, int]:
    words = zip(_WORDS[language].split(), _VALUES, strict=True)
    return {spelling: value for word, value in words for spelling in word.split("/")} | _DOZENS[language]
