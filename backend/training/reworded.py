"""Marked messages with other things, counts and companies in the same sentences: what stands around a field tells it, not its words."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from numpy.random import Generator

from backend.training.marked import MARK, TAG, Written, in_html

#: How often a field's words are exchanged for those of another message, how often its digits, and how much longer or shorter they may be.
_EXCHANGED, _RENUMBERED, _LONGER = 0.6, 0.6, 25
#: The fields of words, of companies and of numbers.
_WORDS, _COMPANIES, _NUMBERS = frozenset("dcoug"), frozenset("bs"), frozenset("qpanrk")
_Pools = Mapping[tuple[str, str], Sequence[str]]


def pools_of(messages: Iterable[Written]) -> _Pools:
    """The marked words of messages by language and field."""
    pools: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in messages:
        for mark in MARK.finditer(one["text"]):
            words = html.unescape(TAG.sub("", mark["words"])) if in_html(one) else mark["words"]
            if words.strip() and "\n" not in words:
                pools[one["language"], mark["kind"]].append(words)
    return pools


def reworded(message: Written, pools: _Pools, chance: Generator) -> Written:
    """The message with other words in some of its marks."""

    def other(mark: re.Match[str]) -> str:
        words = mark["words"]
        pool = pools.get((message["language"], mark["kind"]), ())
        new = words if "\n" in words or "<" in words else _other(mark["kind"], words, pool, chance)
        if new == words or any(sign in new for sign in "{}|"):
            return mark.group()
        return f"{{{mark['kind']}{mark['item']}|{html.escape(new, quote=False) if in_html(message) else new}}}"

    return {**message, "text": MARK.sub(other, message["text"])}


def _other(kind: str, words: str, pool: Sequence[str], chance: Generator) -> str:
    if kind in _NUMBERS and chance.random() < _RENUMBERED:
        return re.sub(r"\d", lambda _: str(chance.integers(1, 10)), words)
    if kind in _WORDS | _COMPANIES and pool and chance.random() < _EXCHANGED:
        new, other = (pool[int(number)] for number in chance.integers(len(pool), size=2))
        return new if kind != "d" or abs(len(new) - len(words)) <= _LONGER else other
    return words
