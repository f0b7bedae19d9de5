"""What happened, in the database: noted in the transaction of the change itself."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import delete, select, update

from coolhead.adapters.storage.follow_up_rows import PLACE, follow_up_from, follow_ups
from coolhead.adapters.storage.schema.follow_ups import follow_ups as follow_up_table
from coolhead.adapters.storage.schema.sending import happenings as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import note_happenings
from coolhead.services.sending.happening import Happening, came_due

_FIELDS: Final = Happening.__struct_fields__


class SqlHappenings:
    """``Happenings``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def waiting(self, workspace: str, limit: int) -> list[Happening]:
        """See ``Happenings.waiting``."""
        query = (
            select(*(table.c[name] for name in _FIELDS))
            .where(table.c.workspace == workspace, table.c.told.is_(False))
            .order_by(table.c.at, table.c.id)
            .limit(limit)
        )
        async with self._store.reading() as connection:
            return [Happening(**row._mapping) for row in await connection.execute(query)]

    async def told(self, workspace: str, ids: list[str]) -> None:
        """See ``Happenings.told``."""
        of_them = (table.c.workspace == workspace, table.c.id.in_(ids))
        async with self._store.transaction() as connection:
            await connection.execute(update(table).where(*of_them).values(told=True))

    async def note_due(self, workspace: str, *, since: float, now: float) -> None:
        """See ``Happenings.note_due``."""
        query = follow_ups().where(
            follow_up_table.c.workspace == workspace, since < PLACE, now >= PLACE
        )
        async with self._store.reading() as connection:
            found = [follow_up_from(row) for row in await connection.execute(query)]
        came = [came_due(row, now) for row in found if row.state == "open"]
        if not came:
            return
        async with self._store.transaction() as connection:
            await connection.run_sync(note_happenings, came)

    async def forget(self, workspace: str, before: float) -> None:
        """See ``Happenings.forget``."""
        gone: Any = (table.c.workspace == workspace, table.c.told.is_(True), table.c.at < before)
        async with self._store.transaction() as connection:
            await connection.execute(delete(table).where(*gone))
