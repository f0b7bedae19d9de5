"""The tables of reviews: who reviews a call, and what was found line by line.

Made by nobody but people: no rebuild can bring them back.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Double, Index, Integer, String, Table, Text

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

reviews = Table(
    "reviews",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("agent", String(KEY_CHARS)),
    Column("playbook", String(KEY_CHARS), nullable=False),
    Column("why", String(20), nullable=False),
    Column("reviewer", String(KEY_CHARS), nullable=False),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("taken_at", String(40), nullable=False),
    Column("taken_s", Double, nullable=False),  # the same in seconds since 1970
    Column("finished_at", String(40)),
    Column("finished_s", Double),
    Column("machine_seen", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_reviews_team", "workspace", "team", "taken_s"),
    Index("ix_reviews_agent", "workspace", "agent", "taken_s"),
    Index("ix_reviews_reviewer", "workspace", "reviewer", "taken_s"),
)

review_items = Table(
    "review_items",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("item", String(60), primary_key=True),
    Column("place", Integer, nullable=False),  # in the order of the scorecard
    Column("playbook", String(KEY_CHARS), nullable=False),
    Column("month", String(7), nullable=False),
    Column("verdict", String(20), nullable=False),
    Column("machine", String(20)),
    Column("blind", Boolean, nullable=False),
    Column("comment", Text, nullable=False),
    Column("utterance", String(KEY_CHARS)),
    Index("ix_review_items_playbook", "workspace", "playbook", "item"),
)
