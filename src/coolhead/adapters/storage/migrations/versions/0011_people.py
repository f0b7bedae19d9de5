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
    op.create_table(
        "check_ins",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("agent", _KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.String(40), nullable=False),
        sa.Column("asked", sa.Double(), nullable=False),
        sa.Column("taken_by", sa.Text()),
        sa.Column("taken_at", sa.String(40)),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_check_ins"),
    )
    op.create_index("ix_check_ins_team", "check_ins", ["workspace", "team", "asked"])
    op.create_table(
        "shared_reflections",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("agent", _KEY, nullable=False),
        sa.Column("shared_with", sa.String(20), nullable=False),
        sa.Column("went_well", sa.Text(), nullable=False),
        sa.Column("next_time", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_shared_reflections"),
    )
    op.create_table(
        "lessons",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("author", _KEY, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("cue", sa.String(40)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("shared_at", sa.String(40), nullable=False),
        sa.Column("shared", sa.Double(), nullable=False),
        sa.Column("call", _KEY),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_lessons"),
    )
    for name, columns in (
        ("team", ["workspace", "team", "shared"]),
        ("author", ["workspace", "author"]),
        ("call", ["workspace", "call"]),
    ):
        op.create_index(f"ix_lessons_{name}", "lessons", columns)
