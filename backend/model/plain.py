"""Names and descriptions in plain words: without accents, punctuation, legal forms and plurals."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Legal forms of the countries whose documents we read, and the words that go with them.
_LEGAL_FORMS = (
    "sarl", "sarlu", "sas", "sasu", "sa", "eurl", "scop", "snc", "sci", "sca", "selarl", "eirl", "ets", "etablissements", "etablissement",
    "societe", "ste", "cie", "compagnie", "gmbh", "ug", "ag", "ohg", "kg", "ek", "ev", "ltd", "limited", "llc", "llp", "plc", "inc",
    "corp", "company", "co", "sl", "slu", "sll", "srl", "srls", "spa", "sapa", "bvba", "bv", "nv", "vof", "sprl", "groupe", "group",
    "holding",
)  # fmt: skip
#: Folded, "S.A.R.L." is "s a r l".
_LEGAL_FORM = re.compile(r"\b(?:" + "|".join(" ?".join(form) for form in sorted(_LEGAL_FORMS, key=len, reverse=True)) + r")\b")
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")
#: A number with its thousands or decimals, so that "0,5" is not read as 0 and 5.
_DECIMAL = re.compile(r"(?<=\d)[.,](?=\d)")
_TIMES = re.compile(r"(?<=\d)\s*[x×*]\s*(?=\d)")
_DIGIT = re.compile(r"\d")


def folded(text: str) -> str:
    """The words of a text in lower case, without accents and punctuation."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("œ", "oe").replace("ß", "ss")).encode("ascii", "ignore").decode()
    return _NOT_A_WORD.sub(" ", plain).strip()


@lru_cache(maxsize=16384)
def name(text: str) -> str:
    """A company's name without its legal form; the whole name when nothing else is left."""
    whole = folded(text)
    return " ".join(_LEGAL_FORM.sub(" ", whole).split()) or whole


@lru_cache(maxsize=131072)
def description(text: str) -> str:
    """An item's description as singular words, sizes kept together: "Boîtes 400 × 300" and "boite 400x300" are the same."""
    together = _TIMES.sub("x", _DECIMAL.sub("p", text.lower())) if _DIGIT.search(text) else text
    return " ".join(map(_singular, folded(together).split()))


def _singular(word: str) -> str:
    """The word without the s or x of its plural, when it is long enough to have one."""
    return word[:-1] if word[-1] in "sx" and len(word) > 3 and not _DIGIT.search(word) else word  # noqa: PLR2004
