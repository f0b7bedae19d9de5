"""The tables of coaching: plans, and every change of them. Made by nobody but people."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

coaching_plans = Table(
    "coaching_plans",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("agent", String(KEY_CHARS), nullable=False),
    Column("call", String(KEY_CHARS)),
    Column("moment", Double),
    Index("ix_coaching_plans_agent", "workspace", "agent"),
    Index("ix_coaching_plans_call", "workspace", "call"),
)

coaching_changes = Table(
    "coaching_changes",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("plan", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("practise", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(KEY_CHARS), nullable=False),
    Column("name", String(KEY_CHARS), nullable=False),
)
