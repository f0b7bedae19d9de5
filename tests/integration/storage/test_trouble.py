"""A database that is locked, gone or full holds no call up, and loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from tests.support.appending import batch_of
from tests.support.patience import PATIENCE_S
from tests.support.postgres import postgres_server

from coolhead.adapters.storage.store import Store, StoreSettings, open_store
from coolhead.errors import ConfigError, StorageError
from coolhead.services.live.summary import CallKey

KEY = CallKey("w", "c1")


def url_in(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'calls.db'}"


@contextlib.asynccontextmanager
async def opened(folder: Path, **settings: int) -> AsyncIterator[Store]:
    store = await open_store(
        url_in(folder), spool=folder / "spool", settings=StoreSettings(**settings)
    )
    try:
        yield store
    finally:
        await store.close()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(folder / "calls.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


async def until(condition: object) -> None:
    assert callable(condition)
    for _ in range(1500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to that in 15 s")


def test_what_is_being_written_can_be_read_all_the_while(tmp_path: Path) -> None:
    async def test() -> None:
        async with opened(tmp_path) as store:
            with locked(tmp_path):  # the write takes as long as it waits for the lock
                appending = asyncio.create_task(store.append(batch_of("c1", 0)))
                await asyncio.sleep(0)
                looked = 0
                while not appending.done():
                    assert await store.events(KEY), f"gone at look {looked}"
                    looked += 1
                assert looked > 1
            await appending
            assert await store.events(KEY)

    asyncio.run(test())


def test_while_the_database_is_locked_batches_wait_in_the_spool(tmp_path: Path) -> None:
    async def test() -> None:
        async with opened(tmp_path) as store:
            await store.append(batch_of("c1", 0))
            with locked(tmp_path):
                for seq in range(1, 6):
                    began = time.monotonic()
                    keeping = await store.append(batch_of("c1", seq))
                    assert keeping.where == "spool"
                    await keeping.landed()  # it is on the disk
                    # Only the first waits for the lock; nobody on the phone notices.
                    assert seq == 1 or time.monotonic() - began < 5
                health = store.health()
                assert health.where == "spool"
                assert health.waiting == 5
                assert health.reason
                assert [each.seq for each in await store.events(KEY)] == list(range(6))
                summary = await store.summary(KEY)
                assert summary is not None
                assert summary.seq == 5
            await until(lambda: store.health().waiting == 0)
            assert store.health().where == "database"
            assert store.health().reason == ""
            assert (await store.append(batch_of("c1", 6))).where == "database"
            assert [each.seq for each in await store.events(KEY)] == list(range(7))
        assert (tmp_path / "spool" / "waiting.jsonl").stat().st_size == 0

    asyncio.run(test())


def test_what_waits_at_a_stop_lands_at_the_next_start(tmp_path: Path) -> None:
    async def test() -> None:
        async with opened(tmp_path) as store:
            await store.append(batch_of("c1", 0))
            with locked(tmp_path):
                await store.append(batch_of("c1", 1))
                await store.close()
        spool = tmp_path / "spool" / "waiting.jsonl"
        assert spool.stat().st_size > 0
        assert spool.stat().st_mode & 0o077 == 0
        with spool.open("ab") as file:  # the process died while it was writing
            file.write(spool.read_bytes()[:40])
        async with opened(tmp_path) as store:
            await until(lambda: store.health().waiting == 0)
            assert [each.seq for each in await store.events(KEY)] == [0, 1]
        assert spool.stat().st_size == 0

    asyncio.run(test())


def test_without_room_in_the_spool_memory_holds_it_and_then_nothing_more_is_taken(
    tmp_path: Path,
) -> None:
    async def test() -> None:
        async with opened(tmp_path, spool_bytes=1500, memory_bytes=3000) as store:
            await store.append(batch_of("c1", 0))
            landed: list[asyncio.Task[None]] = []
            with locked(tmp_path):
                where = []
                for seq in range(1, 100):
                    try:
                        keeping = await store.append(batch_of("c1", seq))
                    except StorageError as error:
                        refused = error
                        break
                    where.append(keeping.where)
                    if keeping.where == "memory":
                        landed.append(asyncio.create_task(keeping.landed()))
                assert refused.retryable
                kinds = list(dict.fromkeys(where))
                assert kinds == ["spool", "memory"]
                await asyncio.sleep(0.05)
                # What is in memory alone is not acknowledged.
                assert not any(task.done() for task in landed)
                assert store.health().where == "memory"
            await asyncio.wait_for(asyncio.gather(*landed), PATIENCE_S)
            count = len(where) + 1
            assert [each.seq for each in await store.events(KEY)] == list(range(count))
            await store.append(batch_of("c1", count))

    asyncio.run(test())


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_holds_nothing_up_and_what_waits_lands_when_there_is_room(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(  # noqa: S603
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)],  # noqa: S607
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    try:
        asyncio.run(fill(disk))
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)  # noqa: S603, S607


async def fill(disk: Path) -> None:
    async with opened(disk) as store:
        await store.append(batch_of("c1", 0))
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)
        seq, where = 1, set[str]()
        while "memory" not in where and seq < 3000:
            keeping = await store.append(batch_of("c1", seq))
            where.add(keeping.where)
            seq += 1
        assert "memory" in where
        assert store.health().reason
        (disk / "filler").unlink()
        await asyncio.wait_for(keeping.landed(), PATIENCE_S)
        await until(lambda: store.health().waiting == 0)
        assert [each.seq for each in await store.events(KEY)] == list(range(seq))


def test_a_postgresql_server_that_goes_away_and_comes_back(tmp_path: Path) -> None:
    async def test(url: str) -> None:
        store = await open_store(url, spool=tmp_path / "spool")
        await store.append(batch_of("c1", 0))
        server.stop("immediate")
        for seq in range(1, 4):
            assert (await store.append(batch_of("c1", seq))).where == "spool"
        assert store.health().where == "spool"
        with pytest.raises(StorageError):
            await store.events(KEY)
        server.start()
        await until(lambda: store.health().waiting == 0)
        assert [each.seq for each in await store.events(KEY)] == list(range(4))
        await store.close()

    with postgres_server() as server:
        asyncio.run(test(server.database()))


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "calls.db").write_bytes(os.urandom(8192))
    with pytest.raises(StorageError, match="database"):
        asyncio.run(open_store(url_in(tmp_path), spool=tmp_path / "spool"))


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    async def make() -> None:
        async with opened(tmp_path) as store:
            await store.append(batch_of("c1", 0))

    asyncio.run(make())
    with contextlib.closing(sqlite3.connect(tmp_path / "calls.db")) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
        other.commit()
    with pytest.raises(ConfigError, match="newer version"):
        asyncio.run(make())


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://x/y", "://"])
def test_a_url_of_no_database_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        asyncio.run(open_store(url, spool=tmp_path))


def test_a_spool_that_cannot_be_written_is_named_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "spool").write_bytes(b"")
    with pytest.raises(StorageError, match="spool"):
        asyncio.run(open_store(url_in(tmp_path), spool=tmp_path / "spool"))
