"""What leaves the house: messages to customers, their answers, webhooks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outgoing_messages",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("follow_up", sa.String(32), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("automatic", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
        sa.Column("released_by", _KEY, nullable=False),
        sa.Column("released_at", sa.String(40)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.String(40)),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_outgoing_messages"),
    )
    op.create_index(
        "ix_outgoing_messages_follow_up", "outgoing_messages", ["workspace", "follow_up"]
    )
    op.create_index("ix_outgoing_messages_call", "outgoing_messages", ["workspace", "call"])
    op.create_index(
        "ix_outgoing_messages_state", "outgoing_messages", ["workspace", "state", "next_at"]
    )
    op.create_table(
        "customer_answers",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("follow_up", sa.String(32), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("owner", _KEY),
        sa.Column("settled", sa.String(20), nullable=False),
        sa.Column("satisfaction", sa.Integer()),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("via", sa.String(20), nullable=False),
        sa.Column("by", _KEY, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("first_at", sa.String(40), nullable=False),
        sa.Column("seen_at", sa.String(40)),
        sa.Column("seen_by", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "follow_up", name="pk_customer_answers"),
    )
    op.create_index("ix_customer_answers_call", "customer_answers", ["workspace", "call"])
    op.create_index(
        "ix_customer_answers_team", "customer_answers", ["workspace", "team", "seen_at"]
    )
    op.create_table(
        "happenings",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("follow_up", sa.String(32)),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_happenings"),
    )
    op.create_index("ix_happenings_told", "happenings", ["workspace", "told", "at"])
    op.create_index("ix_happenings_call", "happenings", ["workspace", "call"])
    op.create_table(
        "webhook_endpoints",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("created_by", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_webhook_endpoints"),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("endpoint", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Double(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_webhook_deliveries"),
    )
    op.create_index(
        "ix_webhook_deliveries_state", "webhook_deliveries", ["workspace", "state", "next_at"]
    )
    op.create_index("ix_webhook_deliveries_call", "webhook_deliveries", ["workspace", "call"])
