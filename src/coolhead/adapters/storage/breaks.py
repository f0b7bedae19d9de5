"""Somebody's own breaks: in the database, and in memory for tests and for trying things out."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import delete, select, update

from coolhead.adapters.storage.schema.people import own_breaks as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.times import seconds_of
from coolhead.services.wellbeing.breaks import OwnBreak


class SqlBreakBook:
    """``BreakBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, row: OwnBreak) -> None:
        """Keep a break; see ``BreakBook.add``."""
        values = msgspec.structs.asdict(row) | {"began": _seconds(row.began_at)}
        async with self._store.transaction() as connection:
            await connection.execute(table.insert(), values)

    async def end(self, workspace: str, user: str, at: str) -> bool:
        """End what goes on; see ``BreakBook.end``."""
        going_on = (
            update(table)
            .where(table.c.workspace == workspace, table.c.user == user, table.c.ended_at.is_(None))
            .values(ended_at=at)
        )
        async with self._store.transaction() as connection:
            return (await connection.execute(going_on)).rowcount > 0

    async def of(self, workspace: str, user: str, *, since: str) -> list[OwnBreak]:
        """A person's breaks; see ``BreakBook.of``."""
        query = (
            select(*(table.c[name] for name in OwnBreak.__struct_fields__))
            .where(
                table.c.workspace == workspace,
                table.c.user == user,
                table.c.began >= seconds_of(since, "since"),
            )
            .order_by(table.c.began, table.c.id)
        )
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [OwnBreak(**row) for row in rows]

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of what is over; see ``BreakBook.forget``."""
        old = delete(table).where(
            table.c.workspace == workspace, table.c.began < seconds_of(before, "before")
        )
        async with self._store.transaction() as connection:
            return (await connection.execute(old)).rowcount


class InMemoryBreakBook:
    """``BreakBook``."""

    def __init__(self) -> None:
        self._rows: list[OwnBreak] = []

    async def add(self, row: OwnBreak) -> None:
        """Keep a break; see ``BreakBook.add``."""
        self._rows.append(row)
        self._rows.sort(key=lambda each: (_seconds(each.began_at), each.id))

    async def end(self, workspace: str, user: str, at: str) -> bool:
        """End what goes on; see ``BreakBook.end``."""
        ended = False
        for place, row in enumerate(self._rows):
            if (row.workspace, row.user, row.ended_at) == (workspace, user, None):
                self._rows[place] = msgspec.structs.replace(row, ended_at=at)
                ended = True
        return ended

    async def of(self, workspace: str, user: str, *, since: str) -> list[OwnBreak]:
        """A person's breaks; see ``BreakBook.of``."""
        first = seconds_of(since, "since")
        return [
            row
            for row in self._rows
            if (row.workspace, row.user) == (workspace, user) and _seconds(row.began_at) >= first
        ]

    async def forget(self, workspace: str, *, before: str) -> int:
        """Let go of what is over; see ``BreakBook.forget``."""
        first = seconds_of(before, "before")
        stays = [
            row
            for row in self._rows
            if row.workspace != workspace or _seconds(row.began_at) >= first
        ]
        gone = len(self._rows) - len(stays)
        self._rows = stays
        return gone


def _seconds(stamp: str) -> float:
    return datetime.fromisoformat(stamp).timestamp()
