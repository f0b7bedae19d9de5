"""The figures of calls to rows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, delete, select

from coolhead.adapters.storage.schema import calls as tables
from coolhead.adapters.storage.schema.insights import (
    OF_A_CALL,
    call_figures,
    call_signals,
    call_topics,
    call_turned,
)
from coolhead.services.insights.figures import CallFigures
from coolhead.services.live.summary import CallKey

_PLAIN: Final = (
    "team",
    "agent",
    "customer",
    "campaign",
    "direction",
    "playbook",
    "version",
    "heat_peak",
    "heat_end",
    "heat_minutes",
    "outcome",
    "rung",
    "ended_for_abuse",
    "escalated",
    "abuse",
    "leaving",
    "reviewing",
    "estimate",
)


class Begun(NamedTuple):
    """When a call began: seconds since 1970, and its own clock's day (ordinal) and hour."""

    at: float
    day: int
    hour: int


def begun(figures: CallFigures, first_kept: float) -> Begun:
    """When a call began by its own clock, else when it was first kept, in UTC."""
    try:
        at = datetime.fromisoformat(figures.started_at or "")
        if at.tzinfo is not None:
            return Begun(at.timestamp(), at.toordinal(), at.hour)
    except (ValueError, OverflowError):
        pass
    at = datetime.fromtimestamp(first_kept, tz=UTC)
    return Begun(first_kept, at.toordinal(), at.hour)


def rows_of(
    key: CallKey, figures: CallFigures, first_kept: float
) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows of a call, a list for each table."""
    of_call = {"workspace": key.workspace, "call": key.call}
    began = begun(figures, first_kept)
    row = {name: getattr(figures, name) for name in _PLAIN}
    row |= {"began": began.at, "day": began.day, "hour": began.hour}
    topics = [
        {
            "name": each.name,
            "place": place,
            "heat_minutes": each.heat_minutes,
            "quote": each.quote,
            "utterance": each.utterance,
        }
        for place, each in enumerate(figures.topics)
    ]
    turned = [
        {
            "move": each.move,
            "level": each.level,
            "turns": each.turns,
            "cooled": each.cooled,
            "alone": each.alone,
            "first": each.first,
        }
        for each in figures.turned
    ]
    signals = [
        {"name": each.name, "heard": each.heard, "taken_back": each.taken_back}
        for each in figures.signals
    ]
    tables_of = (
        (call_figures, [row]),
        (call_topics, topics),
        (call_turned, turned),
        (call_signals, signals),
    )
    return [(table, [of_call | each for each in rows]) for table, rows in tables_of]


def replace_figures(connection: Connection, key: CallKey, figures: CallFigures | None) -> None:
    """Put figures in place of a call's; None where it has none."""
    for table in OF_A_CALL:
        connection.execute(
            delete(table).where(table.c.workspace == key.workspace, table.c.call == key.call)
        )
    if figures is None:
        return
    calls = tables.calls.c
    first_kept = connection.scalar(
        select(calls.first_kept).where(calls.workspace == key.workspace, calls.call == key.call)
    )
    if first_kept is None:
        return
    for table, rows in rows_of(key, figures, first_kept):
        if rows:
            connection.execute(table.insert(), rows)
