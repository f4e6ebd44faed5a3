"""The header of a printed document: its number, dates, references, currency and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from backend.extraction.candidates import Candidates, Hit, Reference, beside, chosen, field_of
from backend.extraction.dates import PrintedDate
from backend.extraction.delivery import dates_after_delivery_words, told_delivery
from backend.extraction.document_currency import document_currency
from backend.extraction.labels import SMALL_LABELS, Label, columns_in
from backend.extraction.layout import Row, Span
from backend.extraction.terms import implied_due_date, payment_terms, told_due_date
from backend.model.field import Field
from backend.model.trade import DocumentType

#: The types whose number is an invoice number.
INVOICES = frozenset({DocumentType.INVOICE, DocumentType.CREDIT_NOTE})
#: How directly a value must follow its label; a weak label ("Date", "N°") must stand right beside it.
_NEAR, _NEAR_WEAK = 0.5, 0.8
#: How often what a clear label announces is the value, as measured on labelled documents: for a date, and for a code.
_DATE, _CODE = 0.98, 0.97
#: The same for a label that is weak ("Date", "Facture"), when what follows looks like what it should.
_DATE_WEAK, _CODE_WEAK = 0.94, 0.96
#: How often the day of its order is that of an invoice with no other.
_OF_ORDER = 0.6
#: How often a date after the document's number is its own.
_BESIDE_NUMBER = 0.7
#: At most so many spaces stand between two words of one phrase.
_SPACES = 2
_NOT_A_REFERENCE = re.compile(r"^(19|20)\d{2}$|^\d{1,2}$|^\d{1,2}[/.]\d{1,2}([/.](\d{2}|\d{4}))?$|^\d+[.,]\d{2}$")

_STATE_AND_ZIP = re.compile(r"[A-Z]{2} \d{5}")


def header(found: Candidates, document_type: DocumentType, received: date | None = None) -> dict[str, Field]:
    """The header fields but parties and amounts, by name; a field that is too uncertain is left out.

    `received` is the day of the message: what "week 48" and "12 December" are counted from where the document has no date of its own.
    """
    is_invoice = document_type in INVOICES
    references = list(_references(found, document_type))
    fields = [*references, *_dates(found, is_invoice, references[0]), document_currency(found), payment_terms(found)]
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
    number = _reference(found, "order_number", saying=saying) or _reference(
        found, "order_number", saying={"invoice_number": 0.6, "own_reference": 0.6}
    )
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
    hits = [hit for label, hit in named if not own or label.name != "document_number" or hit.value in own]
    if name.endswith("_number"):
        hits += [hit for label in found.labelled("number") if _in_title(label, name, found) for hit in _reference_hits(label, found, 0.9)]
        if all(hit.probability < _LEAST_CODE for hit in hits):
            hits += [hit for label in found.labelled("number") if _stands_alone(label) for hit in _reference_hits(label, found, 0.7)]
    return field_of(name, chosen(hits), found.part, least=_LEAST_CODE)


#: A code of letters and digits, or a long number, is hardly anything but the number of a document.
_TELLING = re.compile(r"[A-Za-z].*\d{2}|\d{6}")
#: The stems of words that name the document itself, also inside compounds ("Handelsrechnung", "Sammelbestellung").
_TITLES = {
    "invoice_number": re.compile(r"rechnung|gutschrift|factur|fattura|invoice|\bavoir|credit|abono|faktura|quittung|receipt"),
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
        yield Hit(reference.value, reference.span, strength * nearness * shape, label=label.span)


#: "Die Rechnungsnummer für diesen Vorgang lautet M-1675": the verb that leads from a label to its number.
_LEADS_TO = re.compile(r" (?:lautet|ist|is|est|es|luidt|e)(?: die| le| the| la| el)?:? $")


def _told(label: Label, found: Candidates) -> Iterator[tuple[Reference, float]]:
    """The first code after a label when a verb leads to it, whatever stands between."""
    row = label.span.row
    first = next((r for r in found.references[row.index] if r.span.start >= label.span.end), None)
    if first and not label.is_weak and _LEADS_TO.search(row.folded[label.span.end : first.span.start]):
        yield first, _BY_VERB


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


def _dates(found: Candidates, is_invoice: bool, number: Field | None) -> Iterator[Field | None]:
    others = ("due_date", "requested_delivery_date", "deadline", "other_date", *(("order_date",) if is_invoice else ()))
    delivering = [] if is_invoice else dates_after_delivery_words(found)
    claimed = [
        printed.span
        for label in found.labelled(*others)
        if label.span.folded not in SMALL_LABELS
        for printed, _ in beside(label, found.dates, found)
    ] + [h.span for h in delivering]
    own = _date_hits(found, ("issue_date",), strong=_DATE if is_invoice else 0.9)
    if not is_invoice:
        own = [*(h for h in own if not any(h.span.overlaps(d.span) for d in delivering)), *_date_hits(found, ("order_date",))]
    placed = [*_beside_number(found, number, claimed), *_datelines(found, claimed), *_unlabelled_dates(found, claimed)]
    issued = chosen([*own, *_confirming(own, placed)])
    if is_invoice and issued is None:
        # An invoice that is dated by its order alone was as a rule written with it.
        issued = chosen([replace(h, probability=_OF_ORDER * h.probability) for h in _date_hits(found, ("order_date",))])
    yield field_of("issue_date", issued, found.part)
    if is_invoice:
        falling_due = [*_date_hits(found, ("due_date",)), *_payment_deadlines(found), *_told_payments(found), *_dates_for_terms(found)]
        yield field_of("due_date", chosen(_not_before(falling_due, issued)), found.part)
    else:
        wanted = [*delivering, *_date_hits(found, ("requested_delivery_date",)), *_date_hits(found, ("deadline",), strong=0.85)]
        yield field_of("requested_delivery_date", chosen(_not_before(wanted, issued)), found.part)


def _date_hits(found: Candidates, names: tuple[str, ...], strong: float = _DATE) -> list[Hit]:
    return [
        Hit(
            printed.value.isoformat(),
            printed.span,
            (min(strong, _DATE_WEAK) if label.is_weak else strong) * nearness * _clarity(printed),
            label=label.span,
        )
        for label in found.labelled(*names)
        if not (label.is_weak and (_heads_lines(label.span.row) or _is_of_another(label, names, found)))
        for printed, nearness in beside(label, found.dates, found)
        if nearness >= (_NEAR_WEAK if label.is_weak else _NEAR) and not _ends_a_range(label, found)
    ]


#: What a small word before a date tells the day of, when it stands before it: "D.d.T. n. 807 del 24/06/2015".
_OTHER_PAPERS = frozenset({"delivery_note", "quotation_reference", "contract"})


def _is_of_another(label: Label, names: Sequence[str], found: Candidates) -> bool:
    """Whether a small word announces the day of another paper, named before it in its stretch of the line."""
    if "issue_date" not in names or label.span.folded not in SMALL_LABELS:
        return False
    segment = next((s for s in label.span.row.segments if s.overlaps(label.span)), label.span)
    before = [o for o in found.labels[label.span.row.index] if segment.start <= o.span.start and o.span.end <= label.span.start]
    named = [o.name for o in before if o.name not in {"number", "issue_date"}]
    return bool(named) and named[-1] in _OTHER_PAPERS


def _heads_lines(row: Row) -> bool:
    """Whether the line is the head of a table of lines, where "Date" is the day of each service."""
    names = {column.name for column in columns_in(row.text)}
    return "quantity" in names and bool(names & _PRICES)


#: The columns of money that a table of lines has beside its quantities.
_PRICES = frozenset({"net_price", "gross_price", "price_with_tax", "line_amount", "amount_with_tax"})
_OF_PAYMENT = re.compile(r"deadline|zahl|pay|regl|echeance|pag[oa]|betal|due|fallig")


def _confirming(labelled: list[Hit], placed: list[Hit]) -> list[Hit]:
    """Of the signs of place those that count: where a label announces a date, only those that confirm one."""
    announced = {h.value for h in labelled}
    return [h for h in placed if h.value in announced] if announced else placed


def _payment_deadlines(found: Candidates) -> list[Hit]:
    """The dates after "bis", "avant le", "by" on lines that speak of paying."""
    return [h for h in _date_hits(found, ("deadline",), strong=0.7) if _OF_PAYMENT.search(h.span.row.folded)]


#: How often a date that stands for the terms of payment is the day on which they fall due: "Payment terms: 09/30/2018".
_FOR_TERMS = 0.85


def _dates_for_terms(found: Candidates) -> list[Hit]:
    return [h for h in _date_hits(found, ("payment_terms",), strong=_FOR_TERMS) if h.label and _is_all_that_follows(h.label, h.span)]


def _is_all_that_follows(label: Span, value: Span) -> bool:
    """Whether the value is all that follows its label on the line."""
    return label.row is value.row and not re.search(r"\w", label.row.text[label.end : value.start] + label.row.text[value.end :])


#: "Règlement par virement au 16/05/2026", "We will collect this amount on or after 29 Apr": paying, and a word that leads to its day.
_TOLD_PAYMENT = re.compile(
    r"(?:regl|pai[ey]|payer|prelev|vire|echeance|pay|paid|collect|debit|due|settle|zahl|uberw|fallig|abbuch|einzug|eingezogen|pag[oau]|abon|vence"
    r"|scad|bonific|betal|incass|afgeschreven|voldoe)[^.]{0,60}?\b(?:au|le|du|on|by|before|after|until|am|bis|zum|den|el|del|il|entro|op|voor|uiterlijk)"
    r" (?:the )?$"
)
_TOLD_PAYMENT_REACH = 80


def _told_payments(found: Candidates) -> list[Hit]:
    """The dates that a sentence on paying leads to."""
    return [
        Hit(d.value.isoformat(), d.span, 0.8 * _clarity(d), method="sentence")
        for row in found.rows
        for d in found.dates[row.index]
        if _TOLD_PAYMENT.search(row.folded[max(0, d.span.start - _TOLD_PAYMENT_REACH) : d.span.start])
    ]


#: "Lyon, le 12 mars 2026": a town, and the small word that leads to the day of a letter.
_DATELINE = re.compile(r"(?:(?:a|en|in) )?[^\W\d_][\w' -]{1,30}(?:,? (?:le|li|den|der|dem|am|a|el|op|dnia|dne)|,)\s{1,2}")
_OF_LETTER = 0.9


def _datelines(found: Candidates, claimed: Sequence[Span]) -> list[Hit]:
    """The dates of letters: after a town, nothing else in their stretch of the line."""
    hits = []
    for row in found.rows:
        for d in _free(found.dates[row.index], claimed):
            segment = next((s for s in row.segments if s.overlaps(d.span)), d.span)
            ends = segment.trimmed().end <= d.span.end
            if ends and _DATELINE.fullmatch(row.folded[segment.start : d.span.start].lstrip()):
                hits.append(Hit(d.value.isoformat(), d.span, _OF_LETTER * _clarity(d), method="position"))
    return hits


def _ends_a_range(label: Label, found: Candidates) -> bool:
    """Whether the label only joins two dates: "01.10.2018 bis 31.10.2018"."""
    dates = found.dates[label.span.row.index]
    return label.name == "deadline" and any(0 <= label.span.start - d.span.end <= _SPACES for d in dates)


def _clarity(printed: PrintedDate) -> float:
    return 0.75 if printed.is_ambiguous else 1.0


def _beside_number(found: Candidates, number: Field | None, claimed: Sequence[Span]) -> list[Hit]:
    """The first date after the document's number on a line: "Rechnung Nr. 4711 vom 13.06.2018"."""
    if number is None:
        return []
    places = [(row, row.text.find(number.text)) for row in found.rows]
    free = [next((d for d in _free(found.dates[row.index], claimed) if d.span.start > at), None) for row, at in places if at >= 0]
    return [
        Hit(d.value.isoformat(), d.span, _BESIDE_NUMBER * _clarity(d), method="position")
        for d in free
        if d and d.span.text not in number.text
    ]


def _unlabelled_dates(found: Candidates, claimed: Sequence[Span]) -> list[Hit]:
    """The first dates of the document that no other label claims: the date of a letter stands near its top."""
    free = [d for row in found.dates for d in _free(row, claimed)]
    return [Hit(d.value.isoformat(), d.span, (0.5 if n == 0 else 0.1) * _clarity(d), method="position") for n, d in enumerate(free[:4])]


def _free(dates: Sequence[PrintedDate], claimed: Sequence[Span]) -> list[PrintedDate]:
    return [d for d in dates if not any(d.span.overlaps(c) for c in claimed)]


def _not_before(hits: list[Hit], issued: tuple[Hit, float] | None) -> list[Hit]:
    """The hits that are not before the issue date: nothing falls due or is delivered before it is asked for."""
    return [h for h in hits if issued is None or h.value >= issued[0].value]
