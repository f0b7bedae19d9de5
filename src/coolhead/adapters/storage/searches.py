"""Saved searches in the database."""

from __future__ import annotations

import msgspec
from sqlalchemy import ColumnElement, delete, func, select

from coolhead.adapters.storage.schema.searches import saved_searches as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import upsert
from coolhead.services.setup.searches import MOST_SEARCHES, SavedSearch


class SqlSearchBook:
    """``SearchBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def searches(self, workspace: str, user: str) -> list[SavedSearch]:
        """Every search of a person; see ``SearchBook.searches``."""
        query = select(table).where(_of(workspace, user))
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        found = [SavedSearch(**{**row, "query": msgspec.json.decode(row["query"])}) for row in rows]
        # Databases put names in orders of their own.
        return sorted(found, key=lambda each: each.name)

    async def put(self, search: SavedSearch) -> bool:
        """Keep a search; see ``SearchBook.put``."""
        row = msgspec.structs.asdict(search)
        row["query"] = msgspec.json.encode(search.query).decode()
        others = (
            select(func.count())
            .select_from(table)
            .where(_of(search.workspace, search.user), table.c.name != search.name)
        )
        async with self._store.transaction() as connection:
            if (await connection.scalar(others) or 0) >= MOST_SEARCHES:
                return False
            await upsert(connection, table, [row])
        return True

    async def remove(self, workspace: str, user: str, name: str) -> bool:
        """Remove a search; see ``SearchBook.remove``."""
        where = _of(workspace, user) & (table.c.name == name)
        async with self._store.transaction() as connection:
            return (await connection.execute(delete(table).where(where))).rowcount > 0


def _of(workspace: str, user: str) -> ColumnElement[bool]:
    return (table.c.workspace == workspace) & (table.c.user == user)
