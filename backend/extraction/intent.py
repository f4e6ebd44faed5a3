"""What the sender of a message wants, by the phrases in its subject and its words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.content import quotation
from backend.extraction.intent_concepts import concepts
from backend.extraction.intent_rules import Rule, rules
from backend.extraction.layout import fold
from backend.extraction.sellers_words import confirms_an_order
from backend.extraction.wording import log_probabilities
from backend.model.trade import DocumentType, Intent
from backend.patterns import late

#: With fewer points, and wording less likely than this (as a logarithm), a message says nothing about what it wants.
_LEAST_SCORE, _LIKELY = 2, math.log(0.95)
#: What a reply's subject says, its thread said before: it counts for little beside what is written now.
_SUBJECT, _THREAD = 1.0, 0.3
#: What a message wants stands near its beginning.
_MOST_CHARACTERS, _MOST_SENTENCES = 8000, 80
#: Of intents with as many points the earlier one is meant: it is the more special, and its message names the later ones' documents.
_PRECEDENCE = (
    Intent.BANK_DETAILS_CHANGE, Intent.ORDER_CANCELLATION, Intent.DISPUTE, Intent.PAYMENT_REMINDER, Intent.REMITTANCE_ADVICE,
    Intent.PAYMENT_STATUS_INQUIRY, Intent.ORDER_STATUS_INQUIRY, Intent.ORDER_CHANGE, Intent.QUOTE_REQUEST, Intent.ORDER_CONFIRMATION,
    Intent.OTHER, Intent.CREDIT_NOTE, Intent.ORDER, Intent.INVOICE,
)  # fmt: skip
#: How much it speaks for an order that things are asked for with their quantities.
_LISTED = 5
#: How much it speaks for a confirmation that it thanks for the order, which nobody does who changes his own.
_CONFIRMED = 4
#: What asks about things with their quantities as well, and how many points it then has.
_MAY_LIST, _PLAIN = (Intent.QUOTE_REQUEST, Intent.ORDER_STATUS_INQUIRY, Intent.ORDER_CANCELLATION), 4
_GREETING = late(r"^(?:comment (?:allez|vas)|ca va|how are you|wie geht|como esta|come sta|hoe gaat)")
#: Courtesy that asks for nothing a person would have to look up.
_RECEIPT = "reception|receipt|erhalt|eingang|recepcion|recibo|ricezione|ricevuta|ontvangst"
_CONFIRM = r"(?:accus|confirm|bestatig|bevestig|acknowledg)\w*"
_ACKNOWLEDGE = late(rf"{_CONFIRM}\W+(?:\w+\W+){{0,4}}?(?:{_RECEIPT})|(?:{_RECEIPT})\W+(?:\w+\W+){{0,3}}?{_CONFIRM}")
#: Requests for information that end without a question mark, by how they begin.
_OPENING = r"(?:\W*(?:bonjour|hello|hallo|hola|buongiorno|guten tag|par ailleurs|de plus|also|ausserdem|et|and)\W+)?"
_REQUESTS = (
    r"(?:merci|veuillez|pri\w+)\W+(?:\w+\W+){0,3}?(?:nous |me )?(?:confirmer|indiquer|preciser|communiquer|dire|savoir|informer|donner)",
    r"(?:pouvez|pourriez|pourrais|peux)\W+(?:vous|tu)|est[ -]ce que|quel(?:le)?s? (?:est|sont)|quand|combien|avez[ -]vous",
    r"(?:please|kindly)\W+(?:\w+\W+){0,2}?(?:confirm|advise|let us know|let me know|tell|inform|indicate|specify)",
    r"(?:can|could|would|will|do|does|is|are|when|what|how|which) (?:you|we|it|the|this|much|many|is|are)\b",
    r"(?:konnen|konnten|wurden|haben) sie|bitte (?:\w+ ){0,3}?(?:teilen|bestatigen|informieren|nennen|geben)",
    r"wann|wie (?:viel|lange)|ist es moglich",
    r"(?:puede|podria|pueden|podrian|cuando|cual|cuanto)\b|(?:potete|potreste|puo|quando|quanto|qual)\b",
    r"(?:kunt u|kan u|kunnen jullie|wanneer|hoeveel|graag vernemen)\b",
)
_REQUEST = late(f"^{_OPENING}(?:{'|'.join(_REQUESTS)})")


@dataclass(frozen=True)
class Reading:
    """How a message was understood: the intent, its points, and the sentences that gave them."""

    intent: Intent
    scores: Mapping[Intent, float]
    phrases: tuple[str, ...] = ()

    def is_told_by(self, sentence: str) -> bool:
        """Whether the sentence is one of those that decided."""
        words = _plain(sentence)
        return any(phrase in words for phrase in self.phrases)


def read(subject: str, text: str, names: Iterable[str] = (), *, names_items: bool = False) -> Reading:
    """What the message wants, from its subject, its new text and the names of its attachments; OTHER when nothing says so.

    `names_items`: whether its text asks for things with their quantities.
    """
    scores: dict[Intent, float] = {}
    telling: dict[Intent, list[str]] = {}
    thread = _THREAD if quotation.is_reply(subject) else _SUBJECT
    parts = [([quotation.bare_subject(subject)], thread), (_sentences(text), 1.0), (list(names)[:_MOST_SENTENCES], 1.0)]
    for sentences, weight in parts:
        for rule, sentence in _told(sentences):
            scores[rule.intent] = scores.get(rule.intent, 0) + rule.points * weight
            telling.setdefault(rule.intent, []).append(sentence)
    if names_items and all(scores.get(one, 0) < _PLAIN for one in _MAY_LIST):
        scores[Intent.ORDER] = scores.get(Intent.ORDER, 0) + _LISTED
    if confirms_an_order(fold(" ".join(text[:_MOST_CHARACTERS].split()))):
        scores[Intent.ORDER_CONFIRMATION] = scores.get(Intent.ORDER_CONFIRMATION, 0) + _CONFIRMED
    likely = log_probabilities(f"{subject}\n{text}")
    best = max(_PRECEDENCE, key=lambda one: scores.get(one, 0) + likely[one])
    chosen = best if scores.get(best, 0) >= _LEAST_SCORE or likely[best] >= _LIKELY else Intent.OTHER
    return Reading(chosen, scores, tuple(dict.fromkeys(telling.get(chosen, ()))))


def _told(sentences: Sequence[str]) -> Iterator[tuple[Rule, str]]:
    """The rules that hold for one of the sentences, each once, with that sentence in plain words."""
    held: set[Rule] = set()
    for sentence in sentences[:_MOST_SENTENCES]:
        concepts = concepts_of(sentence)
        for rule in rules():
            if rule not in held and rule.holds(concepts):
                held.add(rule)
                yield rule, _plain(sentence).strip()


def concepts_of(sentence: str) -> frozenset[str]:
    """What a sentence speaks of; QUESTION when it asks."""
    words = _plain(sentence)
    found = {name for name, pattern in concepts() if pattern.search(words)}
    return frozenset(found | ({"QUESTION"} if "?" in sentence else set()))


def _sentences(text: str) -> list[str]:
    """The beginning of a text in sentences."""
    return [one for one in re.split(r"(?<=[.!?])\s+|\n+", text[:_MOST_CHARACTERS]) if one.strip()]


def of_document(document_type: DocumentType) -> Intent:
    """The intent that sending a trade document of that type is."""
    return Intent(document_type.value)


def questions(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that ask for something a person has to look up or decide, courtesies left out."""
    return tuple(sentence for sentence in sentences if _asks(sentence))


