"""Any middleware or iPaaS (n8n, Make, Power Automate, MuleSoft, ...): documents as signed JSON, by Standard Webhooks."""

from __future__ import annotations

from backend.connectors.connector import Capability, Kind
from backend.connectors.webhook.erp import Config, WebhookErp
from backend.model.sentence import Sentence

__all__ = ["KIND", "Config", "WebhookErp"]

_LACKS = {
    Capability.READING: Sentence(
        "Ce que l’ERP a gardé d’une pièce n’est pas relu ; une modification de commande est transmise telle quelle, sans retour "
        "en arrière.",
        "What the ERP kept of a document is not read back; a change of an order is passed on as it is, and cannot be undone from here.",
    )
}
KIND = Kind("Webhook (n8n, Make, Power Automate, MuleSoft...)", Config, WebhookErp, lacks=_LACKS)
