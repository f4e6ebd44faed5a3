"""The stretches of a message that labels mark, put together into items."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from backend.extraction.asked.labels import LABELS, OF_ITEMS, OF_ORDERS, is_nothing
from backend.extraction.asked.tokens import Token, span_of
from backend.extraction.layout import Span
from backend.model.trade import ITEM_NAMES


@dataclass(frozen=True)
class Chunk:
    """Neighbouring words that are one field, or a piece of one: the name of the field, and their places line by line."""

    name: str
    spans: tuple[Span, ...]
    #: How likely its least likely word is what it is taken for, from 0 to 1.
    certainty: float

    @property
    def text(self) -> str:
        """Its words as written."""
        return " ".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Asked:
    """One item that a message asks for."""

    chunks: tuple[Chunk, ...]

    def of(self, name: str) -> tuple[Chunk, ...]:
        """The pieces of one of its fields."""
        return tuple(chunk for chunk in self.chunks if chunk.name == name)


@dataclass(frozen=True)
class Cuts:
    """How much each sign between two fields speaks for another item, as a logistic regression."""

    weights: Mapping[str, float]

    def logit(self, signs: Iterable[str]) -> float:
        """Above zero where an item rather begins than goes on."""
        return sum(self.weights.get(sign, 0.0) for sign in signs)


@dataclass(frozen=True)
class Wanted:
    """What a message asks for: its items, and what it says of the whole order."""

    items: tuple[Asked, ...]
    whole: tuple[Chunk, ...]


def wanted(tokens: Sequence[Token], labels: Sequence[int], shares: Sequence[float], cuts: Cuts) -> Wanted:
    """The items and fields that the labels of the words make."""
    found = list(chunks_of(tokens, labels, shares))
    items = _grouped([chunk for chunk, is_items in found if is_items], cuts)
    return Wanted(tuple(_with_shared_words(items)), tuple(chunk for chunk, is_items in found if not is_items))


#: What speaks against an item: no count, nothing that names it, a field told twice.
_UNCOUNTED, _NAMELESS, _TWICE = 1.0, 2.0, 4.0
_MOST_CHUNKS = 9


def _grouped(chunks: Sequence[Chunk], cuts: Cuts) -> list[Asked]:
    """The chunks as items, cut where least speaks against it."""
    apart = [0.0, *map(cuts.logit, cut_signs(chunks))]
    costs, begins = [0.0], [0]
    for end in range(1, len(chunks) + 1):
        ways = (
            (costs[start] - apart[start] + _cost(chunks[start:end]) + sum(apart[start + 1 : end]), start)
            for start in range(max(end - _MOST_CHUNKS, 0), end)
        )
        cost, begin = min(ways)
        costs.append(cost)
        begins.append(begin)
    items: list[Asked] = []
    end = len(chunks)
    while end:
        items.append(Asked(tuple(chunks[begins[end] : end])))
        end = begins[end]
    return items[::-1]


def _cost(inside: Sequence[Chunk]) -> float:
    names = [chunk.name for chunk in inside]
    again = sum(names.count(name) - 1 for name in dict.fromkeys(names) if name != "description")
    return _UNCOUNTED * ("quantity" not in names) + _NAMELESS * (not set(names) & set(ITEM_NAMES)) + _TWICE * again


def cut_signs(chunks: Sequence[Chunk]) -> Iterator[list[str]]:
    """What there is to see where an item may begin: the fields around, what is written between them, whether a line begins."""
    names = [chunk.name for chunk in chunks]
    usual = Counter(pairwise(names))
    since: set[str] = set()
    for n, (before, after) in enumerate(pairwise(chunks), 1):
        since = {*since, before.name} if before.spans[0].row is after.spans[0].row else set()
        gap, words = _between(before.spans[-1], after.spans[0])
        pair, triple = f"{before.name}>{after.name}", ">".join(names[max(n - 2, 0) : n + 2])
        often = usual[before.name, after.name] > usual[after.name, before.name]
        found = ["", pair, triple, f"{pair} {gap}", f"{triple} {gap}", f"gap{gap}", f"words{min(len(words), 4)} {pair}"]
        found += [f"{pair} often{often}", f"{pair} since{'quantity' in since}{'description' in since}"]
        found += [f"first{names[0]} {pair}", f"first{names[0]} {pair} {gap}"]
        yield [*found, *(f"word {word} {pair}" for word in words[:3])]


def _between(last: Span, first: Span) -> tuple[str, list[str]]:
    """What parts two stretches, as signs and blanks ("/" for the end of a line), and the words between them."""
    is_same = last.row is first.row
    between = last.row.folded[last.end : first.start] if is_same else ""
    signs = "".join(dict.fromkeys(c for c in between if not c.isalnum() and not c.isspace()))
    return f"{signs}{'  ' if '  ' in between else ''}{'' if is_same else '/'}", re.findall(r"[^\W\d_]+", between)


def chunks_of(tokens: Sequence[Token], labels: Sequence[int], shares: Sequence[float]) -> Iterator[tuple[Chunk, bool]]:
    """The stretches that the labels mark, in order, each with whether it is a field of an item."""
    start = 0
    while start < len(tokens):
        label = LABELS[labels[start]]
        end = start + 1
        while not is_nothing(label) and end < len(tokens) and LABELS[labels[end]] == f"{label}_":
            end += 1
        if not is_nothing(label):
            name = OF_ITEMS.get(label[0]) or OF_ORDERS[label[0]]
            inside = (list(group) for _, group in groupby(tokens[start:end], key=lambda token: id(token.row)))
            chunk = Chunk(name, tuple(span_of(one[0], one[-1]) for one in inside), min(shares[start:end]))
            yield chunk, label[0] in OF_ITEMS
        start = end


def _named(item: Asked) -> Asked:
    """The item; where nothing names it, what seemed to be its unit does ("6 langoustines")."""
    if any(item.of(name) for name in ITEM_NAMES):
        return item
    return Asked(tuple(replace(chunk, name="description") if chunk.name == "unit_code" else chunk for chunk in item.chunks))


#: A size or a colour alone names nothing: the thing was named before.
_FEW_LETTERS = 4


def _with_shared_words(items: Sequence[Asked]) -> Iterator[Asked]:
    """The items; one that has but a size, in the line of the one before or the next, with the words that both share."""
    named: tuple[Chunk, ...] = ()
    for item in map(_named, items):
        own = item.of("description")
        letters = sum(c.isalpha() for chunk in own for c in chunk.text)
        if named and letters < _FEW_LETTERS and not item.of("seller_item_id") and not item.of("gtin"):
            yield Asked((*named, *item.chunks))
            continue
        named = own[:1] or named
        yield item
