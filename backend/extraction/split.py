"""Which pages of a document are which trade document: several invoices in one file, one over many pages, appendices aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from backend.extraction.beside import beside
from backend.extraction.candidates import Candidates, candidates
from backend.extraction.header import number_and_date
from backend.extraction.kinds import Kind
from backend.extraction.labels import labels_in
from backend.extraction.layout import Row, rows_of
from backend.extraction.page_kinds import kind_by_words
from backend.extraction.sellers_words import confirms_an_order
from backend.extraction.titles import PLAIN, Title, titles
from backend.model.document import Document, Origin, Page
from backend.model.identifier import compact
from backend.model.trade import DocumentType

#: A title less plain than this may be a word in passing.
_LEAST_TITLE = 0.4
#: What may stand below an invoice or an order on its page, under a heading of its own.
_ALSO_BELOW = frozenset({Kind.TERMS, Kind.BANK_DETAILS})
#: A total is told in fewer characters than a sentence.
_LONGEST_TOTAL = 80
#: A number right behind its label.
_NUMBER_BEHIND = re.compile(r"\.? ?[:#]?\s{1,12}(?=\S*\d)[A-Z0-9][\w/.-]{2,}")
_BILLS = frozenset({Kind.INVOICE, Kind.CREDIT_NOTE, Kind.CORRECTION})
#: So many times plainer must a delivery note be than the invoice that it names, or that names it.
_MORE = 1.5
#: A number less certain than this does not tell two documents apart.
_LEAST_NUMBER = 0.6
#: The labels of what is to be paid in the end, and how near an amount must stand to them.
_FINAL, _NEAR = ("tax_inclusive_amount", "payable_amount"), 0.5
#: Pages with fewer words are logos, photographs and signatures.
_LEAST_WORDS = 12
#: So many lines of a page are searched for what it says of an order.
_MOST_TOLD = 200
_PAGE_OF = re.compile(
    r"(?:\b(?:page|seite|pagina|pag|blatt|folio|feuillet|side|sida|strona|strana|oldal|sivu)\W{0,3}|^\W*)(\d{1,3})\s*(?:/|de|of|von|sur|di|van|su|av)\s*(\d{1,3})\b\W*"
)
#: Where a longer stretch may count its page.
_PAGE = re.compile(r"pag|strona|strana")
_AMOUNT = re.compile(r"(?<![\d.,/])\d[\d .,']*[.,]\d{1,2}(?![\d.,/%])|(?:[€£$₹]|\b(?:rs\.?|eur|usd|gbp|chf))\s?\d")
_TOTAL = re.compile(
    r"\b(?:total|totaal|totale|gesamt\w*|summe|ttc|tva|t v a|vat|mwst|ust|iva|btw|importe|netto|brutto|net a payer|amount due)\b"
)
_QUANTITY = re.compile(
    r"\b(?:qte|qtes|quantite|quantites|qty|quantity|menge|anzahl|stuck|cantidad|cant|quantita|qta|aantal|hoeveelheid|antal|antall|kvantitet|kvant|mangd"
    r"|ilosc|maara|quantidade|qtd|mnozstvi|mennyiseg|cantitate)\b"
)


@dataclass(frozen=True)
class Segment:
    """Pages, by number, that belong together, and what they are; None for what cannot be told."""

    pages: tuple[int, ...]
    kind: Kind | None
    #: How plainly the first page says so.
    score: float = 0.0
    number: str = ""
    #: The page's own count, (1, 3) for "page 1 of 3"; None when it has none.
    count: tuple[int, int] | None = None
    #: Whether it says what is to be paid in the end: what comes behind that with a head of its own is another document.
    has_total: bool = False
    #: Whether it is dated with a number, as the head of a document is.
    has_head: bool = False

    @property
    def document_type(self) -> DocumentType | None:
        """The trade document it is, None when it is none."""
        return self.kind.document_type if self.kind else None


def segments(document: Document, language: str, expected: Kind | None = None) -> tuple[Segment, ...]:
    """The segments of a document in page order; `expected` is what an untitled one is likely to be (its file name, the subject)."""
    found: list[Segment] = []
    for page in document.pages:
        one = _segment(document, page, language, is_alone=len(document.pages) == 1)
        at = None if one is None else _belongs_to(one, found)
        if one is not None and at is None:
            found.append(one)
        elif one is not None and at is not None:
            found[at] = _joined(found[at], one)
    return tuple(_named(one, document, expected) for one in found)


def _belongs_to(page: Segment, found: list[Segment]) -> int | None:
    """The segment that the page goes on with: the last one, or an earlier one of the same number; None when it begins a new one."""
    if not found:
        return None
    if _continues(page, found[-1]):
        return len(found) - 1
    same = (n for n, one in enumerate(found) if page.number and (one.number, one.kind) == (page.number, page.kind))
    return next(same, None)


def _joined(segment: Segment, page: Segment) -> Segment:
    """The segment with the page; terms on its second page do not make terms of it."""
    is_named = page.kind not in _ALSO_BELOW
    return replace(
        segment,
        pages=(*segment.pages, *page.pages),
        kind=segment.kind or (page.kind if is_named else None),
        score=max(segment.score, page.score if is_named else 0.0),
        number=segment.number or page.number,
        count=page.count or segment.count,
        has_total=segment.has_total or page.has_total,
    )


def _segment(document: Document, page: Page, language: str, *, is_alone: bool) -> Segment | None:
    """One page as a segment; None for a blank one."""
    rows = rows_of(document, (page.number,))
    if not rows:
        return None
    title = _title(titles(rows))
    if title and title.kind in _ALSO_BELOW and _trades(rows):
        title = _title(tuple(t for t in titles(rows) if t.kind not in _ALSO_BELOW))
    segment = Segment((page.number,), _confirmed(title.kind, rows) if title else None, title.score if title else 0.0)
    if is_alone:
        return segment
    found = candidates(document, (page.number,), language)
    number, dated = number_and_date(found, (title and title.kind.document_type) or DocumentType.INVOICE)
    return replace(
        segment,
        number=compact(number.value) if number and number.confidence >= _LEAST_NUMBER else "",
        count=_count(rows),
        has_total=_has_total(found),
        has_head=bool(number and dated and dated.method == "label"),
    )


def _trades(rows: tuple[Row, ...]) -> bool:
    """Whether the page has the number of an invoice or an order, or a total with its amount: what else it says stands below that."""
    return any(_numbers(row) or (len(row.text) < _LONGEST_TOTAL and _TOTAL.search(row.folded) and _AMOUNT.search(row.text)) for row in rows)


def _numbers(row: Row) -> bool:
    """Whether the line begins with the number of an invoice or an order behind its label."""
    own = (o.span for o in labels_in(row) if o.name in {"invoice_number", "order_number"} and not o.is_weak)
    return any(_NUMBER_BEHIND.match(row.text, span.end) and any(span.start == s.start for s in row.segments) for span in own)


def _title(found: tuple[Title, ...]) -> Title | None:
    """The page's title: its plainest, but what only accompanies an invoice must say so plainly, and more so than the invoice."""
    billed = max((t.score for t in found if t.kind in _BILLS), default=0.0)
    if billed >= _LEAST_TITLE:
        # Invoices have a heading for the account to pay to.
        found = tuple(t for t in found if t.kind is not Kind.BANK_DETAILS)
    return next((t for t in found if t.score >= (_LEAST_TITLE if t.kind.document_type else max(PLAIN, _MORE * billed))), None)


