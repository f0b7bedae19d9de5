"""Who has access, in the database: ``AccessStore``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.accounts_rows import (
    entry_from,
    entry_row,
    key_from,
    link_from,
    session_from,
    user_from,
)
from coolhead.adapters.storage.accounts_writing import (
    add_entries,
    has_admin,
    refused,
    write_changes,
)
from coolhead.adapters.storage.schema import access as tables
from coolhead.adapters.storage.store import Store
from coolhead.errors import StorageError
from coolhead.services.access.audit import AuditEntry, AuditQuery
from coolhead.services.access.people import Link, ServiceKey, Session, Team, User
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes, UserQuery


class SqlAccessStore:
    """See ``AccessStore``."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._changed = 0

    @property
    def changed(self) -> int:
        """See ``AccessStore.changed``."""
        return self._changed

    async def apply(self, changes: Changes) -> None:
        """See ``AccessStore.apply``."""
        try:
            async with self._store.transaction() as connection:
                await write_changes(connection, changes)
            self._changed += 1
        except IntegrityError as error:
            raise refused(error, changes) from error

    async def user(self, workspace: str, user: str) -> User | None:
        """See ``AccessStore.user``."""
        return await self._one_user(workspace, tables.users.c.id == user)

    async def user_by_email(self, workspace: str, email: str) -> User | None:
        """See ``AccessStore.user_by_email``."""
        return await self._one_user(workspace, tables.users.c.email == email.casefold())

    async def user_by_subject(self, workspace: str, subject: str) -> User | None:
        """See ``AccessStore.user_by_subject``."""
        return await self._one_user(workspace, tables.users.c.subject == subject)

    async def users(self, query: UserQuery) -> list[User]:
        """See ``AccessStore.users``."""
        users, members = tables.users.c, tables.user_teams.c
        wanted = select(tables.users).where(users.workspace == query.workspace)
        if query.teams is not None:
            of_teams = select(members.user).where(
                members.workspace == query.workspace, members.team.in_(sorted(query.teams))
            )
            wanted = wanted.where(users.id.in_(of_teams))
        if query.active is not None:
            wanted = wanted.where(users.active.is_(query.active))
        if query.words:
            places = (users.name, users.email, users.agent)
            wanted = wanted.where(
                or_(*(place.icontains(query.words, autoescape=True) for place in places))
            )
        if query.after is not None:
            wanted = wanted.where(users.email > query.after)
        return await self._users(wanted.order_by(users.email).limit(query.limit))

    async def has_admin(self, workspace: str) -> bool:
        """See ``AccessStore.has_admin``."""
        async with self._store.reading() as connection:
            return await has_admin(connection, workspace)

    async def password_of(self, workspace: str, user: str) -> str | None:
        """See ``AccessStore.password_of``."""
        users = tables.users.c
        query = select(users.password).where(users.workspace == workspace, users.id == user)
        async with self._store.reading() as connection:
            found: str | None = await connection.scalar(query)
        return found

    async def teams(self, workspace: str) -> list[Team]:
        """See ``AccessStore.teams``."""
        teams = tables.teams
        query = select(teams).where(teams.c.workspace == workspace).order_by(teams.c.id)
        async with self._store.reading() as connection:
            rows = await connection.execute(query)
            return [Team(**row._mapping) for row in rows]

    async def keys(self, workspace: str) -> list[ServiceKey]:
        """See ``AccessStore.keys``."""
        keys = tables.service_keys
        query = select(keys).where(keys.c.workspace == workspace)
        return await self._keys(query.order_by(keys.c.created_at.desc(), keys.c.id))

    async def key_by_digest(self, digest: str) -> ServiceKey | None:
        """See ``AccessStore.key_by_digest``."""
        keys = tables.service_keys
        found = await self._keys(select(keys).where(keys.c.digest == digest))
        return found[0] if found else None

    async def session(self, digest: str) -> Session | None:
        """See ``AccessStore.session``."""
        row = await self._row(select(tables.sessions).where(tables.sessions.c.digest == digest))
        return None if row is None else session_from(row)

    async def link(self, digest: str) -> Link | None:
        """See ``AccessStore.link``."""
        row = await self._row(select(tables.links).where(tables.links.c.digest == digest))
        return None if row is None else link_from(row)

    async def settings(self, workspace: str) -> WorkspaceSettings:
        """See ``AccessStore.settings``."""
        table = tables.workspace_settings.c
        row = await self._row(select(table.body).where(table.workspace == workspace))
        if row is None:
            return WorkspaceSettings()
        try:
            return msgspec.json.decode(row.body, type=WorkspaceSettings)
        except msgspec.DecodeError as error:
            # The usual settings in their place would keep and show what was switched off.
            raise StorageError(
                "the workspace's settings in the database cannot be read",
                hint="A newer version may have written them: install that one.",
            ) from error

    async def seen(self, digest: str, at: datetime) -> None:
        """See ``AccessStore.seen``."""
        async with self._store.transaction() as connection:
            for table, name in ((tables.sessions, "seen_at"), (tables.service_keys, "used_at")):
                await connection.execute(
                    update(table).where(table.c.digest == digest).values({name: at.timestamp()})
                )

    async def forget_ended(self, workspace: str, idle: datetime, began: datetime) -> int:
        """See ``AccessStore.forget_ended``."""
        sessions, links = tables.sessions, tables.links
        ended = (sessions.c.seen_at < idle.timestamp()) | (
            sessions.c.created_at < began.timestamp()
        )
        async with self._store.transaction() as connection:
            done = await connection.execute(
                delete(sessions).where(sessions.c.workspace == workspace, ended)
            )
            await connection.execute(
                delete(links).where(
                    links.c.workspace == workspace, links.c.expires_at < began.timestamp()
                )
            )
        return int(done.rowcount)

    async def add_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        """See ``AuditLog.add_entries``."""
        async with self._store.transaction() as connection:
            await add_entries(connection, map(entry_row, entries))

    async def entries(self, query: AuditQuery) -> list[AuditEntry]:
        """See ``AuditLog.entries``."""
        audit = tables.audit.c
        wanted = select(tables.audit).where(audit.workspace == query.workspace)
        for name in ("who", "action", "kind", "object"):
            given = getattr(query, name)
            if given is not None:
                wanted = wanted.where(audit[name] == given)
        if query.since is not None:
            wanted = wanted.where(audit.at >= query.since.timestamp())
        if query.until is not None:
            wanted = wanted.where(audit.at < query.until.timestamp())
        if query.before is not None:
            wanted = wanted.where(audit.number < query.before)
        async with self._store.reading() as connection:
            rows = await connection.execute(wanted.order_by(audit.number.desc()).limit(query.limit))
            return [entry_from(row) for row in rows]

    async def forget_entries(self, workspace: str, before: datetime) -> int:
        """See ``AuditLog.forget_entries``."""
        audit = tables.audit
        async with self._store.transaction() as connection:
            done = await connection.execute(
                delete(audit).where(audit.c.workspace == workspace, audit.c.at < before.timestamp())
            )
        return int(done.rowcount)

    async def _row(self, query: Select[Any]) -> Any:
        async with self._store.reading() as connection:
            return (await connection.execute(query)).first()

    async def _one_user(self, workspace: str, condition: Any) -> User | None:
        query = select(tables.users).where(tables.users.c.workspace == workspace, condition)
        found = await self._users(query)
        return found[0] if found else None

    async def _users(self, query: Select[Any]) -> list[User]:
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).all()
            teams = await _teams_of(connection, tables.user_teams, "user", rows)
        return [user_from(row, teams.get((row.workspace, row.id), ())) for row in rows]

    async def _keys(self, query: Select[Any]) -> list[ServiceKey]:
        async with self._store.reading() as connection:
            rows = (await connection.execute(query)).all()
            teams = await _teams_of(connection, tables.key_teams, "key", rows)
        return [key_from(row, teams.get((row.workspace, row.id), ())) for row in rows]


async def _teams_of(
    connection: AsyncConnection, table: Any, column: str, rows: Iterable[Any]
) -> dict[tuple[str, str], list[str]]:
    """The teams of users or keys, by workspace and id."""
    ids = sorted({row.id for row in rows})
    teams: dict[tuple[str, str], list[str]] = {}
    if not ids:
        return teams
    holder = table.c[column]
    found = await connection.execute(
        select(table.c.workspace, holder, table.c.team).where(holder.in_(ids))
    )
    for workspace, holder_id, team in found:
        teams.setdefault((workspace, holder_id), []).append(team)
    return teams
