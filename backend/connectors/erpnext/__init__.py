"""ERPNext, version 15 (Frappe's REST interface)."""

from __future__ import annotations

from backend.connectors.connector import Capability, Kind
from backend.connectors.erpnext.erp import Config, ErpNext
from backend.model.sentence import Sentence

__all__ = ["KIND", "Config", "ErpNext"]

_LACKS = {
    Capability.CHANGE: Sentence(
        "Une commande déjà dans ERPNext y est modifiée à la main.", "An order that is in ERPNext already is changed there by hand."
    )
}
KIND = Kind("ERPNext", Config, ErpNext, lacks=_LACKS)
