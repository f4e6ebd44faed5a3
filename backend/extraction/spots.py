"""Spots: describing where a value stands so that the next document of the layout shows it again, and finding what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from backend.extraction.amounts import currency_of
from backend.extraction.candidates import Candidates
from backend.extraction.landmarks import ON_GRID, measured
from backend.extraction.layout import Row, Span, fold
from backend.extraction.printed_values import countries_of, is_code, is_text, shape_of, values_in
from backend.model.memory import Spot
from backend.model.trade import AMOUNT_FIELDS

#: How far a value may have moved from where it stood, in hundredths of the page or characters.
_TOLERANCE = 2.0
#: How far to the left an anchor may stand, in the same measure, and how many lines over the value.
_REACH_LEFT, _ROWS_ABOVE = 45.0, 3
#: An anchor has no more words, the nearest ones.
_ANCHOR_WORDS = 4
#: How well a value stands where it is wanted: at its place from the anchor, or on the page itself.
_FROM_ANCHOR, _ON_PAGE = 1.0, 0.9
#: Lines of one address are no further apart, in heights of a line.
_LINE_GAP = 1.6
_MOST_ROWS = 12


@dataclass(frozen=True)
class Standing:
    """What stands at a spot: its printed lines, its value, and how well it stands there, from 0 to 1."""

    spans: tuple[Span, ...]
    value: str
    fit: float


def describe(spans: Sequence[Span], name: str, found: Candidates) -> tuple[Spot, ...]:
    """The spots of a value that stands on those stretches of lines: by what stands left of it, by what stands over it, else by its page.

    () for an amount with nothing fixed beside or over it.
    """
    first = spans[0]
    anchors = [*_left(first), *_above(first, found)]
    if not anchors:
        # Totals move down with the lines over them.
        return () if name in AMOUNT_FIELDS else (_spot(None, spans, name),)
    return tuple(_spot(anchor, spans, name) for anchor in anchors)


def standing_at(spot: Spot, name: str, found: Candidates) -> Standing | None:
    """What stands at a spot of these pages; None when its anchor is not there, or nothing of the field's kind stands at it."""
    if not spot.anchor:
        return _on_page(spot, name, found)
    standings = (_from_anchor(anchor, spot, name, found) for anchor in _anchors(spot.anchor, found))
    return max((s for s in standings if s), key=lambda s: (s.fit, -_moved(s.spans[0], spot)), default=None)


def _moved(span: Span, spot: Spot) -> float:
    """How far from its old place on the page a value stands, pages counting most."""
    here = span.box
    return 10 * abs(span.row.page.number - spot.page) + abs(here.left - spot.box.left) + abs(here.top - spot.box.top)


def is_at(span: Span, spots: Sequence[Spot], name: str, found: Candidates) -> bool:
    """Whether a value stands at one of the spots."""
    return any(
        (one.anchor, round(one.dy)) == (other.anchor, round(other.dy)) and abs(one.dx - other.dx) <= _TOLERANCE
        for one in describe((span,), name, found)
        for other in spots
    )


def _spot(anchor: Span | None, spans: Sequence[Span], name: str) -> Spot:
    value, page = measured(spans[0].box, spans[0].row.page), spans[0].row.page
    origin = measured(anchor.box, page) if anchor else value
    text = spans[0].row.text
    countries = tuple(sorted(countries_of(spans[0].text))) if name.endswith("_vat_id") else ()
    ending = re.match(r"[^\w\s]|\s[^\w\s](?=\s)", text[spans[0].end :]) if is_text(name) else None
    return Spot(
        anchor=anchor.text if anchor else "",
        dx=round(value.left - origin.left, 2),
        dy=round(value.top - origin.top, 2),
        right=round(value.right - origin.left, 2),
        page=page.number,
        box=spans[0].box,
        shape=shape_of(spans[0].text) if is_code(name) or countries else "",
        countries=countries,
        rows=len(spans),
        ends_at=ending.group().strip() if ending else "",
    )


def _left(value: Span) -> Iterator[Span]:
    """The nearest words without digits before the value on its line."""
    words = [(w, at) for w, at in zip(value.row.words, value.row.starts, strict=True) if at + len(w.text) <= value.start]
    taken: list[tuple[int, int]] = []
    for word, at in reversed(words):
        if not taken and currency_of(word.text):
            continue
        if any(c.isdigit() for c in word.text) or len(taken) == _ANCHOR_WORDS or (taken and _is_gap(value.row, at + len(word.text))):
            break
        taken.append((at, at + len(word.text)))
    span = Span(value.row, taken[-1][0], taken[0][1]).trimmed() if taken else None
    if span and any(c.isalpha() for c in span.text):
        page = value.row.page
        if measured(value.box, page).left - measured(span.box, page).right <= _REACH_LEFT:
            yield span


def _is_gap(row: Row, end: int) -> bool:
    return row.text[end : end + 2] == "  "


