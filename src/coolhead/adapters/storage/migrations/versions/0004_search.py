"""What calls are found by beside words (columns, facets), and searches that people keep.

Calls that are kept are given the same, from what is kept of them. A rung that was reached by
abuse which the agent took back since counts here, until `coolhead rebuild`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_KEY = sa.String(300)
_RUNGS = ("none", "asked", "warned", "may_end", "ended")
_ABUSE = frozenset({"insult", "aggression", "threat", "profanity"})
_PRIVATE = frozenset({"raised_voice", "speech_rate"})
_THRESHOLD = 0.5
_INDEXES = {
    "began": ("began", "call"),
    "heat_peak": ("heat_peak", "call"),
    "rung_reached": ("rung_reached", "began"),
    "outcome": ("outcome", "began"),
    "disputed": ("disputed", "began"),
}


def upgrade() -> None:
    """Make the tables and columns, and fill them from what is kept."""
    op.create_table(
        "facets",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("facet", sa.String(100), nullable=False),
        sa.Column("call", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "facet", "call", name="pk_facets"),
    )
    op.create_index("ix_facets_call", "facets", ["workspace", "call"])
    op.create_table(
        "saved_searches",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("user", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "name", name="pk_saved_searches"),
    )
    no, zero = sa.false(), sa.text("0")
    for column in (
        sa.Column("began", sa.Double(), nullable=False, server_default=zero),
        sa.Column("heat_peak", sa.Double(), nullable=False, server_default=zero),
        sa.Column("rung_reached", sa.String(20), nullable=False, server_default="none"),
        sa.Column("outcome", sa.String(20)),
        sa.Column("signed", sa.Boolean(), nullable=False, server_default=no),
        sa.Column("disputed", sa.Boolean(), nullable=False, server_default=no),
    ):
        op.add_column("calls", column)
    _fill(op.get_bind())
    for name, columns in _INDEXES.items():
        op.create_index(f"ix_calls_{name}", "calls", ["workspace", *columns])


_calls = sa.table(
    "calls",
    *(
        sa.column(name)
        for name in ("workspace", "call", "first_kept", "began", "heat_peak", "rung_reached")
    ),
    *(sa.column(name) for name in ("outcome", "signed", "disputed")),
    sa.column("body", sa.LargeBinary()),
)
_records = sa.table(
    "records", sa.column("workspace"), sa.column("call"), sa.column("body", sa.LargeBinary())
)
_events = sa.table(
    "events",
    *(sa.column(name) for name in ("workspace", "call", "seq", "type")),
    sa.column("body", sa.LargeBinary()),
)
_facets = sa.table("facets", *(sa.column(name) for name in ("workspace", "facet", "call")))


def _fill(connection: sa.Connection) -> None:
    calls = _calls.c
    keys = connection.execute(sa.select(calls.workspace, calls.call, calls.first_kept)).all()
    for workspace, call, first_kept in keys:
        same = (calls.workspace == workspace) & (calls.call == call)
        row = _read(connection.scalar(sa.select(calls.body).where(same)))
        if row is None:  # damaged: `coolhead rebuild` makes it anew
            values: dict[str, Any] = {"began": first_kept}
            connection.execute(sa.update(_calls).where(same).values(values))
            continue
        records = _records.c
        kept = (records.workspace == workspace) & (records.call == call)
        record = _read(connection.scalar(sa.select(records.body).where(kept))) or {}
        row |= {
            "outcome": record.get("outcome") if row.get("ended") else None,
            "do_not_call": bool(record.get("do_not_call")),
            "rung_reached": _highest(row, record),
        }
        values = {
            "began": _began(row.get("started_at"), first_kept),
            "heat_peak": row.get("heat_peak", 0.0),
            "rung_reached": row["rung_reached"],
            "outcome": row["outcome"],
            "signed": bool(row.get("signed")),
            "disputed": bool(row.get("disputed")),
            "body": json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode(),
        }
        connection.execute(sa.update(_calls).where(same).values(values))
        found = {*_heard(connection, workspace, call), *_rows(record)}
        if found:
            rows = [{"workspace": workspace, "facet": each, "call": call} for each in found]
            connection.execute(sa.insert(_facets), rows)


def _read(body: Any) -> dict[str, Any] | None:
    try:
        found = json.loads(bytes(body)) if body is not None else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _began(started_at: Any, first_kept: float) -> float:
    try:
        at = datetime.fromisoformat(started_at)
    except (TypeError, ValueError):
        return first_kept
    return at.timestamp() if at.tzinfo is not None else first_kept


def _highest(row: dict[str, Any], record: dict[str, Any]) -> str:
    steps = [step.get("rung") for step in record.get("ladder", ())]
    known = [rung for rung in (row.get("rung"), *steps) if rung in _RUNGS]
    return max(known, key=_RUNGS.index, default="none")


def _rows(record: dict[str, Any]) -> Iterator[str]:
    for item in (record.get("scorecard") or {}).get("items", ()):
        if item.get("result") == "miss" or item.get("utterance") is not None:
            yield from (f"row:{row}"[:100] for row in item.get("rows", ()))


def _heard(connection: sa.Connection, workspace: str, call: str) -> set[str]:
    """The signals that stand; those found again in an utterance replace those of their name."""
    events = _events.c
    query = (
        sa.select(events.body)
        .where(
            events.workspace == workspace,
            events.call == call,
            events.type.in_(("UtteranceHeard", "SignalsDetected", "AgentMarked")),
        )
        .order_by(events.seq)
    )
    said: dict[str, tuple[str, float]] = {}
    found: dict[tuple[str, str, str], float] = {}
    timed: set[str] = set()
    no_abuse: set[str] = set()
    for (body,) in connection.execute(query):
        event = (_read(body) or {}).get("event", {})
        match event.get("type"):
            case "UtteranceHeard":
                utterance = event.get("utterance", {})
                name = utterance.get("id", "")
                said[name] = (utterance.get("party", ""), utterance.get("end", 0.0))
            case "SignalsDetected" if event.get("utterance") is None:
                timed.update(_named(event.get("party", ""), event.get("signals", ())))
            case "SignalsDetected":
                where = event["utterance"]
                for each in _strongest(event.get("signals", ())).items():
                    found[where, said.get(where, (event.get("party", ""), 0.0))[0], each[0]] = each[
                        1
                    ]
            case "AgentMarked":
                _mark(event, said, no_abuse)
    heard = {
        f"signal:{party}:{name}"
        for (where, party, name), confidence in found.items()
        if confidence >= _THRESHOLD
        and not (party == "agent" and name in _PRIVATE)
        and not (name in _ABUSE and where in no_abuse)
    }
    return heard | timed


def _strongest(signals: Iterable[dict[str, Any]]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for each in signals:
        name, confidence = each.get("name", ""), each.get("confidence", 0.0)
        strongest[name] = max(strongest.get(name, 0.0), confidence)
    return strongest


def _named(party: str, signals: Iterable[dict[str, Any]]) -> Iterator[str]:
    for name, confidence in _strongest(signals).items():
        if confidence >= _THRESHOLD and not (party == "agent" and name in _PRIVATE):
            yield f"signal:{party}:{name}"


def _mark(event: dict[str, Any], said: dict[str, tuple[str, float]], no_abuse: set[str]) -> None:
    where = event.get("utterance")
    if where is None:
        before = [
            (end, name)
            for name, (party, end) in said.items()
            if party == "customer" and end <= event.get("at", 0.0)
        ]
        where = max(before)[1] if before else None
    if where is not None and event.get("mark") == "not_abuse":
        no_abuse.add(where)
    elif where is not None and event.get("mark") == "mark_abuse":
        no_abuse.discard(where)
