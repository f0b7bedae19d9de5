"""Reviews, the number by which calls are drawn for them, and plans of coaching.

Calls that are kept already are given their numbers here, as `coolhead rebuild` would.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = sa.String(300)


def upgrade() -> None:
    """Make the tables and the column, and fill it."""
    op.create_table(
        "reviews",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.Column("agent", _KEY),
        sa.Column("playbook", _KEY, nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("reviewer", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("taken_at", sa.String(40), nullable=False),
        sa.Column("taken_s", sa.Double(), nullable=False),
        sa.Column("finished_at", sa.String(40)),
        sa.Column("finished_s", sa.Double()),
        sa.Column("machine_seen", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "call", name="pk_reviews"),
    )
    for name in ("team", "agent", "reviewer"):
        op.create_index(f"ix_reviews_{name}", "reviews", ["workspace", name, "taken_s"])
    op.create_table(
        "review_items",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.Column("item", sa.String(60), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("playbook", _KEY, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("verdict", sa.String(20), nullable=False),
        sa.Column("machine", sa.String(20)),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("utterance", _KEY),
        sa.PrimaryKeyConstraint("workspace", "call", "item", name="pk_review_items"),
    )
    op.create_index("ix_review_items_playbook", "review_items", ["workspace", "playbook", "item"])
    op.create_table(
        "coaching_plans",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agent", _KEY, nullable=False),
        sa.Column("call", _KEY),
        sa.Column("moment", sa.Double()),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_coaching_plans"),
    )
    for name in ("agent", "call"):
        op.create_index(f"ix_coaching_plans_{name}", "coaching_plans", ["workspace", name])
    op.create_table(
        "coaching_changes",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("plan", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("practise", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("by", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "plan", "number", name="pk_coaching_changes"),
    )
    op.add_column("calls", sa.Column("drawn", sa.Double()))
    _fill(op.get_bind())
    op.create_index("ix_calls_drawn", "calls", ["workspace", "drawn"])


_calls = sa.table(
    "calls",
    *(sa.column(name) for name in ("workspace", "call", "ended", "began", "drawn")),
    sa.column("body", sa.LargeBinary()),
)


def _fill(connection: sa.Connection) -> None:
    calls = _calls.c
    asked = sa.select(calls.workspace, calls.call, calls.began).where(calls.ended.is_(sa.true()))
    for workspace, call, began in connection.execute(asked).all():
        same = (calls.workspace == workspace) & (calls.call == call)
        row = _read(connection.scalar(sa.select(calls.body).where(same)))
        if row.get("utterances", 0) == 0 or row.get("consent") == "refused":
            continue
        number = _number(workspace, call, began)
        connection.execute(sa.update(_calls).where(same).values({"drawn": number}))


def _number(workspace: str, call: str, began: float) -> float:
    try:
        year, week, _ = datetime.fromtimestamp(began, tz=UTC).isocalendar()
    except (ValueError, OverflowError, OSError):
        year, week = 0, 0
    parts = json.dumps(
        [workspace, f"{year:04}-W{week:02}", call], ensure_ascii=False, separators=(",", ":")
    )
    return int.from_bytes(hashlib.sha256(parts.encode()).digest()[:6], "big") / 2**48


def _read(body: Any) -> dict[str, Any]:
    try:
        found = json.loads(bytes(body))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
