"""The header of a printed document: its number, dates, references, currency and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Hit, Reference, chosen, field_of
from backend.extraction.delivery import told_delivery
from backend.extraction.document_currency import document_currency
from backend.extraction.header_dates import dates
from backend.extraction.labels import Label
from backend.extraction.terms import implied_due_date, payment_terms, told_due_date
from backend.model.field import Field
from backend.model.mail import BODY
from backend.model.trade import DocumentType

#: The types whose number is an invoice number.
INVOICES = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_NOTE})
#: How directly a value must follow its label; a weak label ("Date", "N°") must stand right beside it.
_NEAR, _NEAR_WEAK = 0.5, 0.8
#: How often the code that a clear label announces is the number, as measured on labelled documents, and that of a weak one ("Facture").
_CODE, _CODE_WEAK = 0.97, 0.96
_NOT_A_REFERENCE = re.compile(r"^(19|20)\d{2}$|^\d{1,2}$|^\d{1,2}[/.]\d{1,2}([/.](\d{2}|\d{4}))?$|^\d+[.,]\d{2}$")

_STATE_AND_ZIP = re.compile(r"[A-Z]{2} \d{5}")


def header(found: Candidates, document_type: DocumentType, received: date | None = None) -> dict[str, Field]:
    """The header fields but parties and amounts, by name; a field that is too uncertain is left out.

    `received` is the day of the message: what "week 48" and "12 December" are counted from where the document has no date of its own.
    """
    is_invoice = document_type in INVOICES
    references = list(_references(found, document_type))
    fields = [*references, *dates(found, is_invoice, references[0]), document_currency(found), payment_terms(found)]
    by_name = {f.name: f for f in fields if f}
    if is_invoice and "due_date" not in by_name:
        issued = by_name.get("issue_date")
        implied = told_due_date(found, issued) or implied_due_date(by_name.get("payment_terms"), issued)
        by_name.update({"due_date": implied} if implied else {})
    since = date.fromisoformat(by_name["issue_date"].value) if "issue_date" in by_name else received
    if not is_invoice and "requested_delivery_date" not in by_name and since:
        told = next(told_delivery(found, since), None)
        by_name.update({"requested_delivery_date": told} if told else {})
    return by_name


def number_and_date(found: Candidates, document_type: DocumentType) -> tuple[Field | None, Field | None]:
    """The document's own number and issue date, as in its header; None for what is not found or too uncertain."""
    number = next(_references(found, document_type))
    return number, next(dates(found, document_type in INVOICES, number))


#: What labels say of a reference: for each how often its value is the one, as a share of what a clear label gives.
_SAYING: Mapping[str, Mapping[str, float]] = {
    "invoice_number": {"invoice_number": 1.0, "document_number": 0.98},
    "order_number": {
        "order_number": 1.0,
        "our_order": 1.0,
        "document_number": 0.98,
        "confirmation_number": 0.9,
        "sales_order": 0.6,
        "your_order": 0.5,
    },
    "confirmation": {
        "confirmation_number": 1.0,
        "document_number": 0.95,
        "our_order": 0.95,
        "sales_order": 0.9,
        "order_number": 0.6,
        "your_order": 0.3,
    },
    "order_reference": {"your_order": 1.0, "order_number": 0.98, "your_reference": 0.6, "our_order": 0.45, "sales_order": 0.45},
    "preceding_invoice_reference": {"preceding_invoice_reference": 1.0},
    "quotation_reference": {"quotation_reference": 1.0},
}
#: How often the code after a weak label ("Facture", "Devis") is its number.
_WEAK = {"invoice_number": 0.72, "order_number": 0.72, "quotation_reference": 0.6}
_WEAK_OTHER = 0.5
#: How likely the code after a label that names the field itself is the one, at least, for other labels to give way.
_OWN = 0.9
#: So many other numbers behind weak labels are a list of others: "Facture 12 du 31/07, facture 13 du 31/08".
_A_LIST = 3
#: A code less likely than this is left out.
_LEAST_CODE = 0.35


