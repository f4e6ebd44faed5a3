"""Which of the ERPs that an organisation worked with its catalog is of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("catalogs", sa.Column("erp", sa.Integer(), nullable=False, server_default="0"))
