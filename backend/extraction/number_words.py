"""Numbers written out in words, in the languages people order in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from text_to_num import text2num

from backend.extraction.layout import fold

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
#: What stands for so many; `/` between singular and plural.
_SETS = {
    "fr": {"douzaine/douzaines": 12, "dizaine/dizaines": 10, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine/centaines": 100, "millier/milliers": 1000},
    "en": {"dozen/dozens": 12},
    "de": {"dutzend": 12},
    "es": {"docena/docenas": 12, "decena/decenas": 10, "quincena": 15, "veintena": 20, "treintena": 30, "centenar/centenares": 100,
           "millar/millares": 1000},
    "it": {"dozzina/dozzine": 12, "decina/decine": 10, "quindicina": 15, "ventina": 20, "trentina": 30, "cinquantina": 50,
           "centinaio/centinaia": 100, "migliaio/migliaia": 1000},
    "nl": {"dozijn": 12, "tiental": 10, "twintigtal": 20, "dertigtal": 30, "vijftigtal": 50, "honderdtal": 100},
}  # fmt: skip
#: How one of a set is told, and half of one.
_ONE_SET = {"fr": "une", "en": "a", "de": "ein", "es": "una", "it": "una", "nl": "een"}
_HALF_A_SET = {"fr": "une demi-", "en": "half a ", "de": "ein halbes ", "es": "media ", "it": "mezza ", "nl": "een half "}
_DOZEN = 12
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


@lru_cache(maxsize=4096)
def in_words(text: str, language: str) -> int | None:
    """How many those words of a language (ISO 639-1) say: "vingt et un", "zweihundert", "two dozen"; None where they are no number."""
    plain = fold(text)
    known = number_words(language).get(plain)
    if known or language not in _WORDS:
        return known
    *before, last = plain.split() or [""]
    if last in _sets(language):
        times = in_words(" ".join(before), language) if before else 1
        return times * _sets(language)[last] if times else None
    try:
        return int(text2num(text.lower(), language)) or None
    except ValueError:
        return None


def _of(language: str) -> dict[str, int]:
    words = zip(_WORDS[language].split(), _VALUES, strict=True)
    counted = {f"{_ONE_SET[language]} {name}": value for name, value in _sets(language).items()}
    halved = {f"{_HALF_A_SET[language]}{name}": value // 2 for name, value in _sets(language).items() if value == _DOZEN}
    return {spelling: value for word, value in words for spelling in word.split("/")} | counted | halved


@cache
def _sets(language: str) -> dict[str, int]:
    return {spelling: value for names, value in _SETS[language].items() for spelling in names.split("/")}
