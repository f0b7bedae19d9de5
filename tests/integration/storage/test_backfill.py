"""Follow-ups of calls that were kept before there was a table of them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import delete
from tests.contract.follow_ups.conftest import Kept
from tests.contract.follow_ups.test_follow_up_book import CALL, CHECK_IN, DONE, found, record

from coolhead.adapters.storage.calendar_links import SqlCalendarLinks
from coolhead.adapters.storage.follow_up_backfill import FollowUpBackfill
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.reminders import SqlReminderBook
from coolhead.adapters.storage.schema.follow_ups import follow_ups
from coolhead.adapters.storage.store import Store, open_store


async def emptied(store: Store) -> None:
    """As a database is that was there before the table."""
    async with store.transaction() as connection:
        await connection.execute(delete(follow_ups))


def test_it_is_made_once_page_by_page_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'calls.db'}"

    async def opened() -> tuple[Store, Kept]:
        store = await open_store(url, spool=tmp_path / "spool")
        book, reminders = SqlFollowUpBook(store), SqlReminderBook(store)
        return store, Kept(store, book, reminders, SqlCalendarLinks(store))

    async def run() -> None:
        store, things = await opened()
        for number in range(5):
            await record(things, f"c{number}", CALL, CHECK_IN)
        await record(things, "theirs", CALL, workspace="other")
        done = next(row for row in await found(things) if row.call == "c3")
        await things.book.mark("w", done.id, DONE)
        before = await found(things)
        await emptied(store)
        assert await FollowUpBackfill(store, "w").step(limit=2)
        assert {row.call for row in await found(things)} == {"c0", "c1"}
        await store.close()  # and another process goes on
        store, things = await opened()
        backfill = FollowUpBackfill(store, "w")
        assert await backfill.step(limit=2)
        assert not await backfill.step(limit=2)
        assert await found(things) == before
        assert [row.state for row in await found(things, state="done")] == ["done"]
        # It is remembered that it is done: what goes now does not come back by itself.
        await emptied(store)
        assert not await FollowUpBackfill(store, "w").step()
        assert await found(things) == []
        await store.close()

    asyncio.run(run())
