"""A User: a person of one organisation who may work in Countersign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user may do."""

    CLERK = "clerk"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class User:
    """A person; `organisation` bounds everything they can see."""

    id: str
    organisation: str
    name: str
    email: str
    role: Role = Role.CLERK
