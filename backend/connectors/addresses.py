"""Which of the addresses that an ERP has is the one that is printed on a document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Id = TypeVar("Id")

#: What precedes a delivery address that is none of the ERP's, for somebody to read.
DELIVER_TO = "Livraison demandée à :"


@dataclass(frozen=True)
class Address(Generic[Id]):
    """One address as an ERP has it."""

    id: Id
    street: str
    postal_code: str


def meant(printed: str, addresses: Iterable[Address[Id]]) -> Id | None:
    """The one address whose street and postal code are both in what is printed; None for none of them, or for several."""
    compact = _compact(printed)
    found = [
        one.id for one in addresses
        if one.street and one.postal_code and _compact(one.street) in compact and _compact(one.postal_code) in compact
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _compact(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
