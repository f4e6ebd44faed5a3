"""The states that documents of the practice ERP go through, and what they are called."""

from __future__ import annotations

from enum import StrEnum

from backend.model.sentence import Sentence


class State(StrEnum):
    """Where a document of the ERP stands."""

    OPEN = "open"
    PARTLY_RECEIVED = "partly received"
    RECEIVED = "received"
    PARTLY_DELIVERED = "partly delivered"
    DELIVERED = "delivered"
    INVOICED = "invoiced"
    PAID = "paid"
    CLOSED = "closed"
    CANCELLED = "cancelled"


NAMES = {
    State.OPEN: Sentence("En cours", "Open"),
    State.PARTLY_RECEIVED: Sentence("Reçue en partie", "Partly received"),
    State.RECEIVED: Sentence("Reçue", "Received"),
    State.PARTLY_DELIVERED: Sentence("Livrée en partie", "Partly delivered"),
    State.DELIVERED: Sentence("Livrée", "Delivered"),
    State.INVOICED: Sentence("Facturée", "Invoiced"),
    State.PAID: Sentence("Payée", "Paid"),
    State.CLOSED: Sentence("Soldée", "Closed"),
    State.CANCELLED: Sentence("Annulée", "Cancelled"),
}
