"""What a customer's change makes of the order in the ERP: its lines beside those that are kept. Lines that it does not name stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.model import trade
from backend.model.case import Case
from backend.model.catalog import best_id
from backend.model.field import Fields
from backend.model.kept import KeptLine
from backend.model.value import day, number, text
from backend.review.choices import BY_PERSON


class LineFate(StrEnum):
    """What becomes of a line."""

    ADDED = "added"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    SAME = "same"
    #: Several lines of the order have the item, or none that could be cancelled; or the customer tells another quantity than there is.
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Compared:
    """One line of a change, beside the one in the ERP that it is about."""

    #: The line's place in the document.
    place: int
    fate: LineFate
    #: The ERP's item, "" while none is matched.
    item_id: str
    description: str
    was: KeptLine | None
    #: As it is to be; None where neither the document nor the ERP says.
    quantity: Decimal | None
    net_price: Decimal | None
    requested_delivery_date: date | None


#: What says how a line is to be; a line that tells none of them names one only.
_TELLING = ("quantity", "net_price", "line_amount", "requested_delivery_date")


def is_change(case: Case) -> bool:
    """Whether the case changes an order that is there."""
    return trade.is_change(case.document, case.intent)


def compared(case: Case) -> tuple[Compared, ...]:
    """Each line of the change beside the order's line with the same item; a quantity of 0 cancels it."""
    lines = case.document.lines if case.document else ()
    items = [_item(case, place) for place in range(len(lines))]
    return tuple(_compared(case, place, line, items) for place, line in enumerate(lines))


def untouched(case: Case) -> int:
    """How many lines of the order the change does not name."""
    named = {one.was.id for one in compared(case) if one.was}
    return sum(line.id not in named for line in (case.kept.lines or ())) if case.kept else 0


def wanted_dates(case: Case) -> frozenset[date]:
    """The dates that the change names for the whole order: its own, else those of its lines where the ERP keeps none for each line."""
    document = case.document
    if document is None:
        return frozenset()
    own = day(document.value("requested_delivery_date"))
    if own or (case.kept and case.kept.has_line_dates):
        return frozenset({own} if own else ())
    return frozenset(found for line in document.lines if (found := day(text(line, "requested_delivery_date"))))


def _compared(case: Case, place: int, line: Fields, items: list[str]) -> Compared:
    item = items[place]
    same = [one for one in _lines(case) if item and one.item_id == item]
    was = same[0] if len(same) == 1 and items.count(item) == 1 else None
    quantity, price = number(line, "quantity"), number(line, "net_price")
    wanted = day(text(line, "requested_delivery_date")) if case.kept and case.kept.has_line_dates else None
    found = Compared(
        place, LineFate.UNKNOWN, item, text(line, "description") or (was.description if was else ""), was,
        quantity if quantity is not None or was is None else was.quantity,
        price if price is not None or was is None else was.net_price,
        wanted,
    )  # fmt: skip
    return Compared(**{**vars(found), "fate": _fate(case, found, is_told=bool(same))})


def _fate(case: Case, line: Compared, *, is_told: bool) -> LineFate:
    if case.kept is not None and case.kept.lines is None:
        # Only the ERP knows what is there.
        return LineFate.CANCELLED if line.quantity == 0 else LineFate.CHANGED
    if line.was is None:
        known_before = number(_read(case, line), "previous_quantity")
        return LineFate.UNKNOWN if is_told or line.quantity == 0 or known_before else LineFate.ADDED
    if line.quantity == 0:
        return LineFate.CANCELLED
    if not _is_plain(case, line):
        return LineFate.UNKNOWN
    as_it_was = (line.quantity, line.net_price) == (line.was.quantity, line.was.net_price)
    return LineFate.SAME if as_it_was and line.requested_delivery_date in {None, line.was.requested_delivery_date} else LineFate.CHANGED


def _is_plain(case: Case, line: Compared) -> bool:
    """Whether it says what becomes of a line, and of the one that there is: a quantity that a person typed does."""
    read = _read(case, line)
    if "quantity" in read and read["quantity"].method == BY_PERSON:
        return True
    before = number(read, "previous_quantity")
    is_there = before is None or (line.was is not None and line.was.quantity == before)
    return is_there and any(name in read for name in _TELLING)


def _read(case: Case, line: Compared) -> Fields:
    return case.document.lines[line.place] if case.document else {}


def _lines(case: Case) -> Iterator[KeptLine]:
    return (line for line in (case.kept.lines or ()) if line.quantity) if case.kept else iter(())


def _item(case: Case, place: int) -> str:
    return best_id(case.matches, f"lines.{place}.item")
