"""The store of calls: ``EventStore`` and ``CallKeeping`` over one database."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from coolhead.adapters.storage.database import (
    WRITING,
    closed_error,
    is_sqlite,
    open_engine,
    storage_error,
)
from coolhead.adapters.storage.insights_rows import replace_figures
from coolhead.adapters.storage.migrations import migrate
from coolhead.adapters.storage.reading import read_events, read_page
from coolhead.adapters.storage.rows import record_from, record_row, summary_from, summary_row
from coolhead.adapters.storage.schema import calls as tables
from coolhead.adapters.storage.schema import coaching as coaching_tables
from coolhead.adapters.storage.schema import follow_ups as follow_up_tables
from coolhead.adapters.storage.schema import insights as insights_tables
from coolhead.adapters.storage.schema import people as people_tables
from coolhead.adapters.storage.schema import reviews as review_tables
from coolhead.adapters.storage.schema import sending as sending_tables
from coolhead.adapters.storage.spool import Spool
from coolhead.adapters.storage.times import seconds_of
from coolhead.adapters.storage.writer import StoreSettings, Writer, Written
from coolhead.adapters.storage.writing import (
    of_call,
    project_follow_ups,
    replace_facets,
    replace_words,
    upsert,
)
from coolhead.call.events import Envelope
from coolhead.errors import StorageError
from coolhead.record.record import Record
from coolhead.services.insights.figures import CallFigures
from coolhead.services.live.store import (
    Batch,
    CallPage,
    CallQuery,
    ErasedCall,
    Hold,
    StoreHealth,
)
from coolhead.services.live.summary import CallKey, CallSummary

_OF_A_CALL: Final = (
    tables.events,
    tables.words,
    tables.facets,
    tables.records,
    follow_up_tables.follow_ups,
    follow_up_tables.follow_up_marks,
    sending_tables.outgoing_messages,
    sending_tables.customer_answers,
    sending_tables.happenings,
    sending_tables.webhook_deliveries,
    review_tables.review_items,
    review_tables.reviews,
    *insights_tables.OF_A_CALL,
    follow_up_tables.follow_up_reminders,
    people_tables.check_ins,
    people_tables.shared_reflections,
    people_tables.lessons,
    tables.calls,
)


async def open_store(url: str, *, spool: Path, settings: StoreSettings | None = None) -> Store:
    """Open the database of this URL, bring its tables up to date, and begin to write.

    Raises ``ConfigError`` for a URL or a database that cannot be used, ``StorageError`` where it
    is away.
    """
    settings = settings or StoreSettings()
    engine, waiting = open_engine(url), Spool(spool, settings.spool_bytes)
    try:
        async with engine.execution_options(**WRITING).begin() as connection:
            await connection.run_sync(_migrate)
        waiting.open()
    except (SQLAlchemyError, OSError) as error:
        await engine.dispose()
        raise storage_error(error) from error
    except BaseException:
        await engine.dispose()
        raise
    store = Store(engine, Writer(engine, waiting, settings))
    store.start()
    return store


def _migrate(connection: Connection) -> None:
    migrate(connection)


class Store:
    """See the ports.

    ``engine`` is for the adapters of other tables; they write through ``transaction``.
    """

    def __init__(self, engine: AsyncEngine, writer: Writer) -> None:
        self.engine = engine
        self._writer = writer
        self._closed = False

    def start(self) -> None:
        """Begin to write."""
        self._writer.start()

    async def close(self) -> None:
        """Write what waits and let go of the database, whatever comes of the writing."""
        try:
            await self._writer.close()
            if is_sqlite(self.engine):
                with contextlib.suppress(StorageError):
                    await self._writer.scrub(once=True)
        finally:
            self._closed = True
            await self.engine.dispose()

    @contextlib.asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that no other write of this process runs into.

        Raises ``StorageError`` where the database is away, ``IntegrityError`` as it is.
        """
        async with self._writer.transaction() as connection:
            yield connection

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A connection to read with; raises ``StorageError`` where the database is away.

        Who reads while the store is closed may finish; the connection then goes, since there is
        nobody left to close it.
        """
        if self._closed:
            raise closed_error()
        try:
            async with self.engine.connect() as connection:
                try:
                    yield connection
                finally:
                    if self._closed:
                        await connection.invalidate()
        except (SQLAlchemyError, OSError) as error:
            raise storage_error(error) from error

    def health(self) -> StoreHealth:
        """See ``EventStore.health``."""
        return self._writer.health()

    async def append(self, batch: Batch) -> Written:
        """See ``EventStore.append``."""
        return await self._writer.append(batch)

    async def events(
        self, key: CallKey, *, after: int = -1, limit: int | None = None
    ) -> list[Envelope]:
        """See ``EventStore.events``."""
        waiting = self._writer.waiting_of(key)
        async with self.reading() as connection:
            kept = await read_events(connection, key, after, limit)
        known = {each.seq for each in kept}
        more = [
            each
            for batch in waiting
            for each in batch.envelopes
            if each.seq > after and each.seq not in known
        ]
        return sorted([*kept, *more], key=_seq)[:limit] if more else kept

    async def summary(self, key: CallKey) -> CallSummary | None:
        """See ``EventStore.summary``."""
        waiting = [each.summary for each in self._writer.waiting_of(key) if each.summary]
        if waiting:
            return waiting[-1]
        async with self.reading() as connection:
            body = await connection.scalar(
                select(tables.calls.c.body).where(of_call(tables.calls, key))
            )
        return None if body is None else summary_from(body)

    async def summaries(self, query: CallQuery) -> CallPage:
        """See ``EventStore.summaries``; of calls that wait to land as they were before."""
        async with self.reading() as connection:
            return await read_page(connection, query)

    async def record(self, key: CallKey) -> Record | None:
        """See ``EventStore.record``."""
        waiting = [each.record for each in self._writer.waiting_of(key) if each.record]
        if waiting:
            return waiting[-1]
        async with self.reading() as connection:
            body = await connection.scalar(
                select(tables.records.c.body).where(of_call(tables.records, key))
            )
        return None if body is None else record_from(body)

    async def open_calls(self) -> list[tuple[CallKey, float]]:
        """See ``EventStore.open_calls``."""
        calls = tables.calls.c
        query = select(calls.workspace, calls.call, calls.first_kept).where(calls.ended.is_(False))
        async with self.reading() as connection:
            rows = await connection.execute(query.order_by(calls.first_kept))
            return [(CallKey(row.workspace, row.call), row.first_kept) for row in rows]

    async def keys(self) -> list[CallKey]:
        """See ``EventStore.keys``."""
        events = tables.events.c
        query = (
            select(events.workspace, events.call)
            .where(events.seq == 0)
            .order_by(events.kept_at, events.call)
        )
        async with self.reading() as connection:
            return [CallKey(*row) for row in await connection.execute(query)]

    async def replace_projections(
        self,
        key: CallKey,
        summary: CallSummary,
        record: Record | None,
        facets: frozenset[str] = frozenset(),
        figures: CallFigures | None = None,
    ) -> None:
        """See ``EventStore.replace_projections``."""
        async with self.transaction() as connection:
            envelopes = await read_events(connection, key, -1, None)
            first_kept = await connection.scalar(
                select(tables.events.c.kept_at)
                .where(of_call(tables.events, key))
                .order_by(tables.events.c.seq)
                .limit(1)
            )
            await connection.execute(delete(tables.records).where(of_call(tables.records, key)))
            await upsert(connection, tables.calls, [summary_row(summary, first_kept or 0.0)])
            if record is not None:
                await upsert(connection, tables.records, [record_row(key, record)])
                await connection.run_sync(project_follow_ups, key, record)
            await connection.run_sync(replace_figures, key, figures)
            await connection.run_sync(replace_facets, {key: facets})
            await connection.run_sync(replace_words, key, envelopes)

    async def keep_playbook(self, digest: str, name: str, version: int, flattened: str) -> None:
        """See ``EventStore.keep_playbook``."""
        row = {"digest": digest, "name": name, "version": version, "flattened": flattened}
        async with self.transaction() as connection:
            await upsert(connection, tables.playbooks, [row], keep=frozenset(row))

    async def playbook(self, digest: str) -> str | None:
        """See ``EventStore.playbook``."""
        query = select(tables.playbooks.c.flattened).where(tables.playbooks.c.digest == digest)
        async with self.reading() as connection:
            found: str | None = await connection.scalar(query)
        return found

    async def hold(self, hold: Hold) -> None:
        """See ``CallKeeping.hold``."""
        row = {
            "workspace": hold.key.workspace,
            "call": hold.key.call,
            "since": hold.since,
            "by": hold.by,
            "reason": hold.reason,
        }
        async with self.transaction() as connection:
            await upsert(connection, tables.holds, [row], keep=frozenset(row))

    async def release(self, key: CallKey) -> None:
        """See ``CallKeeping.release``."""
        async with self.transaction() as connection:
            await connection.execute(delete(tables.holds).where(of_call(tables.holds, key)))

    async def holds(self, workspace: str) -> list[Hold]:
        """See ``CallKeeping.holds``."""
        query = (
            select(tables.holds)
            .where(tables.holds.c.workspace == workspace)
            .order_by(tables.holds.c.since, tables.holds.c.call)
        )
        async with self.reading() as connection:
            return [
                Hold(
                    key=CallKey(row.workspace, row.call),
                    since=row.since,
                    by=row.by,
                    reason=row.reason,
                )
                for row in await connection.execute(query)
            ]

    async def erase(self, keys: Sequence[CallKey], *, reason: str, at: str) -> list[ErasedCall]:
        """See ``CallKeeping.erase``."""
        if not keys:
            return []
        await self._writer.drain()  # so that nothing of them lands afterwards
        erased: list[ErasedCall] = []
        async with self.transaction() as connection:
            for key in dict.fromkeys(keys):
                team = await connection.scalar(
                    select(tables.calls.c.team).where(of_call(tables.calls, key))
                )
                held = await connection.scalar(
                    select(tables.holds.c.since).where(of_call(tables.holds, key))
                )
                if team is None or held is not None:
                    continue
                for table in _OF_A_CALL:
                    await connection.execute(delete(table).where(of_call(table, key)))
                # A plan is the agent's: it stays, and leads to the call no more.
                plans = coaching_tables.coaching_plans
                await connection.execute(
                    update(plans).where(of_call(plans, key)).values(call=None, moment=None)
                )
                erased.append(ErasedCall(key=key, team=team, erased_at=at, reason=reason))
            await upsert(
                connection,
                tables.tombstones,
                [
                    {
                        "workspace": each.key.workspace,
                        "call": each.key.call,
                        "erased_at": each.erased_at,
                        "team": each.team,
                        "reason": each.reason,
                    }
                    for each in erased
                ],
            )
        if erased:
            await self._writer.scrub()
        return erased

    async def erased(self, workspace: str) -> list[ErasedCall]:
        """See ``CallKeeping.erased``."""
        query = (
            select(tables.tombstones)
            .where(tables.tombstones.c.workspace == workspace)
            .order_by(tables.tombstones.c.erased_at, tables.tombstones.c.call)
        )
        async with self.reading() as connection:
            return [
                ErasedCall(
                    key=CallKey(row.workspace, row.call),
                    team=row.team,
                    erased_at=row.erased_at,
                    reason=row.reason,
                )
                for row in await connection.execute(query)
            ]

    async def kept_before(self, workspace: str, before: str) -> list[CallKey]:
        """See ``CallKeeping.kept_before``."""
        calls, holds = tables.calls.c, tables.holds.c
        held = select(holds.call).where(holds.workspace == workspace)
        query = (
            select(calls.workspace, calls.call)
            .where(
                calls.workspace == workspace,
                calls.ended.is_(True),
                calls.first_kept < seconds_of(before, "before"),
                calls.call.not_in(held),
            )
            .order_by(calls.first_kept)
        )
        async with self.reading() as connection:
            return [CallKey(*row) for row in await connection.execute(query)]

    async def first_kept(self, key: CallKey) -> datetime | None:
        """See ``CallKeeping.first_kept``."""
        query = select(tables.calls.c.first_kept).where(of_call(tables.calls, key))
        async with self.reading() as connection:
            kept = await connection.scalar(query)
        return None if kept is None else datetime.fromtimestamp(kept, tz=UTC)


def _seq(envelope: Envelope) -> int:
    return envelope.seq


__all__ = ["Store", "StoreSettings", "open_store"]
