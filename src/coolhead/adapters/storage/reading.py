"""What is read of calls: events, summaries, records, search."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.cursors import cursor_of, read_cursor
from coolhead.adapters.storage.insights_behind import calls_behind
from coolhead.adapters.storage.rows import envelope_from, summary_from
from coolhead.adapters.storage.schema import calls as tables
from coolhead.adapters.storage.search import words_of
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writing import of_call
from coolhead.call.events import Envelope
from coolhead.call.vocabulary import RUNGS, Rung
from coolhead.services.live.store import CallPage, CallQuery
from coolhead.services.live.summary import CallKey

# More on a page is a page that nobody reads and a query that others wait for.
MOST_ON_A_PAGE = 500
# What of a query a call's row has as it is asked for.
EXACT = (
    "agent",
    "customer",
    "customer_number",
    "campaign",
    "ended",
    "outcome",
    "signed",
    "disputed",
)


async def read_events(
    connection: AsyncConnection, key: CallKey, after: int, limit: int | None
) -> list[Envelope]:
    """The events of a call beyond ``after``, in order."""
    query = (
        select(tables.events.c.body)
        .where(of_call(tables.events, key), tables.events.c.seq > after)
        .order_by(tables.events.c.seq)
        .limit(limit)
    )
    return [envelope_from(row.body) for row in await connection.execute(query)]


async def read_page(connection: AsyncConnection, query: CallQuery) -> CallPage:
    """The page of calls that a query asks for; raises ``InputError`` for a wrong cursor."""
    limit = max(1, min(query.limit, MOST_ON_A_PAGE))
    calls = tables.calls.c
    place = calls.heat_peak if query.order == "hottest" else calls.began
    asked = (
        select(calls.body, place.label("place"), calls.call)
        .where(*_conditions(query))
        .order_by(place.desc(), calls.call.desc())
        .limit(limit + 1)
    )
    if query.after is not None:
        asked = asked.where(tuple_(place, calls.call) < tuple_(*read_cursor(query.after)))
    rows = (await connection.execute(asked)).all()
    more = len(rows) > limit
    last = rows[limit - 1] if more else None
    return CallPage(
        tuple(summary_from(row.body) for row in rows[:limit]),
        cursor_of(last.place, last.call) if last is not None else None,
    )


def _conditions(query: CallQuery) -> list[Any]:
    calls = tables.calls.c
    wanted = [calls.workspace == query.workspace]
    for name in EXACT:
        if (value := getattr(query, name)) is not None:
            wanted.append(calls[name] == value)
    if query.teams is not None:
        wanted.append(calls.team.in_(sorted(query.teams)))
    if query.since is not None:
        wanted.append(calls.began >= seconds_of(query.since, "since"))
    if query.until is not None:
        wanted.append(calls.began < seconds_of(query.until, "until"))
    if query.heat_from is not None:
        wanted.append(calls.heat_peak >= query.heat_from)
    if query.rung is not None:
        wanted.append(calls.rung_reached.in_(rungs_from(query.rung)))
    return wanted + [calls.call.in_(each) for each in _found_elsewhere(query)]


def _found_elsewhere(query: CallQuery) -> Iterator[Select[Any]]:
    if query.figure is not None:
        yield calls_behind(query)
    for facets in query.facets:
        yield _calls_of(query.workspace, facets)
    asked = words_of(query.words)
    for place, word in enumerate(asked):
        yield _calls_with(query.workspace, word, place == len(asked) - 1)


def rungs_from(rung: Rung) -> tuple[Rung, ...]:
    """This rung and those above."""
    return RUNGS[RUNGS.index(rung) :]


def _calls_of(workspace: str, facets: frozenset[str]) -> Select[Any]:
    kept = tables.facets.c
    return select(kept.call).where(kept.workspace == workspace, kept.facet.in_(sorted(facets)))


def _calls_with(workspace: str, word: str, is_last: bool) -> Select[Any]:
    said = tables.words.c
    # The last word may be unfinished: somebody is typing it.
    same = (
        or_(said.word == word, and_(said.word > word, said.word.startswith(word, autoescape=True)))
        if is_last
        else said.word == word
    )
    return select(said.call).where(said.workspace == workspace, same)
