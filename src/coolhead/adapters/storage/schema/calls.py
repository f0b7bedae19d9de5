"""Calls: their events, what is projected from them, and what is left when they are erased.

Every key begins with the workspace. Times are seconds since 1970 (UTC) unless they are RFC 3339.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from coolhead.adapters.storage.schema.metadata import metadata

# As long as the longest id that a source may give, and more.
KEY_CHARS: Final = 300
# Longer than any signal's or row's name.
FACET_CHARS: Final = 100

events = Table(
    "events",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("type", String(60), nullable=False),
    Column("visibility", String(20), nullable=False),
    Column("at", Double, nullable=False),
    Column("v", Integer, nullable=False),
    Column("kept_at", Double, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("agent", String(KEY_CHARS)),
    Column("customer", String(KEY_CHARS)),
    Column("customer_number", String(KEY_CHARS)),
    Column("campaign", String(KEY_CHARS)),
    Column("ended", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("first_kept", Double, nullable=False),
    # When it began by its own clock, else when it was first kept: by this calls are in order.
    Column("began", Double, nullable=False),
    Column("heat_peak", Double, nullable=False),
    Column("rung_reached", String(20), nullable=False),
    Column("outcome", String(20)),
    Column("signed", Boolean, nullable=False),
    Column("disputed", Boolean, nullable=False),
    # By which calls are drawn for review, 0 up to 1; None where there is nothing to review.
    Column("drawn", Double),
    Column("body", LargeBinary, nullable=False),
    Index("ix_calls_first_kept", "workspace", "first_kept", "call"),
    Index("ix_calls_began", "workspace", "began", "call"),
    Index("ix_calls_heat_peak", "workspace", "heat_peak", "call"),
    Index("ix_calls_rung_reached", "workspace", "rung_reached", "began"),
    Index("ix_calls_outcome", "workspace", "outcome", "began"),
    Index("ix_calls_disputed", "workspace", "disputed", "began"),
    Index("ix_calls_drawn", "workspace", "drawn"),
    Index("ix_calls_agent", "workspace", "agent"),
    Index("ix_calls_customer", "workspace", "customer"),
    Index("ix_calls_customer_number", "workspace", "customer_number"),
)

records = Table(
    "records",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# A word that was said in a call: the same search on every database.
words = Table(
    "words",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("word", String(60), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Index("ix_words_call", "workspace", "call"),
)

# By what else a call is found: "signal:customer:insult", "row:S1.4". Never shown.
facets = Table(
    "facets",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("facet", String(FACET_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Index("ix_facets_call", "workspace", "call"),
)

playbooks = Table(
    "playbooks",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("version", Integer, nullable=False),
    Column("flattened", Text, nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("since", String(40), nullable=False),
    Column("by", String(KEY_CHARS), nullable=False),
    Column("reason", Text, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("erased_at", String(40), primary_key=True),
    Column("team", String(KEY_CHARS), nullable=False),
    Column("reason", Text, nullable=False),
)

# A number that several have put on the list stays on it until each entry is gone. One that was
# removed keeps its row, so that the call it comes from does not put it there again.
do_not_call = Table(
    "do_not_call_entries",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("why", String(20), primary_key=True),
    Column("call", String(KEY_CHARS), primary_key=True),
    Column("added_at", String(40), nullable=False),
    Column("reason", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("removed_at", String(40)),
    Column("removed_by", String(KEY_CHARS)),
    Column("removed_because", Text),
    Index("ix_do_not_call_entries_call", "workspace", "call"),
)
