"""Mailboxes that are watched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "watched_mailboxes",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False, server_default=""),
        sa.Column("subscription", sa.Text(), nullable=False, server_default=""),
        sa.Column("client_state", sa.String(), nullable=False, server_default=""),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("cursor", sa.Text(), nullable=False, server_default=""),
        sa.Column("is_midway", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("asked", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("answered", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        sa.Column("retry_at", sa.DateTime(timezone=True)),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.Column("skipped", sa.Text(), nullable=False, server_default=""),
        sa.Column("received", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("trying", sa.Text(), nullable=False, server_default=""),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("holder", sa.String(), nullable=False, server_default=""),
        sa.Column("touched_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "id"),
    )
    op.create_index("ix_mail_references_organisation_mail_id", "mail_references", ["organisation", "mail_id"])
