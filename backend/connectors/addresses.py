"""Which of the addresses that an ERP has is the one that is printed on a document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Id = TypeVar("Id")

#: What precedes a delivery address that is none of the ERP's, for somebody to read.
DELIVER_TO = "Livraison demandée à :"

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Address(Generic[Id]):
    """One address as an ERP has it."""

    id: Id
    street: str
    postal_code: str


def meant(printed: str, addresses: Iterable[Address[Id]]) -> Id | None:
    """The one address whose street and postal code are both in what is printed; None for none of them, or for several."""
    words = _words(printed)
    found = [one.id for one in addresses if _stands(one.street, words) and _stands(one.postal_code, words)]
    return found[0] if len(found) == 1 else None


def _stands(part: str, words: str) -> bool:
    """Whether the part is something, and is there word by word: 3 rue X is not in 33 rue X."""
    wanted = _words(part)
    return bool(wanted.strip()) and wanted in words


def _words(text: str) -> str:
    """The words with one blank around each, whatever stood between them."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