def _references(found: Candidates, document_type: DocumentType) -> Iterator[Field | None]:
    if document_type in INVOICES:
        number = _reference(found, "invoice_number")
        yield number
        taken = {number.value} if number else set()
        yield _reference(found, "order_reference", taken)
        yield _reference(found, "preceding_invoice_reference", taken)
        return
    saying = _SAYING["confirmation" if document_type is DocumentType.ORDER_CONFIRMATION else "order_number"]
    # What a message says of an invoice is another matter than what a page may call its number.
    others = {"own_reference": 0.6} if found.part == BODY else {"invoice_number": 0.6, "own_reference": 0.6}
    number = _reference(found, "order_number", saying=saying) or _reference(found, "order_number", saying=others)
    yield number
    taken = {number.value} if number else set()
    if document_type is DocumentType.ORDER_CONFIRMATION:
        yield _reference(found, "order_reference", taken)
    yield _reference(found, "quotation_reference", taken)


def _reference(
    found: Candidates, name: str, taken: set[str] | frozenset[str] = frozenset(), saying: Mapping[str, float] | None = None
) -> Field | None:
    saying = saying or _SAYING[name]
    weak = _WEAK.get(name, _WEAK_OTHER)
    named = [
        (label, replace(hit, probability=hit.probability * saying[label.name]))
        for label in found.labelled(*saying)
        for hit in _reference_hits(label, found, weak)
        if hit.value not in taken
    ]
    # Where a label names the field itself, "document no." may be a column of the lines: it only confirms.
    own = {hit.value for label, hit in named if label.name == name and not label.is_weak and hit.probability > _OWN}
    others = {hit.value for label, hit in named if label.is_weak} - own
    has_list = len(others) >= _A_LIST
    hits = [
        hit for label, hit in named if not own or hit.value in own or not (label.name == "document_number" or (has_list and label.is_weak))
    ]
    if name.endswith("_number"):
        hits += [hit for label in found.labelled("number") if _in_title(label, name, found) for hit in _reference_hits(label, found, 0.9)]
        if all(hit.probability < _LEAST_CODE for hit in hits):
            alone = [hit for label in found.labelled("number") if _stands_alone(label) for hit in _reference_hits(label, found, 0.7)]
            # The first "Ref." is the document's; one that is told of each load or item is not more so for being repeated on the page.
            hits += {(hit.value, hit.span.row.page.number): hit for hit in reversed(alone)}.values()
    return field_of(name, chosen(hits), found.part, least=_LEAST_CODE)


#: A code of letters and digits, or a long number, is hardly anything but the number of a document.
_TELLING = re.compile(r"[A-Za-z].*\d{2}|\d{6}")
#: The stems of words that name the document itself, also inside compounds ("Handelsrechnung", "Sammelbestellung").
_TITLES = {
    "invoice_number": re.compile(r"rechnung|gutschrift|factur|fattura|bolletta|invoice|\bavoir|credit|abono|faktura|quittung|receipt"),
    "order_number": re.compile(r"commande|bestell|order|pedido|ordine|auftrag"),
}


def _in_title(label: Label, name: str, found: Candidates) -> bool:
    """Whether the word for the document stands shortly before a bare "N°", or right over it."""
    before = label.span.row.folded[max(0, label.span.start - 40) : label.span.start]
    places = [stretch for stretch in before.split("  ") if stretch.strip()][-1:]
    above = found.rows[label.span.row.index - 1] if label.span.row.index else None
    if above and any(segment.start == label.span.start for segment in label.span.row.segments):
        over = [t for t in above.segments if t.box.left < label.span.box.right + 0.1 and label.span.box.left - 0.1 < t.box.right]
        places.append(" ".join(t.folded for t in over))
    return not label.span.folded.startswith("ref") and any(":" not in p and _TITLES[name].search(p) for p in places)


def _stands_alone(label: Label) -> bool:
    """Whether nothing but the label stands in its stretch of the line."""
    return (
        any(s.start <= label.span.start and s.trimmed().end <= label.span.end + 1 for s in label.span.row.segments) or label.span.start == 0
    )


