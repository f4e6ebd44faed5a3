"""What a person decides about a case, saved together with its audit event."""

from __future__ import annotations

from collections.abc import Sequence

from backend.model.audit import Actor
from backend.model.case import Case
from backend.pipeline.workshop import Workshop
from backend.review import Change


def correct(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, changes: Sequence[Change]) -> Case:
    """The case with the changes made, matched and checked again; raises Conflict, NotAllowed, BadInput."""
    raise NotImplementedError


def approve(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, mail_id: str) -> Case:
    """The case on its way to the ERP; `mail_id` is the message on screen. A colleague's earlier approval is answered, not refused."""
    raise NotImplementedError


def reject(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, reason: str) -> Case:
    """The case put aside for good (until reopened), with the reason in the audit trail."""
    raise NotImplementedError


def hold(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """The case waiting for somebody or something."""
    raise NotImplementedError


def reopen(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """A rejected, answered or held case back in review."""
    raise NotImplementedError


def undo(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int) -> Case:
    """A posted case being taken back; raises NotAllowed when the time for it is over."""
    raise NotImplementedError


def answered(workshop: Workshop, organisation: str, actor: Actor, case_id: str, version: int, draft: str) -> Case:
    """The case with the reply that was drafted for it; a pure question is then `answered`, a document stays where it is."""
    raise NotImplementedError
