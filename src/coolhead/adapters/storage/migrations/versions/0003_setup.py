"""What a workspace sets up: playbooks published, sources; and kept answers to writes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KEY = sa.String(300)
_DIGEST = sa.String(64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "playbook_versions",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("team", _KEY),
        sa.Column("published_at", sa.String(40), nullable=False),
        sa.Column("published_by", _KEY, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("flattened", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", "version", name="pk_playbook_versions"),
    )
    op.create_table(
        "sources",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("playbook", _KEY),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
        sa.Column("changed_by", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "name", name="pk_sources"),
    )
    op.create_table(
        "kept_answers",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("who", _KEY, nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("fingerprint", _DIGEST, nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "who", "key", name="pk_kept_answers"),
    )
    op.create_index("ix_kept_answers_at", "kept_answers", ["at"])