def _reference_hits(label: Label, found: Candidates, weak: float) -> Iterator[Hit]:
    for reference, nearness in (*_told(label, found), *beside(label, found.references, found)):
        if nearness < (_NEAR_WEAK if label.is_weak else _NEAR):
            continue
        strength = min(weak * (1.35 if _TELLING.search(reference.value) else 1.0), _CODE_WEAK) if label.is_weak else _CODE
        shape = _LONE_NUMBER if _is_lone(label, reference) else _shape(reference, found)
        if reference.span.row is not label.span.row and _ends_an_address(reference, found):
            shape = min(shape, _IN_ADDRESS)
        yield Hit(reference.value, reference.span, strength * nearness * shape, label=label.span)


#: "Die Rechnungsnummer für diesen Vorgang lautet M-1675": the verb that leads from a label to its number.
_LEADS_TO = re.compile(r" (?:lautet|ist|is|est|es|luidt|e)(?: die| le| the| la| el)?:? $")


def _told(label: Label, found: Candidates) -> Iterator[tuple[Reference, float]]:
    """The first code after a label when a verb leads to it, whatever stands between."""
    row = label.span.row
    first = next((r for r in found.references[row.index] if r.span.start >= label.span.end), None)
    if first and not label.is_weak and _LEADS_TO.search(row.folded[label.span.end : first.span.start]):
        yield first, _BY_VERB


#: How much a number under a title is its number when words stand before it: "Kerkstraat 383", "Lot. 108".
_IN_ADDRESS = 0.2
_WORDS = re.compile(r"[^\W\d_]{3,}")


def _ends_an_address(reference: Reference, found: Candidates) -> bool:
    """Whether words that are no label stand right before a number of digits only, in its stretch of the line."""
    row = reference.span.row
    start = reference.span.segment.start
    is_labelled = any(start <= o.span.start < reference.span.start for o in found.labels[row.index])
    return reference.value.isdigit() and not is_labelled and bool(_WORDS.search(row.text[start : reference.span.start]))


#: How much a short number is one when it stands with its title alone ("Tax Invoice 01"), and a number that reads as a date.
_LONE_NUMBER, _ISO_DATE = 0.6, 0.45
#: How well a number stands to which a verb leads.
_BY_VERB = 0.9
#: Digits of the year that an ISO date begins with.
_YEAR = 4
_SHORT_NUMBER = re.compile(r"\d{1,2}")


def _is_lone(label: Label, reference: Reference) -> bool:
    """Whether a short number and its title are all that stands in their stretch of the line."""
    segment = next((s for s in label.span.row.segments if s.overlaps(reference.span) and s.start == label.span.start), None)
    return bool(segment and segment.trimmed().end == reference.span.end and _SHORT_NUMBER.fullmatch(reference.value))


def _shape(reference: Reference, found: Candidates) -> float:
    """How much a code looks like the number of a document."""
    if any(
        d.span.overlaps(reference.span) and d.span.end - d.span.start >= len(reference.value) for d in found.dates[reference.span.row.index]
    ):
        return _ISO_DATE if reference.value[:_YEAR].isdigit() else 0.3
    if any(a.span.overlaps(reference.span) and (a.currency or a.is_percent) for a in found.amounts[reference.span.row.index]):
        return 0.2
    return 0.45 if _NOT_A_REFERENCE.match(reference.value) else _surroundings(reference)


def _surroundings(reference: Reference) -> float:
    """How much a code looks like the number of a document by what stands around it: a time, brackets, a town before a postal code."""
    text, start, end = reference.span.row.text, reference.span.start, reference.span.end
    if re.match(r":\d", text[end : end + 2]):
        return 0.5
    if _STATE_AND_ZIP.fullmatch(reference.value) and text[:start].rstrip().endswith(","):
        return 0.1
    return 0.4 if text[start - 1 : start] == "(" and text[end : end + 1] == ")" else 1.0
