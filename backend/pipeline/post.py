"""Posting an approved case exactly once, and taking a posting back: claimed, keyed, and reconciled with the ERP at every attempt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from backend.connectors.connector import Connector
from backend.errors import Conflict, ConnectorMisconfigured, ConnectorUnavailable, CountersignError, NotAllowed, PostingRejected
from backend.model.audit import SYSTEM
from backend.model.case import Case, Receipt, Status, Undone
from backend.pipeline.catalogs import changed
from backend.pipeline.examination import nearby
from backend.pipeline.filing import file_originals
from backend.pipeline.workshop import Workshop
from backend.review import confirmed

_TO_POST = frozenset({Status.APPROVED, Status.POSTING})
_TO_CANCEL = frozenset({Status.CANCELLING})
#: The first pause after an ERP that did not answer, and the longest, in seconds; each pause is twice the one before.
_FIRST_PAUSE, _LONGEST_PAUSE = 5, 300


def post(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Bring an approved case into the ERP; does nothing when that is not due or somebody else is at it."""
    case = workshop.scope(organisation).cases.claim(case_id, _TO_POST, Status.POSTING, workshop.claim())
    if case is None:
        return
    try:
        receipt = _receipt(workshop, organisation, case)
    except ConnectorUnavailable as error:
        postpone(workshop, case, error.message)
    except (PostingRejected, ConnectorMisconfigured, NotAllowed) as error:
        _refused(workshop, case, error)
    else:
        _posted(workshop, case, receipt)


def cancel(workshop: Workshop, organisation: str, case_id: str) -> None:
    """Take a posting back in the ERP; does nothing when that is not due or somebody else is at it."""
    case = workshop.scope(organisation).cases.claim(case_id, _TO_CANCEL, Status.CANCELLING, workshop.claim())
    if case is None or case.receipt is None:
        return
    try:
        workshop.connector(organisation).cancel(case.receipt)
    except ConnectorUnavailable as error:
        postpone(workshop, case, error.message)
    except (PostingRejected, ConnectorMisconfigured) as error:
        kept = replace(case, status=Status.POSTED, undo_until=None, refusal=error.message)
        _save(workshop, kept, "cancelling_refused", {"reason": error.message})
    else:
        # At once, so that what is sent again is not taken for what was just taken back.
        workshop.scope(organisation).catalog.remove_document(case.receipt.id)
        changed(workshop, organisation)
        # The key has been used: sent again, the document is another one for the ERP.
        free = replace(case, status=Status.IN_REVIEW, receipt=None, decision=None, undo_until=None, posting_key="", refusal="")
        undone = Undone(case.receipt.number, workshop.clock())
        _save(workshop, replace(free, undone=undone), "cancelled", {"number": undone.number}, filing_due=False)


def postpone(workshop: Workshop, case: Case, reason: str) -> None:
    """Leave the case's work for later, longer each time."""
    cases = workshop.scope(case.organisation).cases
    pause = min(_FIRST_PAUSE * 2 ** min(cases.attempts(case.id) - 1, 10), _LONGEST_PAUSE)
    try:
        cases.postpone(case, workshop.clock() + timedelta(seconds=pause), reason)
    except Conflict:
        return  # whoever changed it takes care of it


def _receipt(workshop: Workshop, organisation: str, case: Case) -> Receipt:
    """The receipt of an attempt that was cut short, else of posting it now."""
    connector: Connector = workshop.connector(organisation)
    found = connector.find(case.posting_key)
    if found:
        return found
    scope = workshop.scope(organisation)
    return connector.post(confirmed(case, nearby(scope, case, scope.mails.get(case.mail_id).mail)), case.posting_key)


def _posted(workshop: Workshop, case: Case, receipt: Receipt) -> None:
    changed(workshop, case.organisation)
    undo_until = workshop.clock() + timedelta(seconds=workshop.settings.undo_seconds)
    done = replace(case, status=Status.POSTED, receipt=receipt, undo_until=undo_until, undone=None, refusal="")
    details = {"id": receipt.id, "number": receipt.number, "url": receipt.url, "key": case.posting_key}
    if _save(workshop, done, "posted", details, filing_due=True):
        file_originals(workshop, case.organisation, case.id)


def _refused(workshop: Workshop, case: Case, error: CountersignError) -> None:
    refusal = error.fr or error.message
    back = replace(case, status=Status.IN_REVIEW, decision=None, refusal=refusal)
    _save(workshop, back, "refused", {"reason": refusal, "kind": type(error).__name__})


def _save(workshop: Workshop, case: Case, action: str, details: Mapping[str, object], *, filing_due: bool | None = None) -> bool:
    """Whether this saved the case, and not another worker that had taken over its claim."""
    try:
        workshop.scope(case.organisation).cases.save(case, action, SYSTEM, details, filing_due=filing_due)
    except Conflict:
        return False
    return True
