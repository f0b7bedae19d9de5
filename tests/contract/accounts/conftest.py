"""Every access store there is, each empty: in memory, SQLite, and PostgreSQL on a real server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from coolhead.adapters.storage.accounts import SqlAccessStore
from coolhead.adapters.storage.accounts_in_memory import InMemoryAccessStore
from coolhead.adapters.storage.store import open_store
from coolhead.services.access.store import AccessStore

Opened = Callable[[], AbstractAsyncContextManager[AccessStore]]
"""Opens the test's store for as long as the block lasts."""


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    kept = InMemoryAccessStore()
    url = f"sqlite+aiosqlite:///{tmp_path / 'coolhead.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").database()

    @asynccontextmanager
    async def open_access() -> AsyncIterator[AccessStore]:
        if request.param == "memory":
            yield kept
            return
        store = await open_store(url, spool=tmp_path / "spool")
        try:
            yield SqlAccessStore(store)
        finally:
            await store.close()

    return open_access
