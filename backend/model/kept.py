"""A document as the ERP keeps it, and a confirmed change of an order that is kept there."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from backend.model.trade import Line, Order, Totals


@dataclass(frozen=True)
class KeptLine:
    """One line of a document in the ERP."""

    #: The ERP's own id of the line; "" for one that it is still to make.
    id: str
    #: The ERP's item, "" when the line has none.
    item_id: str
    description: str
    quantity: Decimal
    net_price: Decimal
    #: When it is wanted, None also where the ERP keeps no date of its own for each line.
    requested_delivery_date: date | None = None


@dataclass(frozen=True)
class Kept:
    """A document as it stands in the ERP."""

    #: As in its receipt.
    id: str
    number: str
    url: str = ""
    totals: Totals = field(default_factory=Totals)
    #: None where the ERP does not show them.
    lines: tuple[KeptLine, ...] | None = None
    #: None where the ERP has none, or does not tell.
    issue_date: date | None = None
    due_date: date | None = None
    requested_delivery_date: date | None = None
    #: Whether each line of an order has a date of its own.
    has_line_dates: bool = False
    #: Whether people have made it binding, in an ERP that has to make it a draft again before it changes.
    is_confirmed: bool = False


@dataclass(frozen=True)
class LineChange:
    """What becomes of one line: `was` is None for one that is added, `now` is None for one that is cancelled."""

    was: KeptLine | None
    now: Line | None


@dataclass(frozen=True)
class OrderChange(Order):
    """A confirmed change of a customer's order: `lines` are those that the customer names, as they are to be; the others stay.

    A quantity of 0 cancels a line.
    """

    #: The order as it stood when the change was confirmed.
    kept: Kept = field(default_factory=lambda: Kept("", ""))
    #: None where the ERP does not show the lines of an order, so that only it can say what changes.
    changes: tuple[LineChange, ...] | None = None


def taken_back(change: OrderChange) -> OrderChange:
    """The change that brings the order back to what it was; raises ValueError when that is not known."""
    if change.changes is None:
        raise ValueError
    back = tuple(LineChange(_kept(one.now, one.was), _line(one.was)) for one in change.changes)
    before, after = change.kept.requested_delivery_date, change.requested_delivery_date or change.kept.requested_delivery_date
    lines = tuple(one.now or _cancelled(one.was) for one in back if one.now or one.was)
    return replace(
        change, kept=replace(change.kept, requested_delivery_date=after), requested_delivery_date=before, lines=lines, changes=back
    )


def _kept(line: Line | None, was: KeptLine | None) -> KeptLine | None:
    """The line as it is in the ERP after the change."""
    if line is None:
        return None
    day = line.requested_delivery_date
    return KeptLine(was.id if was else "", line.item_id, line.description, line.quantity, line.net_price, day)


def _line(kept: KeptLine | None) -> Line | None:
    if kept is None:
        return None
    amount = round(kept.quantity * kept.net_price, 2)
    return Line(kept.item_id, kept.description, kept.quantity, kept.net_price, amount, requested_delivery_date=kept.requested_delivery_date)


def _cancelled(kept: KeptLine | None) -> Line:
    if kept is None:
        raise ValueError
    return Line(kept.item_id, kept.description, Decimal(0), kept.net_price, Decimal(0))
