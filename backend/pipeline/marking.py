"""Marking messages in their mailboxes by where their cases stand; the mail's revision says what is due, so that nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable

from backend.errors import CountersignError, MailboxUnavailable, SignInUnavailable
from backend.model.case import OPEN, Mark, Status
from backend.pipeline.workshop import Work, Workshop
from backend.store import Scope

#: How many messages one job marks, so that other work has its turn.
_PAGE = 10
#: When so many mailboxes of a mail system do not answer one after the other, it is taken to be away.
_MOST_AWAY = 3

#: Marks a message, by organisation and reference.
Marker = Callable[[str, str, Mark | None], None]


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
    """Mark some of the messages that are to be; those of a mailbox that does not answer are left for the sweep."""
    scope = workshop.scope(organisation)
    more = [_mark_some(scope, system, marker) for system, marker in workshop.markers.items()]
    if any(more):
        workshop.nudge(Work.MARK, organisation, "")


def _mark_some(scope: Scope, system: str, marker: Marker) -> bool:
    """Whether there is more to mark at once."""
    away: list[str] = []
    while len(away) < _MOST_AWAY:
        for reference, mail_id, revision in scope.mails.to_mark(system, _PAGE, away):
            try:
                marker(scope.organisation, reference, called_for(scope, mail_id))
            except (MailboxUnavailable, SignInUnavailable):
                away.append(f"{reference.rpartition('/')[0]}/")
                break
            except CountersignError:
                pass  # given up until the mail changes: the message is gone, or the right is lacking
            scope.mails.marked(system, reference, revision)
        else:
            return bool(scope.mails.to_mark(system, 1, away))
    return False
