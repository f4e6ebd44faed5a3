"""What a mail system does for a mailbox that is watched: it announces news, tells what came since, and hands over a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.model.mail import Mail
from backend.model.watched import Heading

#: How many messages a page of changes has at most: one job reads one page, so that other work has its turn.
PAGE = 10


@dataclass(frozen=True)
class Subscription:
    """That news are announced, until a time."""

    id: str
    expires_at: datetime


@dataclass(frozen=True)
class Changes:
    """One page of the messages that came into a folder."""

    headings: tuple[Heading, ...]
    #: Where reading goes on, as the mail system names it.
    cursor: str
    #: Whether there is nothing more for now.
    is_last: bool


class Watchable(Protocol):
    """One mailbox, read in the application's own name.

    Every call raises MailboxUnavailable (try again later), MailboxMisconfigured, NotPermitted or MailboxRefused (an administrator has to
    mend something), and NotFound for what is not there.
    """

    @property
    def system(self) -> str:
        """How people call the mail system."""

    def folder(self, path: str) -> str:
        """The id of the folder that these names lead to, the inbox for ""."""

    def subscribe(self, folder: str, url: str, client_state: str, until: datetime) -> Subscription:
        """Have news of the folder announced at the address, with the client state as proof; raises MailboxRefused where that cannot be.

        Folders of one mailbox may share a subscription: it has the same id then.
        """

    def renew(self, subscription: str, until: datetime) -> Subscription:
        """The subscription, extended; raises NotFound when it is no more."""

    def unsubscribe(self, subscription: str) -> None:
        """Have nothing announced any more; one that is no more is fine."""

    def changes(self, folder: str, cursor: str, since: datetime) -> Changes:
        """What came from where the cursor stands, or since the time when there is none or the mail system knows it no more."""

    def fetch(self, reference: str, most_bytes: int) -> Mail:
        """The whole message; raises BadInput for a larger one."""
