"""A printed page and the XML of the same document: one trade document, XML values first, every difference a Finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from backend.extraction.candidates import Candidates
from backend.extraction.layout import Span, fold
from backend.model.field import Evidence, Field, Fields
from backend.model.finding import Finding, Severity
from backend.model.identifier import compact
from backend.model.sentence import Sentence
from backend.model.trade import AMOUNT_FIELDS, DATE_FIELDS, DocumentType, TradeDocument
from backend.model.words import FIELD_WORDS

#: The fields whose difference matters: what is paid, to whom, for which document.
CHECKED = (
    "invoice_number", "order_number", "issue_date", "due_date", "currency", "tax_exclusive_amount", "tax_amount", "tax_inclusive_amount",
    "payable_amount", "payment_iban", "seller_vat_id", "buyer_vat_id",
)  # fmt: skip
#: A printed value less certain than this contradicts nobody.
_LEAST_CONFIDENCE = 0.5
#: Shorter texts stand on a page by chance.
_SHORTEST_TEXT = 3

_OTHER_TYPE = Sentence(
    fr="Le XML dit que c'est {xml}, la page imprimée que c'est {printed}.",
    en="The XML says that this is {xml}, the printed page that it is {printed}.",
)
_TYPES = {
    DocumentType.INVOICE: Sentence("une facture", "an invoice"),
    DocumentType.CREDIT_NOTE: Sentence("un avoir", "a credit note"),
    DocumentType.ORDER: Sentence("une commande", "an order"),
    DocumentType.ORDER_CHANGE: Sentence("une modification de commande", "an order change"),
    DocumentType.ORDER_CONFIRMATION: Sentence("une confirmation de commande", "an order confirmation"),
}
_DIFFERS = Sentence(
    fr="Le XML et la page imprimée se contredisent sur « {field} » : {xml} dans le XML, {printed} sur la page.",
    en="The XML and the printed page disagree on “{field}”: {xml} in the XML, {printed} on the page.",
)
_COMPARE = Sentence(
    fr="Comparez avec la page et gardez la bonne valeur, ou demandez à l'expéditeur.",
    en="Compare with the page and keep the right value, or ask the sender.",
)
_PRINTED_LINES = Sentence(
    fr="Le XML ne donne pas le détail des lignes : il a été lu sur la page imprimée.",
    en="The XML does not give the lines in detail: they were read from the printed page.",
)


@dataclass(frozen=True)
class Checked:
    """The one document that a page and its XML make, and where they disagree."""

    document: TradeDocument
    findings: tuple[Finding, ...]


def cross_check(structured: TradeDocument, printed: TradeDocument, page: Candidates) -> Checked:
    """The XML's document with the page's places as evidence, completed by what only the page says; differences as warnings."""
    fields = {name: _placed(field, printed.fields.get(name), page) for name, field in structured.fields.items()}
    fields |= {name: field for name, field in printed.fields.items() if name not in fields}
    lines, detail = _lines(structured, printed)
    document = replace(
        structured,
        fields=fields,
        lines=lines,
        tax_breakdown=structured.tax_breakdown or printed.tax_breakdown,
        language=printed.language or structured.language,
        sources=tuple(dict.fromkeys((*structured.sources, *printed.sources))),
    )
    return Checked(document, (*_differences(structured, printed, page), *detail))


def _differences(structured: TradeDocument, printed: TradeDocument, page: Candidates) -> Iterator[Finding]:
    if structured.document_type is not printed.document_type:
        types = _OTHER_TYPE.filled(xml=_TYPES[structured.document_type], printed=_TYPES[printed.document_type])
        yield Finding("CROSS-CHECK", Severity.WARNING, types, "", _COMPARE, page.part)
    for name in CHECKED:
        told, shown = structured.fields.get(name), printed.fields.get(name)
        if told and shown and _contradicts(told, shown, page):
            sentence = _DIFFERS.filled(field=FIELD_WORDS[name], xml=_readable(told), printed=_readable(shown))
            yield Finding("CROSS-CHECK", Severity.WARNING, sentence, name, _COMPARE, page.part)


def _contradicts(told: Field, shown: Field, page: Candidates) -> bool:
    """Whether the page says otherwise: without showing the XML's value anywhere, or surely, as one amount or date can stand for another."""
    if same_value(told, shown) or shown.confidence < _LEAST_CONFIDENCE:
        return False
    is_sure = shown.sure and told.name in AMOUNT_FIELDS | DATE_FIELDS
    return is_sure or _stands(told, page) is None


