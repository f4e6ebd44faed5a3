"""Another ERP than before: nothing that the one before was asked or answered is carried over to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from backend.errors import Conflict
from backend.model.audit import SYSTEM, Actor
from backend.model.case import OPEN, Case, Status
from backend.model.sentence import Sentence
from backend.pipeline.catalogs import NOT_ASKED, keep_up
from backend.pipeline.changes import standing
from backend.pipeline.examination import checked, matched, nearby
from backend.pipeline.workshop import Work, Workshop

_ON_ITS_WAY = frozenset({Status.APPROVED, Status.POSTING})
_CHANGED = Sentence(
    "L’ERP a été changé pendant l’envoi : vérifiez que ce document n’est pas dans le précédent.",
    "The ERP was changed while this was being sent: make sure that this document is not in the one before.",
)
_NO_UNDO = Sentence(
    "L’ERP a été changé : annulez ce document dans le précédent.", "The ERP was changed: cancel this document in the one before."
)


def let_go(workshop: Workshop, organisation: str, actor: Actor) -> tuple[str, ...]:
    """Free every case from the ERP it was matched with, before another one takes its place; the ids of those to match again.

    The same id is somebody else in another ERP, so that a match kept would post to the wrong customer, and an undo take back another
    document. What was on its way is for a person to look at again.
    """
    cases = workshop.scope(organisation).cases
    # Later than this nothing can be undone.
    since = workshop.clock() - timedelta(seconds=workshop.settings.undo_seconds + workshop.settings.claim_seconds)
    return tuple(case_id for case_id in cases.tied(since) if _freed(workshop, organisation, case_id, actor))


def match_again(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Match a case that was let go, or that waited for the catalog, with what there is now; does nothing when a person was faster."""
    scope = workshop.scope(organisation)
    case = scope.cases.get(case_id)
    findings = scope.cases.reading_findings(case_id)
    if case.status not in OPEN or (case.matches and not any(finding.rule == NOT_ASKED for finding in findings)):
        return
    is_asked = keep_up(workshop, organisation) is None
    mail = scope.mails.get(case.mail_id).mail
    findings = tuple(finding for finding in findings if not (is_asked and finding.rule == NOT_ASKED))
    found = matched(scope, case, mail)
    catalog = nearby(scope, found, mail)
    found, catalog = standing(workshop, found, mail, catalog)
    found = checked(found, mail, catalog, scope.cases.related(found), findings)
    try:
        scope.cases.save(found, "matched", SYSTEM, reading_findings=findings)
    except Conflict:
        return


def nudge_all(workshop: Workshop, organisation: str, case_ids: tuple[str, ...]) -> None:
    """Have these cases matched again, one by one."""
    for case_id in case_ids:
        workshop.nudge(Work.MATCH, organisation, case_id)


def _freed(workshop: Workshop, organisation: str, case_id: str, actor: Actor) -> bool:
    """Whether the case is one to match again."""
    cases = workshop.scope(organisation).cases
    while True:
        case = cases.get(case_id)
        try:
            freed = cases.save(_without_erp(case), "let_go", actor, {"from": case.status}, filing_due=False)
        except Conflict:
            continue
        return freed.status in OPEN


def _without_erp(case: Case) -> Case:
    if case.status in _ON_ITS_WAY:
        return replace(_unknown(case), status=Status.IN_REVIEW, decision=None, refusal=_CHANGED)
    if case.status is Status.CANCELLING:
        return replace(case, status=Status.POSTED, undo_until=None, refusal=_NO_UNDO)
    if case.status is Status.POSTED:
        return replace(case, undo_until=None)
    return _unknown(case)


def _unknown(case: Case) -> Case:
    """The case without anything of the ERP's."""
    return replace(case, matches={}, posting_key="", rehearsal=None, kept=None)
