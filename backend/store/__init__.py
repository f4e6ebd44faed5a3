"""The store: the only SQL. Everything is reached through the Scope of one organisation."""

from __future__ import annotations

from backend.store.audit import Breach, Event
from backend.store.cases import Claim, Due, OpenedCase
from backend.store.catalog import CatalogIndex, CatalogState
from backend.store.connections import Connections, KeptConnection, Sandboxes, SealedConnection
from backend.store.mappings import KeptMapping
from backend.store.memory import Memory
from backend.store.records import Organisation, StoredAttachment, StoredMail
from backend.store.scope import Scope, Store, open_store
from backend.store.watched import WatchedMailbox

__all__ = [
    "Breach",
    "CatalogIndex",
    "CatalogState",
    "Claim",
    "Connections",
    "Due",
    "Event",
    "KeptConnection",
    "KeptMapping",
    "Memory",
    "OpenedCase",
    "Organisation",
    "Sandboxes",
    "Scope",
    "SealedConnection",
    "Store",
    "StoredAttachment",
    "StoredMail",
    "WatchedMailbox",
    "open_store",
]  # fmt: skip