def _above(value: Span, found: Candidates) -> Iterator[Span]:
    """The words without digits right over the value, on the nearest line that has some there."""
    for row in reversed(found.rows[max(0, value.row.index - _ROWS_ABOVE) : value.row.index]):
        if row.page is not value.row.page:
            return
        for segment in row.segments:
            span = segment.trimmed()
            if span.text and not currency_of(span.text) and span.box.left < value.box.right and value.box.left < span.box.right:
                if not any(c.isdigit() for c in span.text) and len(span.text.split()) <= _ANCHOR_WORDS:
                    yield span
                return


def _anchors(wanted: str, found: Candidates) -> Iterator[Span]:
    """Wherever the words of an anchor stand, whole."""
    pattern = re.compile(rf"(?<!\w){re.escape(fold(wanted))}(?!\w)")
    for row in found.rows:
        for match in pattern.finditer(row.folded):
            yield Span(row, *match.span())


def _from_anchor(anchor: Span, spot: Spot, name: str, found: Candidates) -> Standing | None:
    origin = measured(anchor.box, anchor.row.page)
    if spot.dy and abs(spot.dy) > _half_a_line(anchor):
        rows = [row for row in _rows_below(anchor, found) if abs(measured(row.box, row.page).top - origin.top - spot.dy) <= _TOLERANCE]
        rows.sort(key=lambda row: abs(measured(row.box, row.page).top - origin.top - spot.dy))
        standings = (_on_row(row, origin.left, spot, name, found, None) for row in rows)
        return next((s for s in standings if s), None)
    return _on_row(anchor.row, origin.left, spot, name, found, anchor)


def _half_a_line(anchor: Span) -> float:
    place = measured(anchor.box, anchor.row.page)
    return 0.5 * (place.bottom - place.top)


def _rows_below(anchor: Span, found: Candidates) -> list[Row]:
    around = found.rows[anchor.row.index : anchor.row.index + 2 * _ROWS_ABOVE + 1]
    return [row for row in around if row.page is anchor.row.page]


def _on_row(row: Row, left: float, spot: Spot, name: str, found: Candidates, anchor: Span | None) -> Standing | None:
    """The value on a line at its distance from there."""
    if is_text(name):
        return _text(row, left, spot, found, anchor)
    values = [v for v in values_in(row, name, found, spot.shape, spot.countries) if anchor is None or v.span.start >= anchor.end]
    placed = min(values, key=lambda v: off(v.span, left, spot), default=None)
    if placed and off(placed.span, left, spot) <= _TOLERANCE:
        return Standing((placed.span,), placed.value, _FROM_ANCHOR)
    return None


def off(span: Span, left: float, spot: Spot) -> float:
    """How far a value stands from its place, by its left edge, its right edge or its middle."""
    place = measured(span.box, span.row.page)
    middle = abs((place.left + place.right) / 2 - left - (spot.dx + spot.right) / 2)
    return min(abs(place.left - left - spot.dx), abs(place.right - left - spot.right), middle)


def _text(row: Row, left: float, spot: Spot, found: Candidates, anchor: Span | None) -> Standing | None:
    """The words that begin at their distance from there, to the end of their stretch, over as many lines as they had."""
    begun = _beginning(row, left + spot.dx, anchor)
    if begun is None:
        return None
    spans = [_ended(begun, spot.ends_at)]
    for below in found.rows[row.index + 1 : row.index + min(spot.rows, _MOST_ROWS)]:
        last = spans[-1].row
        if below.page is not last.page or below.box.top - last.box.bottom > _LINE_GAP * last.box.height:
            break
        more = _beginning(below, left + spot.dx, None)
        if more is None:
            break
        spans.append(more)
    spans = [s for s in (span.trimmed(" \t:") for span in spans) if s.text]
    if not spans:
        return None
    return Standing(tuple(spans), ", ".join(" ".join(s.text.split()) for s in spans), _FROM_ANCHOR)


def _beginning(row: Row, left: float, anchor: Span | None) -> Span | None:
    """The words of a line from the one that begins there to the next wide gap."""
    for word, start in zip(row.words, row.starts, strict=True):
        if abs(measured(word.box, row.page).left - left) <= _TOLERANCE and (anchor is None or start >= anchor.end):
            end = row.text.find("  ", start)
            return Span(row, start, len(row.text) if end < 0 else end)
    return None


def _ended(span: Span, sign: str) -> Span:
    at = span.text.find(sign, 1) if sign else -1
    return replace(span, end=span.start + at) if at > 0 else span


def _on_page(spot: Spot, name: str, found: Candidates) -> Standing | None:
    """The value at its place on the page itself."""
    for row in found.rows:
        if row.page.number != spot.page or row.page.origin in ON_GRID or abs(row.box.top - spot.box.top) * 100 > _TOLERANCE:
            continue
        left = measured(spot.box, row.page).left
        standing = _on_row(row, left, spot, name, found, None)
        if standing:
            return replace(standing, fit=_ON_PAGE)
    return None
