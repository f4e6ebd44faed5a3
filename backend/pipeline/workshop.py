"""The Workshop: everything a stage of the pipeline needs from outside, wired once by `app`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from backend.confinement import Caller, Here
from backend.connectors.connector import Connector
from backend.mailboxes.watching import Watchable
from backend.model.case import Mark
from backend.settings import Settings
from backend.store import Claim, Scope, Store


class Work(StrEnum):
    """The kinds of work that can be due."""

    PREPARE = "prepare"
    POST = "post"
    CANCEL = "cancel"
    #: Filing the originals with the posted document.
    FILE = "file"
    #: Matching a case anew: another ERP was connected, or its catalog is whole now.
    MATCH = "match"
    #: Asking the ERP what changed in its master data.
    CATALOG = "catalog"
    #: Subscribing to a watched mailbox, and reading what came.
    WATCH = "watch"
    #: Marking messages in their mailboxes.
    MARK = "mark"


def _now() -> datetime:
    return datetime.now(UTC)


def _leave_it_to_the_sweep(_work: str, _organisation: str, _id: str) -> None:
    """No nudge: the sweep finds the work by its status."""


def _no_sandbox(_organisation: str) -> Connector | None:
    return None


def _nobody_is_known_to_be_dead(_holder: str) -> bool:
    return False


@dataclass(frozen=True)
class Workshop:
    """What the pipeline works with."""

    store: Store
    #: The ERP of an organisation.
    connector: Callable[[str], Connector]
    settings: Settings
    #: The test company in which an organisation's documents are tried first, None where they are not.
    sandbox: Callable[[str], Connector | None] = _no_sandbox
    #: By the name of the mail system: a mailbox of an organisation, by its address, read in the application's own name ("" for none of
    #: them: whether it could be); raises MailboxMisconfigured.
    watchables: Mapping[str, Callable[[str, str], Watchable]] = field(default_factory=dict)
    #: By the name of the mail system: marks a message of an organisation, by its reference, or takes our marks away.
    markers: Mapping[str, Callable[[str, str, Mark | None], None]] = field(default_factory=dict)
    #: Called with the work, the organisation and the mail's or case's id when work became due; only a hint, losing it loses nothing.
    nudge: Callable[[str, str, str], None] = _leave_it_to_the_sweep
    clock: Callable[[], datetime] = _now
    #: Names this process in the claims it makes.
    holder: str = "workshop"
    #: Whether the process of that name has certainly ended, so that its claims are void before their time.
    is_dead: Callable[[str], bool] = _nobody_is_known_to_be_dead
    #: Calls what works on a stranger's bytes, where it can be stopped.
    caller: Caller = field(default_factory=Here)

    def scope(self, organisation: str) -> Scope:
        """What is kept for the organisation."""
        return self.store.scoped(organisation)

    def silent_since(self) -> datetime:
        """Whoever gave no sign since then does not hold a mail any more."""
        return self.clock() - timedelta(seconds=self.settings.claim_seconds)

    def claim(self) -> Claim:
        """A claim of this process, from now on."""
        now = self.clock()
        return Claim(self.holder, now, now + timedelta(seconds=self.settings.claim_seconds))