def _asks(sentence: str) -> bool:
    words = _plain(sentence).strip()
    if _GREETING.match(words) or _ACKNOWLEDGE.search(words) or len(words) < 8:  # noqa: PLR2004 - "ok ?" asks nothing
        return False
    if sentence.endswith(":"):  # "could you send us:" begins the order
        return False
    return sentence.rstrip(" »\"')").endswith("?") or bool(_REQUEST.match(words))


_PROCESS = late(
    r"\b(?:la|le|les|it|this|them|sie|diese\w*|ihn|lo|dit|deze)\W+(?:\w+\W+){0,2}?(?:saisir|traiter|enregistrer|comptabiliser|process|enter"
    r"|book|register|erfassen|bearbeiten|verbuchen|buchen|registrar|tramitar|registrare|inserire|verwerken|invoeren)\b"
)
_OF_THE_ORDER = late(r"livraison|delai|commande|deliver|order|liefer|termin|bestell|auftrag|entrega|pedido|consegna|ordine|lever")


def asks_for_the_usual(sentence: str) -> bool:
    """Whether a sentence beside a trade document only asks for what is done with it anyway: to process it, to confirm the order."""
    words = _plain(sentence)
    is_question = sentence.rstrip(" »\"')").endswith("?")
    confirms = re.search(_CONFIRM, words) and _OF_THE_ORDER.search(words) and not is_question
    return bool(confirms or _PROCESS.search(words))


def _plain(text: str) -> str:
    """Folded, with only letters, digits, ends of sentences and line breaks, so that phrases match however they are punctuated."""
    return re.sub(r"[ \t]+", " ", re.sub(r"[^\w.!?\n]|_", " ", fold(text).replace("’", "'")))
