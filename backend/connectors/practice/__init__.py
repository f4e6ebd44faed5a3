"""The embedded practice ERP: a whole small ERP with a company of its own, for trying Countersign before a real one is connected."""

from __future__ import annotations

from pathlib import Path

from backend.connectors.practice.company import seed
from backend.connectors.practice.erp import Config, PracticeErp
from backend.model.sentence import Sentence

__all__ = ["NAME", "Config", "PracticeErp", "open_practice_erp"]

#: What people call it.
NAME = Sentence("ERP d’entraînement", "Practice ERP")


def open_practice_erp(folder_or_url: Path | str, public_url: str) -> PracticeErp:
    """The practice ERP in a folder or at an SQLAlchemy URL, created with its company when missing; raises ConnectorError."""
    if isinstance(folder_or_url, Path):
        folder_or_url.mkdir(parents=True, exist_ok=True)
        folder_or_url = f"sqlite:///{folder_or_url / 'practice-erp.sqlite'}"
    erp = PracticeErp(Config(folder_or_url, public_url))
    erp.database.create()
    seed(erp.database)
    return erp
