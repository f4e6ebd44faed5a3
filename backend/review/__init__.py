"""What a person decides about a case: corrections, confirmation, and the states it may go through. Pure functions on nouns."""

from __future__ import annotations

from backend.review.change import Change
from backend.review.states import Permitted, permitted

__all__ = ["Change", "Permitted", "permitted"]
