"""What a workspace sets up, kept in memory, in SQLite, and in PostgreSQL on a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from coolhead.adapters.storage.answers import SqlKeptAnswers
from coolhead.adapters.storage.in_memory_setup import (
    InMemoryKeptAnswers,
    InMemoryPlaybookShelf,
    InMemorySearchBook,
    InMemorySourceBook,
)
from coolhead.adapters.storage.playbooks import SqlPlaybookShelf
from coolhead.adapters.storage.searches import SqlSearchBook
from coolhead.adapters.storage.sources import SqlSourceBook
from coolhead.adapters.storage.store import open_store
from coolhead.services.answers import KeptAnswers
from coolhead.services.setup.playbooks import PlaybookShelf
from coolhead.services.setup.searches import SearchBook
from coolhead.services.setup.sources import SourceBook


@dataclass
class Kept:
    shelf: PlaybookShelf
    book: SourceBook
    answers: KeptAnswers
    searches: SearchBook


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens where things are kept; opened again, they are still there."""
    if request.param == "memory":
        same = Kept(
            InMemoryPlaybookShelf(),
            InMemorySourceBook(),
            InMemoryKeptAnswers(),
            InMemorySearchBook(),
        )

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield same

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
                SqlPlaybookShelf(store),
                SqlSourceBook(store),
                SqlKeptAnswers(store),
                SqlSearchBook(store),
            )
        finally:
            await store.close()

    return in_a_database
