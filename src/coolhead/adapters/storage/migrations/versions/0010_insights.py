"""The figures of each call, for insights; `coolhead rebuild` makes those of calls there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "call_figures",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("agent", _KEY),
        sa.Column("customer", _KEY),
        sa.Column("campaign", _KEY),
        sa.Column("direction", sa.String(20), nullable=False),
        sa.Column("playbook", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("began", sa.Double(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("heat_peak", sa.Double(), nullable=False),
        sa.Column("heat_end", sa.Double(), nullable=False),
        sa.Column("heat_minutes", sa.Double(), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("rung", sa.String(20), nullable=False),
        sa.Column("ended_for_abuse", sa.Boolean(), nullable=False),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("abuse", sa.Integer(), nullable=False),
        sa.Column("leaving", sa.Boolean(), nullable=False),
        sa.Column("reviewing", sa.Boolean(), nullable=False),
        sa.Column("estimate", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_call_figures"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_call_figures_began", "call_figures", ["workspace", "began"])
    op.create_index("ix_call_figures_customer", "call_figures", ["workspace", "customer", "began"])
    op.create_table(
        "call_topics",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("heat_minutes", sa.Double(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("utterance", _KEY),
        sa.PrimaryKeyConstraint("workspace", "call", "name", name="pk_call_topics"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call_turned",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("move", sa.String(40), nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("cooled", sa.Integer(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("first", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", "move", "level", name="pk_call_turned"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "call_signals",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("heard", sa.Integer(), nullable=False),
        sa.Column("taken_back", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", "name", name="pk_call_signals"),
        sqlite_with_rowid=False,
    )
