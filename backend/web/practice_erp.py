"""The practice ERP's own page: what it lists, and what it keeps about each record."""

from __future__ import annotations

from flask import Response

from backend.connectors.practice import PracticeErp
from backend.errors import NotFound
from backend.web import files
from backend.web.auth import current_user
from backend.web.language import language
from backend.web.practice_schemas import ErpListing, ErpRecord
from backend.web.routes import BINARY, Json, Routes, answer
from backend.web.wiring import DEMO_ORGANISATION, wired

routes = Routes("practice_erp", "The embedded ERP of demo mode, as its own web page shows it.")


@routes.get("/practice-erp/<kind>", ErpListing)
def listing(kind: str) -> Response:
    """All customers, suppliers, items, purchase_orders, sales_orders or supplier_invoices."""
    return answer(_erp().listing(kind).in_language(language()))


@routes.get("/practice-erp/<kind>/<record_id>", ErpRecord)
def record(kind: str, record_id: str) -> Response:
    """One of them with its lines, files and history."""
    found: Json = _erp().record(kind, record_id).in_language(language())
    kept = [_file(file, kind, record_id) for file in found["files"]]
    return answer(found | {"files": kept})


@routes.get("/practice-erp/<kind>/<record_id>/files/<int:file_id>", BINARY, content_type="application/octet-stream")
def file(kind: str, record_id: str, file_id: int) -> Response:
    """A file kept with a document, as a download."""
    kept = _erp().record(kind, record_id).files
    if file_id not in {file.id for file in kept}:
        raise NotFound
    return files.download(_erp().file(file_id))


def _file(kept: Json, kind: str, record_id: str) -> Json:
    return {"name": kept["name"], "size": kept["size"], "url": f"/api/practice-erp/{kind}/{record_id}/files/{kept['id']}"}


def _erp() -> PracticeErp:
    """The practice ERP, for the people of the demonstration only."""
    erp = wired().practice_erp
    if erp is None or current_user().organisation != DEMO_ORGANISATION:
        raise NotFound
    return erp
