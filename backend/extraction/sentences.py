"""The sentences of a message: its lines put together as they were meant, and cut where sentences end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backend.extraction.layout import Row, rows_of
from backend.model.document import Document
from backend.patterns import late

#: A line shorter than this share of the longest one ended because its writer wanted it to.
_FULL_LINE = 0.7
#: More white space than this share of a line's height between two lines begins a paragraph.
_BLANK = 0.6
_BULLET = late(r"\s*(?:[-*•·–—>]|\d{1,2}[.)])\s")
_END = late(r"(?<=[.!?…])\s+(?=[\"«'(]?\s?[A-ZÀ-ÖØ-Þ0-9¿¡])")
#: Abbreviations whose full stop ends no sentence.
_ABBREVIATION = late(r"(?:^|\s)(?:[A-Za-z]|M|Mme|Mlle|Dr|Hr|Fr|Nr|No|Art|Réf|Ref|Tél|Tel|St|env|ca|z\.B|u\.a|Sig|Sra?|bzw|max|min)\.$")
_MOST = 400


def sentences_in(document: Document) -> tuple[str, ...]:
    """The sentences of a body in order; a line of a table or list is one of its own."""
    rows = rows_of(document, [page.number for page in document.pages])
    found = (sentence for paragraph in _paragraphs(rows) for sentence in _cut(paragraph))
    return tuple(sentence for sentence, _ in zip(found, range(_MOST), strict=False))


def _paragraphs(rows: Iterable[Row]) -> Iterator[str]:
    """Lines that run on put together."""
    rows = tuple(rows)
    longest = max((len(row.text) for row in rows), default=0)
    paragraph = ""
    for before, row in zip((None, *rows), rows, strict=False):
        if before is not None and _runs_on(before, row, longest):
            paragraph = f"{paragraph} {row.text}"
            continue
        if paragraph:
            yield paragraph
        paragraph = row.text
    if paragraph:
        yield paragraph


def _runs_on(before: Row, row: Row, longest: int) -> bool:
    """Whether the line goes on with the sentence of the one before."""
    if before.page is not row.page or row.box.top - before.box.bottom > _BLANK * before.box.height:
        return False
    if "  " in row.text or "  " in before.text or _BULLET.match(row.text) or before.text.rstrip().endswith((".", "!", "?", ":", ",")):
        return before.text.rstrip().endswith(",") and row.text[:1].islower()
    return row.text[:1].islower() or len(before.text) >= _FULL_LINE * longest


def _cut(paragraph: str) -> Iterator[str]:
    """The sentences of one paragraph."""
    sentence = ""
    for piece in _END.split(paragraph):
        sentence = f"{sentence} {piece}".strip()
        if not _ABBREVIATION.search(sentence):
            yield sentence
            sentence = ""
    if sentence:
        yield sentence
