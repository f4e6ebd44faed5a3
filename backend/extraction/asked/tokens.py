"""The words of a message one by one: each number, word and sign with its place in its line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from backend.extraction.layout import Row, Span
from backend.patterns import late

#: A number, a word or a sign.
TOKEN = late(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_+")
#: What a message asks for stands near its beginning.
_MOST = 3000


@dataclass(frozen=True, slots=True)
class Token:
    """One number, word or sign of a line."""

    row: Row
    start: int
    end: int
    #: In lower case without accents.
    folded: str

    @property
    def text(self) -> str:
        """As written."""
        return self.row.text[self.start : self.end]

    @property
    def is_first(self) -> bool:
        """Whether it begins its line."""
        return not self.row.text[: self.start].strip()

    def gap(self) -> str:
        """What stands before it in its line: nothing ("12x"), a blank, or so much that it begins a column; "row" where it begins one."""
        before = self.row.text[max(self.start - 2, 0) : self.start]
        return "row" if self.is_first else "wide" if before == "  " else "blank" if before[-1:].isspace() else ""


def tokens_of(rows: Iterable[Row]) -> tuple[Token, ...]:
    """The tokens of those lines in order, at most some thousands."""
    found = (Token(row, m.start(), m.end(), row.folded[m.start() : m.end()]) for row in rows for m in TOKEN.finditer(row.text))
    return tuple(token for token, _ in zip(found, range(_MOST), strict=False))


def span_of(first: Token, last: Token) -> Span:
    """From one token to another one of the same line."""
    return Span(first.row, first.start, last.end)
