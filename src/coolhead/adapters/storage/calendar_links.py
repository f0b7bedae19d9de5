"""Calendars' secret addresses in the database, and in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, delete, select

from coolhead.adapters.storage.schema.follow_ups import calendar_links as table
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import upsert
from coolhead.services.follow_ups.calendar_links import CalendarLink


class SqlCalendarLinks:
    """``CalendarLinks``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def put(self, link: CalendarLink) -> None:
        """Keep a link; see ``CalendarLinks.put``."""
        row = {
            "workspace": link.workspace,
            "user": link.user,
            "digest": link.digest,
            "made_at": link.made_at.timestamp(),
        }
        async with self._store.transaction() as connection:
            await upsert(connection, table, [row])

    async def of_user(self, workspace: str, user: str) -> CalendarLink | None:
        """The link that a person has."""
        return await self._one(_is(workspace, user))

    async def by_digest(self, digest: str) -> CalendarLink | None:
        """The link with this secret."""
        return await self._one(table.c.digest == digest)

    async def remove(self, workspace: str, user: str) -> bool:
        """Take a person's link away; see ``CalendarLinks.remove``."""
        async with self._store.transaction() as connection:
            gone = await connection.execute(delete(table).where(_is(workspace, user)))
        return bool(gone.rowcount)

    async def _one(self, where: Any) -> CalendarLink | None:
        async with self._store.reading() as connection:
            row = (await connection.execute(select(table).where(where))).first()
        if row is None:
            return None
        made_at = datetime.fromtimestamp(row.made_at, tz=UTC)
        return CalendarLink(
            workspace=row.workspace, user=row.user, digest=row.digest, made_at=made_at
        )


class InMemoryCalendarLinks:
    """``CalendarLinks``; nothing outlives the process."""

    def __init__(self) -> None:
        self._links: dict[tuple[str, str], CalendarLink] = {}

    async def put(self, link: CalendarLink) -> None:
        """Keep a link; see ``CalendarLinks.put``."""
        self._links[link.workspace, link.user] = link

    async def of_user(self, workspace: str, user: str) -> CalendarLink | None:
        """The link that a person has."""
        return self._links.get((workspace, user))

    async def by_digest(self, digest: str) -> CalendarLink | None:
        """The link with this secret."""
        return next((each for each in self._links.values() if each.digest == digest), None)

    async def remove(self, workspace: str, user: str) -> bool:
        """Take a person's link away; see ``CalendarLinks.remove``."""
        return self._links.pop((workspace, user), None) is not None


def _is(workspace: str, user: str) -> Any:
    return and_(table.c.workspace == workspace, table.c.user == user)
