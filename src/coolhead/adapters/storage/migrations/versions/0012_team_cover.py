"""How many of a team stay free for the next call, where its team has a number of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; without a number of its own a team has the workspace's."""
    op.add_column("teams", sa.Column("minimum_free", sa.Integer()))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("teams", "minimum_free")
