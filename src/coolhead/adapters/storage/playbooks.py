"""Published playbooks in the database."""

from __future__ import annotations

from sqlalchemy import RowMapping, Select, func, insert, select

from coolhead.adapters.storage.schema.playbooks import playbook_versions as table
from coolhead.adapters.storage.store import Store
from coolhead.services.setup.playbooks import PlaybookVersion, PublishedPlaybook

_ABOUT = (
    table.c.workspace,
    table.c.name,
    table.c.version,
    table.c.digest,
    table.c.team,
    table.c.published_at,
    table.c.published_by,
    table.c.note,
)


class SqlPlaybookShelf:
    """``PlaybookShelf``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def newest(self, workspace: str) -> list[PlaybookVersion]:
        """The newest versions; see ``PlaybookShelf.newest``."""
        last = (
            select(table.c.name, func.max(table.c.version).label("version"))
            .where(table.c.workspace == workspace)
            .group_by(table.c.name)
            .subquery()
        )
        both = (table.c.name == last.c.name) & (table.c.version == last.c.version)
        query = select(*_ABOUT).join(last, both).where(table.c.workspace == workspace)
        return await self._about(query.order_by(table.c.name))

    async def versions(self, workspace: str, name: str) -> list[PlaybookVersion]:
        """Every version; see ``PlaybookShelf.versions``."""
        where = (table.c.workspace == workspace) & (table.c.name == name)
        return await self._about(select(*_ABOUT).where(where).order_by(table.c.version.desc()))

    async def find(
        self, workspace: str, name: str, version: int | None = None
    ) -> PublishedPlaybook | None:
        """One version; see ``PlaybookShelf.find``."""
        query = select(table).where((table.c.workspace == workspace) & (table.c.name == name))
        if version is not None:
            query = query.where(table.c.version == version)
        query = query.order_by(table.c.version.desc()).limit(1)
        async with self._store.reading() as connection:
            row = (await connection.execute(query)).mappings().first()
        if row is None:
            return None
        return PublishedPlaybook(about=_about(row), text=row["text"], flattened=row["flattened"])

    async def publish(self, playbook: PublishedPlaybook) -> bool:
        """Add a version; see ``PlaybookShelf.publish``."""
        about = playbook.about
        newest = select(func.max(table.c.version)).where(
            (table.c.workspace == about.workspace) & (table.c.name == about.name)
        )
        async with self._store.transaction() as connection:
            last = (await connection.execute(newest)).scalar()
            if last is not None and last >= about.version:
                return False
            await connection.execute(
                insert(table).values(
                    **{name: getattr(about, name) for name in about.__struct_fields__},
                    text=playbook.text,
                    flattened=playbook.flattened,
                )
            )
        return True

    async def _about(self, query: Select[*tuple[object, ...]]) -> list[PlaybookVersion]:
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_about(row) for row in rows]


def _about(row: RowMapping) -> PlaybookVersion:
    return PlaybookVersion(**{name: row[name] for name in PlaybookVersion.__struct_fields__})
