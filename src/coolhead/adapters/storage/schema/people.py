"""The tables of what people decide for themselves and share; no rebuild can bring it back."""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, String, Table, Text

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

check_ins = Table(
    "check_ins",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("agent", String(KEY_CHARS), nullable=False),
    Column("name", Text, nullable=False),
    Column("asked_at", String(40), nullable=False),
    Column("asked", Double, nullable=False),  # the same in seconds since 1970
    Column("taken_by", Text),
    Column("taken_at", String(40)),
    Index("ix_check_ins_team", "workspace", "team", "asked"),
)

shared_reflections = Table(
    "shared_reflections",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("agent", String(KEY_CHARS), nullable=False),
    Column("shared_with", String(20), nullable=False),
    Column("went_well", Text, nullable=False),
    Column("next_time", Text, nullable=False),
    Column("shared_at", String(40), nullable=False),
)

lessons = Table(
    "lessons",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(32), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("author", String(KEY_CHARS), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("cue", String(40)),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),  # the text as it is searched
    Column("shared_at", String(40), nullable=False),
    Column("shared", Double, nullable=False),  # the same in seconds since 1970
    Column("call", String(KEY_CHARS)),
    Index("ix_lessons_team", "workspace", "team", "shared"),
    Index("ix_lessons_author", "workspace", "author"),
    Index("ix_lessons_call", "workspace", "call"),
)
