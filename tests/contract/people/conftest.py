"""What people decide for themselves and share: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from coolhead.adapters.storage.breaks import InMemoryBreakBook, SqlBreakBook
from coolhead.adapters.storage.care import SqlCareBook
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.lessons import SqlLessonBook
from coolhead.adapters.storage.store import Store, open_store
from coolhead.services.lessons.lesson import LessonBook
from coolhead.services.wellbeing.breaks import BreakBook
from coolhead.services.wellbeing.care import CareBook


@dataclass
class Kept:
    store: Store | InMemoryStore
    breaks: BreakBook
    care: CareBook
    lessons: LessonBook


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens where things are kept; opened again, they are still there."""
    if request.param == "memory":
        store = InMemoryStore()
        breaks = InMemoryBreakBook()

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield Kept(store, breaks, store.care, store.lessons)

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
            yield Kept(store, SqlBreakBook(store), SqlCareBook(store), SqlLessonBook(store))
        finally:
            await store.close()

    return in_a_database
