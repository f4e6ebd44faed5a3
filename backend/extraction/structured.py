"""Structured documents: XML of any known standard becomes trade documents, every value with its term as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from lxml import etree

from backend.extraction import cii, conformance, cxml, edifact, fattura_pa, language, ubl, x12
from backend.extraction.net_price import with_net_price
from backend.extraction.xml_syntax import Syntax
from backend.extraction.xml_terms import Reading, elements, plain, texts
from backend.model.document import Document
from backend.model.field import Field, Fields
from backend.model.finding import Finding, Severity
from backend.model.sentence import Sentence
from backend.model.trade import DocumentType, TradeDocument, header_fields

_SYNTAXES: Mapping[str, Syntax] = {
    **ubl.SYNTAXES,
    **cii.SYNTAXES,
    **fattura_pa.SYNTAXES,
    **cxml.SYNTAXES,
    **edifact.SYNTAXES,
    **x12.SYNTAXES,
}
#: The totals that the tax breakdown adds up to when the document leaves them out (BR-CO-14, BR-S-08).
_SUMS = {"tax_exclusive_amount": ("taxable_amount", "BG-23"), "tax_amount": ("tax_amount", "BR-CO-14")}
_SUMMED = 0.97
#: Bounds the work on a hostile document; the largest honest invoices have some thousand lines.
MAX_LINES = 10_000
MAX_RATES = 100
_MAX_TEXTS = 200
MAX_CHARGES = 100
#: An envelope (SBDH, SOAP) puts the document this deep.
_ENVELOPE = etree.XPath("* | */* | */*/*")

#: UNCL 1229 and X12 element 670: the line is deleted.
_CANCELLED = frozenset({"2", "DI"})
_ALLOWANCE = Sentence(
    fr="Remise de {amount} sur l'ensemble du document{reason} : elle n'est dans aucune ligne.",
    en="Allowance of {amount} on the whole document{reason}: it is in none of the lines.",
)
_CHARGE = Sentence(
    fr="Frais de {amount} sur l'ensemble du document{reason} : ils ne sont dans aucune ligne.",
    en="Charge of {amount} on the whole document{reason}: it is in none of the lines.",
)
_CUT = Sentence(
    fr="Le document a plus de {limit} lignes ; les suivantes n'ont pas été lues.",
    en="The document has more than {limit} lines; the rest were not read.",
)
_ENTITIES = Sentence(
    fr="Le XML définit ses propres entités, ce qu'aucune facture ni commande ne fait : il n'a pas été lu.",
    en="The XML defines entities of its own, which no invoice or order does: it was not read.",
)
_UNKNOWN = Sentence(
    fr="Ce XML n'est ni une facture, ni un avoir, ni une commande d'un format connu.",
    en="This XML is no invoice, credit note or order of a known format.",
)


@dataclass(frozen=True)
class Structured:
    """A trade document read from XML, and what had to be left out of it."""

    document: TradeDocument
    findings: tuple[Finding, ...] = ()


def extract(document: Document) -> tuple[Structured, ...]:
    """The trade documents in a Document's XML; () when it is of no known format, which `problem` explains."""
    root = _parsed(document.xml)
    syntax = None if root is None else _SYNTAXES.get(str(root.tag))
    if root is None or syntax is None:
        return ()
    found = (_read(element, syntax, document.part) for element in elements(root, syntax.documents))
    return tuple(one for one in found if one.document.number() or one.document.lines)


def problem(document: Document) -> Finding:
    """Why a Document's XML gave no trade document."""
    entities = bool(_entities(_tree(document.xml)))
    return Finding(
        "XML-ENTITIES" if entities else "XML-FORMAT", Severity.INFO, _ENTITIES if entities else _UNKNOWN, attachment=document.part
    )


def _tree(xml: bytes) -> etree._Element | None:
    """The tree of the XML as far as it can be recovered; no DTD, entity or address is ever loaded or expanded."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        # None for bytes in which nothing could be recovered.
        return etree.fromstring(xml.lstrip(), parser)
    except etree.XMLSyntaxError:
        return None


def _entities(root: etree._Element | None) -> Iterable[object]:
    dtd = None if root is None else root.getroottree().docinfo.internalDTD
    return () if dtd is None else dtd.entities()  # type: ignore[attr-defined]  # the stubs do not know it


def _parsed(xml: bytes) -> etree._Element | None:
    """The trade document's own element, names without namespace; None when there is none to be read."""
    root = _tree(xml)
    if root is None or any(_entities(root)):
        return None
    for element in root.iter(etree.Element):
        element.tag = str(element.tag).rpartition("}")[2]
    return _opened(root)


