"""The catalog as an index: each thing by itself, with what it is found by; it is fetched anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_table("catalogs")
    op.create_table(
        "catalogs",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("own", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("whole_at", sa.DateTime(timezone=True)),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.Column("is_due", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("is_whole_due", sa.Boolean(), nullable=False, server_default="0"),
        sa.Column("holder", sa.String(), nullable=False, server_default=""),
        sa.Column("touched_at", sa.DateTime(timezone=True)),
        sa.Column("progress", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("round", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("last_number", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation"),
    )
    op.create_table(
        "catalog_things",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "number"),
    )
    op.create_index("ix_catalog_things_organisation_kind_id", "catalog_things", ["organisation", "kind", "id"], unique=True)
    in_order = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    for table, last, type_ in (("catalog_terms", "thing", sa.Integer()), ("catalog_spellings", "word", sa.String())):
        found_by = "term" if table == "catalog_terms" else "part"
        op.create_table(
            table,
            sa.Column("organisation", sa.String(), nullable=False),
            sa.Column("kind", sa.String(), nullable=False),
            sa.Column(found_by, in_order if found_by == "term" else sa.String(), nullable=False),
            sa.Column(last, type_, nullable=False),
            sa.PrimaryKeyConstraint("organisation", "kind", found_by, last),
            sqlite_with_rowid=False,
        )
