"""The trade documents attached to a mail: each once, a page and its XML put together, what is none of them named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from backend.extraction import language, printed, split
from backend.extraction.candidates import candidates
from backend.extraction.cross_check import cross_check, same_value
from backend.extraction.kinds import Kind
from backend.extraction.titles import PLAIN, kind_of_name
from backend.model.document import Document
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact
from backend.model.mail import BODY, Mail
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, TradeDocument

_KINDS = {
    Kind.DELIVERY_NOTE: Sentence("un bon de livraison", "a delivery note"),
    Kind.QUOTATION: Sentence("un devis", "a quotation"),
    Kind.REMINDER: Sentence("une relance", "a payment reminder"),
    Kind.STATEMENT: Sentence("un relevé", "a statement"),
    Kind.REMITTANCE: Sentence("un avis de paiement", "a remittance advice"),
    Kind.TERMS: Sentence("des conditions générales", "terms and conditions"),
    Kind.BANK_DETAILS: Sentence("un relevé d'identité bancaire", "bank details"),
    Kind.TECHNICAL: Sentence("un document technique", "a technical document"),
}
_ASIDE = Sentence(
    fr="« {name} », page {pages}, est {kind} : rien n'y a été lu.",
    en="“{name}”, page {pages}, is {kind}: nothing was read from it.",
)
_PRO_FORMA = Sentence(
    fr="C'est une facture pro forma : elle annonce une facture, mais n'en est pas une.",
    en="This is a pro forma invoice: it announces an invoice, but is none.",
)
_CORRECTION = Sentence(
    fr="C'est une facture rectificative (UNTDID 1001, code 384) : vérifiez si elle complète, remplace ou crédite la première.",
    en="This is a corrective invoice (UNTDID 1001, code 384): check whether it adds to, replaces or credits the first one.",
)
_REJECT = Sentence(fr="Rejetez-la et attendez la facture.", en="Reject it and wait for the invoice.")
_SAME = Sentence(
    fr="« {name} » montre le même document une seconde fois : il n'a été compté qu'une fois.",
    en="“{name}” shows the same document a second time: it was counted once.",
)


@dataclass(frozen=True)
class Attached:
    """One trade document of a mail with what was noticed while reading it."""

    document: TradeDocument
    findings: tuple[Finding, ...] = ()
    #: The printed document and its pages, for what has pages.
    source: Document | None = None
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class Attachments:
    """Everything that is attached to a mail, sorted."""

    documents: tuple[Attached, ...] = ()
    #: What the other attachments are.
    kinds: frozenset[Kind] = field(default_factory=frozenset)
    findings: tuple[Finding, ...] = ()


def sort(mail: Mail, documents: Sequence[Document], expected: Kind | None) -> Attachments:
    """The trade documents among those read, in the order of their parts; `expected` is what the message announces."""
    attached = [one for one in documents if one.part != BODY]
    from_xml, findings = _structured([one for one in attached if one.xml])
    on_paper: list[Attached] = []
    kinds: set[Kind] = set()
    for one in attached:
        for segment in split.segments(one, "", kind_of_name(one.name) or expected) if one.pages else ():
            if segment.document_type and (segment.score >= PLAIN or not _is_inside_a_page(one, attached)):
                on_paper.append(_printed(one, segment, mail))
            elif segment.kind in _KINDS:
                kinds.add(segment.kind)
                findings.append(_aside(one, segment))
    together = _without_repeats((*_with_twins(from_xml, on_paper), *on_paper))
    return Attachments(tuple(sorted(together, key=lambda one: one.document.sources)), frozenset(kinds), tuple(findings))


def _is_inside_a_page(one: Document, others: Iterable[Document]) -> bool:
    """Whether it is embedded in a printed document, and so most likely supports that (BG-24)."""
    return any(other.pages and one.part.startswith(f"{other.part}.") for other in others)


def _structured(documents: Sequence[Document]) -> tuple[list[Attached], list[Finding]]:
    """The trade documents in XML, and what is to be said of those that are none."""
    if not documents:
        return [], []
    # Most mails bring none, and what understands it takes long to load.
    from backend.extraction import structured  # noqa: PLC0415

    found = [Attached(said.document, said.findings) for one in documents for said in structured.extract(one)]
    return found, [structured.problem(one) for one in documents if not any(one.part in x.document.sources for x in found)]


def _printed(document: Document, segment: split.Segment, mail: Mail) -> Attached:
    text = "\n".join(page.text() for page in document.pages if page.number in segment.pages)
    assert segment.document_type is not None  # noqa: S101 - the caller asked
    found = printed.extract(document, segment.pages, segment.document_type, language.detect(text), mail)
    if segment.kind is Kind.CORRECTION and found.value("tax_inclusive_amount").startswith("-"):
        found = replace(found, document_type=DocumentType.CREDIT_NOTE)
    return Attached(found, tuple(_about(segment.kind, document.part)), document, segment.pages)


def _about(kind: Kind | None, part: str) -> Iterator[Finding]:
    """What the reader must know of a document that is not quite the one it is read as."""
    if kind is Kind.PRO_FORMA:
        yield Finding("DOC-PRO-FORMA", Severity.BLOCKING, _PRO_FORMA, remedy=_REJECT, attachment=part)
    if kind is Kind.CORRECTION:
        yield Finding("DOC-CORRECTION", Severity.WARNING, _CORRECTION, attachment=part)


def _aside(document: Document, segment: split.Segment) -> Finding:
    pages = ", ".join(map(str, segment.pages))
    assert segment.kind is not None  # noqa: S101 - the caller asked
    sentence = _ASIDE.filled(name=document.name, pages=pages, kind=_KINDS[segment.kind])
    return Finding("DOC-ASIDE", Severity.INFO, sentence, attachment=document.part)


def _with_twins(from_xml: Iterable[Attached], on_paper: list[Attached]) -> Iterator[Attached]:
    """Each document of an XML, together with the page that shows the same, which is taken from those on paper."""
    for one in from_xml:
        twin = _twin(one, on_paper)
        if twin is None or twin.source is None:
            yield one
            continue
        on_paper.remove(twin)
        page = candidates(twin.source, twin.pages, twin.document.language)
        checked = cross_check(one.document, twin.document, page)
        yield replace(twin, document=checked.document, findings=(*one.findings, *twin.findings, *checked.findings))


def _twin(one: Attached, on_paper: Sequence[Attached]) -> Attached | None:
    """The printed document that an XML repeats: the page it is embedded in, or another attachment of the same number or total."""
    part = one.document.sources[0]
    inside = [other for other in on_paper if other.source and part.startswith(f"{other.source.part}.")]
    same = [other for other in inside or on_paper if is_same(one.document, other.document)]
    if same:
        return same[0]
    return inside[0] if len(inside) == 1 else None


def is_same(one: TradeDocument, other: TradeDocument) -> bool:
    """Whether two documents say the same invoice or order: by their number, or by their total, date and type when a number is missing."""
    numbers = compact(one.number()), compact(other.number())
    if all(numbers):
        return numbers[0] == numbers[1]
    names = ("tax_inclusive_amount", "issue_date")
    return one.document_type is other.document_type and all(
        name in one.fields and name in other.fields and same_value(one.fields[name], other.fields[name]) for name in names
    )


def _without_repeats(found: Iterable[Attached]) -> list[Attached]:
    """Each document once: a copy adds a finding to the first."""
    kept: list[Attached] = []
    for one in found:
        at = next((n for n, other in enumerate(kept) if _is_copy(one.document, other.document)), None)
        if at is None:
            kept.append(one)
            continue
        sentence = _SAME.filled(name=one.source.name if one.source else "XML")
        finding = Finding("DOC-COPY", Severity.INFO, sentence, attachment=one.document.sources[0])
        kept[at] = replace(kept[at], findings=(*kept[at].findings, finding))
    return kept


def _is_copy(one: TradeDocument, other: TradeDocument) -> bool:
    """Whether one repeats the other: the same type and number, and no other total."""
    totals = one.fields.get("tax_inclusive_amount"), other.fields.get("tax_inclusive_amount")
    return (
        one.document_type is other.document_type
        and bool(one.number())
        and is_same(one, other)
        and not (totals[0] and totals[1] and not same_value(totals[0], totals[1]))
    )