def _has_total(found: Candidates) -> bool:
    """Whether the page says what is to be paid, with an amount beside it."""
    return any(
        amount.is_money and nearness >= _NEAR
        for label in found.labelled(*_FINAL)
        for amount, nearness in beside(label, found.amounts, found)
    )


def _count(rows: tuple[Row, ...]) -> tuple[int, int] | None:
    """The page's own count of pages."""
    for row in (*rows[:12], *rows[-6:]):
        for segment in row.segments:
            match = _PAGE_OF.fullmatch(segment.folded.strip()) or (_PAGE.search(segment.folded) and _PAGE_OF.search(segment.folded))
            if match and 1 <= int(match[1]) <= int(match[2]):
                return int(match[1]), int(match[2])
    return None


def _continues(page: Segment, last: Segment) -> bool:
    """Whether a page goes on with the segment before it."""
    counts_on = page.count and last.count and page.count == (last.count[0] + 1, last.count[1])
    if counts_on or (page.number and page.number == last.number):
        return True
    if _begins(page) and _is_over(last):
        return False
    if page.kind is None or (page.kind is not last.kind and page.score < PLAIN):
        return True
    if page.number and last.number and page.kind.document_type:
        return not page.has_head and page.score < PLAIN
    if page.count and page.count[0] == 1:
        return False
    return page.kind is last.kind


def _begins(page: Segment) -> bool:
    """Whether a document may begin here: the page counts itself the first, or has a head of its own."""
    is_titled = page.kind is not None and page.kind.document_type is not None and page.score >= PLAIN
    return bool(page.count and page.count[0] == 1) or (page.has_head and (is_titled or page.has_total))


def _is_over(segment: Segment) -> bool:
    """Whether nothing need come behind it: it said what is to be paid, or counted its last page."""
    return segment.has_total or bool(segment.count and segment.count[0] == segment.count[1])


def _named(segment: Segment, document: Document, expected: Kind | None) -> Segment:
    """The segment with the kind that its content shows, when no title does."""
    if segment.kind:
        return segment
    rows = rows_of(document, segment.pages)
    text = "\n".join(row.folded for row in rows)
    has_amounts = bool(_AMOUNT.search(text))
    is_sheet = all(row.page.origin is Origin.SHEET for row in rows)
    is_short = len(text.split()) < _LEAST_WORDS
    if (is_short and not is_sheet) or not (has_amounts or _QUANTITY.search(text)):
        return segment
    kind = expected or (Kind.ORDER if is_short else kind_by_words(rows))
    if not has_amounts and kind in _BILLS:
        # Nobody is billed nothing.
        kind = Kind.ORDER
    return replace(segment, kind=_confirmed(kind, rows))


def _confirmed(kind: Kind | None, rows: tuple[Row, ...]) -> Kind | None:
    """The kind, but of an order whose page thanks for it or says that it came in: that is its seller's confirmation."""
    is_told = kind is Kind.ORDER and confirms_an_order(" ".join(row.folded for row in rows[:_MOST_TOLD]))
    return Kind.ORDER_CONFIRMATION if is_told else kind
