"""In which mail system a watched mailbox is, and how far messages are marked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("watched_mailboxes", sa.Column("system", sa.String(), nullable=False, server_default="outlook"))
    op.add_column("mail_references", sa.Column("marked", sa.Integer(), nullable=False, server_default="0"))
