"""A store that is closed leaves no connection behind, whoever is in it just then.

A connection that was left says so when it is collected, and a warning is an error here.
"""

from __future__ import annotations

import asyncio
import gc
from pathlib import Path

import pytest
from tests.support.appending import batch_of

from coolhead.adapters.storage.store import Store, open_store
from coolhead.adapters.storage.writer import Writer
from coolhead.errors import StorageError
from coolhead.services.live.summary import CallKey

KEY = CallKey("w", "c1")


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite+aiosqlite:///{folder / 'calls.db'}", spool=folder / "spool")


def test_who_reads_while_it_is_closed_may_finish(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        await store.append(batch_of("c1", 0))
        async with store.reading() as connection:
            await store.close()
            assert (await connection.exec_driver_sql("SELECT count(*) FROM events")).scalar() == 1

    asyncio.run(test())
    gc.collect()


def test_who_comes_after_it_is_closed_is_told_so(tmp_path: Path) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        await store.close()
        with pytest.raises(StorageError, match="the store is closed"):
            await store.summary(KEY)
        with pytest.raises(StorageError, match="the store is closed"):
            await store.keep_playbook("digest", "name", 1, "{}")
        await store.close()

    asyncio.run(test())
    gc.collect()


def test_what_is_being_written_and_what_waits_for_its_turn_land_before_it_closes(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        store = await opened(tmp_path)
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def slow() -> None:
            async with store.transaction() as connection:
                await connection.exec_driver_sql(
                    "INSERT INTO playbooks VALUES ('digest', 'name', 1, 'kept')"
                )
                begun.set()
                await go_on.wait()

        writing = asyncio.create_task(slow())
        await begun.wait()
        closing = asyncio.create_task(store.close())
        await asyncio.sleep(0.02)
        waiting = asyncio.create_task(store.keep_playbook("late", "name", 1, "{}"))
        await asyncio.sleep(0.02)
        assert not closing.done()
        go_on.set()
        await asyncio.gather(writing, closing, waiting)
        store = await opened(tmp_path)
        assert await store.playbook("digest") == "kept"
        assert await store.playbook("late") == "{}"
        await store.close()

    asyncio.run(test())
    gc.collect()


def test_a_fault_in_writing_does_not_keep_the_database_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_writer: Writer, _taken: list[object]) -> None:
        raise RuntimeError("a fault")

    async def test() -> None:
        store = await opened(tmp_path)
        assert await store.summary(KEY) is None
        monkeypatch.setattr(Writer, "_place", fails)
        appending = asyncio.create_task(store.append(batch_of("c1", 0)))
        await asyncio.sleep(0)
        with pytest.raises(RuntimeError, match="a fault"):
            await store.close()
        appending.cancel()
        await asyncio.gather(appending, return_exceptions=True)

    asyncio.run(test())
    gc.collect()
