"""The sweep: finds by its status whatever work was left behind, and nudges it on."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.errors import ConnectorMisconfigured
from backend.model.case import Status
from backend.pipeline import marking, watching
from backend.pipeline.catalogs import is_due
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
    """How much work was due. A mail that waits for its turn is left to its nudge for a while, but not at the start of a process."""
    now = workshop.clock()
    waiting_since = now if at_start else workshop.silent_since()
    return sum(_sweep(workshop, workshop.scope(organisation.id), now, waiting_since) for organisation in workshop.store.organisations())


def _sweep(workshop: Workshop, scope: Scope, now: datetime, waiting_since: datetime) -> int:
    dead = [holder for holder in scope.mails.holders() | scope.cases.holders(now) if workshop.is_dead(holder)]
    mails = scope.mails.take_left_behind(waiting_since, workshop.silent_since(), dead)
    for mail_id in mails:
        workshop.nudge(Work.PREPARE, scope.organisation, mail_id)
    for holder in dead:
        scope.cases.release(holder, now - timedelta(seconds=_SETTLING))
    cases = scope.cases.due(now)
    for due in cases:
        workshop.nudge(_WORK[due.status], scope.organisation, due.case_id)
    watched = [mailbox.id for mailbox in scope.watched.all() if watching.is_due(workshop, mailbox)]
    for mailbox_id in watched:
        workshop.nudge(Work.WATCH, scope.organisation, mailbox_id)
    if marking.is_due(workshop, scope):
        workshop.nudge(Work.MARK, scope.organisation, "")
    if is_due(workshop, scope.catalog.state()) and _has_erp(workshop, scope.organisation):
        workshop.nudge(Work.CATALOG, scope.organisation, "")
    return len(mails) + len(cases) + len(watched)


def _has_erp(workshop: Workshop, organisation: str) -> bool:
    try:
        workshop.connector(organisation)
    except ConnectorMisconfigured:
        return False
    return True
