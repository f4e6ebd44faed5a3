"""What there is to see of each word of a message: itself and its neighbours, its line, its column, what the rules say, as hashed signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from backend.extraction.asked.kinds import DIGITS, IN_WORDS, kinds_of
from backend.extraction.asked.line_signs import Line, head_of, lines_of
from backend.extraction.asked.rows import is_subject
from backend.extraction.asked.tokens import Token
from backend.extraction.candidates import Candidates
from backend.extraction.declared import as_declared
from backend.extraction.hashed import hashed
from backend.extraction.layout import fold
from backend.extraction.prose_items import told_items
from backend.extraction.roles import with_roles
from backend.extraction.tables import printed_tables
from backend.model.mail import Address, Mail

#: What every word has.
OF_ALL = "1"
#: Beyond the first and last of a message its words are all alike; so many words are looked at on each side.
_EDGE, _SIDE = "·", 3
#: Numbers look at so many words around them.
_AROUND = 7
#: Shorter words of a name tell nothing; of a stretch without blanks so many characters tell how it is written.
_LEAST_NAME, _LONGEST_RUN = 3, 30
#: How many letters of a word stand for it where the word itself is rare.
_LETTERS = 4

_Ruled = Mapping[int, Sequence[tuple[int, int, str]]]


@dataclass(frozen=True)
class Seen:
    """A message as its words see it."""

    tokens: Sequence[Token]
    #: The words (numbers by their kind) and the kinds of all of them, with edges before and behind.
    words: Sequence[str]
    kinds: Sequence[str]
    lines: Mapping[int, Line]
    #: The words of the names of who writes and who is written to.
    names: Mapping[str, frozenset[str]]
    #: The place of each number among those of its line.
    places: Mapping[int, tuple[str, ...]]
    ruled: _Ruled
    language: str

    @property
    def begins_line(self) -> list[bool]:
        """Of each word whether it begins its line."""
        return [token.is_first for token in self.tokens]


def seen_of(tokens: Sequence[Token], found: Candidates, mail: Mail) -> Seen:
    """What there is to see of a message, with what the rules for sentences and tables say of it."""
    kinds = kinds_of(tokens, found.language)
    edge = [_EDGE] * _SIDE
    words = [kind if kind.startswith(DIGITS) else token.folded for token, kind in zip(tokens, kinds, strict=True)]
    to = (_name_words(address) for address in mail.recipients)
    return Seen(
        tokens,
        [*edge, *words, *edge],
        [*edge, *kinds, *edge],
        lines_of(tokens, kinds),
        {"from": _name_words(mail.sender), "to": frozenset().union(*to)},
        _places(tokens, kinds),
        _ruled(tokens, found),
        found.language,
    )


def signs_of(seen: Seen) -> list[list[int]]:
    """The signs of each token, alone and joined with others, as numbers of 32 bits."""
    return [[hashed(sign) for sign in _signs(n, seen)] for n in range(len(seen.tokens))]


def single_signs_of(seen: Seen) -> list[list[int]]:
    """The signs of each token one by one: what joins them by itself needs no more."""
    return [[hashed(sign) for sign in _single(n, seen)] for n in range(len(seen.tokens))]


def _single(n: int, seen: Seen) -> Iterator[str]:
    token, kind, word = seen.tokens[n], seen.kinds[n + _SIDE], seen.words[n + _SIDE]
    line = seen.lines[id(token.row)]
    after = seen.tokens[n + 1].gap if n + 1 < len(seen.tokens) else "row"
    yield from (OF_ALL, f"l{seen.language}", f"w{word}", f"k{kind}", f"s{word[-3:]}", f"p{word[:3]}", f"g{token.gap}", f"a{after}")
    yield from (f"o{_run(token)}", f"h{head_of(token, line.heads)}")
    yield from (f"r{sign}" for sign in line.signs)
    yield from (f"m{sign}" for sign in seen.places.get(n, ()))
    yield from (f"n{who}" for who, said in seen.names.items() if token.folded in said)
    for start, end, name in seen.ruled.get(id(token.row), ()):
        if start <= token.start < end:
            yield from (f"u{name}", f"u{name} first{token.start == start}")
    if word.isalpha() and len(word) >= _LETTERS:
        yield from (f"c{word[at : at + _LETTERS]}" for at in range(len(word) - _LETTERS + 1))


def _signs(n: int, seen: Seen) -> Iterator[str]:
    token, kind = seen.tokens[n], seen.kinds[n + _SIDE]
    line = seen.lines[id(token.row)]
    yield from _of_words(n, seen)
    head = head_of(token, line.heads)
    yield from (f"h{head} {kind}", f"h{head} {token.gap}")
    for sign in line.signs:
        yield from (f"r{sign}", f"r{sign} {kind}", f"r{sign} {kind} {token.gap}")
    yield from _of_place(n, seen, line)
    for who, said in seen.names.items():
        if token.folded in said:
            yield from (f"n{who}", f"n{who} {token.gap}", f"n{who} {line.place}")
    if kind.startswith(DIGITS) or kind == IN_WORDS:
        for m in range(max(n - _AROUND, 0), min(n + _AROUND + 1, len(seen.tokens))):
            if m != n and seen.tokens[m].row is token.row:
                yield f"{'b' if m < n else 'f'}{seen.words[m + _SIDE]}"
    for start, end, name in seen.ruled.get(id(token.row), ()):
        if start <= token.start < end:
            yield from (f"u{name}", f"u{name} {kind}", f"u{name} first{token.start == start}")


def _of_words(n: int, seen: Seen) -> Iterator[str]:
    """The word and those around it, what they are, and what parts them."""
    k3, k2, k1, k, j1, j2, j3 = seen.kinds[n : n + 2 * _SIDE + 1]
    w2, w1, w, v1, v2 = seen.words[n + 1 : n + 2 * _SIDE]
    gap = seen.tokens[n].gap
    after = seen.tokens[n + 1].gap if n + 1 < len(seen.tokens) else "row"
    yield from (OF_ALL, f"l{seen.language}{k}", f"w{w}", f"w-{w1}", f"w+{v1}", f"w--{w2}", f"w++{v2}")
    yield from (f"ww-{w1} {w}", f"ww+{w} {v1}", f"ww--{w2} {w1}", f"wk-{w1} {k}", f"wk+{k} {v1}", f"s{w[-3:]}", f"p{w[:3]}")
    yield from (f"k{k}", f"k-{k1}", f"k+{j1}", f"k--{k2}", f"k++{j2}", f"k3-{k3}", f"k3+{j3}", f"kk-{k1} {k}", f"kk+{k} {j1}")
    yield from (f"kkk-{k2} {k1} {k}", f"kkk+{k} {j1} {j2}", f"kkk{k1} {k} {j1}", f"kkkk{k2} {k1} {k} {j1} {j2}")
    yield from (f"g{gap} {k}", f"g{gap} {k1} {k}", f"a{after} {k}", f"ga{gap} {after} {k}", f"ga{gap} {after} {k1} {k} {j1}")


def _of_place(n: int, seen: Seen, line: Line) -> Iterator[str]:
    """The stretch without blanks in which the word stands, and the place of a number among those of its line."""
    token, kind = seen.tokens[n], seen.kinds[n + _SIDE]
    run = _run(token)
    yield from (f"o{run}", f"o{run} {kind}", f"o{run} {token.gap}", f"o{run} {seen.kinds[n + _SIDE - 1]} {seen.kinds[n + _SIDE + 1]}")
    for sign in seen.places.get(n, ()):
        yield from (f"m{sign}", f"m{sign} {kind}", f"m{sign} {run}", f"m{sign} {line.beside}", f"m{sign} {line.alike} {line.columns}")


def _run(token: Token) -> str:
    """How the stretch without blanks is written in which a word stands: "PW-1010" is A-0, "63x88" is 0x0."""
    text = token.row.text
    start, end = text.rfind(" ", 0, token.start) + 1, text.find(" ", token.end)
    run = text[start : end if end >= 0 else len(text)].strip("()[],;:.")
    kinds = ("0" if c.isdigit() else "x" if c in "x×*" else "A" if c.isupper() else "a" if c.isalpha() else c for c in run[:_LONGEST_RUN])
    digits = sum(c.isdigit() for c in run)
    return "".join(key for key, _ in groupby(kinds)) + (str(min(digits, 9)) if digits else "")


def _places(tokens: Sequence[Token], kinds: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """The place of each number among those of its line, from both ends, and whether it is what the line begins or ends with."""
    places: dict[int, tuple[str, ...]] = {}
    for _, group in groupby(range(len(tokens)), key=lambda n: id(tokens[n].row)):
        inside = list(group)
        words = [n for n in inside if kinds[n][0].isalnum()]
        numbers = [n for n in inside if kinds[n].startswith(DIGITS) or kinds[n] == IN_WORDS]
        for place, n in enumerate(numbers):
            left, right = min(place, 3), min(len(numbers) - 1 - place, 3)
            edge = f"{words[0] == n}{words[-1] == n}{len(words) > 1 and words[-2] == n}{len(words) > 1 and words[1] == n}"
            places[n] = (f"{left} {right}", edge, f"{left} {right} {edge}")
    return places


def _ruled(tokens: Sequence[Token], found: Candidates) -> _Ruled:
    """What the rules say of stretches, by the identity of their line: counts and what they count, cells and their columns."""
    rows = tuple(dict.fromkeys(token.row for token in tokens if not is_subject(token.row)))
    ruled: dict[int, list[tuple[int, int, str]]] = {id(row): [] for row in rows}
    for told in told_items(rows, found):
        ruled[id(told.count.row)].append((told.count.start, told.count.end, "count"))
        ruled[id(told.words.row)].append((told.words.start, told.words.end, "counted"))
    for table in printed_tables(found):
        for row in with_roles(as_declared(table), found).rows:
            for column, span in row.cells:
                if id(span.row) in ruled:
                    ruled[id(span.row)].append((span.start, span.end, f"in {column.name}"))
    return ruled


def _name_words(address: Address) -> frozenset[str]:
    """The words of a mailbox's name and of its domain."""
    domain = address.domain.rpartition(".")[0]
    return frozenset(w for w in re.findall(r"[^\W_]+", fold(f"{address.name} {domain}")) if len(w) >= _LEAST_NAME)
