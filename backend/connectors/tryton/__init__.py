"""Tryton, version 8."""

from __future__ import annotations

from backend.connectors.connector import Kind
from backend.connectors.tryton.erp import Config, TrytonErp

__all__ = ["KIND", "Config", "TrytonErp"]

KIND = Kind("Tryton", Config, TrytonErp, lacks={})
