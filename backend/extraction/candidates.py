"""Everything on the pages that could be a value, by type and line, and the labels: what header, totals, parties and lines choose from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeVar

from backend.extraction.amounts import Amount, amounts_in, currency_of, decimal_mark_of, thousandths_of
from backend.extraction.dates import WEEKDAYS, PrintedDate, dates_in, month_first_of
from backend.extraction.identifiers import Identifier, identifiers_in
from backend.extraction.labels import SMALL_LABELS, Label, labels_in
from backend.extraction.layout import Row, Span, fold, rows_of
from backend.model.document import Box, Document, Origin
from backend.model.field import Evidence, Field


class Placed(Protocol):
    """Anything that stands somewhere."""

    @property
    def span(self) -> Span:
        """Where it stands."""


_Value = TypeVar("_Value", bound=Placed)


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
    identifiers = tuple(tuple(identifiers_in(row)) for row in rows)
    amounts = tuple(tuple(_apart(_amounts(row, decimal_mark), dates[n])) for n, row in enumerate(rows))
    if thousandths:
        amounts = tuple(tuple(_in_thousandths(amount, thousandths) for amount in row) for row in amounts)
    labels = tuple(labels_in(row) for row in rows)
    references = tuple(tuple(_whole(r, rows) for r in references_in(row, identifiers[n])) for n, row in enumerate(rows))
    return Candidates(document.part, language, rows, labels, dates, amounts, identifiers, references, decimal_mark, month_first)


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
    r"(?:(?<!(?<![^\W\d_])[A-Z] )(?P<prefix>[A-Z]{1,4}) (?=\d|(?<=F[RST] |N[CD] )[A-Z0-9]{1,12}/\d))?(?P<code>[A-Za-z0-9][\w./\-–#+&]*"
    r"(?:(?<=\w[/-]) \d[\w-]*(?![\w./,]))?)(?![@\w])"
)
#: The numbers of a service that bills for many companies: "XHVVGSLW - 0076", which it writes without the spaces.
_BILLED = r"(?=[A-Z]*\d|[A-Z]{8})[0-9A-Z]{6,8} - \d{4}"
#: A number of the year with its year, set apart: "2 / 2024", "2022 / 053"; without a stroke at the end of its stretch: "2025 52".
_OF_YEAR = r"(?:\d{1,6} / (?:19|20)\d{2}|(?:19|20)\d{2} / \d{1,6}|20\d{2} \d{1,4}(?=  |$))"
#: A number in parts with strokes set apart, alone to the end of its stretch: "CN - 3621", "0 - 013622 - 3".
_IN_PARTS = r"(?:[A-Z]{1,4}|\d{1,6})(?: - \d{1,8}){1,3}(?=  |$)"
#: These, and a long number in groups: "938 451 313".
_GROUPED = re.compile(
    rf"(?<![\w@.,/+-])(?<!\d )(?<!- )(?:\d{{1,4}}(?: \d{{2,4}}){{2,4}}(?![\w./,-]| \d)|{_OF_YEAR}(?![\w./,-]| \d)|{_IN_PARTS}"
    rf"|{_BILLED}(?=  | ·|$))"
)
_DIGIT = re.compile(r"\d")
_NO_PREFIX = frozenset({
    "DU", "DE", "LE", "LA", "EN", "NO", "NR", "ET", "AU", "VOM", "DER", "DES", "EUR", "USD", "GBP", "CHF", "OF", "ON", "DEL", "AM",
    "BIS", "N", "TO", "II", "PAGE", "DAY", "BOX", "BP",
})  # fmt: skip
_PHONE_LIKE = re.compile(r"^\d{2}([ .]\d{2}){4}$|^\+|^\(?0\d+\)?$")
_MEASURE = re.compile(r"^\d+([.,]\d+)?(%|€|\$|h|j|kg|g|cm|mm|m|l|x|st|er|e|nd|rd|th|am|pm)$", re.IGNORECASE)


def references_in(row: Row, identifiers: Sequence[Identifier]) -> Iterator[Reference]:
    """The codes of a line that could name a document: with a digit, no identifier, no address of the net."""
    if not _DIGIT.search(row.text):
        return
    grouped = [Span(row, *match.span()) for match in _GROUPED.finditer(row.text)]
    grouped = [span for span in grouped if not any(span.overlaps(i.span) and i.is_valid for i in identifiers)]
    yield from (Reference(span, span.text.replace(" ", "") if re.fullmatch(_BILLED, span.text) else span.text) for span in grouped)
    for match in _REFERENCE.finditer(row.text):
        if any(span.start <= match.start() < span.end for span in grouped):
            continue
        code = match["code"].rstrip("./-–#+&")
        if not re.search(r"\d", code) or "www" in code.lower() or _MEASURE.match(code):
            continue
        prefix = match["prefix"] if match["prefix"] and match["prefix"] not in _NO_PREFIX else ""
        start = match.start("prefix") if prefix else match.start("code")
        span = Span(row, start, match.start("code") + len(code))
        if not any(span.overlaps(i.span) and i.is_valid for i in identifiers):
            yield Reference(span, f"{prefix} {code}" if prefix else code)


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
    under = next((s.text.strip() for s in below.segments if _over(segment.box.left, segment.box.right, s)), "")
    return replace(reference, value=f"{reference.value}-{under}") if _REST_OF_CODE.fullmatch(under) and _DIGIT.search(under) else reference


#: How far below a label its value may stand, in heights of the label.
_REACH_BELOW = 3.6
#: How well a value stands in the cell under a label; worse when something else answers the label on its own line.
_UNDER, _UNDER_ANSWERED = 0.99, 0.72
#: How much less it is the label's when another one announces it on its own line.
_ANSWERS_ANOTHER = 0.4
#: How well a value stands for the label that ends the line before.
_WRAPPED = 0.9
#: How well a value stands at the height of its label on another line, and how much of the lower one's height they then share.
_LEVEL, _SHARED = 0.9, 0.6


def beside(
    label: Label, values: Sequence[Sequence[_Value]], found: Candidates, stop: Callable[[Label], bool] = lambda _: True
) -> Iterator[tuple[_Value, float]]:
    """The values that a label may announce, each with how well it stands for that, from 0 to 1.

    To the right up to the next label for which `stop` holds; else under the label in the next lines.
    """
    row = label.span.row
    after = [v for v in values[row.index] if v.span.start >= label.span.end - 1]
    barrier = min((o.span.start for o in found.labels[row.index] if _is_barrier(o, label) and stop(o)), default=len(row.text) + 1)
    right = [(v, _nearness(label.span, v.span)) for v in after if v.span.start < barrier] or list(_level(label, values, found))
    under = [] if right and right[0][1] > _APART else list(_below(label, values, found))
    # What stands apart in another block gives way to what stands right under the label.
    share = _GIVES_WAY if right and under and right[0][1] <= _APART else 1.0
    for order, (value, nearness) in enumerate(right):
        yield value, share * nearness * 0.85**order
    if not right or share < 1:
        yield from under
    if not right:
        yield from _wrapped(label, values, found)


def _is_barrier(other: Label, label: Label) -> bool:
    """Whether what stands after another label is no longer this one's; "le" and "vom" are small words as often as labels."""
    return other.span.start >= label.span.end and not (other.is_weak and other.span.folded in SMALL_LABELS)


