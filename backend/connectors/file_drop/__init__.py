"""An ERP that is fed by files, in a folder or by SFTP."""

from __future__ import annotations

from backend.connectors.connector import Capability, Kind
from backend.connectors.file_drop.config import Config
from backend.connectors.file_drop.erp import FileDrop
from backend.model.sentence import Sentence

__all__ = ["KIND", "Config", "FileDrop"]

KIND = Kind(
    "Dépôt de fichiers / File drop (JSON, CSV, UBL, EDIFACT)",
    Config,
    FileDrop,
    lacks={
        Capability.STATUS: Sentence(
            "Des fichiers ne disent pas ce qu’est devenue une commande ou une facture.",
            "Files do not tell what became of an order or an invoice.",
        ),
        Capability.READING: Sentence(
            "Ce que l’ERP a gardé d’une pièce n’est pas relu ; une modification de commande est transmise telle quelle, sans retour en "
            "arrière.",
            "What the ERP kept of a document is not read back; a change of an order is passed on as it is, and cannot be undone from here.",
        ),
    },
)
