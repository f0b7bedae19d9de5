"""The tables of follow-ups: what records say, and apart from it what people did with them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("owner", String(KEY_CHARS)),
    Column("customer", Text),
    Column("kind", String(20), nullable=False),
    Column("what", Text, nullable=False),
    Column("promised_due", String(40)),
    Column("due_at", Double),  # the same in seconds since 1970
    Column("due_text", Text),
    Column("in_record", Boolean, nullable=False),
    Index("ix_follow_ups_call", "workspace", "call"),
    Index("ix_follow_ups_owner", "workspace", "owner", "due_at"),
    Index("ix_follow_ups_team", "workspace", "team", "due_at"),
    Index("ix_follow_ups_customer", "workspace", "customer"),
)

# Made by nobody but people: no rebuild can bring it back.
follow_up_marks = Table(
    "follow_up_marks",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("state", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(KEY_CHARS), nullable=False),
    Column("note", Text, nullable=False),
    Column("due", String(40)),
    Column("due_at", Double),
    Index("ix_follow_up_marks_call", "workspace", "call"),
)
