"""ERPNext, version 15 (Frappe's REST interface)."""

from __future__ import annotations

from backend.connectors.connector import Kind
from backend.connectors.erpnext.erp import Config, ErpNext

__all__ = ["KIND", "Config", "ErpNext"]

KIND = Kind("ERPNext", Config, ErpNext, lacks={})
