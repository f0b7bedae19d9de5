"""The one writer: whatever waits goes into the database in one transaction (group commit).

While the database is away, batches go to the spool's file, and if that cannot be written either,
they wait in memory. What waits lands before anything newer, in its order.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from coolhead.adapters.storage.database import (
    WRITING,
    away,
    closed_error,
    scrub,
    storage_error,
    writing_engine,
)
from coolhead.adapters.storage.rows import batch_line
from coolhead.adapters.storage.spool import Spool, Waiting
from coolhead.adapters.storage.writing import write_batches, write_one
from coolhead.errors import StorageError
from coolhead.services.live.store import Batch, StoreHealth, Where
from coolhead.services.live.summary import CallKey

# A transaction takes in what waits, up to so many batches: more would keep the first waiting.
_MOST_AT_ONCE: Final = 500
# While the database is away it is asked again after this, in seconds, then after twice as long.
_FIRST_PAUSE_S: Final = 0.25
_LONGEST_PAUSE_S: Final = 5.0
# What was rewritten is scrubbed from the log this soon after, once for all that came meanwhile.
_SCRUB_AFTER_S: Final = 0.5


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of what may wait, in bytes."""

    spool_bytes: int = 256 * 2**20
    memory_bytes: int = 32 * 2**20


class Written:
    """``Keeping``: where one batch has got to."""

    def __init__(self, waiting: Waiting, size: int) -> None:
        self.waiting = waiting
        self.size = size
        self.where: Where = "memory"
        self.placed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._landed = asyncio.Event()

    def put(self, where: Where) -> None:
        """It is there now."""
        self.where = where
        if where != "memory":
            self._landed.set()
        if not self.placed.done():
            self.placed.set_result(None)

    def fail(self, error: StorageError) -> None:
        """It cannot be kept, ever."""
        if not self.placed.done():
            self.placed.set_exception(error)

    async def landed(self) -> None:
        """See ``Keeping.landed``."""
        await self._landed.wait()


@dataclass
class _Done:
    """What a write came to: whether it redacted, and for each batch why it cannot be kept."""

    redacted: bool
    errors: list[StorageError | None]


