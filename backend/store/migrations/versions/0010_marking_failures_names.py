"""How messages are marked, how often visiting a watched mailbox failed, and names of mails of before Message-IDs were kept as such."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

#: By which name a mail is known that its sender gave it, and that several senders gave.
_NAMED, _DISPUTED = "message-id", "disputed message-id"
_LONGEST = 500

_mails = sa.table("mails", *map(sa.column, ("organisation", "id", "content", "received_at")))
_references = sa.table("mail_references", *map(sa.column, ("organisation", "mailbox", "reference", "mail_id")))


def upgrade() -> None:
    op.add_column("watched_mailboxes", sa.Column("failures", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "markings",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation"),
    )
    connection = op.get_bind()
    kept = sa.select(_references.c.organisation, _references.c.mailbox, _references.c.reference)
    known = {tuple(row) for row in connection.execute(kept.where(_references.c.mailbox.in_((_NAMED, _DISPUTED))))}
    oldest_first = sa.select(_mails.c.organisation, _mails.c.id, _mails.c.content).order_by(_mails.c.received_at, _mails.c.id)
    senders: dict[tuple[str, str], str] = {}
    missing: dict[tuple[str, str, str], str] = {}
    for organisation, mail_id, content in connection.execute(oldest_first):
        name, sender = _said(content)
        first = senders.setdefault((organisation, name), sender)
        key = (organisation, _NAMED if first == sender else _DISPUTED, name)
        if name and key not in known:
            missing.setdefault(key, mail_id)
    if missing:
        connection.execute(
            _references.insert(), [dict(zip(_references.c.keys(), (*key, id_), strict=True)) for key, id_ in missing.items()]
        )


def _said(content: str) -> tuple[str, str]:
    """What the sender calls the mail, as every database can index it, and the address that it came from."""
    mail = json.loads(content)
    name = str(mail.get("message_id") or "").replace("\0", "").encode(errors="replace").decode()[:_LONGEST]
    return name, str((mail.get("forwarded_by") or mail.get("sender") or {}).get("email") or "").lower()
