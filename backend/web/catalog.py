"""Searching the ERP's master data, for the person who knows better who or what is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from flask import Response

from backend.matching import search
from backend.pipeline.catalogs import keep_up
from backend.web.auth import current_user, scope
from backend.web.requests import Search
from backend.web.routes import Json, Routes, answer
from backend.web.schemas import Candidates
from backend.web.views import candidate_view
from backend.web.wiring import wired

routes = Routes("catalog", "The ERP's suppliers, customers, items and purchase orders.")

#: The kinds of the catalog as the API calls them, and as matching does.
_KINDS: Mapping[str, Literal["supplier", "customer", "item", "purchase_order"]] = {
    "suppliers": "supplier",
    "customers": "customer",
    "items": "item",
    "purchase_orders": "purchase_order",
}


@routes.get("/catalog/<any(suppliers,customers,items,purchase_orders):kind>", Candidates, takes=Search)
def find(query: Json, kind: str) -> Response:
    """What the words may mean, the best first."""
    keep_up(wired().workshop, current_user().organisation)
    found = search(scope().catalog.like(kind, query["q"]), _KINDS[kind], query["q"])
    return answer({"candidates": [candidate_view(candidate) for candidate in found]})
