"""The dates of a printed document: when it was issued, when it falls due, when its goods are wanted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, Hit, chosen, field_of
from backend.extraction.dates import PrintedDate
from backend.extraction.delivery import dates_after_delivery_words
from backend.extraction.labels import SMALL_LABELS, Label, columns_in
from backend.extraction.layout import Row, Span
from backend.model.field import Field

#: How directly a value must follow its label; a weak label ("Date", "N°") must stand right beside it.
_NEAR, _NEAR_WEAK = 0.5, 0.8
#: How often the date that a clear label announces is the one, as measured on labelled documents, and that of a weak one ("Date").
_DATE, _DATE_WEAK = 0.98, 0.94
#: How often the day of its order is that of an invoice with no other.
_OF_ORDER = 0.6
#: How often a date after the document's number is its own.
_BESIDE_NUMBER = 0.7
#: At most so many spaces stand between two words of one phrase.
_SPACES = 2


def dates(found: Candidates, is_invoice: bool, number: Field | None) -> Iterator[Field | None]:
    """The issue date, and when an invoice falls due or an order is wanted; `number` is the document's own. None for each not found."""
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
        yield field_of("due_date", chosen(_not_before(map(_in_full, falling_due), issued)), found.part)
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


def _in_full(hit: Hit) -> Hit:
    """A day to pay by, less likely where only a part of the amount is due on it, with a discount for early payment."""
    return replace(hit, probability=_WITH_DISCOUNT * hit.probability) if _DISCOUNT.search(hit.span.row.folded) else hit


_WITH_DISCOUNT = 0.4
#: A discount and its share: "2,00 % Skonto". Words for none ("sans escompte") have no share.
_DISCOUNT = re.compile(r"\d ?%.*\b(?:skonto|escompte|discount|sconto|korting|descuento)\b|\b(?:skonto|escompte|discount|sconto)\b.*\d ?%")
#: What a small word before a date tells the day of, when it stands before it: "D.d.T. n. 807 del 24/06/2015".
_OTHER_PAPERS = frozenset({"delivery_note", "quotation_reference", "contract"})


def _is_of_another(label: Label, names: Sequence[str], found: Candidates) -> bool:
    """Whether a small word announces the day of another paper, named before it in its stretch of the line."""
    if "issue_date" not in names or label.span.folded not in SMALL_LABELS:
        return False
    segment = label.span.segment
    before = [o for o in found.labels[label.span.row.index] if segment.start <= o.span.start and o.span.end <= label.span.start]
    named = [o.name for o in before if o.name not in {"number", "issue_date"}]
    return bool(named) and named[-1] in _OTHER_PAPERS


def _heads_lines(row: Row) -> bool:
    """Whether the line is the head of a table of lines, where "Date" is the day of each service."""
    names = {column.name for column in columns_in(row.text)}
    return "quantity" in names and bool(names & _PRICES)


#: The columns of money that a table of lines has beside its quantities.
_PRICES = frozenset({"net_price", "gross_price", "price_with_tax", "line_amount", "amount_with_tax"})
_OF_PAYMENT = re.compile(
    r"deadline|zahl|pay|regl|echeance|pag[oa]|betal|due|fallig|u(?:e)?berw|beglei?ch|\bvire|bonific|voldaan|voldoen|overgemaakt|overmaken|abonar|settle"
    r"|ohne abzug|rein netto|sans escompte"
)


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
_PAYING = (
    r"(?:regl|pai[ey]|payer|prelev|vire|echeance|pay|paid|collect|debit|due|settle|zahl|uberw|fallig|abbuch|einzug|eingezogen|pag[oau]|abon|vence"
    r"|scad|bonific|betal|incass|afgeschreven|voldoe)"
)
#: What leads to the last day to pay may stand further from the verb than what leads to any day.
_TOLD_PAYMENT = re.compile(
    rf"{_PAYING}(?:[^.]{{0,60}}?\b(?:au|le|du|on|by|before|after|until|am|bis|zum|den|el|del|il|entro|op|voor|uiterlijk)"
    r"|[^.]{60,110}?\b(?:au plus tard le|avant le|by|before|until|bis(?: zum| spatestens)?|antes del|hasta el|entro(?: il)?"
    r"|uiterlijk(?: op)?))"
    r" (?:the |zum |am )?$"
)
_TOLD_PAYMENT_REACH = 130


def _told_payments(found: Candidates) -> list[Hit]:
    """The dates that a sentence on paying leads to."""
    return [
        Hit(d.value.isoformat(), d.span, 0.8 * _clarity(d), method="sentence")
        for row in found.rows
        for d in found.dates[row.index]
        if _TOLD_PAYMENT.search(_before(d.span, found))
    ]


def _before(span: Span, found: Candidates) -> str:
    """What a sentence says before a value: on its line, and where it stands near the beginning of that, on the line before."""
    row = span.row
    text = row.folded[: span.start]
    above = found.rows[row.index - 1] if row.index else None
    is_running = above is not None and above.page is row.page and len(above.segments) == len(row.segments) == 1
    return (f"{above.folded.rstrip()} {text}" if above and is_running else text)[-_TOLD_PAYMENT_REACH:]


#: "Lyon, le 12 mars 2026": a town, and the small word that leads to the day of a letter.
_DATELINE = re.compile(r"(?:(?:a|en|in) )?[^\W\d_][\w' -]{1,30}(?:,? (?:le|li|den|der|dem|am|a|el|op|dnia|dne)|,)\s{1,2}")
_OF_LETTER = 0.9


def _datelines(found: Candidates, claimed: Sequence[Span]) -> list[Hit]:
    """The dates of letters: after a town, nothing else in their stretch of the line."""
    hits = []
    for row in found.rows:
        for d in _free(found.dates[row.index], claimed):
            segment = d.span.segment
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


def _not_before(hits: Iterable[Hit], issued: tuple[Hit, float] | None) -> list[Hit]:
    """The hits that are not before the issue date: nothing falls due or is delivered before it is asked for."""
    return [h for h in hits if issued is None or h.value >= issued[0].value]
