"""What becomes of work that failed for a reason nobody foresaw: it is tried again a few times, visibly, and never forgotten."""

from __future__ import annotations

from backend.model.case import WORK_IS_DUE
from backend.model.sentence import Sentence
from backend.pipeline.post import postpone
from backend.pipeline.watching import failed
from backend.pipeline.workshop import Work, Workshop

_UNFORESEEN = Sentence("Erreur imprévue ({error}), nouvel essai plus tard.", "Unforeseen error ({error}), tried again later.")


def unforeseen(workshop: Workshop, work: Work, organisation: str, id_: str, error: Exception) -> None:
    """Have a mail prepared again, which counts its attempts; let a case wait, with a word about the error for people."""
    if work is Work.PREPARE:
        workshop.scope(organisation).mails.release(id_)
        workshop.nudge(work, organisation, id_)
        return
    if work is Work.WATCH:
        failed(workshop, organisation, id_, _UNFORESEEN.filled(error=type(error).__name__))
        return
    if work in {Work.CATALOG, Work.MARK}:
        return  # the sweep finds it due again
    case = workshop.scope(organisation).cases.get(id_)
    if case.status in WORK_IS_DUE:
        postpone(workshop, case, _UNFORESEEN.filled(error=type(error).__name__))
