"""The tables of insights: the figures of each call that is over, and what there are several of.

All of it is projected from events and goes with the call. Tables of several rows a call are kept
in the order of their keys (``WITHOUT ROWID`` in SQLite), so that those of a call lie together.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

call_figures = Table(
    "call_figures",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("agent", String(KEY_CHARS)),
    Column("customer", String(KEY_CHARS)),
    Column("campaign", String(KEY_CHARS)),
    Column("direction", String(20), nullable=False),
    Column("playbook", String(KEY_CHARS), nullable=False),
    Column("version", Integer, nullable=False),
    Column("began", Double, nullable=False),
    # By the call's own clock: the day (as Python's ``date.toordinal``) and the hour (0-23).
    Column("day", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("heat_peak", Double, nullable=False),
    Column("heat_end", Double, nullable=False),
    Column("heat_minutes", Double, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("rung", String(20), nullable=False),
    Column("ended_for_abuse", Boolean, nullable=False),
    Column("escalated", Boolean, nullable=False),
    Column("abuse", Integer, nullable=False),
    Column("leaving", Boolean, nullable=False),
    Column("reviewing", Boolean, nullable=False),
    Column("estimate", String(20), nullable=False),
    Index("ix_call_figures_began", "workspace", "began"),
    Index("ix_call_figures_customer", "workspace", "customer", "began"),
    sqlite_with_rowid=False,
)

call_topics = Table(
    "call_topics",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("name", String(100), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("heat_minutes", Double, nullable=False),
    Column("quote", Text, nullable=False),
    Column("utterance", String(KEY_CHARS)),
    sqlite_with_rowid=False,
)

call_turned = Table(
    "call_turned",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("move", String(40), primary_key=True),
    Column("level", String(20), primary_key=True),
    Column("turns", Integer, nullable=False),
    Column("cooled", Integer, nullable=False),
    Column("alone", Boolean, nullable=False),
    Column("first", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

call_signals = Table(
    "call_signals",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("heard", Integer, nullable=False),
    Column("taken_back", Integer, nullable=False),
    sqlite_with_rowid=False,
)

OF_A_CALL = (call_topics, call_turned, call_signals, call_figures)
