"""Odoo, from version 14 on: Community, Enterprise and odoo.com."""

from __future__ import annotations

from backend.connectors.connector import Kind
from backend.connectors.odoo.erp import Config, OdooErp

__all__ = ["KIND", "Config", "OdooErp"]

KIND = Kind("Odoo", Config, OdooErp, lacks={})
