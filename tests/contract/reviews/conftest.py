"""Reviews beside the calls that they are of: in memory, SQLite, and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.support.postgres import PostgresServer, postgres_server

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.reviews import SqlReviewBook
from coolhead.adapters.storage.store import Store, open_store
from coolhead.services.reviews.book import ReviewBook


@dataclass
class Kept:
    store: Store | InMemoryStore
    book: ReviewBook


Opened = Callable[[], AbstractAsyncContextManager[Kept]]


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens where things are kept; opened again, they are still there."""
    if request.param == "memory":
        store = InMemoryStore()

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield Kept(store, store.reviews)

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
            yield Kept(store, SqlReviewBook(store))
        finally:
            await store.close()

    return in_a_database
