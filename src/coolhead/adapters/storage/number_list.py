"""``NumberList`` over the tables of the store, and in memory alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import and_, delete, select, update

from coolhead.adapters.storage.schema.calls import do_not_call as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import upsert
from coolhead.services.keeping.number_list import NumberNoted, Removal
from coolhead.services.live.summary import CallKey

# What is said in a call meanwhile is written between two of them.
_AT_ONCE: Final = 500
_STAYS: Final = frozenset(column.name for column in table.columns)
_FIELDS: Final = NumberNoted.__struct_fields__


class SqlNumberList:
    """``NumberList``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def add(self, entries: Sequence[NumberNoted]) -> None:
        """See ``NumberList.add``."""
        for first in range(0, len(entries), _AT_ONCE):
            some = entries[first : first + _AT_ONCE]
            back = [each.digest for each in some if each.why != "asked_in_call"]
            async with self._store.transaction() as connection:
                await connection.execute(
                    delete(table).where(
                        table.c.workspace == some[0].workspace,
                        table.c.digest.in_(back),
                        table.c.why != "asked_in_call",
                        table.c.removed_at.is_not(None),
                    )
                )
                await upsert(connection, table, list(map(_row, some)), keep=_STAYS)

    async def find(self, workspace: str, digests: Collection[str]) -> list[NumberNoted]:
        """See ``NumberList.find``."""
        asked = list(digests)
        found: list[NumberNoted] = []
        async with self._store.reading() as connection:
            for first in range(0, len(asked), _AT_ONCE):
                query = _listed(workspace).where(
                    table.c.digest.in_(asked[first : first + _AT_ONCE])
                )
                found += map(_entry, await connection.execute(query))
        return sorted(found, key=_age)

    async def page(self, workspace: str, *, after: str = "", limit: int) -> list[NumberNoted]:
        """See ``NumberList.page``."""
        hashes = (
            select(table.c.digest)
            .where(
                table.c.workspace == workspace,
                table.c.removed_at.is_(None),
                table.c.digest > after,
            )
            .distinct()
            .order_by(table.c.digest)
            .limit(limit)
        )
        query = _listed(workspace).where(table.c.digest.in_(hashes))
        async with self._store.reading() as connection:
            return sorted(map(_entry, await connection.execute(query)), key=_place)

    async def remove(self, workspace: str, digest: str, removal: Removal) -> bool:
        """See ``NumberList.remove``."""
        listed = and_(
            table.c.workspace == workspace,
            table.c.digest == digest,
            table.c.removed_at.is_(None),
        )
        async with self._store.transaction() as connection:
            done = await connection.execute(
                update(table)
                .where(listed)
                .values(
                    removed_at=removal.at, removed_by=removal.by, removed_because=removal.reason
                )
            )
        return bool(done.rowcount)

    async def withdraw(self, call: CallKey) -> None:
        """See ``NumberList.withdraw``."""
        of_call = and_(
            table.c.workspace == call.workspace,
            table.c.call == call.call,
            table.c.why == "asked_in_call",
        )
        async with self._store.reading() as connection:
            if await connection.scalar(select(table.c.digest).where(of_call)) is None:
                return  # as in nearly every call
        async with self._store.transaction() as connection:
            await connection.execute(delete(table).where(of_call))


class InMemoryNumberList:
    """``NumberList`` that nothing outlives."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str, str, str], tuple[NumberNoted, Removal | None]] = {}

    async def add(self, entries: Sequence[NumberNoted]) -> None:
        """See ``NumberList.add``."""
        for entry in entries:
            _, removal = self._entries.get(_key(entry), (None, None))
            if _key(entry) not in self._entries or (removal and entry.why != "asked_in_call"):
                self._entries[_key(entry)] = (entry, None)

    async def find(self, workspace: str, digests: Collection[str]) -> list[NumberNoted]:
        """See ``NumberList.find``."""
        return sorted((e for e in self._listed(workspace) if e.digest in digests), key=_age)

    async def page(self, workspace: str, *, after: str = "", limit: int) -> list[NumberNoted]:
        """See ``NumberList.page``."""
        beyond = [each for each in self._listed(workspace) if each.digest > after]
        hashes = sorted({each.digest for each in beyond})[:limit]
        return sorted((each for each in beyond if each.digest in hashes), key=_place)

    async def remove(self, workspace: str, digest: str, removal: Removal) -> bool:
        """See ``NumberList.remove``."""
        listed = [each for each in self._listed(workspace) if each.digest == digest]
        self._entries |= {_key(each): (each, removal) for each in listed}
        return bool(listed)

    async def withdraw(self, call: CallKey) -> None:
        """See ``NumberList.withdraw``."""
        of_call = (call.workspace, "asked_in_call", call.call)
        self._entries = {
            key: kept for key, kept in self._entries.items() if (key[0], key[2], key[3]) != of_call
        }

    def _listed(self, workspace: str) -> Iterable[NumberNoted]:
        kept = self._entries.values()
        return [each for each, removal in kept if each.workspace == workspace and removal is None]


def _listed(workspace: str) -> Any:
    columns = [table.c[name] for name in _FIELDS]
    return select(*columns).where(table.c.workspace == workspace, table.c.removed_at.is_(None))


def _row(entry: NumberNoted) -> dict[str, Any]:
    return {**msgspec.structs.asdict(entry), "removed_at": None}


def _entry(row: Any) -> NumberNoted:
    return NumberNoted(**row._mapping)


def _key(entry: NumberNoted) -> tuple[str, str, str, str]:
    return entry.workspace, entry.digest, entry.why, entry.call


def _age(entry: NumberNoted) -> tuple[str, str, str]:
    return entry.added_at, entry.why, entry.call


def _place(entry: NumberNoted) -> tuple[str, str, str, str]:
    return entry.digest, *_age(entry)
