"""Documents become trade documents made of Fields with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backend.extraction import attached, in_body, intent, language
from backend.extraction.attached import Attached, Attachments
from backend.extraction.layout import fold
from backend.extraction.sentences import sentences_in
from backend.extraction.titles import Kind, kind_of_name
from backend.extraction.understood import Understood
from backend.model.document import Document
from backend.model.finding import Finding, Severity
from backend.model.mail import BODY, Mail
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent

__all__ = ["Understood", "understand"]

#: What a covering message can make of the document it brings.
_COVERING = {
    DocumentType.ORDER: frozenset({Intent.ORDER_CANCELLATION, Intent.ORDER_CHANGE}),
    DocumentType.ORDER_CHANGE: frozenset({Intent.ORDER_CANCELLATION}),
}
#: What an attachment that is no trade document says about the message.
_KINDS = {Kind.REMINDER: Intent.PAYMENT_REMINDER, Kind.REMITTANCE: Intent.REMITTANCE_ADVICE, Kind.BANK_DETAILS: Intent.BANK_DETAILS_CHANGE}
#: These messages announce a document; without one something is missing.
_ANNOUNCES = frozenset({Intent.INVOICE, Intent.CREDIT_NOTE, Intent.ORDER})
_MISSING = Sentence(
    fr="Le message annonce un document, mais aucun n'a pu être lu dans les pièces jointes ni dans le texte.",
    en="The message announces a document, but none could be read in its attachments or its text.",
)
#: How much of a message is quoted as its request when no sentence stands out.
_MAX_QUESTION = 600


def understand(mail: Mail, documents: Sequence[Document]) -> tuple[Understood, ...]:
    """What the mail wants: one Understood for each trade document in it, or one for its question; never empty.

    `documents` are those that reading its body and attachments gave.
    """
    body = next((one for one in documents if one.part == BODY), None)
    text = sentences_in(body) if body else ()
    words = " ".join(text)
    message = intent.read(mail.subject, "\n".join(text), (one.name for one in documents if one.part != BODY))
    spoken = language.detect(words) or language.detect(mail.subject)
    found = attached.sort(mail, documents, kind_of_name(mail.subject))
    if not found.documents and body:
        found = replace(found, documents=in_body.extract(body, message, spoken, mail))
    question = _left_to_ask(intent.questions(text), found.documents)
    if not found.documents:
        return (_request(message, text, question, spoken, found),)
    understood = [_opened(one, message.intent, spoken, question) for one in found.documents]
    understood[0] = replace(understood[0], findings=(*understood[0].findings, *found.findings))
    if message.intent is Intent.BANK_DETAILS_CHANGE:
        understood.append(Understood(Intent.BANK_DETAILS_CHANGE, spoken, question=_gist(message, text)))
    return tuple(understood)


def _opened(one: Attached, covering: Intent, spoken: str, question: str) -> Understood:
    """The trade document with its intent: its own type, unless the message it came with takes it back or changes it."""
    document = one.document
    wanted = covering if covering in _COVERING.get(document.document_type, ()) else intent.of_document(document.document_type)
    return Understood(wanted, spoken or document.language, document, question, one.findings)


def _request(message: intent.Reading, text: Sequence[str], question: str, spoken: str, found: Attachments) -> Understood:
    """A message without a trade document: a question, a request, or nothing for us."""
    hinted = next((_KINDS[kind] for kind in sorted(found.kinds) if kind in _KINDS), Intent.OTHER)
    wanted = hinted if message.intent is Intent.OTHER else message.intent
    missing = (Finding("DOC-MISSING", Severity.WARNING, _MISSING),) if wanted in _ANNOUNCES else ()
    words = "" if wanted is Intent.OTHER and not question else question or _gist(message, text)
    return Understood(wanted, spoken, None, words, (*found.findings, *missing))


def _gist(message: intent.Reading, text: Sequence[str]) -> str:
    """The sentences that say what a message wants, all of them when none stands out, as far as one reads at a glance."""
    telling = [sentence for sentence in text if message.is_told_by(sentence)]
    words = " ".join(telling or text)
    return words if len(words) <= _MAX_QUESTION else words[:_MAX_QUESTION].rsplit(" ", 1)[0] + "…"


def _left_to_ask(asked: Sequence[str], found: Sequence[Attached]) -> str:
    """The questions that are more than the order itself ("could you send us 12 boxes?")."""
    ordered = [
        fold(line["description"].value)
        for one in found
        if one.document.sources == (BODY,)
        for line in one.document.lines
        if "description" in line
    ]
    return " ".join(sentence for sentence in asked if not any(words in fold(sentence) for words in ordered))
