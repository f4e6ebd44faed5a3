"""How far reading has come, told while it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """Which page of which attachment is being read; `pages` is 0 while unknown."""

    part: str
    name: str
    page: int
    pages: int


#: Where progress is told.
Report = Callable[[Progress], None]


def silent(progress: Progress) -> None:
    """Tell nobody."""
