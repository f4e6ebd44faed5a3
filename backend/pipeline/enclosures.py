"""Which files of a message may go along with a reply to it, and those that a person chose."""

from __future__ import annotations

from collections.abc import Collection

from backend.errors import BadInput
from backend.model.case import Case
from backend.model.mail import Attachment
from backend.pipeline.workshop import Workshop
from backend.store.records import StoredAttachment, StoredMail

#: What goes along with one reply at most, in bytes: what Outlook on the web takes
#: (https://learn.microsoft.com/office/dev/add-ins/outlook/limits-for-activation-and-javascript-api-for-outlook-add-ins).
MOST_BYTES = 25 * 1024 * 1024


def offered(mail: StoredMail) -> tuple[StoredAttachment, ...]:
    """The files that stand in the message by themselves, and are not too large to go along."""
    return tuple(each for each in mail.attachments if not (each.is_nested or each.is_inline) and each.size <= MOST_BYTES)


def enclosed(workshop: Workshop, case: Case, parts: Collection[str]) -> tuple[Attachment, ...]:
    """The files that were chosen, in the order of the message; raises BadInput for one that is not offered, and for too much in all."""
    if not parts:
        return ()
    mails = workshop.scope(case.organisation).mails
    chosen = [each for each in offered(mails.get(case.mail_id)) if each.part in parts]
    if len(chosen) < len(set(parts)):
        raise BadInput("This file of the message cannot go along.", "Ce fichier du message ne peut pas être joint.")
    if sum(each.size for each in chosen) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise BadInput(f"The files are larger than {most} MB together.", f"Les fichiers dépassent ensemble {most} Mo.")
    return tuple(mails.attachment(case.mail_id, each.part) for each in chosen)
