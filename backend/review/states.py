"""What may be decided about a case in each state, and what the case then is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from backend.errors import NotAllowed
from backend.model.case import OPEN, Case, Decision, Status
from backend.model.sentence import Sentence
from backend.replies import suitable

#: The states that a person chose and can take back.
_PUT_ASIDE = frozenset({Status.ON_HOLD, Status.REJECTED, Status.ANSWERED})
#: The states of a case that was sent: on its way to the ERP, or there.
SENT = frozenset({Status.APPROVED, Status.POSTING, Status.POSTED})


@dataclass(frozen=True)
class Can:
    """What a person may do with a case now."""

    correct: bool
    approve: bool
    reject: bool
    hold: bool
    reopen: bool
    undo: bool
    reply: bool


#: What somebody may do who only looks.
LOOKING = Can(correct=False, approve=False, reject=False, hold=False, reopen=False, undo=False, reply=False)


def can(case: Case, now: datetime) -> Can:
    """What a person may do with the case now; `approve` still asks that nothing is missing (`confirmed`)."""
    is_open = case.status in OPEN
    return Can(
        correct=is_open and case.document is not None,
        approve=is_open and case.document is not None and not case.blocking,
        reject=is_open,
        hold=case.status is Status.IN_REVIEW,
        reopen=case.status in _PUT_ASIDE,
        undo=case.status is Status.POSTED and case.undo_until is not None and now < case.undo_until,
        reply=case.status is not Status.REJECTED and bool(suitable(case.intent, case.document, case.findings)),
    )


def approved(case: Case, decision: Decision) -> Case:
    """The case on its way to the ERP, under the key that every attempt uses; raises NotAllowed."""
    _require(case, OPEN, _SENDING)
    if case.document is None:
        raise _refused(Sentence("Il n'y a pas de document à envoyer.", "There is no document to send."))
    if case.blocking:
        reasons = Sentence(" ".join(f.sentence.fr for f in case.blocking), " ".join(f.sentence.en for f in case.blocking))
        raise _refused(
            Sentence("À corriger avant l'envoi : {reasons}", "To be put right before sending: {reasons}").filled(reasons=reasons)
        )
    key = case.posting_key or f"{case.id}-{case.version}"
    return replace(case, status=Status.APPROVED, decision=decision, posting_key=key, refusal="")


def rejected(case: Case, decision: Decision) -> Case:
    """The case put aside; raises NotAllowed."""
    _require(case, OPEN, Sentence("de rejeter", "reject"))
    return replace(case, status=Status.REJECTED, decision=decision)


def held(case: Case) -> Case:
    """The case waiting; raises NotAllowed."""
    _require(case, frozenset({Status.IN_REVIEW}), Sentence("de mettre en attente", "put on hold"))
    return replace(case, status=Status.ON_HOLD)


def reopened(case: Case) -> Case:
    """The case back in review; raises NotAllowed."""
    _require(case, _PUT_ASIDE, Sentence("de rouvrir", "reopen"))
    return replace(case, status=Status.IN_REVIEW, decision=None)


def cancelling(case: Case, now: datetime) -> Case:
    """The posted case being taken back; raises NotAllowed when it is not posted or the time for it is over."""
    _require(case, frozenset({Status.POSTED}), Sentence("d'annuler l'envoi de", "undo"))
    if case.undo_until is None or now >= case.undo_until:
        raise _refused(Sentence("Le délai d'annulation est écoulé.", "The time to undo this is over."))
    return replace(case, status=Status.CANCELLING, refusal="")


def answered(case: Case, decision: Decision) -> Case:
    """The case with a reply sent: a question is thereby answered, a document stays where it is."""
    if case.document is not None or case.status not in OPEN:
        return case
    return replace(case, status=Status.ANSWERED, decision=decision)


_SENDING = Sentence("d'envoyer", "send")

_STATES = {
    Status.IN_REVIEW: Sentence("à vérifier", "in review"),
    Status.APPROVED: Sentence("en cours d'envoi", "being sent"),
    Status.POSTING: Sentence("en cours d'envoi", "being sent"),
    Status.POSTED: Sentence("déjà dans l'ERP", "already in the ERP"),
    Status.CANCELLING: Sentence("en cours d'annulation", "being undone"),
    Status.ANSWERED: Sentence("déjà traité par une réponse", "already answered"),
    Status.REJECTED: Sentence("rejeté", "rejected"),
    Status.ON_HOLD: Sentence("en attente", "on hold"),
}


def require_open(case: Case) -> None:
    """Raise NotAllowed unless a person may change the case."""
    _require(case, OPEN, Sentence("de corriger", "correct"))


def _require(case: Case, states: frozenset[Status], deed: Sentence) -> None:
    if case.status not in states:
        sentence = Sentence("Impossible {deed} ce dossier : il est {state}.", "You cannot {deed} this case: it is {state}.")
        raise _refused(sentence.filled(deed=deed, state=_STATES[case.status]))


def _refused(sentence: Sentence) -> NotAllowed:
    return NotAllowed(sentence.en, sentence.fr)