class Writer:
    """Owns all writes to one database."""

    def __init__(self, engine: AsyncEngine, spool: Spool, settings: StoreSettings) -> None:
        self._engine = engine
        self._writing = writing_engine(engine)
        self._thread = ThreadPoolExecutor(1, "writer")
        self._spool = spool
        self._settings = settings
        self._turn = asyncio.Lock()
        self._new: deque[Written] = deque()
        self._in_flight: list[Written] = []
        self._memory: deque[Written] = deque()
        self._bytes = 0
        self._news = asyncio.Event()
        self._reason = ""
        self._retry_at = 0.0
        self._pause = _FIRST_PAUSE_S
        self._scrub_at: float | None = None
        self._closing = False
        self._closed = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to write; what the spool holds from before lands first."""
        self._task = asyncio.create_task(self._run())

    async def append(self, batch: Batch) -> Written:
        """See ``EventStore.append``."""
        waiting = (batch, time.time())
        size = len(batch_line(*waiting))
        if self._bytes + size > self._settings.memory_bytes or self._closing:
            raise StorageError(
                "there is no room to keep anything more until the database is back",
                hint="Is it running, and is there room on its disk and on the spool's?",
            )
        written = Written(waiting, size)
        self._bytes += size
        self._new.append(written)
        self._news.set()
        await asyncio.shield(written.placed)
        return written

    def waiting_of(self, key: CallKey) -> list[Batch]:
        """The batches of a call that have not reached the database, in order."""
        spooled = [batch for batch, _ in self._spool.of(key)]
        in_memory = (each.waiting[0] for each in (*self._memory, *self._in_flight, *self._new))
        return [*spooled, *(batch for batch in in_memory if batch.key == key)]

    def health(self) -> StoreHealth:
        """See ``EventStore.health``."""
        in_memory = [*self._memory, *self._new] if self._reason else list(self._memory)
        where: Where = "database"
        if self._reason or self._spool.count:
            where = "memory" if self._memory else "spool"
        return StoreHealth(
            where=where,
            waiting=self._spool.count + len(in_memory),
            waiting_bytes=self._spool.size + sum(each.size for each in in_memory),
            reason=self._reason,
        )

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that no other write of this process runs into.

        Raises ``StorageError`` where the database is away, and for what it refuses.
        """
        try:
            async with self._turn:
                if self._closed:
                    raise closed_error()
                async with self._engine.execution_options(**WRITING).begin() as connection:
                    yield connection
        except IntegrityError:
            raise
        except (SQLAlchemyError, OSError) as error:
            raise storage_error(error) from error

    async def drain(self) -> None:
        """Let what waits land now; raises ``StorageError`` where the database is away."""
        async with self._turn:
            if not await self._land([]):
                raise StorageError(
                    "the database is away", hint="Bring it back and do the same again."
                )

    async def scrub(self, *, once: bool = False) -> None:
        """See `database.scrub`; ``once`` does not wait for readers."""
        async with self._turn:
            try:
                await (scrub(self._engine, tries=1) if once else scrub(self._engine))
            except (SQLAlchemyError, OSError) as error:
                raise storage_error(error) from error
            self._scrub_at = None

    async def close(self) -> None:
        """Write what waits, as far as it goes, and stop; a transaction under way ends first."""
        if self._closing:
            return
        self._closing = True
        self._retry_at = 0.0
        self._news.set()
        try:
            if self._task is not None:
                await self._task
            async with self._turn:
                self._closed = True
        finally:
            self._closed = True
            await self._let_go()

    async def _let_go(self) -> None:
        self._spool.close()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._writing.dispose)
        self._thread.shutdown()

    async def _run(self) -> None:
        if self._spool.count:
            self._reason = "what waited at the last stop is being written"
        while True:
            await self._wait()
            async with self._turn:
                taken = [self._new.popleft() for _ in range(min(len(self._new), _MOST_AT_ONCE))]
                # While they are being written they can be read as before.
                self._in_flight = taken
                if taken or self._behind:
                    await self._place(taken)
                self._in_flight = []
            if self._scrub_at is not None and time.monotonic() >= self._scrub_at:
                with contextlib.suppress(StorageError):  # readers are in the log: later
                    await self.scrub(once=True)
                if self._scrub_at is not None:
                    self._scrub_at = time.monotonic() + _SCRUB_AFTER_S
            if self._closing and not self._new:
                return

    @property
    def _behind(self) -> bool:
        return bool(self._spool.count or self._memory)

    async def _wait(self) -> None:
        """Until there is something to write, or it is time to try again."""
        if self._new or self._closing:
            return
        moments = [self._scrub_at] if self._scrub_at is not None else []
        moments += [self._retry_at] if self._behind else []
        self._news.clear()
        left = min(moments) - time.monotonic() if moments else None
        if left is None or left > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), left)

    async def _place(self, taken: list[Written]) -> None:
        if time.monotonic() >= self._retry_at and await self._land(taken):
            self._bytes -= sum(each.size for each in taken)
            return
        self._set_aside(taken)

    async def _land(self, taken: list[Written]) -> bool:
        """Write what waits and then these; False where the database is away."""
        try:
            if self._spool.count:
                for spooled in _parts(list(self._spool.batches())):
                    await self._write([Written(each, 0) for each in spooled])
                self._spool.clear()
            while self._memory:
                part = [self._memory[i] for i in range(min(len(self._memory), _MOST_AT_ONCE))]
                await self._write(part)
                for each in part:
                    self._memory.popleft()
                    self._bytes -= each.size
            if taken:
                await self._write(taken)
        except (SQLAlchemyError, OSError, StorageError) as error:
            if not isinstance(error, StorageError) and not away(error):
                error = storage_error(error)
            self._reason = (
                error.message if isinstance(error, StorageError) else str(storage_error(error))
            )
            self._retry_at = time.monotonic() + self._pause
            self._pause = min(self._pause * 2, _LONGEST_PAUSE_S)
            return False
        self._reason, self._retry_at, self._pause = "", 0.0, _FIRST_PAUSE_S
        return True

    async def _write(self, batches: Sequence[Written]) -> None:
        loop = asyncio.get_running_loop()
        done = await loop.run_in_executor(
            self._thread, self._written, [each.waiting for each in batches]
        )
        for each, error in zip(batches, done.errors, strict=True):
            if error is None:
                each.put("database")
            else:
                each.fail(error)
        if done.redacted and self._scrub_at is None:
            self._scrub_at = time.monotonic() + _SCRUB_AFTER_S

    def _written(self, batches: Sequence[Waiting]) -> _Done:
        """In the writer's thread: all in one transaction, or one by one where one spoils it."""
        writing = self._writing.execution_options(**WRITING)
        try:
            with writing.begin() as connection:
                redacted = write_batches(connection, batches)
        except (IntegrityError, UnicodeError, ValueError):
            return self._written_one_by_one(batches)
        return _Done(redacted, [None] * len(batches))

    def _written_one_by_one(self, batches: Sequence[Waiting]) -> _Done:
        done = _Done(False, [])
        for each in batches:
            error: StorageError | None = None
            try:
                with self._writing.execution_options(**WRITING).begin() as connection:
                    done.redacted |= write_one(connection, each)
            except StorageError as refused:
                error = refused
            except SQLAlchemyError as driver:
                if away(driver):
                    raise
                error = storage_error(driver)
            done.errors.append(error)
        return done

    def _set_aside(self, taken: list[Written]) -> None:
        if not taken:
            return
        if not self._memory:
            try:
                self._spool.add([each.waiting for each in taken])
            except StorageError as error:
                self._reason = error.message
            else:
                for each in taken:
                    each.put("spool")
                    self._bytes -= each.size
                return
        for each in taken:
            self._memory.append(each)
            each.put("memory")


def _parts(waiting: list[Waiting]) -> list[list[Waiting]]:
    return [waiting[i : i + _MOST_AT_ONCE] for i in range(0, len(waiting), _MOST_AT_ONCE)]
