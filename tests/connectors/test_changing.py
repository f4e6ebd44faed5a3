"""What is left to do of a change, whatever was done of it already."""

from __future__ import annotations

from decimal import Decimal

import pytest

from backend.connectors.changing import todo
from backend.errors import PostingRejected
from backend.model.kept import Kept, KeptLine, LineChange, OrderChange, taken_back
from backend.model.trade import Line, Party

KNIFE, GLASS = (KeptLine(id_, item, item, Decimal(10), Decimal(3)) for id_, item in (("1", "knife"), ("2", "glass")))
BEFORE = Kept("O1", "O1", lines=(KNIFE, GLASS))


def line(item, quantity):
    return Line(item, item, Decimal(quantity), Decimal(3), Decimal(quantity * 3))


#: More knives, no glasses any more, and a plate.
CHANGE = OrderChange(
    "C1", None, "EUR", Party("P1", "P"), (line("knife", 12), line("glass", 0), line("plate", 4)), kept=BEFORE,
    changes=(LineChange(KNIFE, line("knife", 12)), LineChange(GLASS, None), LineChange(None, line("plate", 4))),
)  # fmt: skip


def kept(*lines):
    return Kept("O1", "O1", lines=tuple(KeptLine(id_, item, item, Decimal(quantity), Decimal(3)) for id_, item, quantity in lines))


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (BEFORE, (1, 1, 1)),
        (kept(("1", "knife", 12), ("2", "glass", 10)), (0, 1, 1)),
        (kept(("1", "knife", 12), ("2", "glass", 0)), (0, 0, 1)),
        (kept(("1", "knife", 12), ("3", "plate", 4)), (0, 0, 0)),
        # The new line has the number of the one that is gone.
        (kept(("1", "knife", 12), ("2", "plate", 4)), (0, 0, 0)),
    ],
)
def test_only_what_is_not_so_already_is_left_to_do(now, left):
    due = todo(CHANGE, now)
    assert (len(due.changed), len(due.cancelled), len(due.added)) == left
    assert due.is_nothing == (left == (0, 0, 0))


@pytest.mark.parametrize("now", [kept(("1", "knife", 11), ("2", "glass", 10)), kept(("2", "glass", 10)), None, Kept("O1", "O1")])
def test_what_somebody_else_has_changed_is_refused(now):
    with pytest.raises(PostingRejected):
        todo(CHANGE, now)


def test_taken_back_it_is_what_it_was_and_taken_back_twice_the_change_again():
    due = todo(taken_back(CHANGE), kept(("1", "knife", 12), ("2", "plate", 4)))
    assert [(found.id, now.quantity) for found, now in due.changed] == [("1", 10)]
    assert [found.item_id for found in due.cancelled] == ["plate"]
    assert [(added.item_id, added.quantity) for added in due.added] == [("glass", 10)]
    with pytest.raises(ValueError, match=r"^$"):
        taken_back(OrderChange("C1", None, "EUR", Party("P1", "P"), (), kept=BEFORE))
