"""Do-not-call with what put each number there, and what took it off again.

Numbers that were there were all asked for in calls, and were noted when those were erased.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the table, take over what there is, and drop the one before."""
    entries = op.create_table(
        "do_not_call_entries",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("added_at", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.String(40)),
        sa.Column("removed_by", _KEY),
        sa.Column("removed_because", sa.Text()),
        sa.PrimaryKeyConstraint(
            "workspace", "digest", "why", "call", name="pk_do_not_call_entries"
        ),
    )
    op.create_index("ix_do_not_call_entries_call", "do_not_call_entries", ["workspace", "call"])
    before = sa.table("do_not_call", *map(sa.column, ("workspace", "digest", "since")))
    taken_over = sa.select(
        before.c.workspace,
        before.c.digest,
        sa.literal("asked_in_call"),
        sa.literal(""),
        before.c.since,
        sa.literal(""),
        sa.literal(""),
    )
    into = ["workspace", "digest", "why", "call", "added_at", "reason", "source"]
    op.execute(sa.insert(entries).from_select(into, taken_over))
    op.drop_table("do_not_call")
