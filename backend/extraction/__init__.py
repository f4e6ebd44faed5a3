"""Documents become trade documents made of Fields with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backend.extraction import attached, intent, memory, message
from backend.extraction.attached import Attachments
from backend.extraction.kinds import Kind
from backend.extraction.message import Message
from backend.extraction.titles import kind_of_name
from backend.extraction.understood import Understood
from backend.model.document import Document
from backend.model.finding import Finding, Severity
from backend.model.mail import BODY, Mail
from backend.model.memory import NO_LESSONS, Lesson
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, Intent, TradeDocument

__all__ = ["Understood", "understand"]

#: What a covering message can make of the document it brings.
_COVERING = {
    DocumentType.ORDER: frozenset({Intent.ORDER_CANCELLATION, Intent.ORDER_CHANGE}),
    DocumentType.ORDER_CHANGE: frozenset({Intent.ORDER_CANCELLATION}),
    DocumentType.INVOICE: frozenset({Intent.PAYMENT_REMINDER, Intent.DISPUTE, Intent.REMITTANCE_ADVICE}),
}
#: What an attachment that is no trade document says about the message.
_KINDS = {Kind.REMINDER: Intent.PAYMENT_REMINDER, Kind.REMITTANCE: Intent.REMITTANCE_ADVICE, Kind.BANK_DETAILS: Intent.BANK_DETAILS_CHANGE}
#: What these messages say to be attached is a trade document; without one something is missing.
_ANNOUNCES = frozenset({Intent.INVOICE, Intent.CREDIT_NOTE, Intent.ORDER})
#: What a message can say about a document it brings that the document does not say itself.
_SAYS_MORE = frozenset({
    Intent.DISPUTE, Intent.PAYMENT_REMINDER, Intent.PAYMENT_STATUS_INQUIRY, Intent.ORDER_STATUS_INQUIRY, Intent.ORDER_CHANGE,
    Intent.ORDER_CANCELLATION, Intent.QUOTE_REQUEST,
})  # fmt: skip
_MISSING = Sentence(
    fr="Le message annonce un document, mais aucun n'a pu être lu dans les pièces jointes ni dans le texte.",
    en="The message announces a document, but none could be read in its attachments or its text.",
)


def understand(mail: Mail, documents: Sequence[Document], lessons: Sequence[Lesson] = NO_LESSONS) -> tuple[Understood, ...]:
    """What the mail wants: one Understood for each trade document in it, or one for its question; never empty.

    `documents` are those that reading its body and attachments gave; `lessons` what was learned about those who may have sent it.
    """
    said = message.read(mail, documents)
    found = attached.sort(mail, documents, kind_of_name(mail.subject))
    if not found.documents and said.body:
        # The wordings of what is told in sentences take long to load, and most trade documents are attached.
        from backend.extraction import in_body  # noqa: PLC0415

        found = replace(found, documents=in_body.extract(said.body, said, mail))
    if not found.documents:
        return (_request(said, found),)
    found = replace(found, documents=tuple(memory.recalled(one, mail, lessons) for one in found.documents))
    return (*_opened(said, found), *_bank_details(said))


def _opened(said: Message, found: Attachments) -> Iterator[Understood]:
    """The trade documents, the first with what else the message says."""
    question = said.question(one.document for one in found.documents)
    if not question and said.intent in _SAYS_MORE and BODY not in found.documents[0].document.sources:
        question = said.gist()
    for one in found.documents:
        is_first = one is found.documents[0]
        yield Understood(
            intent=_intent(one.document, said.intent),
            language=said.language or one.document.language,
            document=one.document,
            question=question if is_first else "",
            findings=(*one.findings, *(found.findings if is_first else ())),
        )


def _intent(document: TradeDocument, covering: Intent) -> Intent:
    """What sending that document means, unless the message it came with takes it back or changes it."""
    return covering if covering in _COVERING.get(document.document_type, ()) else intent.of_document(document.document_type)


def _bank_details(said: Message) -> Iterator[Understood]:
    """Another account announced beside an invoice is a case of its own: it must not slip through with it."""
    if said.intent is Intent.BANK_DETAILS_CHANGE:
        yield Understood(Intent.BANK_DETAILS_CHANGE, said.language, question=said.gist())


def _request(said: Message, found: Attachments) -> Understood:
    """A message without a trade document: a question, a request, or nothing for us."""
    hinted = next((_KINDS[kind] for kind in sorted(found.kinds) if kind in _KINDS), Intent.OTHER)
    wanted = hinted if said.intent is Intent.OTHER else said.intent
    missing = (Finding("DOC-MISSING", Severity.WARNING, _MISSING),) if wanted in _ANNOUNCES and said.announces_attachment else ()
    words = said.question() or ("" if wanted is Intent.OTHER else said.gist())
    return Understood(wanted, said.language, None, words, (*found.findings, *missing))
