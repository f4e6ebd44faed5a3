"""Teaching the reader of messages: from marked messages, read as the product reads them, to its weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backend.extraction.asked.chunks import chunks_of, cut_signs
from backend.extraction.asked.labels import COLUMNS
from backend.extraction.asked.model import Reader, Weights
from backend.extraction.asked.rows import message_rows
from backend.extraction.asked.signs import OF_ALL, signs_of
from backend.extraction.asked.tokens import Token, tokens_of
from backend.extraction.candidates import candidates
from backend.extraction.hashed import Hashed, hashed
from backend.readers.body import read_body
from backend.training.cutting import learn_cuts
from backend.training.marked import Marked, labels_of
from backend.training.tagging import Example, learn

#: What sellers write lists items as an order does, but nobody marked them: they are nothing to learn from.
_OF_SELLERS = frozenset({"order_confirmation", "invoice", "credit_note"})
#: So many courses are taken, each in another order.
_COURSES = 3
#: So much is added for the fields that make an item: what learned from few messages takes too many words for nothing. On a quarter of the
#: messages that taught nothing 0.3 found items with F1 69.0, 0.6 with 70.5, 0.9 with 70.2, and nothing with 68.3.
_MORE, _ITEMS_OWN = 0.6, frozenset("qdcog")


@dataclass(frozen=True)
class Lesson:
    """One marked message as it was read."""

    tokens: tuple[Token, ...]
    example: Example
    #: The number of the item that each word belongs to, "" for none.
    items: Sequence[str]


def lesson(marked: Marked) -> Lesson:
    """What a marked message teaches."""
    body = read_body(marked.mail)
    found = candidates(body, [page.number for page in body.pages], marked.language)
    tokens = tokens_of(message_rows(found, marked.mail))
    labels, items = labels_of(tokens, marked)
    return Lesson(tokens, Example(signs_of(tokens, found, marked.mail), labels, [token.is_first for token in tokens]), items)


def learned_from(messages: Sequence[Marked], seed: int) -> Reader:
    """The reader that those messages teach."""
    lessons = (lesson(one) for one in messages if one.intent not in _OF_SELLERS)
    return taught([one for one in lessons if one.tokens], seed)


def taught(lessons: Sequence[Lesson], seed: int) -> Reader:
    """The reader that those lessons teach."""
    places = [place for one in lessons for place in _places(one)]
    cuts = learn_cuts([signs for signs, _ in places], [begins for _, begins in places])
    return Reader(leaning(_mean([learn([one.example for one in lessons], seed + n) for n in range(_COURSES)])), cuts)


def _mean(learned: Sequence[Weights]) -> Weights:
    """One for several courses over the same lessons: what only the order of the lessons taught evens out."""
    weights, of_pairs = (np.mean(some, axis=0) for some in ([one.of_signs.weights for one in learned], [one.of_pairs for one in learned]))
    return Weights(Hashed(learned[0].of_signs.signs, weights.astype(np.float32)), of_pairs.astype(np.float32))


def leaning(learned: Weights) -> Weights:
    """The weights with what makes up for their doubt: what is missed is lost, and what is read too much is seen."""
    of_signs = learned.of_signs
    more = _MORE * np.array([column[:1] in _ITEMS_OWN for column in COLUMNS], np.float32)
    every = of_signs.signs == hashed(OF_ALL)
    return Weights(Hashed(of_signs.signs, of_signs.weights + np.outer(every, more)), learned.of_pairs)


def _places(one: Lesson) -> Iterator[tuple[list[str], bool]]:
    """The signs between the fields of items, and whether another item begins there."""
    certain = [1.0] * len(one.tokens)
    chunks = [chunk for chunk, is_items in chunks_of(one.tokens, one.example.labels, certain) if is_items]
    at = {(id(token.row), token.start): n for n, token in enumerate(one.tokens)}
    numbers = [one.items[at[id(chunk.spans[0].row), chunk.spans[0].start]] for chunk in chunks]
    for signs, (before, number) in zip(cut_signs(chunks), pairwise(numbers), strict=True):
        yield signs, number != before
