"""What a person decides about a case: corrections, confirmation, and the states it may go through. Pure functions on nouns."""

from __future__ import annotations

from backend.review.change import Change
from backend.review.changes import Compared, LineFate, compared, is_change, untouched, wanted_dates
from backend.review.confirmation import confirmed, missing
from backend.review.corrections import correct
from backend.review.lessons import lessons, used
from backend.review.mapping import Mapped, for_erp
from backend.review.routing import route
from backend.review.stake import amount_at_stake
from backend.review.states import LOOKING, Can, can

__all__ = [
    "LOOKING", "Can", "Change", "Compared", "LineFate", "Mapped", "amount_at_stake", "can", "compared", "confirmed", "correct", "for_erp",
    "is_change", "lessons", "missing", "route", "untouched", "used", "wanted_dates",
]  # fmt: skip
