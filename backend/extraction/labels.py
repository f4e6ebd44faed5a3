"""What is printed beside values, and finding it in a line: phrases, and words that make a label together, by what they announce."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from backend.extraction.column_phrases import COLUMNS
from backend.extraction.header_phrases import HEADER
from backend.extraction.layout import Row, Span, fold, tokens
from backend.extraction.party_phrases import PARTIES
from backend.extraction.phrases import SMALL, Found, Lexicon, Tokens
from backend.extraction.program_phrases import HEADERS_OF_PROGRAMS
from backend.extraction.total_phrases import TOTALS


@dataclass(frozen=True)
class Label:
    """A label found in a line: what it announces, and whether it could as well announce something else ("Date", "N°")."""

    name: str
    span: Span
    is_weak: bool


@dataclass(frozen=True)
class ColumnName:
    """The name of a column found in a text, from one character to another."""

    name: str
    start: int
    end: int
    is_weak: bool


#: What two neighbours announce together: (the first, the second): (together, whether that is weak).
_TOGETHER: dict[tuple[str, str], tuple[str, bool]] = {}
#: What a word for "number" makes strong: the things that have one.
_NUMBERED = (
    "invoice_number", "order_number", "your_order", "our_order", "sales_order", "confirmation_number", "quotation_reference",
    "delivery_note", "preceding_invoice_reference", "contract", "customer_number", "own_reference", "your_reference", "document_number",
    "payment_reference",
)  # fmt: skip
for _name in _NUMBERED:
    _TOGETHER[_name, "number"] = _TOGETHER["number", _name] = (_name, False)
for _party in ("buyer", "seller"):
    _TOGETHER[_party, "number"] = _TOGETHER["number", _party] = ("customer_number", False)
for _whose, _order, _reference in (("your", "your_order", "your_reference"), ("our", "our_order", "own_reference")):
    _TOGETHER[_whose, "order_number"] = _TOGETHER[_whose, "sales_order"] = (_order, False)
    _TOGETHER[_whose, "number"] = (_reference, False)
    _TOGETHER[_reference, "order_number"] = (_order, False)
    for _name in ("invoice_number", "customer_number", "contract", "delivery_note", "quotation_reference"):
        _TOGETHER[_whose, _name] = (_name, True)
for _dated, _announced in (
    ("invoice_number", "issue_date"), ("document_number", "issue_date"), ("order_number", "order_date"), ("your_order", "order_date"),
    ("sales_order", "order_date"), ("our_order", "order_date"), ("confirmation_number", "issue_date"),
    ("quotation_reference", "other_date"), ("delivery_note", "other_date"), ("contract", "other_date"),
    ("preceding_invoice_reference", "other_date"),
):  # fmt: skip
    _TOGETHER["date", _dated] = _TOGETHER[_dated, "date"] = (_announced, False)
for _kind, _amount in (
    ("net", "tax_exclusive_amount"), ("excl", "tax_exclusive_amount"), ("gross", "tax_inclusive_amount"), ("incl", "tax_inclusive_amount"),
    ("vat", "tax_amount"), ("pay", "payable_amount"),
):  # fmt: skip
    _TOGETHER["sum", _kind] = _TOGETHER[_kind, "sum"] = (_amount, False)
_TOGETHER["your_order", "order_number"] = _TOGETHER["order_number", "your_order"] = ("your_order", False)
_TOGETHER["number", "number"] = ("number", True)
_TOGETHER["page", "number"] = ("page", False)
_TOGETHER["sum", "tax_amount"] = ("tax_amount", False)
_TOGETHER["sum", "sum"] = ("sum", True)
_TOGETHER["tax_exclusive_amount", "net"] = _TOGETHER["tax_exclusive_amount", "sum"] = ("tax_exclusive_amount", False)
_TOGETHER["tax_inclusive_amount", "gross"] = ("tax_inclusive_amount", False)
_TOGETHER["tax_inclusive_amount", "net"] = _TOGETHER["net", "tax_inclusive_amount"] = ("tax_exclusive_amount", False)
_TOGETHER["tax_exclusive_amount", "gross"] = ("tax_inclusive_amount", False)
_TOGETHER["tax_inclusive_amount", "vat"] = _TOGETHER["vat", "tax_inclusive_amount"] = ("tax_amount", False)
for _name in ("tax_exclusive_amount", "tax_inclusive_amount", "gross", "net"):
    _TOGETHER[_name, "pay"] = _TOGETHER["pay", _name] = ("payable_amount", False)
_TOGETHER["payable_amount", "gross"] = _TOGETHER["payable_amount", "sum"] = ("payable_amount", False)
#: What a word alone announces when nothing joins it; None for no label at all.
_ALONE = {
    "date": "issue_date", "sum": "tax_inclusive_amount", "net": "tax_exclusive_amount", "gross": "tax_inclusive_amount",
    "vat": "tax_amount",
    "pay": "payable_amount", "excl": None, "incl": None, "your": None, "our": None,
}  # fmt: skip
#: What already names its date or number takes no other: "Date  Facture n°" are two labels.
_DATED = frozenset({"issue_date", "order_date", "other_date"})
#: Dates, which a small word may end: "Pagadero antes del".
_DATES = _DATED | {"due_date", "requested_delivery_date", "deadline"}
#: Labels of one small word: "le", "du", "vom", "bis".
SMALL_LABELS = frozenset({"le", "du", "au", "del", "vom", "by", "a", "n", "to", "an", "von", "via"})
#: What makes a word the beginning of a code.
_JOINED = re.compile(r"[-_/]\w*\d")
#: Letters that a code begins with at most, what follows them in one, and the words for "number" that announce it.
_PREFIX = 4
_CODE_AFTER = re.compile(r" \d")
_NUMBER_WORDS = frozenset({"n°", "no", "nr", "num", "number", "numero", "nummer", "numer", "#", "c", "cislo"})
#: Compounds of Germanic languages end with what they are.
_COMPOUND = re.compile(r"(?!ab)[a-z]{4,}(rechnung|factuur|faktura|bestellung|bestelling)")
#: What ends a phrase between two words: a wide gap, or a colon (which a word for "number" may follow: "Invoice: No. 1").
_WIDE, _COLON = "  ", ":"
_ENDS = re.compile(r"  |[;|=•\t]")


@cache
def _headers() -> Lexicon:
    return Lexicon(HEADER | TOTALS | PARTIES, HEADERS_OF_PROGRAMS)


@cache
def _columns() -> Lexicon:
    return Lexicon(COLUMNS)


@lru_cache(maxsize=1024)
def labels_in(row: Row) -> tuple[Label, ...]:
    """The labels of a line from left to right, the longest phrase wherever several begin."""
    return tuple(Label(name, Span(row, start, end), is_weak) for name, start, end, is_weak in _labels(row.text))


@lru_cache(maxsize=4096)
def _labels(text: str) -> tuple[tuple[str, int, int, bool], ...]:
    """The labels of a text: what each announces, where it begins and ends, and whether it is weak."""
    return tuple(_found(text))


def _found(text: str) -> Iterator[tuple[str, int, int, bool]]:
    words = tuple((_as_in_phrases(word), start, end) for word, start, end in _words(text))
    # "PO-88457" and "BL/26" are numbers, not a label with its value.
    left = [f for f in _headers().found_in(words) if f.first < f.last or not _begins_a_code(text, words, f.first)]
    while left:
        joined, *left = left
        while left:
            # "le", "du" and "del" announce dates, but not between the words of a label.
            skipped = int(left[0].first == left[0].last and words[left[0].first][0] in SMALL)
            together = _together(joined, left[skipped], words) if skipped < len(left) else None
            if together is None and joined.name in _DATES and skipped and left[0].first == joined.last + 1:
                together, skipped = replace(joined, last=left[0].last), 0
            if together is None:
                break
            joined, left = together, left[skipped + 1 :]
        name = _ALONE.get(joined.name, joined.name)
        if name:
            yield name, words[joined.first][1], words[joined.last][2], joined.is_weak


def _begins_a_code(text: str, words: Tokens, at: int) -> bool:
    """Whether a word is the beginning of a code: "PO-88457", and "FV" in "nr FV 1/05/2021", after a word for number."""
    _, start, end = words[at]
    if _JOINED.match(text, end):
        return True
    is_prefix = end - start <= _PREFIX and text[start:end].isupper() and _CODE_AFTER.match(text, end)
    return bool(is_prefix) and at > 0 and words[at - 1][0] in _NUMBER_WORDS


@lru_cache(maxsize=8192)
def _as_in_phrases(word: str) -> str:
    """A word as phrases have it.

    That is with umlauts that a program wrote in two letters ("Empfaenger") as they are folded, and a compound that no phrase has as what
    it is a kind of: "Honorarrechnung" is a "Rechnung".
    """
    knows = _headers().knows
    plain = _TWO_LETTERS.sub(lambda m: m[0][0], word)
    word = plain if knows(plain) and not knows(word) else word
    compound = _COMPOUND.fullmatch(word)
    return compound[1] if compound and not knows(word) else word


_TWO_LETTERS = re.compile(r"ae|oe|ue")


def _words(text: str) -> Tokens:
    """The tokens of a text, with one of their own for every gap that ends a phrase."""
    words: list[tuple[str, int, int]] = []
    for token in tokens(fold(text)):
        if words and token[1] - words[-1][2] > 1:
            between = text[words[-1][2] : token[1]]
            sign = _WIDE if _ENDS.search(between) else _COLON if ":" in between else ""
            if sign:
                words.append((sign, words[-1][2], token[1]))
        words.append(token)
    return tuple(words)


def _together(one: Found, other: Found, words: Tokens) -> Found | None:
    """Two neighbours as one label; None when they are two."""
    same = (one.name, one.is_weak and other.is_weak) if one.name == other.name else None
    announced = _TOGETHER.get((one.name, other.name), same)
    if announced is None or (announced[0] in _DATED and not (one.is_weak and other.is_weak)):
        return None
    between = {word for word, _, _ in words[one.last + 1 : other.first]}
    if between - SMALL - ({_COLON} if other.name == "number" else set()):
        return None
    return Found(announced[0], announced[1], one.first, other.last)


@lru_cache(maxsize=2048)
def columns_in(text: str) -> tuple[ColumnName, ...]:
    """The column names of a text, from left to right."""
    words = tokens(fold(text))
    return tuple(ColumnName(f.name, words[f.first][1], words[f.last][2], f.is_weak) for f in _columns().found_in(words))
