"""The revision of a mail: grows with every change that a pane shows."""

from __future__ import annotations

from sqlalchemy import Connection, update

from backend.store.tables import mails


def advance(connection: Connection, organisation: str, mail_id: str, **columns: object) -> bool:
    """Whether there is such a mail; its revision has grown, and the columns given have changed with it."""
    changed = connection.execute(
        update(mails).where(mails.c.organisation == organisation, mails.c.id == mail_id).values(revision=mails.c.revision + 1, **columns),
    )
    return changed.rowcount == 1
