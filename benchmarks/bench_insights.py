"""Insights and pages over many calls of a simulated month: 100,000, or as many as are named.

The rows are those of the projection: calls of the simulated month (really run once, told again at
other times), written by the store's own row code in bulk.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from msgspec.structs import asdict
from sqlalchemy import func, select, text
from tests.support.month import ToldCall, month, query_parts
from tests.support.month_after import answers_after, marks_after, message_after, review_after
from tests.support.postgres import postgres_server

from benchmarks.bench_insights_pages import pages
from coolhead.adapters.storage.database import is_sqlite
from coolhead.adapters.storage.follow_up_rows import follow_up_row, mark_row
from coolhead.adapters.storage.insights import SqlInsightsBook
from coolhead.adapters.storage.insights_rows import rows_of
from coolhead.adapters.storage.review_rows import item_rows, review_row
from coolhead.adapters.storage.rows import facet_rows, summary_row
from coolhead.adapters.storage.schema import calls as tables
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks, follow_ups
from coolhead.adapters.storage.schema.insights import call_figures
from coolhead.adapters.storage.schema.reviews import review_items, reviews
from coolhead.adapters.storage.schema.sending import customer_answers, outgoing_messages
from coolhead.adapters.storage.store import Store, open_store
from coolhead.services.follow_ups.follow_up import follow_ups_of
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.live.store import Batch

CALLS: Final = 100_000
_AT_A_TIME: Final = 2_000
_TIMES: Final = 5
# Kept now: what is older than the retention is erased as soon as a server runs.
_KEPT: Final = time.time()
_OF_HEADER: Final = ("team", "agent", "customer", "campaign", "direction", "started_at")
_TEAMS: Final = frozenset({"north", "south", "tiny"})
# The same work, fewer runs of calls to begin with.
_WAYS: Final = ("whole", "half", "taken_back")


async def fill(store: Store, calls: int) -> None:
    """Write the rows of so many calls in bulk."""
    rows: dict[Any, list[dict[str, Any]]] = {}

    async def write() -> None:
        async with store.transaction() as connection:
            for table, each in rows.items():
                if each:
                    await connection.execute(table.insert(), each)
        rows.clear()

    for number, told in enumerate(month(calls, ways=_WAYS, playbooks=("standard",)), start=1):
        for table, each in _rows_of(told):
            rows.setdefault(table, []).extend(each)
        if number % _AT_A_TIME == 0:
            await write()
    await write()
    async with store.transaction() as connection:
        await connection.execute(text("ANALYZE"))


_TOLD_BEFORE: Final[dict[int, Batch]] = {}


def _rows_of(told: ToldCall) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows of a call; what is the same each time that it is told is made once."""
    header = told.header
    batch = _TOLD_BEFORE.get(id(told.folded))
    if batch is None:
        batch = _TOLD_BEFORE[id(told.folded)] = told.batch
    assert batch.summary is not None
    assert batch.figures is not None
    own = {name: getattr(header, name) for name in _OF_HEADER}
    summary = msgspec.structs.replace(batch.summary, call=header.call, **own)
    figures = msgspec.structs.replace(batch.figures, **own)
    kept = follow_ups_of(told.key, told.record, team=header.team, owner=header.agent)
    changed = frozenset({f"direction:{header.direction}"})
    facets = {each for each in batch.facets or () if not each.startswith("direction:")}
    reviewed = review_after(told)
    return [
        (tables.calls, [summary_row(summary, _KEPT)]),
        (tables.facets, facet_rows(told.key, changed | facets)),
        (follow_ups, [follow_up_row(row) for row in kept]),
        (follow_up_marks, [mark_row(*each) for each in marks_after(told)]),
        (outgoing_messages, [asdict(message)] if (message := message_after(told)) else []),
        (reviews, [review_row(reviewed[0])] if reviewed else []),
        (review_items, item_rows(*reviewed) if reviewed else []),
        (customer_answers, [asdict(each) for each in answers_after(told)]),
        *rows_of(told.key, figures, _KEPT),
    ]


async def timed(ask: Callable[[], Awaitable[object]]) -> str:
    """How long asking took: best and worst, and the most time of our own on processors.

    On a machine that does other work too the best says more; SQLite works in our own process.
    """
    taken, busy = [], []
    for _ in range(_TIMES):
        began, worked = time.perf_counter(), time.process_time()
        await ask()
        taken.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
    return f"{min(taken):6.3f} to {max(taken):6.3f} s ({max(busy):.3f} s of processors)"


async def measure(name: str, url: str, folder: Path, calls: int) -> None:
    """Print the figures of one database."""
    store = await open_store(url, spool=folder / "spool")
    began = time.perf_counter()
    await fill(store, calls)
    async with store.reading() as connection:
        kept = await connection.scalar(select(func.count()).select_from(call_figures))
    print(f"{name}: {kept:,} calls written in {time.perf_counter() - began:.0f} s")
    print("  load of the machine:", *(f"{each:.1f}" for each in os.getloadavg()))
    book, parts = SqlInsightsBook(store), {"workspace": "default", **query_parts()}
    week = {**parts, "since": parts["until"] - 7 * 86_400.0}
    for what, query in (
        ("the whole month", InsightsQuery(**parts, teams=_TEAMS)),
        ("one team", InsightsQuery(**parts, teams=frozenset({"south"}))),
        ("one campaign, outbound", InsightsQuery(**parts, campaign="spring", direction="outbound")),
        ("a week", InsightsQuery(**week, teams=_TEAMS)),
    ):

        async def asked(query: InsightsQuery = query) -> object:
            return insights_of(await book.sums(query), query, minimum=5)

        print(f"  insights, {what:24} {await timed(asked)}")
    if is_sqlite(store.engine):
        size = sum(file.stat().st_size for file in folder.glob("calls.db*"))
        print(f"  the database's file: {size / 2**20:,.0f} MiB")
    await store.close()


def main(calls: int = CALLS) -> None:
    """Measure SQLite, and PostgreSQL where it is installed."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        url = f"sqlite+aiosqlite:///{folder / 'calls.db'}"
        asyncio.run(measure("SQLite", url, folder, calls))
        pages(url, folder / "sqlite")
        try:
            server = stack.enter_context(postgres_server())
        except pytest.skip.Exception as reason:
            print(f"PostgreSQL: not measured: {reason}")
            return
        url = server.database()
        asyncio.run(measure("PostgreSQL", url, folder, calls))
        pages(url, folder / "postgres")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CALLS)