def _opened(root: etree._Element) -> etree._Element | None:
    """The root, or the document inside an envelope."""
    if root.tag in _SYNTAXES:
        return root
    return next((one for one in elements(root, _ENVELOPE) if one.tag in _SYNTAXES), None)


def _read(element: etree._Element, syntax: Syntax, part: str) -> Structured:
    reading = Reading(part)
    rows = elements(element, syntax.lines)
    taxes = elements(element, syntax.tax_breakdown)[:MAX_RATES]
    tax_breakdown = tuple(reading.fields(row, syntax.tax, f"tax_breakdown.{i}.") for i, row in enumerate(taxes))
    document_type = syntax.document_type(element)
    document = TradeDocument(
        document_type=document_type,
        fields=_ordered(_completed(reading.fields(element, syntax.header), tax_breakdown), document_type),
        lines=tuple(
            _without_status(with_net_price(reading.fields(row, syntax.line, f"lines.{i}.")), document_type)
            for i, row in enumerate(rows[:MAX_LINES])
        ),
        tax_breakdown=tax_breakdown,
        language=language.detect(" ".join(found.text for found in islice(texts(element, syntax.texts), _MAX_TEXTS))),
        sources=(part,),
    )
    findings = (*reading.findings, *_charges(element, syntax, part), *_cut(rows, part), *conformance.check(element, part))
    return Structured(document, findings)


def _without_status(line: Fields, document_type: DocumentType) -> Fields:
    """The line with a quantity of 0 when an order change says that it is cancelled; what else its status says, the quantity says too."""
    status = line.get("line_status")
    rest = {name: field for name, field in line.items() if name != "line_status"}
    if status is None or document_type is not DocumentType.ORDER_CHANGE or status.value not in _CANCELLED:
        return rest
    return {**rest, "quantity": replace(status, name="quantity", value="0")}


def _completed(fields: dict[str, Field], tax_breakdown: tuple[Fields, ...]) -> Fields:
    """The header with the totals that only the tax breakdown gives."""
    for name, (summand, rule) in _SUMS.items():
        rows = [row[summand] for row in tax_breakdown if summand in row]
        if name not in fields and rows and len(rows) == len(tax_breakdown):
            value = plain(sum((Decimal(row.value) for row in rows), Decimal(0)))
            evidence = rows[0].evidence
            excerpt = f"{rule}: {' + '.join(row.text for row in rows)}"
            fields[name] = Field(name, value, value, _SUMMED, evidence and replace(evidence, excerpt=excerpt), "arithmetic")
    return fields


def _ordered(fields: Fields, document_type: DocumentType) -> Fields:
    """The header in the order a person reads it, what that order does not know behind it."""
    names = header_fields(document_type)
    return {name: fields[name] for name in sorted(fields, key=lambda name: names.index(name) if name in names else len(names))}


def _charges(element: etree._Element, syntax: Syntax, part: str) -> Iterator[Finding]:
    """One Finding for every allowance (BG-20) and charge (BG-21) of the whole document, which no line shows."""
    reading = Reading(part)
    for row in elements(element, syntax.charges)[:MAX_CHARGES]:
        found = reading.fields(row, syntax.charge)
        if "amount" in found:
            is_charge = "is_charge" not in found or found["is_charge"].value.lower() in {"true", "1"}
            reason = f" ({found['reason'].value})" if "reason" in found else ""
            sentence = (_CHARGE if is_charge else _ALLOWANCE).filled(amount=Decimal(found["amount"].value), reason=reason)
            yield Finding("BG-21" if is_charge else "BG-20", Severity.INFO, sentence, "tax_exclusive_amount", attachment=part)


def _cut(rows: Sequence[etree._Element], part: str) -> Iterator[Finding]:
    if len(rows) > MAX_LINES:
        yield Finding("XML-LINES", Severity.WARNING, _CUT.filled(limit=MAX_LINES), attachment=part)
