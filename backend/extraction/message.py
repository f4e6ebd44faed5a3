"""The words of a message: its sentences, their language, what they want and what they ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from backend.extraction import intent, language
from backend.extraction.asked import Asking, asked_for
from backend.extraction.candidates import candidates
from backend.extraction.intent_signs import Heard
from backend.extraction.layout import fold
from backend.extraction.sentences import sentences_in
from backend.model.document import Document
from backend.model.mail import BODY, Mail
from backend.model.trade import Intent, TradeDocument

#: How much of a message is quoted as its request when no sentence stands out.
_MAX_QUESTION = 600


_ATTACHED = re.compile(
    r"\b(?:ci[ -]joint|pieces? jointes?|en annexe|attach|enclos|anbei|anhang|anlage|beigefugt|adjunt|anex|allegat|bijlage|hierbij)"
)


@dataclass(frozen=True)
class Message:
    """What was written in a mail, subject and body, and what it says."""

    sentences: tuple[str, ...]
    heard: Heard
    #: ISO 639-1, "" when it cannot be told.
    language: str
    body: Document | None = None
    #: What its words ask for, as far as it is an order.
    asked: Asking = field(default_factory=Asking)

    @cached_property
    def reading(self) -> intent.Reading:
        """How its words are understood."""
        return intent.read(self.heard)

    @property
    def intent(self) -> Intent:
        """What the sender wants, going by the words alone."""
        return self.reading.intent

    @property
    def announces_attachment(self) -> bool:
        """Whether it says that something is attached."""
        return any(_ATTACHED.search(fold(sentence)) for sentence in self.sentences)

    def gist(self) -> str:
        """The sentences that say what it wants, all of them when none stands out, as far as one reads at a glance."""
        telling = [sentence for sentence in self.sentences if self.reading.is_told_by(sentence)]
        words = " ".join(telling or self.sentences)
        return words if len(words) <= _MAX_QUESTION else words[:_MAX_QUESTION].rsplit(" ", 1)[0] + "…"

    def question(self, documents: Iterable[TradeDocument] = ()) -> str:
        """The sentences that ask for something, but for those that are the order itself ("could you send us 12 boxes?")."""
        documents = tuple(documents)
        ordered = [
            fold(line["description"].value)
            for document in documents
            if document.sources == (BODY,)
            for line in document.lines
            if "description" in line
        ]
        asked = intent.questions(self.sentences)
        if documents:
            asked = tuple(sentence for sentence in asked if not intent.asks_for_the_usual(sentence))
        return " ".join(sentence for sentence in asked if not any(words in fold(sentence) for words in ordered))


def read(mail: Mail, documents: Sequence[Document]) -> Message:
    """The message of a mail; its body is the document of part BODY, its attachments count by their names."""
    body = next((one for one in documents if one.part == BODY), None)
    sentences = sentences_in(body) if body else ()
    if not sentences and not mail.sender.email:
        # A file by itself: nobody wrote anything.
        return Message(sentences=(), heard=Heard("", ""), language="", body=body)
    names = [one.name for one in documents if one.part != BODY]
    written_in = language.detect(" ".join(sentences)) or language.detect(f"{mail.subject} {' '.join(sentences)}")
    asked = asked_for(candidates(body, [page.number for page in body.pages], written_in), mail) if body else Asking()
    return Message(
        sentences=sentences,
        heard=Heard(mail.subject, "\n".join(sentences), tuple(names), len(asked.lines)),
        language=written_in,
        body=body,
        asked=asked,
    )
