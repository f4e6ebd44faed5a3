"""Catalogs: the master data of each organisation's ERP, fetched through its connector and remembered for a short while."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime

from cachetools import TTLCache

from backend.connectors.connector import Connector
from backend.errors import ConnectorError
from backend.model.catalog import Catalog, union
from backend.store import KeptCatalog, Scope

#: How long a fetched catalog is worked with, in seconds: long enough for one mail and its corrections, short enough for new master data.
_FRESH = 30


@dataclass(frozen=True)
class Known:
    """The catalog to work with."""

    catalog: Catalog
    #: Why it is not the ERP's present one, in the connector's words; "" when it is.
    problem: str = ""
    #: When the ERP gave it.
    fetched_at: datetime | None = None


class Catalogs:
    """The catalogs that this process knows."""

    def __init__(self, seconds: float = _FRESH) -> None:
        self._fresh: TTLCache[str, tuple[Connector, Known]] = TTLCache(maxsize=1000, ttl=seconds)
        self._lock = threading.Lock()

    def get(self, scope: Scope, connector: Connector) -> Known:
        """The organisation's catalog; when the ERP cannot be asked the last one it gave, or an empty one, with the problem."""
        with self._lock:
            source, remembered = self._fresh.get(scope.organisation, (None, Known(Catalog())))
        # Another ERP than before has other ids.
        return remembered if source is connector else self._fetched(scope, connector)

    def forget(self, organisation: str) -> None:
        """Fetch it anew next time: something was posted."""
        with self._lock:
            self._fresh.pop(organisation, None)

    def _fetched(self, scope: Scope, connector: Connector) -> Known:
        connection = scope.connection.sealed()
        try:
            known = Known(union(connector.fetch_catalog()), fetched_at=datetime.now(UTC))
        except ConnectorError as error:
            return last(scope, error)
        with self._lock:
            self._fresh[scope.organisation] = connector, known
        # An ERP that was exchanged while it answered leaves nothing behind.
        if scope.connection.sealed() == connection:
            scope.catalog.put(KeptCatalog(known.catalog, known.fetched_at or datetime.now(UTC)))
        return known


def last(scope: Scope, error: ConnectorError) -> Known:
    """The last catalog that the ERP gave, or an empty one, with what keeps it from giving another."""
    kept = scope.catalog.get()
    return Known(kept.catalog, error.message, kept.fetched_at) if kept else Known(Catalog(), error.message)
