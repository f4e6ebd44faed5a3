"""A Case: all that is known of one trade document or question, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from backend.model.catalog import Match
from backend.model.finding import Finding, Severity
from backend.model.kept import Kept
from backend.model.sentence import Sentence
from backend.model.trade import Intent, TradeDocument


class MailStatus(StrEnum):
    """Where a mail stands. `received` means work is due."""

    RECEIVED = "received"
    PREPARED = "prepared"


class Status(StrEnum):
    """Where a case stands. The status is the queue: `approved`, `posting` and `cancelling` mean that work is due."""

    IN_REVIEW = "in_review"
    APPROVED = "approved"
    POSTING = "posting"
    POSTED = "posted"
    CANCELLING = "cancelling"
    ANSWERED = "answered"
    REJECTED = "rejected"
    ON_HOLD = "on_hold"


class Mark(StrEnum):
    """What a message is marked with in its mailbox: something is to be checked, or all that could be sent is in the ERP."""

    TO_CHECK = "to_check"
    POSTED = "posted"


#: The statuses in which people work on a case.
OPEN = frozenset({Status.IN_REVIEW, Status.ON_HOLD})
#: The statuses in which a job has something to do.
WORK_IS_DUE = frozenset({Status.APPROVED, Status.POSTING, Status.CANCELLING})


@dataclass(frozen=True)
class Receipt:
    """What the ERP answered to a posting."""

    #: The ERP's own id, its number for people, and a link to it.
    id: str
    number: str
    url: str = ""


@dataclass(frozen=True)
class Decision:
    """Who decided, and when."""

    user_id: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Undone:
    """A posting that was taken back: the ERP's number of it, and when."""

    number: str
    at: datetime


@dataclass(frozen=True)
class Rehearsal:
    """A document that is posted to a test company before it goes to the ERP."""

    #: The key under which the test company is asked to post; never one of the ERP's.
    key: str
    #: The digest of the document that is tried, "" once a person corrected it.
    document: str
    #: What the test company answered, None while it is still to be asked.
    receipt: Receipt | None = None
    #: What it kept otherwise than it was sent; None when it does not show what it keeps.
    differences: tuple[Sentence, ...] | None = ()
    #: The document of an earlier rehearsal, which is to be taken back there.
    replaces: Receipt | None = None


@dataclass(frozen=True)
class Case:
    """One trade document or question of one mail. `version` counts its changes and guards them (optimistic locking)."""

    id: str
    organisation: str
    mail_id: str
    intent: Intent
    status: Status = Status.IN_REVIEW
    version: int = 1
    #: ISO 639-1 of what the sender wrote.
    language: str = ""
    #: None for a question.
    document: TradeDocument | None = None
    #: The document as it was read, from the first correction on; None while nothing was corrected.
    read: TradeDocument | None = None
    #: The sender's own words that make a question or a request, "" when there are none.
    question: str = ""
    matches: Mapping[str, Match] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    #: The key under which the ERP is asked to post, the same at every attempt.
    posting_key: str = ""
    receipt: Receipt | None = None
    #: How it was tried in the test company, or is to be; None when it is not.
    rehearsal: Rehearsal | None = None
    #: The ERP's order that it changes, as it stood when it was last asked for; None for what changes none.
    kept: Kept | None = None
    #: Who sent it to the ERP, rejected it or answered it.
    decision: Decision | None = None
    #: Until when a posting can be undone.
    undo_until: datetime | None = None
    #: The posting that was taken back last, until there is another one.
    undone: Undone | None = None
    #: Why the last posting did not succeed: in the ERP's words, or a sentence of ours.
    refusal: Sentence | str = ""

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """The findings that keep it from being sent."""
        return tuple(f for f in self.findings if f.severity is Severity.BLOCKING)
