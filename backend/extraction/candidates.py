"""Everything on the pages that could be a value, by type and line, and the labels: what header, totals, parties and lines choose from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from backend.extraction.amounts import Amount, amounts_in, decimal_mark_of, thousandths_of
from backend.extraction.dates import PrintedDate, dates_in, month_first_of
from backend.extraction.identifiers import Identifier, iban_over, identifiers_in
from backend.extraction.labels import Label, labels_in
from backend.extraction.layout import Row, Span, rows_of
from backend.model.document import Box, Document, Origin
from backend.model.field import Evidence, Field


class Placed(Protocol):
    """Anything that stands somewhere."""

    @property
    def span(self) -> Span:
        """Where it stands."""


@dataclass(frozen=True)
class Reference:
    """A printed number or code that could name a document."""

    span: Span
    value: str


@dataclass(frozen=True)
class Candidates:
    """The lines of some pages and what stands in them; each tuple has one entry a line."""

    part: str
    language: str
    rows: tuple[Row, ...]
    labels: tuple[tuple[Label, ...], ...]
    dates: tuple[tuple[PrintedDate, ...], ...]
    amounts: tuple[tuple[Amount, ...], ...]
    identifiers: tuple[tuple[Identifier, ...], ...]
    references: tuple[tuple[Reference, ...], ...]
    #: "," or "." as the document writes its amounts, "" when it does not show.
    decimal_mark: str
    #: Whether numeric dates are month first; None when the document does not show.
    month_first: bool | None

    def labels_of(self, row: Row) -> tuple[Label, ...]:
        """The labels of a line, also of one that a declared table made."""
        return self.labels[row.index] if self._knows(row) else labels_in(row)

    def amounts_of(self, row: Row) -> tuple[Amount, ...]:
        """The numbers of a line, also of one that a declared table made."""
        return self.amounts[row.index] if self._knows(row) else _amounts(row, self.decimal_mark)

    def amounts_within(self, span: Span) -> tuple[Amount, ...]:
        """The numbers that begin within a stretch."""
        return tuple(a for a in self.amounts_of(span.row) if span.start <= a.span.start < span.end)

    def _knows(self, row: Row) -> bool:
        return row.index < len(self.rows) and self.rows[row.index] is row

    def labelled(self, *names: str) -> Iterator[Label]:
        """The labels of those names, in reading order."""
        return (label for row in self.labels for label in row if label.name in names)


def candidates(document: Document, pages: Iterable[int], language: str) -> Candidates:
    """All candidates of those pages of a document."""
    rows = rows_of(document, pages)
    is_sheet = any(row.page.origin is Origin.SHEET for row in rows)
    thousandths = thousandths_of(rows)
    # A sheet's own numbers come with a decimal point whatever the sender's language.
    decimal_mark = "." if is_sheet else decimal_mark_of(rows, thousandths)
    month_first = month_first_of(rows, language)
    dates = tuple(tuple(dates_in(row, month_first)) for row in rows)
    identifiers = tuple(_identifiers(row, rows[n + 1 : n + 2]) for n, row in enumerate(rows))
    amounts = tuple(tuple(_apart(_amounts(row, decimal_mark), dates[n])) for n, row in enumerate(rows))
    if thousandths:
        amounts = tuple(tuple(_in_thousandths(amount, thousandths) for amount in row) for row in amounts)
    labels = tuple(labels_in(row) for row in rows)
    printed = (references_in(row, identifiers[n]) for n, row in enumerate(rows))
    references = tuple(tuple(whole for r in row if _DIGIT.search((whole := _whole(r, rows)).value)) for row in printed)
    return Candidates(document.part, language, rows, labels, dates, amounts, identifiers, references, decimal_mark, month_first)


def _identifiers(row: Row, below: Sequence[Row]) -> tuple[Identifier, ...]:
    """The identifiers of a line, with an account that goes on in the line below."""
    over = next((one for other in below if other.page is row.page and (one := iban_over(row, other))), None)
    within = tuple(identifiers_in(row))
    return (*(one for one in within if not one.span.overlaps(over.span)), over) if over else within


@lru_cache(maxsize=1024)
def _amounts(row: Row, decimal_mark: str) -> tuple[Amount, ...]:
    """The numbers of a line: a cell of a table is asked for them many times."""
    return tuple(amounts_in(row, decimal_mark))


def _apart(amounts: Iterable[Amount], dates: Sequence[PrintedDate]) -> Iterator[Amount]:
    """The amounts that are no part of a date; with a currency they are amounts all the same."""
    for amount in amounts:
        if amount.currency or not any(amount.span.overlaps(date.span) for date in dates):
            yield amount


_THREE_DECIMALS = re.compile(r"[.,]\d{3}$")


def _in_thousandths(amount: Amount, currency: str) -> Amount:
    """The amount as money of that currency when it is printed with thousandths."""
    is_money = not amount.currency and not amount.is_percent and _THREE_DECIMALS.search(amount.span.text)
    return replace(amount, currency=currency) if is_money else amount


#: Letters and digits with what joins them; a prefix of capitals apart by one space belongs ("FA 2026-0001", in Portugal "FT A/17"), a word
#: for number does not ("Nr.4711").
_REFERENCE = re.compile(
    r"(?<![\w@.,/-])(?:(?:[Nn](?:[RrOo]|ro|um)?|č|[Rr][eé]f|RÉF|REF|[Ff]act)\.)?"
    r"(?:(?<!(?<![^\W\d_])[A-Z] )(?P<prefix>[A-Z]{1,4}|(?:F[RST]|N[CD])\.) (?=\d|(?<=F[RST] |N[CD] )[A-Z0-9]{1,12}/\d))?"
    r"(?P<code>[A-Za-z0-9][\w./\-–#+&]*(?:(?<=\w[/-]) \d[\w-]*(?![\w./,])|(?<=\w) /\d{4,}(?![\w./,]))?)(?![@\w])"
)
#: The numbers of a service that bills for many companies: "XHVVGSLW - 0076", which it writes without the spaces.
_BILLED = r"(?=[A-Z]*\d|[A-Z]{8})[0-9A-Z]{6,8} - \d{4}"
#: A number of the year with its year, set apart: "2 / 2024", "2022 / 053"; without a stroke at the end of its stretch: "2025 52".
_OF_YEAR = r"(?:\d{1,6} / (?:19|20)\d{2}|(?:19|20)\d{2} / \d{1,6}|20\d{2} \d{1,4}(?=  |$))"
#: A number in parts with strokes set apart, alone to the end of its stretch, or to its date: "CN - 3621", "APS - 151448381 / 11.03.2024".
_IN_PARTS = r"(?:[A-Z]{1,4}|\d{1,6})(?: - \d{1,9}){1,3}(?=  | / |$)"
#: These, and a long number in groups: "938 451 313".
_GROUPED = re.compile(
    rf"(?<![\w@.,/+-])(?<!\d )(?<!- )(?:\d{{1,4}}(?: \d{{2,4}}){{2,4}}(?![\w./,-]| \d)|{_OF_YEAR}(?![\w./,-]| \d)|{_IN_PARTS}"
    rf"|{_BILLED}(?=  | ·|$))"
)
#: Its date behind a number, by a stroke: "3200058026/12.01.2026".
_WITH_DATE = re.compile(r"(?<=\d)/\d{1,2}([./-])\d{1,2}\1(?:20)?\d{2}$")
_DIGIT = re.compile(r"\d")
_NO_PREFIX = frozenset({
    "DU", "DE", "LE", "LA", "EN", "NO", "NR", "ET", "AU", "VOM", "DER", "DES", "EUR", "USD", "GBP", "CHF", "OF", "ON", "DEL", "AM",
    "BIS", "N", "TO", "II", "PAGE", "DAY", "BOX", "BP", "NIF", "CIF", "TVA", "VAT", "IVA", "BTW", "NIP", "RUC", "RUT", "CUI", "PAN",
})  # fmt: skip
_PHONE_LIKE = re.compile(r"^\d{2}([ .]\d{2}){4}$|^\+|^\(?0\d+\)?$")
_MEASURE = re.compile(r"^\d+([.,]\d+)?(%|€|\$|h|j|kg|g|cm|mm|m|l|x|st|er|e|nd|rd|th|am|pm)$", re.IGNORECASE)


def references_in(row: Row, identifiers: Sequence[Identifier]) -> Iterator[Reference]:
    """The codes of a line that could name a document: no identifier, no address of the net, with a digit or broken before one."""
    if not (_DIGIT.search(row.text) or "-" in row.text):
        return
    grouped = [Span(row, *match.span()) for match in _GROUPED.finditer(row.text)]
    grouped = [span for span in grouped if not any(span.overlaps(i.span) and i.is_valid for i in identifiers)]
    yield from (Reference(span, span.text.replace(" ", "") if re.fullmatch(_BILLED, span.text) else span.text) for span in grouped)
    for match in _REFERENCE.finditer(row.text):
        if any(span.start <= match.start() < span.end for span in grouped):
            continue
        code = _WITH_DATE.sub("", match["code"].rstrip("./-–#+&"))
        is_code = re.search(r"\d", code) or _BROKEN.fullmatch(match["code"])
        if not is_code or "www" in code.lower() or _MEASURE.match(code):
            continue
        prefix = match["prefix"] if match["prefix"] and match["prefix"] not in _NO_PREFIX else ""
        start = match.start("prefix") if prefix else match.start("code")
        span = Span(row, start, match.start("code") + len(code))
        if not any(span.overlaps(i.span) and i.is_valid for i in identifiers):
            yield Reference(span, f"{prefix} {code}" if prefix else code)


#: What a narrow cell leaves of a code before its digits: "ALDER-PO-" over "2025-307".
_BROKEN = re.compile(r"[A-Z]{2,}(?:-[A-Z]+)*-")
_REST_OF_CODE = re.compile(r"[A-Za-z0-9][\w/-]{0,30}")


def _whole(reference: Reference, rows: Sequence[Row]) -> Reference:
    """The code with its rest where a narrow cell breaks it after a hyphen: "RE-2025-" over "08734", alone in its cell."""
    row = reference.span.row
    if not row.text[reference.span.end :].lstrip().startswith("-"):
        return reference
    segment = reference.span.segment
    below = rows[row.index + 1] if row.index + 1 < len(rows) else None
    is_broken = row.text[reference.span.end : segment.end].strip() == "-"
    if not is_broken or below is None or below.page is not row.page:
        return reference
    under = next((s.text.strip() for s in below.segments if stands_over(segment.box.left, segment.box.right, s)), "")
    return replace(reference, value=f"{reference.value}-{under}") if _REST_OF_CODE.fullmatch(under) and _DIGIT.search(under) else reference


def stands_over(left: float, right: float, span: Span) -> bool:
    """Whether a stretch stands over or under the place between two edges."""
    return span.box.left < right and left < span.box.right


@dataclass(frozen=True)
class Hit:
    """One sign that a value is a field's: with the probability that this sign alone gives it."""

    value: str
    span: Span
    probability: float
    method: str = "label"
    label: Span | None = None


