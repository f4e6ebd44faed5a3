"""Dolibarr, through its REST API."""

from __future__ import annotations

from backend.connectors.connector import Kind
from backend.connectors.dolibarr.erp import Config, DolibarrErp

__all__ = ["KIND", "Config", "DolibarrErp"]

KIND = Kind("Dolibarr", Config, DolibarrErp, lacks={})
