"""Changes of who has access, made within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.accounts_rows import (
    entry_row,
    key_row,
    link_row,
    session_row,
    user_row,
)
from coolhead.adapters.storage.schema import access as tables
from coolhead.adapters.storage.writing import upsert
from coolhead.errors import InputError
from coolhead.services.access.store import Changes

# SQLite takes 32,766 parameters in a statement, PostgreSQL 65,535.
_AT_ONCE: Final = 1_000

Thing = TypeVar("Thing")


async def write_changes(connection: AsyncConnection, changes: Changes) -> None:
    """Make changes; raises ``InputError`` and what the driver raises."""
    await _spend(connection, changes)
    await _put_teams(connection, changes)
    await _put_users(connection, changes)
    await _put_keys(connection, changes)
    await _end_sessions(connection, changes)
    await _drop_teams(connection, changes)
    await _insert(connection, tables.sessions, map(session_row, changes.sessions))
    await _insert(connection, tables.links, map(link_row, changes.links))
    if changes.settings is not None:
        body = msgspec.json.encode(changes.settings).decode()
        row = {"workspace": changes.workspace, "body": body}
        await upsert(connection, tables.workspace_settings, [row])
    await add_entries(connection, map(entry_row, changes.entries))
    if changes.keeps_admin and not await has_admin(connection, changes.workspace):
        raise InputError(
            "no active administrator would be left",
            field="roles",
            hint="Make somebody else an administrator first.",
        )


async def add_entries(connection: AsyncConnection, rows: Iterable[dict[str, Any]]) -> None:
    """Add entries to the audit."""
    await _insert(connection, tables.audit, rows)


async def has_admin(connection: AsyncConnection, workspace: str) -> bool:
    """Whether there is an active administrator."""
    users = tables.users.c
    query = select(users.id).where(
        users.workspace == workspace,
        users.active.is_(True),
        users.roles.contains("admin"),  # no other role's name holds this one
    )
    return await connection.scalar(query.limit(1)) is not None


def refused(error: IntegrityError, changes: Changes) -> InputError:
    """What does not go together with what is there, told from the constraint that it broke."""
    diagnosis = getattr(error.orig, "diag", None)
    broken = str(diagnosis.constraint_name if diagnosis is not None else error.orig)
    for field, said in _TAKEN.items():
        if f"users.{field}" in broken or f"uq_users_{field}" in broken:
            return InputError(said, field=field, hint="Two people cannot share it.")
    if changes.drops_teams:
        return InputError(
            "the team still has people or keys",
            field="id",
            hint="Take them out of the team first, and revoke its keys.",
        )
    return InputError(
        "there is no such team", field="teams", hint="Make the team first, or look at its id."
    )


_TAKEN: Final = {
    "email": "somebody has this e-mail already",
    "agent": "somebody else is this agent already",
    "subject": "somebody else is this person at the identity provider",
}


async def _spend(connection: AsyncConnection, changes: Changes) -> None:
    links = tables.links
    for digest, at in changes.spends:
        done = await connection.execute(
            update(links)
            .where(links.c.digest == digest, links.c.used_at.is_(None))
            .values(used_at=at.timestamp())
        )
        if done.rowcount != 1:
            raise InputError(
                "the link was used before",
                field="token",
                hint="Ask an administrator for a new one.",
            )
        first = await connection.scalar(select(links.c.kind).where(links.c.digest == digest))
        if first == "first_admin" and await has_admin(connection, changes.workspace):
            raise InputError("there is an administrator already", field="token")
    for users in _parts(sorted(changes.voids)):
        await connection.execute(
            delete(links).where(
                links.c.workspace == changes.workspace,
                links.c.user.in_(users),
                links.c.used_at.is_(None),
            )
        )


async def _put_teams(connection: AsyncConnection, changes: Changes) -> None:
    teams = tables.teams
    await upsert(connection, teams, [msgspec.structs.asdict(team) for team in changes.teams])


async def _drop_teams(connection: AsyncConnection, changes: Changes) -> None:
    teams = tables.teams
    for ids in _parts(sorted(changes.drops_teams)):
        await connection.execute(
            delete(teams).where(teams.c.workspace == changes.workspace, teams.c.id.in_(ids))
        )


async def _put_users(connection: AsyncConnection, changes: Changes) -> None:
    users, members = tables.users, tables.user_teams
    ids = [user.id for user in changes.users]
    for part in _parts(ids):
        # Two people may swap what only one can have.
        await connection.execute(
            update(users)
            .where(users.c.workspace == changes.workspace, users.c.id.in_(part))
            .values(agent=None, subject=None)
        )
        await connection.execute(
            delete(members).where(
                members.c.workspace == changes.workspace, members.c.user.in_(part)
            )
        )
    keep = frozenset({"password", "created_at"})
    await upsert(connection, users, list(map(user_row, changes.users)), keep=keep)
    belongs = (
        {"workspace": user.workspace, "user": user.id, "team": team}
        for user in changes.users
        for team in sorted(user.teams)
    )
    await _insert(connection, members, belongs)
    for user, hashed in changes.passwords.items():
        await connection.execute(
            update(users)
            .where(users.c.workspace == changes.workspace, users.c.id == user)
            .values(password=hashed)
        )


async def _put_keys(connection: AsyncConnection, changes: Changes) -> None:
    members = tables.key_teams
    ids = [key.id for key in changes.keys]
    for part in _parts(ids):
        await connection.execute(
            delete(members).where(members.c.workspace == changes.workspace, members.c.key.in_(part))
        )
    await upsert(
        connection,
        tables.service_keys,
        list(map(key_row, changes.keys)),
        keep=frozenset({"used_at"}),
    )
    belongs = (
        {"workspace": key.workspace, "key": key.id, "team": team}
        for key in changes.keys
        for team in sorted(key.teams)
    )
    await _insert(connection, members, belongs)


async def _end_sessions(connection: AsyncConnection, changes: Changes) -> None:
    sessions = tables.sessions
    for part in _parts(sorted(changes.ends_sessions_of)):
        await connection.execute(
            delete(sessions).where(
                sessions.c.workspace == changes.workspace, sessions.c.user.in_(part)
            )
        )
    for part in _parts(sorted(changes.ends_sessions)):
        await connection.execute(delete(sessions).where(sessions.c.digest.in_(part)))


async def _insert(connection: AsyncConnection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    whole = list(rows)
    if whole:
        await connection.execute(insert(table), whole)


def _parts(things: Sequence[Thing]) -> Iterator[Sequence[Thing]]:
    return (things[n : n + _AT_ONCE] for n in range(0, len(things), _AT_ONCE))
