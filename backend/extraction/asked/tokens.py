"""The words of a message one by one: each number, word and sign with its place in its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backend.extraction.layout import Row, Span
from backend.patterns import late

#: A number with its thousands apart ("15 000", "1 290,50"), no size and count ("M8x40 200", "DIN 933 100"), nor some of a size ("2 500 g").
_BLANK = "[ \u00a0\u202f]"
_APART = (
    rf"(?<![\w.,/-])(?:\d{{1,2}}(?:{_BLANK}\d{{3}})+|\d{{3}}(?:{_BLANK}000)+)(?:,\d{{1,2}})?(?![\d/-]|[.,]\d)"
    r"(?! ?(?:gr?|[mc]l|[mc]m|w|x)\b)"
)
#: A number, a word or a sign.
TOKEN = late(rf"{_APART}|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_+")
#: What a message asks for stands near its beginning.
_MOST = 3000


@dataclass(frozen=True)
class Token(Span):
    """One number, word or sign of a line."""

    #: What stands before it in its line: "" for nothing ("12x"), a blank, or so much that it begins a column; "row" where it begins one.
    gap: str

    @property
    def is_first(self) -> bool:
        """Whether it begins its line."""
        return self.gap == "row"


def tokens_of(rows: Iterable[Row]) -> tuple[Token, ...]:
    """The tokens of those lines in order, at most some thousands."""
    found = (token for row in rows for token in _tokens(row))
    return tuple(token for token, _ in zip(found, range(_MOST), strict=False))


def _tokens(row: Row) -> Iterator[Token]:
    end = 0
    for match in TOKEN.finditer(row.text):
        # What is neither number nor word nor sign is white space.
        between = row.text[end : match.start()]
        gap = "row" if not end else "wide" if between.endswith("  ") else "blank" if between else ""
        yield Token(row, *match.span(), gap)
        end = match.end()


def span_of(first: Token, last: Token) -> Span:
    """From one token to another one of the same line."""
    return Span(first.row, first.start, last.end)
