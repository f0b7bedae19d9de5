"""Messages to customers in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Select, and_, func, select, update

from coolhead.adapters.storage.follow_up_rows import SAME, STATE, is_now_of
from coolhead.adapters.storage.schema.follow_ups import follow_up_marks as marks
from coolhead.adapters.storage.schema.follow_ups import follow_ups
from coolhead.adapters.storage.schema.sending import outgoing_messages as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import inserted
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.message import Message, Purpose, State, Waiting

_FIELDS: Final = Message.__struct_fields__


class SqlOutbox:
    """``Outbox``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, workspace: str, message: str) -> Message | None:
        """See ``Outbox.find``."""
        found = await self._read(_messages(workspace).where(table.c.id == message))
        return found[0] if found else None

    async def of(self, workspace: str, follow_ups: list[str]) -> list[Message]:
        """See ``Outbox.of``."""
        query = _messages(workspace).where(table.c.follow_up.in_(follow_ups))
        return await self._read(query.order_by(table.c.changed_at, table.c.id))

    async def of_call(self, key: CallKey) -> list[Message]:
        """See ``Outbox.of_call``."""
        query = _messages(key.workspace).where(table.c.call == key.call)
        return await self._read(query.order_by(table.c.changed_at, table.c.id))

    async def change(self, message: Message, *, was: State | None) -> bool:
        """See ``Outbox.change``."""
        row = msgspec.structs.asdict(message)
        async with self._store.transaction() as connection:
            if was is None:
                return await inserted(connection, table, row)
            kept = and_(
                table.c.workspace == message.workspace,
                table.c.id == message.id,
                table.c.state == was,
            )
            done = await connection.execute(update(table).where(kept).values(row))
        return bool(done.rowcount)

    async def due(self, workspace: str, now: float, limit: int) -> list[Message]:
        """See ``Outbox.due``."""
        query = _messages(workspace).where(table.c.state == "released", table.c.next_at <= now)
        return await self._read(query.order_by(table.c.next_at, table.c.id).limit(limit))

    async def in_state(self, workspace: str, state: State, limit: int) -> list[Message]:
        """See ``Outbox.in_state``."""
        query = _messages(workspace).where(table.c.state == state)
        return await self._read(query.order_by(table.c.changed_at, table.c.id).limit(limit))

    async def waiting(
        self,
        workspace: str,
        states: Collection[Waiting],
        *,
        teams: frozenset[str] | None,
        owner: str | None,
        limit: int,
    ) -> list[Message]:
        """See ``Outbox.waiting``."""
        query = _messages(workspace).where(table.c.state.in_(sorted(states)))
        if teams is not None:
            query = query.where(table.c.team.in_(sorted(teams)))
        if owner is not None:
            query = query.where(is_now_of(owner, table))
        return await self._read(query.order_by(table.c.changed_at, table.c.id).limit(limit))

    async def unsettled(self, workspace: str, purposes: Collection[Purpose]) -> list[Message]:
        """See ``Outbox.unsettled``."""
        about = and_(
            follow_ups.c.workspace == table.c.workspace, follow_ups.c.id == table.c.follow_up
        )
        is_open: Any = STATE == "open"
        sent = (table.c.state == "sent", table.c.purpose.in_(sorted(purposes)))
        query = _messages(workspace).add_columns(marks.c.at.label("touched_at"))
        query = query.select_from(table.join(follow_ups, about).outerjoin(marks, SAME))
        async with self._store.reading() as connection:
            rows = await connection.execute(query.where(*sent, is_open).order_by(table.c.id))
            return [
                Message(**{name: row._mapping[name] for name in _FIELDS})
                for row in rows
                if row.touched_at is None or _is_before(row.touched_at, row.sent_at)
            ]

    async def count(self, workspace: str, state: State) -> int:
        """See ``Outbox.count``."""
        query = select(func.count()).select_from(table)
        query = query.where(table.c.workspace == workspace, table.c.state == state)
        async with self._store.reading() as connection:
            return (await connection.execute(query)).scalar_one()

    async def _read(self, query: Select[Any]) -> list[Message]:
        async with self._store.reading() as connection:
            return [Message(**row._mapping) for row in await connection.execute(query)]


def _is_before(one: str, other: str) -> bool:
    """Times may have different offsets: as texts they have no order."""
    return datetime.fromisoformat(one) < datetime.fromisoformat(other)


def _messages(workspace: str) -> Select[Any]:
    return select(*(table.c[name] for name in _FIELDS)).where(table.c.workspace == workspace)
