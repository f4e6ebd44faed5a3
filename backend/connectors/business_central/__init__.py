"""Microsoft Dynamics 365 Business Central (API v2.0)."""

from __future__ import annotations

from backend.connectors.business_central.erp import BusinessCentral, Config
from backend.connectors.connector import Kind

__all__ = ["KIND", "BusinessCentral", "Config"]

KIND = Kind("Business Central", Config, BusinessCentral, lacks={})
