"""The ERPs: one module each, all held to the contract in `connector`."""

from __future__ import annotations

from collections.abc import Mapping

from backend.connectors import business_central, dolibarr, erpnext, file_drop, odoo, sap, tryton, webhook
from backend.connectors.connector import Kind

#: What an administrator can connect, by the name that is kept; the practice ERP is not chosen but there in demo mode.
REGISTRY: Mapping[str, Kind] = {
    "business_central": business_central.KIND,
    "dolibarr": dolibarr.KIND,
    "erpnext": erpnext.KIND,
    "file_drop": file_drop.KIND,
    "odoo": odoo.KIND,
    "sap": sap.KIND,
    "tryton": tryton.KIND,
    "webhook": webhook.KIND,
}
