"""How far reading has come, told while it goes on, and the time it may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

#: How long one attachment may be read, in seconds; looked at between pages, so one page may overrun it.
MAX_SECONDS = 20.0


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


@dataclass(frozen=True)
class Deadline:
    """The moment at which reading one attachment ends, whatever was read by then."""

    at: float = field(default_factory=lambda: time.monotonic() + MAX_SECONDS)

    @property
    def passed(self) -> bool:
        """Whether it is over."""
        return time.monotonic() > self.at
