"""Live reads for an ERP that tells of its master data only as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class _Known(Protocol):
    @property
    def id(self) -> str:
        """The ERP's id."""


AnyKnown = TypeVar("AnyKnown", bound=_Known)


def chosen(known: Iterable[AnyKnown], ids: Sequence[str]) -> tuple[AnyKnown, ...]:
    """Those with these ids; unknown ids are left out."""
    wanted = set(ids)
    return tuple(one for one in known if one.id in wanted)
