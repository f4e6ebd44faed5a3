"""What there is to see of the lines of a message: their place in it, their shape and that of their neighbours, the head above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from backend.extraction.asked.kinds import DIGITS
from backend.extraction.asked.rows import is_subject
from backend.extraction.asked.tokens import Token
from backend.extraction.labels import columns_in
from backend.extraction.layout import Row
from backend.patterns import late

_CLOSING = late(
    r"\s*(?:\w+ ){0,4}?(?:cordial|salutation|regards|gruss|gruß|gr\b|saludo|saluti|groet|merci|thanks|thank you|danke|gracias|grazie"
    r"|bedankt|mfg|lg\b"
    r"|bien a vous|sincerely|cheers|bonne (?:journee|soiree|fin)|cdt|cdlt|atte|abrazo|grussen|schone)"
)
_BULLET = late(r"\s*(?:[-–—•*·>+✓▪◦]|\d{1,3}\s?[.)](?=\s)|[A-Za-z]\))\s*")
#: So many lines are the beginning of a message, and so many around one are looked at for others like it.
_FIRST, _AROUND = 2, 6
#: A line that names so many columns is the head of a table.
_HEADS = 2

Heads = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Line:
    """What is the same for all words of a line."""

    #: Whether it is at first, inside, or behind the closing words.
    place: str
    #: How many lines like it there are around, and whether those above and below are.
    alike: str
    beside: str
    columns: str
    others: tuple[str, ...]
    #: The columns of the table in which it stands: from and to as parts of the page's width, and the name.
    heads: Heads

    @property
    def signs(self) -> tuple[str, ...]:
        """All its signs."""
        return (self.place, self.alike, self.beside, self.columns, *self.others)


def lines_of(tokens: Sequence[Token], kinds: Sequence[str]) -> dict[int, Line]:
    """What is to be said of each line, by the identity of its Row."""
    rows = [(row, [n for n, _ in group]) for row, group in groupby(enumerate(tokens), key=lambda pair: pair[1].row)]
    shapes = [_shape([kinds[n] for n in inside]) for _, inside in rows]
    closed = next((n for n, (row, _) in enumerate(rows) if n and _CLOSING.match(row.folded)), len(rows))
    lines: dict[int, Line] = {}
    heads: Heads = ()
    for n, (row, inside) in enumerate(rows):
        numbers = sum(kinds[m].startswith(DIGITS) for m in inside)
        above, below = (shapes[m] if 0 <= m < len(rows) else "" for m in (n - 1, n + 1))
        around = range(max(n - _AROUND, 0), min(n + _AROUND + 1, len(rows)))
        alike = sum(1 for m in around if m != n and shapes[m] == shapes[n])
        named = _named(row)
        others = (
            f"n{min(numbers, 4)} {min(len(inside) // 4, 5)}",
            f"bullet{bool(_BULLET.match(row.text))}",
            f"end{min(len(rows) - n, 6) if n >= closed else '-'}",
            f"?{'?' in row.text}:{row.text.rstrip().endswith(':')}",
            f"head{len(heads)}",
            *(("is head",) if named else ()),
        )
        lines[id(row)] = Line(
            place="subject" if is_subject(row) else "closed" if n >= closed else "first" if n < _FIRST else "inside",
            alike=f"alike{min(alike, 3)}",
            beside=f"beside{above == shapes[n]}{below == shapes[n]}",
            columns=f"cols{min(row.text.count('  '), 4)}",
            others=others,
            heads=() if named else heads,
        )
        heads = named or heads
    return lines


def head_of(token: Token, heads: Heads) -> str:
    """The name of the column under which a word stands, "" where there is no table, "-" when it stands under none."""
    if not heads:
        return ""
    under = [(min(token.box.right, right) - max(token.box.left, left), name) for left, right, name in heads]
    return max(under)[1] if max(under)[0] > 0 else "-"


def _shape(kinds: Sequence[str]) -> str:
    """The kinds of a line in short: words in a row as one, numbers whatever their size."""
    short = (DIGITS if k.startswith(DIGITS) else "a" if k[0].isalpha() else k for k in kinds)
    return "".join(key for key, _ in groupby(short))


def _named(row: Row) -> Heads:
    """The columns that a line names, with their places, where it names enough to be the head of a table."""
    found = columns_in(row.text) if "  " in row.text else ()
    if len({one.name for one in found}) < _HEADS or any(c.isdigit() for c in row.text):
        return ()
    return tuple((box.left, box.right, one.name) for one in found for box in (row.place(one.start, one.end),))