def same_value(one: Field, other: Field) -> bool:
    """Whether two Fields of one name say the same; a credit note may print its amounts with a minus."""
    if one.name in AMOUNT_FIELDS:
        return abs(Decimal(one.value)) == abs(Decimal(other.value))
    return compact(one.value) == compact(other.value) or (one.value == other.value)


def _readable(field: Field) -> object:
    if field.name in AMOUNT_FIELDS:
        return Decimal(field.value)
    return date.fromisoformat(field.value) if field.name in DATE_FIELDS else field.value


def _placed(field: Field, shown: Field | None, page: Candidates) -> Field:
    """The Field with the printed place of its value beside its XPath, when the page shows it."""
    if shown and shown.evidence and same_value(field, shown):
        return _with_place(field, shown.evidence)
    span = _stands(field, page)
    return _with_place(field, span.evidence(page.part)) if span else field


def _with_place(field: Field, place: Evidence) -> Field:
    return replace(field, evidence=replace(place, xpath=field.evidence.xpath if field.evidence else ""))


def _stands(field: Field, page: Candidates) -> Span | None:
    """Where the page shows the value of a field: its date, its amount (the last one: totals stand below), its identifier or its words."""
    if field.name in DATE_FIELDS:
        return next((d.span for row in page.dates for d in row if d.value.isoformat() == field.value), None)
    if field.name in AMOUNT_FIELDS:
        wanted = abs(Decimal(field.value))
        return next((a.span for row in reversed(page.amounts) for a in row if wanted and wanted in map(abs, a.readings)), None)
    identifier = next((i.span for row in page.identifiers for i in row if i.value == field.value), None)
    return identifier or _words(field.value, page)


def _words(value: str, page: Candidates) -> Span | None:
    wanted = fold(" ".join(value.split()))
    if len(wanted) < _SHORTEST_TEXT:
        return None
    for row in page.rows:
        at = row.folded.find(wanted)
        if at >= 0:
            return Span(row, at, at + len(wanted))
    return None


def _lines(structured: TradeDocument, printed: TradeDocument) -> tuple[tuple[Fields, ...], tuple[Finding, ...]]:
    """The XML's lines with their printed places; the printed ones when the XML has none, or one sum of them all."""
    if len(structured.lines) < len(printed.lines) and len(structured.lines) <= 1 and _adds_up(structured, printed):
        part = printed.sources[0] if printed.sources else ""
        return printed.lines, (Finding("XML-NO-LINES", Severity.INFO, _PRINTED_LINES, "lines", attachment=part),)
    left = list(printed.lines)
    return tuple(_paired(line, left) for line in structured.lines), ()


def _adds_up(structured: TradeDocument, printed: TradeDocument) -> bool:
    """Whether the printed lines are all there: they make the XML's total, or the XML has no line to prefer."""
    if not structured.lines:
        return True
    amounts = [Decimal(line["line_amount"].value) for line in printed.lines if "line_amount" in line]
    total = structured.value("tax_exclusive_amount")
    return bool(total) and len(amounts) == len(printed.lines) and sum(amounts) == Decimal(total)


def _paired(line: Fields, left: list[Fields]) -> Fields:
    """The line with the places of the printed line that shows the same amounts, which is taken from those left."""
    twin = next((one for one in left if _is_same_line(line, one)), None)
    if twin is None:
        return line
    left.remove(twin)
    return {name: _beside(field, twin.get(name)) for name, field in line.items()}


def _is_same_line(line: Fields, other: Fields) -> bool:
    shared = [name for name in ("quantity", "net_price", "line_amount", "seller_item_id", "gtin") if name in line and name in other]
    return len(shared) > 1 and all(same_value(line[name], other[name]) for name in shared)


def _beside(field: Field, shown: Field | None) -> Field:
    return _with_place(field, shown.evidence) if shown and shown.evidence and same_value(field, shown) else field
