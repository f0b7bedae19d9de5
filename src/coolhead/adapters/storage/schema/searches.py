"""The table of searches that people keep."""

from __future__ import annotations

from sqlalchemy import Column, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

saved_searches = Table(
    "saved_searches",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("user", String(KEY_CHARS), primary_key=True),
    Column("name", String(KEY_CHARS), primary_key=True),
    Column("query", Text, nullable=False),
    Column("saved_at", String(40), nullable=False),
)
