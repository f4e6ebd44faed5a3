"""A User: a person of one organisation who may work in Countersign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user may do."""

    #: Looks at everything, changes nothing.
    AUDITOR = "auditor"
    CLERK = "clerk"
    #: A clerk whose word is asked for where a clerk's is not enough.
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class User:
    """A person; `organisation` bounds everything they can see."""

    id: str
    organisation: str
    name: str
    email: str
    role: Role = Role.CLERK
