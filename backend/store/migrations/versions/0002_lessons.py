"""What confirmed corrections taught, and the marks by which it is recalled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "lessons",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("learned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), server_default="0", nullable=False),
        sa.Column("confirmations", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "id"),
    )
    op.create_index("ix_lessons_organisation_party", "lessons", ["organisation", "party"])
    op.create_table(
        "lesson_marks",
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("lesson_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["organisation", "lesson_id"], ["lessons.organisation", "lessons.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("organisation", "mark", "lesson_id"),
    )
    op.create_index("ix_lesson_marks_organisation_lesson_id", "lesson_marks", ["organisation", "lesson_id"])
