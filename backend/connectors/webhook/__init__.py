"""Any middleware or iPaaS (n8n, Make, Power Automate, MuleSoft, ...): documents as signed JSON, by Standard Webhooks."""

from __future__ import annotations

from backend.connectors.connector import Kind
from backend.connectors.webhook.erp import Config, WebhookErp

__all__ = ["KIND", "Config", "WebhookErp"]

KIND = Kind("Webhook (n8n, Make, Power Automate, MuleSoft...)", Config, WebhookErp, lacks={})
