"""What an ERP keeps of a document otherwise than it was sent, a sentence for each difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from backend.connectors.whole import ROUNDING_LINE, expected
from backend.model.kept import Kept, KeptLine
from backend.model.sentence import Sentence
from backend.model.trade import Confirmed, Line, Order
from backend.model.words import FIELD_WORDS

_OTHER = Sentence("{what} : {theirs} gardé, {ours} envoyé", "{what}: {theirs} kept, {ours} sent")
_OF_LINE = Sentence("ligne {place}, {what}", "line {place}, {what}")
_LINES = Sentence("nombre de lignes", "number of lines")
_ITEM = Sentence("article", "item")
_TOTALS = ("tax_exclusive_amount", "tax_amount", "tax_inclusive_amount")
_DATES = ("issue_date", "due_date", "requested_delivery_date")


def differences(document: Confirmed, kept: Kept) -> Iterator[Sentence]:
    """Every total, line and date that the ERP tells and keeps otherwise; what it does not tell, or nobody sent, is not compared."""
    ours, theirs = expected(document).totals, kept.totals
    for name in _TOTALS:
        yield from _differs(FIELD_WORDS[name], getattr(ours, name), getattr(theirs, name))
    for name in _DATES:
        yield from _differs(FIELD_WORDS[name], getattr(document, name, None), getattr(kept, name))
    if kept.lines is not None:
        lines = tuple(_without_rounding(document, kept.lines))
        yield from _differs(_LINES, len(document.lines), len(lines))
        for place, (line, their_line) in enumerate(zip(document.lines, lines, strict=False), start=1):
            for found in _of_line(line, their_line, has_date=kept.has_line_dates and isinstance(document, Order)):
                yield _OF_LINE.filled(place=place, what=found)


def _of_line(line: Line, kept: KeptLine, *, has_date: bool) -> Iterator[Sentence]:
    yield from _differs(_ITEM, line.item_id, kept.item_id)
    yield from _differs(FIELD_WORDS["quantity"], line.quantity, kept.quantity)
    yield from _differs(FIELD_WORDS["net_price"], line.net_price, kept.net_price)
    if has_date:
        yield from _differs(FIELD_WORDS["requested_delivery_date"], line.requested_delivery_date, kept.requested_delivery_date)


def _differs(what: Sentence, ours: Decimal | date | str | int | None, theirs: Decimal | date | str | int | None) -> Iterator[Sentence]:
    if ours is not None and theirs is not None and ours != theirs:
        yield _OTHER.filled(what=what, theirs=theirs if theirs != "" else "-", ours=ours if ours != "" else "-")


def _without_rounding(document: Confirmed, lines: Iterable[KeptLine]) -> Iterator[KeptLine]:
    """The lines without the one by which we make good a difference of rounding, which stands behind them."""
    for place, line in enumerate(lines):
        if place < len(document.lines) or line.description != ROUNDING_LINE:
            yield line
