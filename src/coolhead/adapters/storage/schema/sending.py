"""The tables of what leaves the house: none of it can be made again from a call's events."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text, false

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

outgoing_messages = Table(
    "outgoing_messages",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("follow_up", String(32), nullable=False),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("to", Text, nullable=False),
    Column("automatic", Boolean, nullable=False),
    Column("is_owed", Boolean, nullable=False, server_default=false()),
    Column("changed_at", String(40), nullable=False),
    Column("released_by", String(KEY_CHARS), nullable=False),
    Column("released_at", String(40)),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Double, nullable=False),
    Column("error", Text, nullable=False),
    Column("sent_at", String(40)),
    Index("ix_outgoing_messages_follow_up", "workspace", "follow_up"),
    Index("ix_outgoing_messages_call", "workspace", "call"),
    Index("ix_outgoing_messages_state", "workspace", "state", "next_at"),
)

customer_answers = Table(
    "customer_answers",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("follow_up", String(32), primary_key=True),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("owner", String(KEY_CHARS)),
    Column("settled", String(20), nullable=False),
    Column("satisfaction", Integer),
    Column("comment", Text, nullable=False),
    Column("via", String(20), nullable=False),
    Column("by", String(KEY_CHARS), nullable=False),
    Column("at", String(40), nullable=False),
    Column("first_at", String(40), nullable=False),
    Column("seen_at", String(40)),
    Column("seen_by", String(KEY_CHARS), nullable=False),
    Index("ix_customer_answers_call", "workspace", "call"),
    Index("ix_customer_answers_team", "workspace", "team", "seen_at"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("follow_up", String(32)),
    Column("at", Double, nullable=False),
    Column("told", Boolean, nullable=False),
    Index("ix_happenings_told", "workspace", "told", "at"),
    Index("ix_happenings_call", "workspace", "call"),
)

webhook_endpoints = Table(
    "webhook_endpoints",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("url", Text, nullable=False),
    Column("teams", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("created_by", String(KEY_CHARS), nullable=False),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("endpoint", String(32), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("call", String(KEY_CHARS), nullable=False),
    Column("body", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Double, nullable=False),
    Column("error", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Index("ix_webhook_deliveries_state", "workspace", "state", "next_at"),
    Index("ix_webhook_deliveries_call", "workspace", "call"),
)
