"""The receipts of one organisation's postings by their key, for ERPs that cannot be asked for them again or answer later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from backend.model.case import Receipt
from backend.store.codec import decode, encode
from backend.store.database import Database
from backend.store.tables import receipts


@dataclass(frozen=True)
class Receipts:
    """One organisation's receipts."""

    database: Database
    organisation: str

    def get(self, key: str) -> Receipt | None:
        """The receipt under this key, None when there is none yet."""
        query = select(receipts.c.content).where(receipts.c.organisation == self.organisation, receipts.c.key == key)
        with self.database.reading() as connection:
            text = connection.execute(query).scalar()
        return decode(text, Receipt) if text else None

    def keep(self, key: str, receipt: Receipt) -> Receipt:
        """The receipt that is kept under the key: this one, or the one that came first."""
        row = {"organisation": self.organisation, "key": key, "content": encode(receipt), "kept_at": datetime.now(UTC)}
        try:
            with self.database.writing() as connection:
                connection.execute(insert(receipts).values(row))
        except IntegrityError:
            return self.get(key) or receipt
        return receipt
