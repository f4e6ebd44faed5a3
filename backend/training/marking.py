"""Teaching the reader of messages: from marked messages, read as the product reads them, to its weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from backend.extraction.asked.chunks import chunks_of, cut_signs
from backend.extraction.asked.labels import COLUMNS
from backend.extraction.asked.model import Reader, Weights
from backend.extraction.asked.recurrent import Recurrent
from backend.extraction.asked.rows import message_rows
from backend.extraction.asked.signs import OF_ALL, Seen, seen_of, signs_of, single_signs_of
from backend.extraction.asked.tokens import Token, tokens_of
from backend.extraction.candidates import candidates
from backend.extraction.hashed import Hashed, hashed
from backend.readers.body import read_body
from backend.training.cutting import learn_cuts
from backend.training.marked import Marked, Written, labels_of, marked_of
from backend.training.recalling import learn_to_recall
from backend.training.reworded import pools_of, reworded
from backend.training.tagging import Example, learn

#: What sellers write lists items as an order does, but nobody marked them: they are nothing to learn from.
_OF_SELLERS = frozenset({"order_confirmation", "invoice", "credit_note"})
#: So many times the network is shown a message with other words in it.
_REWORDED = 3
#: So many courses are taken, each in another order.
_COURSES = 3
#: So much is added for the fields that make an item: what learned from few messages takes too many words for nothing. On a quarter of the
#: messages that taught nothing 0.3 found items with F1 69.0, 0.6 with 70.5, 0.9 with 70.2, and nothing with 68.3.
_MORE, _ITEMS_OWN = 0.6, frozenset("qdcog")


@dataclass(frozen=True)
class Lesson:
    """One marked message as it was read."""

    tokens: Sequence[Token]
    example: Example
    #: The number of the item that each word belongs to, "" for none.
    items: Sequence[str]


def lesson(marked: Marked) -> Lesson:
    """What a marked message teaches."""
    seen = _seen(marked)
    labels, items = labels_of(seen.tokens, marked)
    return Lesson(seen.tokens, Example(signs_of(seen), labels, seen.begins_line), items)


def _seen(marked: Marked) -> Seen:
    body = read_body(marked.mail)
    found = candidates(body, [page.number for page in body.pages], marked.language)
    return seen_of(tokens_of(message_rows(found, marked.mail)), found, marked.mail)


def learned_from(messages: Sequence[Marked], seed: int) -> Reader:
    """The reader that those messages teach."""
    lessons = (lesson(one) for one in messages if one.intent not in _OF_SELLERS)
    return taught([one for one in lessons if one.tokens], seed)


def recalled_from(messages: Sequence[Written], seed: int) -> Recurrent:
    """The network that the same messages teach, with other words in them as well."""
    usable = [one for one in messages if one["intent"] not in _OF_SELLERS]
    pools, chance = pools_of(usable), np.random.default_rng(seed)
    told = [[one, *(reworded(one, pools, chance) for _ in range(_REWORDED))] for one in usable]
    return learn_to_recall([[_singly(marked_of(each)) for each in versions] for versions in told], seed)


def _singly(marked: Marked) -> Example:
    seen = _seen(marked)
    return Example(single_signs_of(seen), labels_of(seen.tokens, marked)[0], seen.begins_line)


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
