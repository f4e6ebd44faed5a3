"""The tables of the first version, and the triggers that keep the audit trail as it was recorded."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSAL = "audit events are never changed and never deleted"


def upgrade() -> None:
    _create_tables()
    if op.get_bind().dialect.name == "postgresql":
        _refuse_changes_on_postgresql()
    else:
        _refuse_changes_on_sqlite()


def _refuse_changes_on_sqlite() -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_events_refuse_{change.lower()} BEFORE {change} ON audit_events "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END",
        )


def _refuse_changes_on_postgresql() -> None:
    op.execute(
        f"CREATE FUNCTION audit_events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
    )
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER audit_events_refuse_{change.lower()} BEFORE {change} ON audit_events "
            f"FOR EACH {each} EXECUTE FUNCTION audit_events_refuse()",
        )


def _create_tables() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("audit_sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("audit_digest", sa.String(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "audit_events",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "sequence"),
    )
    op.create_index("ix_audit_events_organisation_case_id", "audit_events", ["organisation", "case_id"])
    op.create_index("ix_audit_events_organisation_mail_id", "audit_events", ["organisation", "mail_id"])
    op.create_table(
        "catalogs",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation"),
    )
    op.create_table(
        "mails",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=True),
        sa.Column("findings", sa.Text(), server_default="[]", nullable=False),
        sa.Column("revision", sa.Integer(), server_default="1", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("holder", sa.String(), server_default="", nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "id"),
    )
    op.create_index("ix_mails_organisation_status_touched_at", "mails", ["organisation", "status", "touched_at"])
    op.create_table(
        "users",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "id"),
    )
    op.create_table(
        "attachments",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "mail_id", "part"),
    )
    op.create_table(
        "cases",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("number", sa.String(), server_default="", nullable=False),
        sa.Column("party", sa.String(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reading_findings", sa.Text(), server_default="[]", nullable=False),
        sa.Column("holder", sa.String(), server_default="", nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("filing_due", sa.Boolean(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "id"),
    )
    op.create_index("ix_cases_organisation_filing_due", "cases", ["organisation", "filing_due"])
    op.create_index("ix_cases_organisation_mail_id", "cases", ["organisation", "mail_id"])
    op.create_index("ix_cases_organisation_number", "cases", ["organisation", "number"])
    op.create_index("ix_cases_organisation_party", "cases", ["organisation", "party"])
    op.create_index("ix_cases_organisation_status", "cases", ["organisation", "status"])
    op.create_table(
        "documents",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "mail_id", "part"),
    )
    op.create_table(
        "mail_references",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("mailbox", sa.String(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation", "mail_id"], ["mails.organisation", "mails.id"]),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "mailbox", "reference"),
    )
