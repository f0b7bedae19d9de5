"""The tables of follow-ups: what records say, and apart from it what people did with them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

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
    Column("channel", String(20)),
    Column("added_by", String(KEY_CHARS)),
    Column("added_at", String(40)),
    Column("revision", Integer, nullable=False, server_default="0"),
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
    Column("channel", String(20)),
    Column("channel_at", String(40)),
    Column("owner", String(KEY_CHARS)),
    Column("changes", Integer, nullable=False, server_default="1"),
    Index("ix_follow_up_marks_call", "workspace", "call"),
    Index("ix_follow_up_marks_owner", "workspace", "owner"),
)

# What was told to whom, so that nothing is told twice; `due` is the time it was told for.
follow_up_reminders = Table(
    "follow_up_reminders",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("follow_up", String(32), primary_key=True),
    Column("step", String(20), primary_key=True),
    Column("due", String(40), primary_key=True),
    Column("due_at", Double, nullable=False),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("at", Double, nullable=False),  # when it was to be told, in seconds since 1970
    Column("told_at", Double, nullable=False),
    Column("seen_at", Double),
    Column("seen_by", String(KEY_CHARS)),
    Index("ix_follow_up_reminders_call", "workspace", "call"),
    Index("ix_follow_up_reminders_seen", "workspace", "seen_at"),
)

# Of a calendar's secret address only the hash is kept; everybody has one at most.
calendar_links = Table(
    "calendar_links",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("user", String(KEY_CHARS), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("made_at", Double, nullable=False),
    UniqueConstraint("digest", name="uq_calendar_links_digest"),
)

# How far calls that were kept before these tables have been gone through.
follow_up_backfill = Table(
    "follow_up_backfill",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("after", String(KEY_CHARS), nullable=False),
    Column("done", Boolean, nullable=False),
)
