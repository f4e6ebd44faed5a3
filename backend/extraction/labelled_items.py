"""Items told like a form: "Item: ...", "Qty: 24", "Price: 3.10", on a line of their own or on one."""

from __future__ import annotations

from collections.abc import Iterator

from backend.extraction import prose_words
from backend.extraction.candidates import Candidates
from backend.extraction.layout import Row, Span
from backend.extraction.prose_items import Told
from backend.extraction.thoughts import BULLET, is_next, joined
from backend.extraction.units import unit_code
from backend.patterns import late

_QUANTITY = late(rf"(?<!\w){prose_words.QUANTITY_LABEL}\.?\s*[:=.–-]?\s*(?P<count>\d[\d.,]*(?<=\d)(?:[ ]\d{{3}})*)(?![\w/])")
_OTHERS = late(
    rf"(?<!\w)(?:(?P<amount>{prose_words.AMOUNT_LABEL})\s*[:=]\s*(?=[€$£]?\s?\d)|(?P<price>{prose_words.PRICE_LABEL})\s*[:=]?\s*(?=[€$£]?\s?\d)|(?P<reference>{prose_words.REFERENCE_LABEL})(?:\s*[.:°]?\s*(?=[\w./-]*\d)|\s*:\s*(?=\w))"
    rf"|(?P<thing>{prose_words.THING_LABEL})\s*:\s*)"
)
_UNIT = late(r"\s*(?P<unit>[^\W\d_]+)(?=[\s.,;)]|$)")
_AMOUNT = late(r"[€$£]?\s?(?P<value>\d[\d.,]*(?<=\d)(?:[ ]\d{3}(?:[.,]\d+)?)*)(?:\s?(?:[€$£]|eur|usd|gbp|chf))?")
_MOST = 2000


def labelled_items(found: Candidates) -> tuple[Told, ...]:
    """The items whose quantity a label announces; () when there are none."""
    return tuple(told for lines in _blocks(found.rows[:_MOST]) for told in _told(lines))


def _blocks(rows: tuple[Row, ...]) -> Iterator[list[Row]]:
    """The runs of lines that have labels; a gap or a label that comes again begins the next item."""
    block: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        kinds = _kinds(row)
        if block and (not kinds or kinds & seen or not is_next(row, block[-1])):
            yield block
            block, seen = [], set()
        if kinds:
            block.append(row)
            seen |= kinds
    if block:
        yield block


def _kinds(row: Row) -> set[str]:
    """Which labels a line has."""
    kinds = {name for match in _OTHERS.finditer(row.folded) for name in ("amount", "price", "reference", "thing") if match[name]}
    return kinds | ({"quantity"} if _QUANTITY.search(row.folded) else set())


def _told(rows: list[Row]) -> Iterator[Told]:
    """The item of a block: its quantity wherever it stands, its words those that no label is."""
    row = joined(rows)
    counted = list(_QUANTITY.finditer(row.folded))
    if len(counted) != 1:
        return
    match = counted[0]
    others = list(_OTHERS.finditer(row.folded))
    labels = [m.span() for m in others]
    following = min((start for start, _ in labels if start >= match.end()), default=len(row.text))
    bullet = BULLET.match(row.text)
    count = Span(row, *match.span("count"))
    unit = _UNIT.match(row.folded, match.end(), following)
    counting = match.start(), unit.end() if unit and unit_code(unit["unit"]) else match.end()
    amounts = [amount for m in others if m["amount"] and (amount := _AMOUNT.match(row.folded, m.end()))]
    cuts = (*labels, counting, *(amount.span() for amount in amounts))
    words, after = Span(row, bullet.end() if bullet else 0, len(row.text)), Span(row, match.end(), following)
    yield Told(count, words, after, cuts, Span(row, *amounts[0].span("value")) if len(amounts) == 1 else None)
