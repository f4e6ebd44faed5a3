"""What the sender of a message wants, by the phrases in its subject and its words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from backend.extraction.intent_model import log_probabilities
from backend.extraction.intent_signs import Heard, plain
from backend.model.trade import DocumentType, Intent
from backend.patterns import late

#: With fewer points of the rules and nothing asked for, a message does not say what it wants, when that is less likely than this (as a
#: logarithm) or it has fewer words.
_LEAST_SCORE, _LIKELY, _LEAST_SIZE = 2, math.log(0.7), 12
#: With so few words the points of the rules count in full, with fewer more.
_FEW, _MOST = 8, 2.0
#: Whoever tells so plainly of new bank details is not overlooked, whatever else he wants: money may go astray.
_PLAINLY = 12
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
    """How a message was understood: the intent, the points that the rules give each, and the sentences that gave those of this one."""

    intent: Intent
    #: Whether the message says so: of one that says nothing the intent is OTHER, too.
    is_told: bool = False
    scores: Mapping[Intent, float] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()

    def is_told_by(self, sentence: str) -> bool:
        """Whether the sentence is one of those that decided."""
        words = plain(sentence)
        return any(phrase in words for phrase in self.phrases)


def read(heard: Heard) -> Reading:
    """What the message wants; OTHER when nothing says so."""
    points = {one: points for one, (points, _) in heard.told.items()}
    likely = log_probabilities(heard)
    # The fewer words there are to go by, the more the rules count, which know what a few of them mean.
    size = len(f"{heard.subject} {heard.text}".split())
    counts = min(_MOST, _FEW / max(size, 1))
    best = max(likely, key=lambda one: likely[one] + counts * points.get(one, 0))
    if points.get(Intent.BANK_DETAILS_CHANGE, 0) >= _PLAINLY:
        best = Intent.BANK_DETAILS_CHANGE
    is_told = points.get(best, 0) >= _LEAST_SCORE or heard.items > 0 or (likely[best] >= _LIKELY and size >= _LEAST_SIZE)
    chosen = best if is_told else Intent.OTHER
    return Reading(chosen, is_told, points, heard.told.get(chosen, (0.0, ()))[1])


def of_document(document_type: DocumentType) -> Intent:
    """The intent that sending a trade document of that type is."""
    return Intent(document_type.value)


def questions(sentences: Sequence[str]) -> tuple[str, ...]:
    """The sentences that ask for something a person has to look up or decide, courtesies left out."""
    return tuple(sentence for sentence in sentences if _asks(sentence))


def _asks(sentence: str) -> bool:
    words = plain(sentence).strip()
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
    words = plain(sentence)
    is_question = sentence.rstrip(" »\"')").endswith("?")
    confirms = re.search(_CONFIRM, words) and _OF_THE_ORDER.search(words) and not is_question
    return bool(confirms or _PROCESS.search(words))
