"""Follow-ups that happen: channels, owners, what was told to whom, calendars."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Add the columns and make the tables."""
    op.add_column("follow_ups", sa.Column("channel", sa.String(20)))
    op.add_column("follow_ups", sa.Column("added_by", _KEY))
    op.add_column("follow_ups", sa.Column("added_at", sa.String(40)))
    op.add_column(
        "follow_ups", sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("follow_up_marks", sa.Column("channel", sa.String(20)))
    op.add_column("follow_up_marks", sa.Column("channel_at", sa.String(40)))
    op.add_column("follow_up_marks", sa.Column("owner", _KEY))
    op.add_column(
        "follow_up_marks", sa.Column("changes", sa.Integer(), nullable=False, server_default="1")
    )
    op.create_index("ix_follow_up_marks_owner", "follow_up_marks", ["workspace", "owner"])
    op.create_table(
        "follow_up_reminders",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("follow_up", sa.String(32), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("due", sa.String(40), nullable=False),
        sa.Column("due_at", sa.Double(), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("told_at", sa.Double(), nullable=False),
        sa.Column("seen_at", sa.Double()),
        sa.Column("seen_by", _KEY),
        sa.PrimaryKeyConstraint(
            "workspace", "follow_up", "step", "due", name="pk_follow_up_reminders"
        ),
    )
    op.create_index("ix_follow_up_reminders_call", "follow_up_reminders", ["workspace", "call"])
    op.create_index("ix_follow_up_reminders_seen", "follow_up_reminders", ["workspace", "seen_at"])
    op.create_table(
        "calendar_links",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("user", _KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("made_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_calendar_links"),
        sa.UniqueConstraint("digest", name="uq_calendar_links_digest"),
    )
    op.create_table(
        "follow_up_backfill",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("after", _KEY, nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_follow_up_backfill"),
    )
