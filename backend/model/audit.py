"""An AuditEvent: who did what to which case, chained to the event before by its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from backend.model.sentence import Sentence


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, or the system itself."""

    id: str
    name: str


SYSTEM = Actor("system", "Countersign")


def reasons(reason: Sentence | str) -> dict[str, str]:
    """What the details of an event say of a reason: somebody else's words as they are, a sentence of ours in English and in French."""
    return {"reason": reason} if isinstance(reason, str) else {"reason": reason.en, "reason_fr": reason.fr}


@dataclass(frozen=True)
class AuditEvent:
    """One entry of the audit trail. `action` is a verb in the past: received, prepared, corrected, approved, claimed, posted, ..."""

    organisation: str
    sequence: int
    at: datetime
    actor: Actor
    action: str
    mail_id: str = ""
    case_id: str = ""
    details: Mapping[str, object] = field(default_factory=dict)
    previous_digest: str = ""
    digest: str = ""

    def computed_digest(self) -> str:
        """SHA-256 over everything in the event but its own digest, as canonical JSON (sorted keys, no spaces)."""
        content = [
            self.organisation, self.sequence, self.at.isoformat(), self.actor.id, self.actor.name, self.action,
            self.mail_id, self.case_id, self.details, self.previous_digest,
        ]  # fmt: skip
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
        return hashlib.sha256(canonical.encode()).hexdigest()
