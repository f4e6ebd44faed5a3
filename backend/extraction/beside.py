"""Which values a label announces: those beside it, under it, or in the line after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from backend.extraction.amounts import currency_of
from backend.extraction.candidates import Candidates, Placed, stands_over
from backend.extraction.dates import WEEKDAYS
from backend.extraction.labels import SMALL_LABELS, Label
from backend.extraction.layout import Span, fold
from backend.model.document import Box

_Value = TypeVar("_Value", bound=Placed)
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
    # One label for two values: "Order No. & Date : 1510193639 24/04/2018".
    joined = next((o.span for o in found.labels[row.index] if _is_joined(o, label)), label.span)
    after = [v for v in values[row.index] if v.span.start >= label.span.end - 1]
    others = (o for o in found.labels[row.index] if o.span is not joined and _is_barrier(o, label) and stop(o))
    # What a number begins with is no label: "Fatura n.º FT 2025/17".
    barrier = min((o.span.start for o in others if not any(o.span.overlaps(v.span) for v in after)), default=len(row.text) + 1)
    right = [(v, _nearness(joined, v.span)) for v in after if v.span.start < barrier] or list(_level(label, values, found))
    under = [] if right and right[0][1] > _APART else list(_below(label, values, found))
    # What stands apart in another block gives way to what stands right under the label.
    share = _GIVES_WAY if right and under and right[0][1] <= _APART else 1.0
    for order, (value, nearness) in enumerate(right):
        yield value, share * nearness * 0.85**order
    if not right or share < 1:
        yield from under
    if not right:
        yield from _wrapped(label, values, found)


def _is_joined(other: Label, label: Label) -> bool:
    """Whether that label of a date and this one are one, for a number and its date."""
    text = label.span.row.text
    return other.name in _DATES and other.span.start > label.span.end and bool(_AND.fullmatch(text, label.span.end, other.span.start))


#: What joins two labels, and those of dates.
_AND = re.compile(r"\.? ?(?:[&/+]|and|et|und|y|e|en|och|og) ?")
_DATES = frozenset({"issue_date", "order_date", "other_date"})


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
        under = [v for v in values[row.index] if stands_over(place.left, place.right, v.span)]
        for value in under:
            share = (_UNDER_ANSWERED if answered else _UNDER) * (_APART if _begins_an_address(value.span) else 1.0)
            of_another = _answers_another(value.span, label, found) or _stands_under(value.span, nearer)
            yield value, share * (_ANSWERS_ANOTHER if of_another else 1.0)
        is_answer = any(not _begins_an_address(v.span) for v in under)
        if is_answer or any(stands_over(place.left, place.right, o.span) for o in found.labels[row.index]):
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
    return any(not o.is_weak and stands_over(value.box.left, value.box.right, o.span) for o in labels)


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
