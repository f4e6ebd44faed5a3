"""What of a message tells what it wants: what its sentences speak of, the points of the rules for that, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from backend.content import quotation
from backend.extraction.intent_concepts import concepts
from backend.extraction.intent_rules import Rule, rules
from backend.extraction.layout import fold
from backend.extraction.sellers_words import confirms_an_order
from backend.model.trade import Intent

#: What a reply's subject says, its thread said before: it counts for little beside what is written now.
_SUBJECT, _THREAD = 1.0, 0.3
#: What a message wants stands near its beginning.
_MOST_CHARACTERS, _MOST_SENTENCES = 8000, 80
#: How many letters a piece of a word has; shorter words count whole.
_LENGTHS = (4, 5, 6)
_WORD, _SAID = re.compile(r"[^\W\d_]{1,40}|\?"), re.compile(r"[^\W\d_]+|\d+|\?")
#: The sentences that are told apart by their place, so many concepts of one together, and the points that are told apart.
_FIRST, _TOGETHER, _POINTS = 3, 4, (1, 2, 4, 6, 8)
#: So many things asked for, questions and attachments are told apart.
_MOST_ITEMS, _MOST_QUESTIONS, _MOST_NAMES = 5, 3, 2


@dataclass(frozen=True)
class Sentence:
    """A sentence in plain words, and what it speaks of."""

    plain: str
    concepts: frozenset[str]


@dataclass(frozen=True)
class Heard:
    """What a message says: subject, new text, names of attachments, and for how many things it asks with their quantities."""

    subject: str
    text: str
    names: tuple[str, ...] = ()
    items: int = 0

    @cached_property
    def told(self) -> Mapping[Intent, tuple[float, tuple[str, ...]]]:
        """By intent the points of all rules that hold for a sentence, each rule once, and these sentences in plain words."""
        points: dict[Intent, float] = {}
        telling: dict[Intent, list[str]] = {}
        weight = _THREAD if quotation.is_reply(self.subject) else _SUBJECT
        for some, counts in (([self._of_subject], weight), (self._of_text, 1.0), (self._of_names, 1.0)):
            for rule, sentence in _holding(some):
                points[rule.intent] = points.get(rule.intent, 0) + rule.points * counts
                telling.setdefault(rule.intent, []).append(sentence.plain.strip())
        return {one: (points[one], tuple(dict.fromkeys(telling[one]))) for one in points}

    @cached_property
    def _of_subject(self) -> Sentence:
        return sentence_of(quotation.bare_subject(self.subject))

    @cached_property
    def _of_text(self) -> list[Sentence]:
        parts = (one for one in re.split(r"(?<=[.!?])\s+|\n+", self.text[:_MOST_CHARACTERS]) if one.strip())
        return [sentence_of(one) for one, _ in zip(parts, range(_MOST_SENTENCES), strict=False)]

    @cached_property
    def _of_names(self) -> list[Sentence]:
        return [sentence_of(one) for one in self.names[:_MOST_SENTENCES]]

    def meanings(self) -> frozenset[str]:
        """The signs of what its sentences speak of: concepts alone, in pairs and by their place, and the points of the rules."""
        return frozenset((*self._shape(), *self._concepts(), *self._places(), *self._points()))

    def words(self) -> frozenset[str]:
        """The signs of its words: pieces of words, words in pairs, and both once more of the subject."""
        subject = _words(self.subject)
        return frozenset((
            *self._shape(),
            *pieces(f"{self.subject}\n{self.text}"[:_MOST_CHARACTERS]),
            *(f"2{one} {other}" for line in self.text[:_MOST_CHARACTERS].splitlines() for one, other in pairwise(_words(line))),
            *(f"s{piece}" for piece in pieces(self.subject)),
            *(f"s2{one} {other}" for one, other in pairwise(subject)),
        ))  # fmt: skip

    def _shape(self) -> Iterator[str]:
        """One sign that all have, and what there is in it beside words."""
        yield from ("", f"items{min(self.items, _MOST_ITEMS)}", f"any items{self.items > 0}", f"names{min(len(self.names), _MOST_NAMES)}")
        yield from (f"reply{quotation.is_reply(self.subject)}", f"questions{min(self.text.count('?'), _MOST_QUESTIONS)}")
        yield f"thanks{confirms_an_order(fold(' '.join(self.text[:_MOST_CHARACTERS].split())))}"

    def _concepts(self) -> Iterator[str]:
        for where, some in (("S", [self._of_subject]), ("", self._of_text), ("N", self._of_names)):
            for sentence in some:
                yield from (f"k{where}{one}" for one in sentence.concepts)
                yield from (f"K{where}{one}&{other}" for one, other in combinations(sorted(sentence.concepts), 2))

    def _places(self) -> Iterator[str]:
        """What the first sentences that speak of anything speak of, and which concepts stand together."""
        for number, sentence in enumerate((one for one in self._of_text if one.concepts), 1):
            if number <= _FIRST:
                yield from (f"p{number}{one}" for one in sentence.concepts)
            yield f"b{min(number, _FIRST)}{'&'.join(sorted(sentence.concepts)[:_TOGETHER])}"

    def _points(self) -> Iterator[str]:
        return (f"r{intent}{least}" for intent, (points, _) in self.told.items() for least in _POINTS if points >= least)


def _holding(sentences: Iterable[Sentence]) -> Iterator[tuple[Rule, Sentence]]:
    """The rules that hold for one of the sentences, each once, with that sentence."""
    held: set[Rule] = set()
    for sentence in sentences:
        for rule in rules():
            if rule not in held and rule.holds(sentence.concepts):
                held.add(rule)
                yield rule, sentence


def sentence_of(text: str) -> Sentence:
    """What a sentence speaks of; QUESTION when it asks."""
    words = plain(text)
    found = {name for name, pattern in concepts() if pattern.search(words)}
    return Sentence(words, frozenset(found | ({"QUESTION"} if "?" in text else set())))


def plain(text: str) -> str:
    """Folded, with only letters, digits, ends of sentences and line breaks, so that phrases match however they are punctuated."""
    return re.sub(r"[ \t]+", " ", re.sub(r"[^\w.!?\n]|_", " ", fold(text).replace("’", "'")))


def pieces(text: str) -> frozenset[str]:
    """The pieces of the folded words of a text, with a blank where a word begins or ends."""
    found: set[str] = set()
    for word in set(_WORD.findall(fold(text))):
        padded = f" {word} "
        for length in _LENGTHS:
            found.update(padded[start : start + length] for start in range(max(1, len(padded) - length + 1)))
    return frozenset(found)


def _words(text: str) -> Sequence[str]:
    """The folded words of a line, numbers all alike."""
    return ["0" if word.isdigit() else word for word in _SAID.findall(fold(text))]
