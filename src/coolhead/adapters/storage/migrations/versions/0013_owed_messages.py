"""Whether a message is owed to a customer who may want no contact."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. Of what is on its way nobody said so: it is asked again before it goes."""
    op.add_column(
        "outgoing_messages",
        sa.Column("is_owed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("outgoing_messages", "is_owed")
