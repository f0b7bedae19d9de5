"""Tables of what a workspace sets up (playbooks, sources), and of kept answers to writes."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

playbook_versions = Table(
    "playbook_versions",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("name", String(KEY_CHARS), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("team", String(KEY_CHARS), nullable=True),
    Column("published_at", String(40), nullable=False),
    Column("published_by", String(KEY_CHARS), nullable=False),
    Column("note", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("flattened", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("name", String(KEY_CHARS), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("playbook", String(KEY_CHARS), nullable=True),
    Column("settings", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("changed_at", String(40), nullable=False),
    Column("changed_by", String(KEY_CHARS), nullable=False),
)

kept_answers = Table(
    "kept_answers",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("who", String(KEY_CHARS), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", Double, nullable=False),
    Index("ix_kept_answers_at", "at"),
)
