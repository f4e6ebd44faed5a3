"""The payment terms of a document, and the due date they imply."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from backend.extraction.candidates import Candidates, field_at
from backend.extraction.labels import Label
from backend.extraction.layout import Row, Span, fold
from backend.extraction.told_dates import named_in
from backend.model.field import Field
from backend.patterns import late

#: How often terms that a label announces are the document's: beside it, under it, and told in a sentence without a label.
_BESIDE, _UNDER, _TOLD = 0.85, 0.8, 0.6
#: How often a computed due date is what the sender means, as a share of what terms and issue date are: for plain days, and where the
#: law knows two readings (see `due_date_by_terms`). Never enough to be sure.
_PLAIN, _TWO_READINGS = 0.85, 0.6
_HOURS = 24

_DAYS = (
    r"(?<![\d/+])(?:(?P<days>\d{1,3})\s*(?:jours?|days?|tagen?|dias|giorni|dagen|dage|dagar|dni|jrs?|tg|gg|dd|j)\b"
    r"|(?P<hours>24|48|72)\s?(?:h|heures|hours)\b)"
)
_END_OF_MONTH = (
    r"fin (?:de |du )?mois|fdm|end of (?:the )?month|month end|e\.?o\.?m\b|fine mese|f\.?m\b"
    r"|d\.?f\.?f\.?m\b|monatsende|einde (?:van de )?maand|fin de mes"
)
_FROM_INVOICE = (
    r"(?:net(?:s|to|te|ti)?|calendaires?|date (?:de )?facture|date d'emission|(?:dalla )?data fattura|d\.?f\.?(?![\w.])"
    r"|(?:a partir de la )?fecha (?:de )?factura"
    r"|from invoice date|after invoice date|ab rechnungsdatum|nach rechnungsdatum|na factuurdatum|ohne abzug|rein netto)"
)
_NET_DAYS = late(
    rf"{_DAYS}(?P<after>\s+(?:apres|after|from|nach|dopo|na|a compter de)(?: la| the)?)?(?:,?\s+{_FROM_INVOICE})*"
    rf"(?:[\s,]+(?P<end>{_END_OF_MONTH})(?:,?\s+le\s+(?P<day>\d{{1,2}}))?)?"
    rf"|\bnet\s+(?P<net>\d{{1,3}})\b(?!\s*%)|(?<!\d )(?P<now>\b{_END_OF_MONTH})(?:\s*\+?\s*(?P<plus>\d{{1,2}}))?"
)
_NEXT_MONTH = late(
    r"(?:\b(?P<end>fin|end|ende|fine|einde)|\b(?P<day>\d{1,2})(?:er|th|st|nd|rd|\.)?)(?: du| of(?: the)?| des| del| de| van)? "
    r"(?:mois suivant|mois prochain|following month|next month|folgemonats?|nachsten monats|mese successivo|mes siguiente|volgende maand)"
)
#: Discounts for early payment, late fees and complaint periods speak of days too, but not of the due date.
_OTHER_DAYS = late(
    r"skonto|escompte|discount|sconto|korting|descuento|penalit|retard|late|reclam|rekl|widerruf|retour|return|valid|garanti|\d\s*%"
)
_AT_ONCE = late(
    r"comptant|a (?:la )?reception|des reception|due (?:up)?on receipt|upon receipt|on receipt|sofort|immediat|paiement a la commande"
    r"|al ricevimento|a vista\b|ricevimento fattura|bij ontvangst|contant|al contado|a la recepcion|nach erhalt"
)
_SOON = late(
    r"des que possible|as soon as possible|\basap\b|au plus vite|schnellstmoglich|so bald wie moglich|umgehend|lo antes posible"
    r"|il prima possibile|zo spoedig mogelijk"
)
#: Terms end with a comma, a full stop or a word that joins them; a decimal comma ends nothing.
_CLAUSE = late(r";|[,.](?=\s|$)|\b(?:oder|ou|or|sinon|sonst|und|et|and|bei|sowie)\b")
#: The days after which the full amount falls due, where the clause of a discount is not set apart.
_FULL = late(r"\b(?:net(?:to|s|ti)?|ohne abzug|rein netto|sans escompte)\b")


@dataclass(frozen=True)
class ImpliedDate:
    """A due date that terms imply; `has_two_readings` where the law knows another one."""

    value: date
    has_two_readings: bool = False


def speaks_of_terms(folded: str) -> bool:
    """Whether a folded text says when to pay."""
    return any(pattern.search(folded) for pattern in (_NET_DAYS, _NEXT_MONTH, _AT_ONCE, _SOON))


def due_date_by_terms(terms: str, issued: date) -> ImpliedDate | None:
    """The due date that payment terms imply ("30 jours fin de mois" of 12 Nov: 31 Dec); None when they are not clear.

    "45 jours fin de mois" has two readings (Code de commerce, L441-10): the usual one is taken, the end of the month in which the 45 days
    end; the other counts the 45 days from the end of the month. What a discount is given for is no due date.
    """
    folded = fold(terms)
    following = _NEXT_MONTH.search(folded)
    if following:
        return _in_next_month(following, issued)
    clauses = [clause for clause in _CLAUSE.split(folded) if clause and not _OTHER_DAYS.search(clause)]
    found = [match for clause in clauses for match in _NET_DAYS.finditer(clause)] or _full_ones(folded)
    if not found:
        at_once = any(_AT_ONCE.search(clause) for clause in clauses) and not _SOON.search(folded)
        return ImpliedDate(issued) if at_once else None
    if len({_meant(match) for match in found}) > 1:
        return None
    return _implied(found[0], issued)


def _full_ones(folded: str) -> list[re.Match[str]]:
    """Of days in one clause with a discount those for the full amount: "10 Tage 2 % 30 Tage netto"."""
    every = list(_NET_DAYS.finditer(folded))
    return [m for m in every if m["net"] or (m["days"] and _FULL.search(m.group()))]


def _meant(match: re.Match[str]) -> tuple[str | None, ...]:
    return (*(match[name] for name in ("days", "hours", "net", "plus", "day")), match["end"] or match["now"])


def _implied(match: re.Match[str], issued: date) -> ImpliedDate:
    days = timedelta(days=int(match["days"] or match["net"] or 0) + int(match["hours"] or 0) // _HOURS)
    if match["end"] and match["after"]:
        return ImpliedDate(_end_of_month(issued) + days)
    if not match["end"] and not match["now"]:
        return ImpliedDate(issued + days)
    later = timedelta(days=int(match["day"] or match["plus"] or 0))
    return ImpliedDate(_end_of_month(issued + days) + later, has_two_readings=bool(match["end"]))


def _in_next_month(match: re.Match[str], issued: date) -> ImpliedDate | None:
    first = _end_of_month(issued) + timedelta(days=1)
    if match["end"]:
        return ImpliedDate(_end_of_month(first))
    day = int(match["day"])
    return ImpliedDate(first.replace(day=day)) if 1 <= day <= _end_of_month(first).day else None


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def payment_terms(found: Candidates) -> Field | None:
    """The text beside or under a label of terms that says when to pay, else the sentence that does; None when none does."""
    for label in sorted(found.labelled("payment_terms", "due_date"), key=lambda one: one.name == "due_date"):
        beside = _beside(label)
        if beside and speaks_of_terms(beside.folded):
            return field_at("payment_terms", " ".join(beside.text.split()), beside, _BESIDE, found.part, label=label.span)
        for under in _segments_below(label, found):
            if speaks_of_terms(under.folded):
                return field_at("payment_terms", " ".join(under.text.split()), under, _UNDER, found.part, label=label.span)
    told = next((segment for row in found.rows for segment in _told(row)), None)
    return field_at("payment_terms", " ".join(told.text.split()), told, _TOLD, found.part, "sentence") if told else None


#: A sentence on paying, no longer than so many characters: a longer one is a legal notice.
_PAYING = late(
    r"\b(?:payables?|paiement|reglement|regler|zahlbar|zahlung|zahlen sie|payment|pay|payable|pagamento|pagare|pago|pagar"
    r"|betaling|betalen|voldoen|terms)\b"
)
_LONGEST_TOLD = 110
#: How near to its label, in characters, a due date in words begins.
_NEAR = 12


def _told(row: Row) -> Iterator[Span]:
    """The stretches of a line that say when to pay, without a label."""
    for segment in row.segments:
        text = segment.folded
        if len(text) <= _LONGEST_TOLD and _PAYING.search(text) and not _OTHER_DAYS.search(text) and speaks_of_terms(text):
            yield segment.trimmed()


def _beside(label: Label) -> Span | None:
    """What follows the label to the next wide gap; the label itself with it where it is half of the sentence ("Zahlbar innerhalb")."""
    row = label.span.row
    start = label.span.start if label.span.folded.startswith(("zahlbar", "betaling binnen")) else label.span.end
    rest = Span(row, start, len(row.text)).trimmed()
    text = rest.text.split("  ")[0]
    return Span(row, rest.start, rest.start + len(text)) if text else None


def _segments_below(label: Label, found: Candidates) -> Iterator[Span]:
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 3]:
        yield from (s for s in row.segments if s.box.left < label.span.box.right and label.span.box.left < s.box.right)


def told_due_date(found: Candidates, issued: Field | None) -> Field | None:
    """The due date that its label tells in words ("Échéance : fin mars"), counted from the issue date; None when none does."""
    if not issued:
        return None
    for label in found.labelled("due_date", "payment_terms"):
        for told in named_in(label.span.row, date.fromisoformat(issued.value)):
            if 0 <= told.span.start - label.span.end <= _NEAR and not any(
                told.span.overlaps(d.span) for d in found.dates[label.span.row.index]
            ):
                return field_at("due_date", told.value.isoformat(), told.span, _PLAIN * told.certainty, found.part, "terms", label.span)
    return None


def implied_due_date(terms: Field | None, issued: Field | None) -> Field | None:
    """The due date that the terms imply from the issue date, less certain than both; None when they are not clear."""
    if not terms or not issued:
        return None
    due = due_date_by_terms(terms.value, date.fromisoformat(issued.value))
    if due is None:
        return None
    confidence = (_TWO_READINGS if due.has_two_readings else _PLAIN) * min(terms.confidence, issued.confidence)
    return Field("due_date", due.value.isoformat(), terms.text, round(confidence, 3), terms.evidence, "terms")
