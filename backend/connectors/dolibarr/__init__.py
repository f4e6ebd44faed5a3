"""Dolibarr, through its REST API."""

from __future__ import annotations

from backend.connectors.connector import Capability, Kind
from backend.connectors.dolibarr.erp import Config, DolibarrErp
from backend.model.sentence import Sentence

__all__ = ["KIND", "Config", "DolibarrErp"]

_LACKS = {
    Capability.CHANGE: Sentence(
        "Une commande déjà dans Dolibarr y est modifiée à la main.", "An order that is in Dolibarr already is changed there by hand."
    )
}
KIND = Kind("Dolibarr", Config, DolibarrErp, lacks=_LACKS)
