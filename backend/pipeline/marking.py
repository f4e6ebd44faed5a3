"""Marking messages in their mailboxes by where their cases stand; the mail's revision says what is due, so that nothing is left behind."""

from __future__ import annotations

from backend.errors import CountersignError, MailboxUnavailable, SignInUnavailable
from backend.model.case import OPEN, Mark, Status
from backend.pipeline.workshop import Work, Workshop
from backend.store import Scope

#: How many messages one job marks, so that other work has its turn.
_PAGE = 10


def called_for(scope: Scope, mail_id: str) -> Mark | None:
    """What the cases of a mail call for, None for neither."""
    statuses = {case.status for case in scope.cases.of_mail(mail_id)}
    if statuses & OPEN:
        return Mark.TO_CHECK
    return Mark.POSTED if Status.POSTED in statuses else None


def is_due(workshop: Workshop, scope: Scope) -> bool:
    """Whether a message is to be marked."""
    return any(scope.mails.to_mark(system, 1) for system in workshop.markers)


def mark(workshop: Workshop, organisation: str, _id: str) -> None:
    """Mark some of the messages that are to be; while a mail system is away it is left for the sweep."""
    scope = workshop.scope(organisation)
    for system, marker in workshop.markers.items():
        for reference, mail_id, revision in scope.mails.to_mark(system, _PAGE):
            try:
                marker(organisation, reference, called_for(scope, mail_id))
            except (MailboxUnavailable, SignInUnavailable):
                return
            except CountersignError:
                pass  # given up until the mail changes: the message is gone, or the right is lacking
            scope.mails.marked(system, reference, revision)
    if is_due(workshop, scope):
        workshop.nudge(Work.MARK, organisation, "")
