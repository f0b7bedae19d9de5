"""Configured sources in the database."""

from __future__ import annotations

import msgspec
from sqlalchemy import RowMapping, delete, insert, select

from coolhead.adapters.storage.schema.playbooks import sources as table
from coolhead.adapters.storage.store import Store
from coolhead.services.setup.sources import SourceConfig


class SqlSourceBook:
    """``SourceBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def sources(self, workspace: str) -> list[SourceConfig]:
        """Every source; see ``SourceBook.sources``."""
        query = select(table).where(table.c.workspace == workspace).order_by(table.c.name)
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_source(row) for row in rows]

    async def find(self, workspace: str, name: str) -> SourceConfig | None:
        """One source; see ``SourceBook.find``."""
        query = select(table).where((table.c.workspace == workspace) & (table.c.name == name))
        async with self._store.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else _source(row)

    async def put(self, source: SourceConfig) -> None:
        """Keep a source; see ``SourceBook.put``."""
        row = {name: getattr(source, name) for name in source.__struct_fields__}
        row["settings"] = msgspec.json.encode(source.settings).decode()
        async with self._store.transaction() as connection:
            await connection.execute(
                delete(table).where(
                    (table.c.workspace == source.workspace) & (table.c.name == source.name)
                )
            )
            await connection.execute(insert(table).values(row))

    async def remove(self, workspace: str, name: str) -> bool:
        """Remove a source; see ``SourceBook.remove``."""
        where = (table.c.workspace == workspace) & (table.c.name == name)
        async with self._store.transaction() as connection:
            return (await connection.execute(delete(table).where(where))).rowcount > 0


def _source(row: RowMapping) -> SourceConfig:
    return SourceConfig(**{**row, "settings": msgspec.json.decode(row["settings"])})
