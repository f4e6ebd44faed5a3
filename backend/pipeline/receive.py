"""Receiving a mail: kept once, whoever opens it, and preparing it made due."""

from __future__ import annotations

from backend.errors import BadInput
from backend.model.audit import Actor
from backend.model.case import MailStatus
from backend.model.mail import Mail
from backend.pipeline.workshop import Workshop
from backend.store import StoredMail

#: Longer names than any mail system gives (Exchange's item ids have about 200 characters).
_LONGEST_REFERENCE = 500


def receive(workshop: Workshop, organisation: str, actor: Actor, mail: Mail, mailbox: str, reference: str) -> StoredMail:
    """The mail as kept, new or not; raises BadInput when it is larger than the settings accept."""
    _accept(workshop, mail, reference)
    stored, _ = workshop.store.scoped(organisation).mails.add(mail, mailbox, reference, actor)
    if stored.status is MailStatus.RECEIVED:
        workshop.nudge("prepare", organisation, stored.id)
    return stored


def _accept(workshop: Workshop, mail: Mail, reference: str) -> None:
    size = sum(attachment.size for attachment in mail.attachments) + len(mail.text) + len(mail.html)
    if size > workshop.settings.max_bytes:
        largest = workshop.settings.max_bytes // (1024 * 1024)
        raise BadInput(f"The message is larger than {largest} MB and was not read.", f"Le message dépasse {largest} Mo et n'a pas été lu.")
    if len(reference) > _LONGEST_REFERENCE:
        raise BadInput("This is not a reference of a message.", "Ce n'est pas une référence de message.")
