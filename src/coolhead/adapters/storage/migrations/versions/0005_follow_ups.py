"""Follow-ups, and what people did with them.

Those of calls that are kept already come with `coolhead rebuild`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "follow_ups",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("owner", _KEY),
        sa.Column("customer", sa.Text()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("promised_due", sa.String(40)),
        sa.Column("due_at", sa.Double()),
        sa.Column("due_text", sa.Text()),
        sa.Column("in_record", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_follow_ups"),
    )
    for name, columns in (
        ("call", ["workspace", "call"]),
        ("owner", ["workspace", "owner", "due_at"]),
        ("team", ["workspace", "team", "due_at"]),
        ("customer", ["workspace", "customer"]),
    ):
        op.create_index(f"ix_follow_ups_{name}", "follow_ups", columns)
    op.create_table(
        "follow_up_marks",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", _KEY, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due", sa.String(40)),
        sa.Column("due_at", sa.Double()),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_follow_up_marks"),
    )
    op.create_index("ix_follow_up_marks_call", "follow_up_marks", ["workspace", "call"])
