"""The tables of what people decide for themselves and share; no rebuild can bring it back."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, String, Table

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

own_breaks = Table(
    "own_breaks",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("user", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("how", String(20), nullable=False),
    Column("began_at", String(40), nullable=False),
    Column("ended_at", String(40)),
    Column("began", Double, nullable=False),  # the same in seconds since 1970
    Index("ix_own_breaks_began", "workspace", "began"),
)