#: How directly what stands in a stretch of its own with other words, as in an address, follows the label before that stretch.
_APART = 0.8
#: How much less likely it is when something stands right under the label.
_GIVES_WAY = 0.6


def _nearness(label: Span, value: Span) -> float:
    """How directly a value follows its label on the line."""
    between = label.row.text[label.end : value.start]
    words = [w for w in re.findall(r"[^\W_]+", between) if not currency_of(w) and fold(w) not in WEEKDAYS]
    if words:
        return max(0.45, 0.9 - 0.12 * len(words))
    return _APART if "  " in between and _begins_an_address(value) else 1.0


def _begins_an_address(value: Span) -> bool:
    """Whether a number begins its stretch and a name follows: "1204 GENÈVE", "12 rue de la Gare"."""
    rest = value.row.text[value.end :].split("  ")[0]
    return value.text.isdigit() and bool(re.match(r",? [^\W\d_]{3,}", rest))


def _below(label: Label, values: Sequence[Sequence[_Value]], found: Candidates) -> Iterator[tuple[_Value, float]]:
    place = label.span.box
    answered = _has_text_beside(label, found)
    nearer: list[Label] = []
    for row in found.rows[label.span.row.index + 1 : label.span.row.index + 5]:
        if row.page is not label.span.row.page or row.box.top - place.bottom > _REACH_BELOW * place.height:
            return
        under = [v for v in values[row.index] if _over(place.left, place.right, v.span)]
        for value in under:
            share = (_UNDER_ANSWERED if answered else _UNDER) * (_APART if _begins_an_address(value.span) else 1.0)
            of_another = _answers_another(value.span, label, found) or _stands_under(value.span, nearer)
            yield value, share * (_ANSWERS_ANOTHER if of_another else 1.0)
        is_answer = any(not _begins_an_address(v.span) for v in under)
        if is_answer or any(_over(place.left, place.right, o.span) for o in found.labels[row.index]):
            return
        nearer += found.labels[row.index]


