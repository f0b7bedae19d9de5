"""Calls: events, projections, playbooks by digest, holds, tombstones, do-not-call."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _key(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(300), nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "events",
        *_key("workspace", "call"),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(60), nullable=False),
        sa.Column("visibility", sa.String(20), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.Double(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", "seq", name="pk_events"),
    )
    op.create_table(
        "calls",
        *_key("workspace", "call", "team"),
        sa.Column("agent", sa.String(300)),
        sa.Column("customer", sa.String(300)),
        sa.Column("customer_number", sa.String(300)),
        sa.Column("campaign", sa.String(300)),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("first_kept", sa.Double(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_calls"),
    )
    op.create_index("ix_calls_first_kept", "calls", ["workspace", "first_kept", "call"])
    for name in ("agent", "customer", "customer_number"):
        op.create_index(f"ix_calls_{name}", "calls", ["workspace", name])
    op.create_table(
        "records",
        *_key("workspace", "call"),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_records"),
    )
    op.create_table(
        "words",
        *_key("workspace"),
        sa.Column("word", sa.String(60), nullable=False),
        *_key("call"),
        sa.PrimaryKeyConstraint("workspace", "word", "call", name="pk_words"),
    )
    op.create_index("ix_words_call", "words", ["workspace", "call"])
    op.create_table(
        "playbooks",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("flattened", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_playbooks"),
    )
    op.create_table(
        "holds",
        *_key("workspace", "call"),
        sa.Column("since", sa.String(40), nullable=False),
        *_key("by"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_holds"),
    )
    op.create_table(
        "tombstones",
        *_key("workspace", "call"),
        sa.Column("erased_at", sa.String(40), nullable=False),
        *_key("team"),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", "erased_at", name="pk_tombstones"),
    )
    op.create_table(
        "do_not_call",
        *_key("workspace"),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("since", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "digest", name="pk_do_not_call"),
    )
