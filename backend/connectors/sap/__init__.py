"""SAP S/4HANA, Cloud and on-premise, by its released OData V2 services."""

from __future__ import annotations

from backend.connectors.connector import Capability, Kind
from backend.connectors.sap.erp import Config, Sap
from backend.model.sentence import Sentence

__all__ = ["KIND", "Config", "Sap"]

_LACKS = {
    Capability.BALANCE: Sentence("L’encours des clients de SAP n’est pas lu.", "The balance of customers in SAP is not read."),
}
KIND = Kind("SAP S/4HANA", Config, Sap, lacks=_LACKS)
