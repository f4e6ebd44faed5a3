"""Catalogs in the index, for tests of what works with them."""

from __future__ import annotations

from datetime import UTC, datetime

from backend.pipeline.catalogs import refresh


def fill(scope, *pieces, since=None):
    """Have the pieces in the organisation's index as one fetch that came to its end, a whole one unless `since` is given."""
    fetch = scope.catalog.begin("test", datetime.now(UTC), since, lambda _held: True, erp=scope.catalog.state().erp)
    for piece in pieces:
        assert scope.catalog.put(fetch, piece, datetime.now(UTC))
    scope.catalog.finish(fetch)


def fetch_anew(workshop, organisation="delorme"):
    """Have everything fetched that the organisation's ERP names now."""
    workshop.scope(organisation).catalog.ask(whole=True)
    refresh(workshop, organisation)
