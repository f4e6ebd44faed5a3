"""Watched mailboxes: which messages of a folder are picked up before anybody opens them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Watch(StrEnum):
    """What the administrator wants of a watched mailbox."""

    ACTIVE = "active"
    PAUSED = "paused"
    #: To be given up: it is forgotten as soon as the mail system was told.
    ENDED = "ended"


@dataclass(frozen=True)
class Heading:
    """What a mail system tells of a message before it is read."""

    #: Its reference in that mail system.
    reference: str
    sender: str = ""
    subject: str = ""
    has_attachments: bool = False
    #: False when the mail system could not say more than the reference: whether it is picked up shows when the message is fetched.
    is_told: bool = True


@dataclass(frozen=True)
class PickingRule:
    """Which messages are picked up; what is left empty keeps none out."""

    #: The names of the folders down to it, with slashes between them; "" is the inbox.
    folder: str = ""
    #: Addresses, or domains without anything before them; one of them must have sent it.
    senders: tuple[str, ...] = ()
    #: One of these must stand in the subject.
    subjects: tuple[str, ...] = ()
    only_with_attachments: bool = False

    def picks(self, heading: Heading) -> bool:
        """Whether the message is picked up; capital letters make no difference."""
        if self.only_with_attachments and not heading.has_attachments:
            return False
        subject = heading.subject.casefold()
        is_about_it = not self.subjects or any(words.casefold() in subject for words in self.subjects)
        return is_about_it and (not self.senders or any(_is_from(heading.sender.casefold(), one.casefold()) for one in self.senders))


def _is_from(sender: str, wanted: str) -> bool:
    """Whether it is that address, or one of that domain or of one below it."""
    name, _, domain = wanted.rpartition("@")
    if name:
        return sender == wanted
    own = sender.rpartition("@")[2]
    return own == domain or own.endswith(f".{domain}")
