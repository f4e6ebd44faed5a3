"""The sweep: finds by its status whatever work was left behind, and nudges it on."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.model.case import Status
from backend.pipeline.workshop import Work, Workshop
from backend.store import Scope

_WORK = {
    Status.APPROVED: Work.POST,
    Status.POSTING: Work.POST,
    Status.CANCELLING: Work.CANCEL,
    Status.POSTED: Work.FILE,
}
#: How long what a dead process had just sent to the ERP is given to arrive there, in seconds.
_SETTLING = 5


def sweep(workshop: Workshop, *, at_start: bool = False) -> int:
    """How much work was due; at the start of a process every received mail is, later only those that nobody is working on."""
    now = workshop.clock()
    patience = timedelta(seconds=0 if at_start else workshop.settings.claim_seconds)
    return sum(_sweep(workshop, organisation.id, now, now - patience) for organisation in workshop.store.organisations())


def _sweep(workshop: Workshop, organisation: str, now: datetime, untouched_since: datetime) -> int:
    scope = workshop.scope(organisation)
    _release_claims_of_the_dead(workshop, scope, now)
    mails = scope.mails.take_left_behind(untouched_since)
    for mail_id in mails:
        workshop.nudge(Work.PREPARE, organisation, mail_id)
    cases = scope.cases.due(now)
    for due in cases:
        workshop.nudge(_WORK[due.status], organisation, due.case_id)
    return len(mails) + len(cases)


def _release_claims_of_the_dead(workshop: Workshop, scope: Scope, now: datetime) -> None:
    for holder in scope.cases.holders(now):
        if workshop.is_dead(holder):
            scope.cases.release(holder, now - timedelta(seconds=_SETTLING))
