"""The Workshop: everything a stage of the pipeline needs from outside, wired once by `app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from backend.connectors.connector import Connector
from backend.pipeline.catalogs import Catalogs
from backend.settings import Settings
from backend.store import Store


def _now() -> datetime:
    return datetime.now(UTC)


def _leave_it_to_the_sweep(_kind: str, _organisation: str, _id: str) -> None:
    """No nudge: the sweep finds the work by its status."""


@dataclass(frozen=True)
class Workshop:
    """What the pipeline works with."""

    store: Store
    #: The ERP of an organisation.
    connector: Callable[[str], Connector]
    settings: Settings
    #: Called with kind (prepare, post, cancel, file), organisation and id when work became due; only a hint, losing it loses nothing.
    nudge: Callable[[str, str, str], None] = _leave_it_to_the_sweep
    clock: Callable[[], datetime] = _now
    #: Names this process in the claims it makes.
    holder: str = "workshop"
    catalogs: Catalogs = field(default_factory=Catalogs)
