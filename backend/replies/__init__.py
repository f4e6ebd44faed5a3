"""Reply drafts in the sender's language that cite the ERP's facts; never sent by us."""

from __future__ import annotations

from backend.replies.compose import compose, items_asked, reference, suitable
from backend.replies.draft import StatusReport

__all__ = ["StatusReport", "compose", "items_asked", "reference", "suitable"]
