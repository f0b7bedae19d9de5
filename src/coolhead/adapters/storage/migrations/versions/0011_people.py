"""Breaks for the advice on breaks, check-ins, reflections that are shared, and lessons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "own_breaks",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("user", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("began_at", sa.String(40), nullable=False),
        sa.Column("ended_at", sa.String(40)),
        sa.Column("began", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "id", name="pk_own_breaks"),
    )
    op.create_index("ix_own_breaks_began", "own_breaks", ["workspace", "began"])
