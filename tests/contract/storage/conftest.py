"""Every store there is, each empty: in memory, SQLite, and PostgreSQL on a real server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.adapters.storage.store import open_store

Opened = Callable[[], Awaitable[Any]]
"""Opens the test's store; called again, it is the same one after a restart."""


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    if request.param == "memory":
        store = InMemoryStore()

        async def the_same() -> InMemoryStore:
            return store

        return the_same
    url = (
        request.getfixturevalue("postgres").database()
        if request.param == "postgresql"
        else f"sqlite+aiosqlite:///{tmp_path / 'calls.db'}"
    )
    return lambda: open_store(url, spool=tmp_path / "spool")