def _level(label: Label, values: Sequence[Sequence[_Value]], found: Candidates) -> Iterator[tuple[_Value, float]]:
    """The nearest value to the right at the height of a label, on the line before or after: cells of one row may be boxed unevenly."""
    place, row = label.span.box, label.span.row
    if re.search(r"\w", row.text[label.span.end :]):
        return
    for other in (row.index - 1, row.index + 1):
        if not 0 <= other < len(found.rows) or found.rows[other].page is not row.page:
            continue
        for value in values[other]:
            before = found.rows[other].text[: value.span.start]
            begins = re.search(r"(?:^|  )\W{0,2}$", before)
            apart = value.span.box.left >= place.right and not _begins_an_address(value.span)
            if begins and apart and _is_level(place, value.span.box) and not _has_label(label, value, found):
                yield value, _LEVEL
                return


def _is_level(one: Box, other: Box) -> bool:
    """Whether two boxes stand at one height."""
    return min(one.bottom, other.bottom) - max(one.top, other.top) > _SHARED * min(one.height, other.height)


def _has_label(label: Label, value: Placed, found: Candidates) -> bool:
    """Whether the line of a value has a label of its own between that label and the value."""
    left, right = label.span.box.right, value.span.box.left
    return any(left <= o.span.box.left and o.span.box.right <= right for o in found.labels[value.span.row.index])


def _wrapped(label: Label, values: Sequence[Sequence[_Value]], found: Candidates) -> Iterator[tuple[_Value, float]]:
    """The value that begins the next line of running text where the label ends its own: "votre facture n°" and "FA-12" below."""
    row = label.span.row
    below = found.rows[row.index + 1] if row.index + 1 < len(found.rows) else None
    if below is None or below.page is not row.page or len(row.segments) > 1 or len(below.segments) > 1:
        return
    first = next(iter(values[below.index]), None)
    ends = label.span.start > 0 and not label.is_weak and not re.search(r"\w", row.text[label.span.end :])
    if ends and first and not re.search(r"\w", below.text[: first.span.start]):
        yield first, _WRAPPED


def _answers_another(value: Span, label: Label, found: Candidates) -> bool:
    """Whether a plain label of something else announces the value on its own line: "Commande : 1122" under the title "Facture"."""
    row = value.row

    def announces(other: Label) -> bool:
        between = row.text[other.span.end : value.start]
        return other.span.end <= value.start and not re.search(r"\w", between) and ("  " not in between or ":" in between)

    others = (o for o in found.labels[row.index] if not o.is_weak and o.name not in {label.name, "deadline"})
    return any(announces(o) for o in others)


def _stands_under(value: Span, labels: Iterable[Label]) -> bool:
    """Whether one of the labels stands over the value: the head of its column, under a title that reaches over it."""
    return any(not o.is_weak and _over(value.box.left, value.box.right, o.span) for o in labels)


def _over(left: float, right: float, span: Span) -> bool:
    return span.box.left < right and left < span.box.right


def _has_text_beside(label: Label, found: Candidates) -> bool:
    """Whether the label is answered on its own line: by text right after it that holds no other label."""
    row = label.span.row
    rest = row.text[label.span.end :]
    if rest.startswith("  "):
        return False
    start = label.span.end + len(rest) - len(rest.lstrip(" :."))
    end = start + len(rest.lstrip(" :.").split("  ")[0])
    others = [o for o in found.labels[row.index] if start <= o.span.start < end]
    return bool(re.search(r"\w", row.text[start:end])) and not others


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