#: Several signs for one value count, but never to more than this: they are not independent.
_CEILING = 0.985


def chosen(hits: Iterable[Hit]) -> tuple[Hit, float] | None:
    """The likeliest value with its probability, or None.

    The signs for one value join (one minus the product of their doubts); then the values' odds compete, with odds of 1 for "none of them".
    """
    doubts: dict[str, float] = {}
    best: dict[str, Hit] = {}
    for hit in hits:
        doubts[hit.value] = doubts.get(hit.value, 1.0) * (1 - min(hit.probability, 0.97))
        if hit.value not in best or hit.probability > best[hit.value].probability:
            best[hit.value] = hit
    if not best:
        return None
    odds = {value: min(1 - doubt, _CEILING) / max(doubt, 1 - _CEILING) for value, doubt in doubts.items()}
    value = max(odds, key=lambda v: (odds[v], -best[v].span.row.index))
    return best[value], odds[value] / (1 + sum(odds.values()))


def field_of(name: str, found: tuple[Hit, float] | None, part: str, least: float = 0.3) -> Field | None:
    """The Field for what was chosen; None when nothing was, or when it is less likely than `least`: left out rather than guessed."""
    if found is None or found[1] < least:
        return None
    hit, probability = found
    return field_at(name, hit.value, hit.span, probability, part, hit.method, hit.label)


def field_at(name: str, value: str, span: Span, confidence: float, part: str, method: str = "label", label: Span | None = None) -> Field:
    """A Field with the evidence of its place; the reader's own certainty of the words counts in."""
    evidence: Evidence = span.evidence(part, label)
    return Field(name, value, " ".join(span.text.split()), round(confidence * span.certainty, 3), evidence, method)


def field_over(
    name: str, value: str, spans: Sequence[Span], confidence: float, part: str, method: str = "label", label: Span | None = None
) -> Field:
    """A Field whose value runs over several lines: its box holds those on the first one's page, its excerpt begins with the first."""
    first = field_at(name, value, spans[0], confidence, part, method, label)
    same_page = [s for s in spans if s.row.page is spans[0].row.page]
    evidence = spans[0].evidence(part, label)
    text = " ".join(" ".join(s.text.split()) for s in spans)
    certainty = min(s.certainty for s in spans)
    return replace(
        first, text=text, confidence=round(confidence * certainty, 3), evidence=replace(evidence, box=Box.around(s.box for s in same_page))
    )
