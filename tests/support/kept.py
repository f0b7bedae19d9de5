"""A store and a book beside it, opened in memory, in SQLite and in PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.store import Store, open_store

STORES = ("memory", "sqlite", "postgresql")
Kept = TypeVar("Kept")


def opening(
    request: pytest.FixtureRequest,
    folder: Path,
    *,
    in_memory: Callable[[InMemoryStore], Kept],
    in_sql: Callable[[Store], Kept],
) -> Callable[[], AbstractAsyncContextManager[Kept]]:
    """Opens where things are kept; opened again, they are still there.

    For a fixture with ``STORES`` as its parameters.
    """
    if request.param == "memory":
        store = InMemoryStore()

        @asynccontextmanager
        async def the_same() -> AsyncIterator[Kept]:
            yield in_memory(store)

        return the_same
    url = (
        request.getfixturevalue("postgres").database()
        if request.param == "postgresql"
        else f"sqlite+aiosqlite:///{folder / 'calls.db'}"
    )

    @asynccontextmanager
    async def in_a_database() -> AsyncIterator[Kept]:
        store = await open_store(url, spool=folder / "spool")
        try:
            yield in_sql(store)
        finally:
            await store.close()

    return in_a_database
