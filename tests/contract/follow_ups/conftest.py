"""Follow-ups beside the calls they come from: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from coolhead.adapters.storage.calendar_links import InMemoryCalendarLinks, SqlCalendarLinks
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.reminders import SqlReminderBook
from coolhead.adapters.storage.reminders_in_memory import InMemoryReminderBook
from coolhead.adapters.storage.store import Store, open_store
from coolhead.services.follow_ups.book import FollowUpBook
from coolhead.services.follow_ups.calendar_links import CalendarLinks
from coolhead.services.follow_ups.reminder_book import ReminderBook


@dataclass
class Kept:
    store: Store | InMemoryStore
    book: FollowUpBook
    reminders: ReminderBook
    links: CalendarLinks


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens where things are kept; opened again, they are still there."""
    if request.param == "memory":
        store = InMemoryStore()
        reminders = InMemoryReminderBook(store.follow_ups)
        links = InMemoryCalendarLinks()

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield Kept(store, store.follow_ups, reminders, links)

        return the_same
    url = (
        request.getfixturevalue("postgres").database()
        if request.param == "postgresql"
        else f"sqlite+aiosqlite:///{tmp_path / 'calls.db'}"
    )

    @asynccontextmanager
    async def in_a_database() -> AsyncIterator[Kept]:
        store = await open_store(url, spool=tmp_path / "spool")
        try:
            yield Kept(
                store, SqlFollowUpBook(store), SqlReminderBook(store), SqlCalendarLinks(store)
            )
        finally:
            await store.close()

    return in_a_database
