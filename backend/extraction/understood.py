"""What Countersign understood of one mail: an intent, and the trade document or the question behind it."""

from __future__ import annotations

from dataclasses import dataclass

from backend.model.finding import Finding
from backend.model.trade import Intent, TradeDocument


@dataclass(frozen=True)
class Understood:
    """One trade document or question of a mail; it opens one case."""

    intent: Intent
    #: ISO 639-1 of what the sender wrote, "" when it cannot be told.
    language: str
    #: None for a question, a request or a message that asks nothing of us.
    document: TradeDocument | None = None
    #: The sender's own words that make a question or a request, "" when there are none.
    question: str = ""
    findings: tuple[Finding, ...] = ()
