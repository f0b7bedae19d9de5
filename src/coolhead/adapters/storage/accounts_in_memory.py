"""``AccessStore`` in memory, for tests and for trying things out: gone with the process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from coolhead.errors import InputError
from coolhead.services.access.audit import AuditEntry, AuditQuery
from coolhead.services.access.people import Link, ServiceKey, Session, Team, User
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes, UserQuery

Key = tuple[str, str]


class _Kept(msgspec.Struct):
    """Everything; a change is made to a copy, which then takes its place."""

    users: dict[Key, User] = {}
    passwords: dict[Key, str] = {}
    teams: dict[Key, Team] = {}
    keys: dict[Key, ServiceKey] = {}
    sessions: dict[str, Session] = {}
    links: dict[str, Link] = {}
    settings: dict[str, WorkspaceSettings] = {}
    entries: list[AuditEntry] = []
    number: int = 0

    def copied(self) -> _Kept:
        copies = {
            name: value.copy()
            for name in self.__struct_fields__
            if isinstance(value := getattr(self, name), dict | list)
        }
        return msgspec.structs.replace(self, **copies)


class InMemoryAccessStore:
    """See ``AccessStore``."""

    def __init__(self) -> None:
        self._kept = _Kept()
        self.changed = 0

    async def apply(self, changes: Changes) -> None:
        """See ``AccessStore.apply``."""
        kept = self._kept.copied()
        _Applying(kept, changes).apply()
        self._kept = kept
        self.changed += 1

    async def user(self, workspace: str, user: str) -> User | None:
        """See ``AccessStore.user``."""
        return self._told(self._kept.users.get((workspace, user)))

    async def user_by_email(self, workspace: str, email: str) -> User | None:
        """See ``AccessStore.user_by_email``."""
        return self._one(workspace, "email", email.casefold())

    async def user_by_subject(self, workspace: str, subject: str) -> User | None:
        """See ``AccessStore.user_by_subject``."""
        return self._one(workspace, "subject", subject)

    async def users(self, query: UserQuery) -> list[User]:
        """See ``AccessStore.users``."""
        found = [
            self._with_password(user)
            for user in sorted(self._kept.users.values(), key=lambda each: each.email)
            if user.workspace == query.workspace
            and (query.teams is None or query.teams & user.teams)
            and (query.active is None or query.active == user.active)
            and _stands_in(query.words, user)
            and (query.after is None or user.email > query.after)
        ]
        return found[: query.limit]

    async def has_admin(self, workspace: str) -> bool:
        """See ``AccessStore.has_admin``."""
        return _has_admin(self._kept, workspace)

    async def password_of(self, workspace: str, user: str) -> str | None:
        """See ``AccessStore.password_of``."""
        return self._kept.passwords.get((workspace, user))

    async def teams(self, workspace: str) -> list[Team]:
        """See ``AccessStore.teams``."""
        teams = (team for team in self._kept.teams.values() if team.workspace == workspace)
        return sorted(teams, key=lambda team: team.id)

    async def keys(self, workspace: str) -> list[ServiceKey]:
        """See ``AccessStore.keys``."""
        keys = (key for key in self._kept.keys.values() if key.workspace == workspace)
        return sorted(keys, key=lambda key: (-key.created_at.timestamp(), key.id))

    async def key_by_digest(self, digest: str) -> ServiceKey | None:
        """See ``AccessStore.key_by_digest``."""
        return next((key for key in self._kept.keys.values() if key.digest == digest), None)

    async def session(self, digest: str) -> Session | None:
        """See ``AccessStore.session``."""
        return self._kept.sessions.get(digest)

    async def link(self, digest: str) -> Link | None:
        """See ``AccessStore.link``."""
        return self._kept.links.get(digest)

    async def settings(self, workspace: str) -> WorkspaceSettings:
        """See ``AccessStore.settings``."""
        return self._kept.settings.get(workspace, WorkspaceSettings())

    async def seen(self, digest: str, at: datetime) -> None:
        """See ``AccessStore.seen``."""
        sessions, keys = self._kept.sessions, self._kept.keys
        if digest in sessions:
            sessions[digest] = msgspec.structs.replace(sessions[digest], seen_at=at)
        for where, key in list(keys.items()):
            if key.digest == digest:
                keys[where] = msgspec.structs.replace(key, used_at=at)

    async def forget_ended(self, workspace: str, idle: datetime, began: datetime) -> int:
        """See ``AccessStore.forget_ended``."""
        kept = self._kept
        ended = [
            digest
            for digest, session in kept.sessions.items()
            if session.workspace == workspace
            and (session.seen_at < idle or session.created_at < began)
        ]
        for digest in ended:
            del kept.sessions[digest]
        kept.links = {
            digest: link
            for digest, link in kept.links.items()
            if link.workspace != workspace or link.expires_at >= began
        }
        return len(ended)

    async def add_entries(self, entries: tuple[AuditEntry, ...]) -> None:
        """See ``AuditLog.add_entries``."""
        _add_entries(self._kept, entries)

    async def entries(self, query: AuditQuery) -> list[AuditEntry]:
        """See ``AuditLog.entries``."""
        found = [
            entry
            for entry in reversed(self._kept.entries)
            if entry.workspace == query.workspace
            and all(
                getattr(query, name) in {None, getattr(entry, name)}
                for name in ("who", "action", "kind", "object")
            )
            and (query.since is None or entry.at >= query.since)
            and (query.until is None or entry.at < query.until)
            and (query.before is None or entry.number < query.before)
        ]
        return found[: query.limit]

    async def forget_entries(self, workspace: str, before: datetime) -> int:
        """See ``AuditLog.forget_entries``."""
        had = len(self._kept.entries)
        self._kept.entries = [
            entry
            for entry in self._kept.entries
            if entry.workspace != workspace or entry.at >= before
        ]
        return had - len(self._kept.entries)

    def _one(self, workspace: str, field: str, value: str) -> User | None:
        for user in self._kept.users.values():
            if user.workspace == workspace and getattr(user, field) == value:
                return self._with_password(user)
        return None

    def _told(self, user: User | None) -> User | None:
        return None if user is None else self._with_password(user)

    def _with_password(self, user: User) -> User:
        has = (user.workspace, user.id) in self._kept.passwords
        return msgspec.structs.replace(user, has_password=has)


class _Applying:
    """Changes on their way into a copy of everything."""

    def __init__(self, kept: _Kept, changes: Changes) -> None:
        self._kept = kept
        self._changes = changes

    def apply(self) -> None:
        kept, changes = self._kept, self._changes
        self._spend()
        kept.teams |= {(team.workspace, team.id): team for team in changes.teams}
        for team in changes.drops_teams:
            kept.teams.pop((changes.workspace, team), None)
        for user in changes.users:
            before = kept.users.get((user.workspace, user.id), user)
            kept.users[user.workspace, user.id] = msgspec.structs.replace(
                user, created_at=before.created_at
            )
        for user_id, hashed in changes.passwords.items():
            if (changes.workspace, user_id) in kept.users:
                kept.passwords[changes.workspace, user_id] = hashed
        kept.keys |= {(key.workspace, key.id): key for key in changes.keys}
        self._end_sessions()
        kept.sessions |= {session.digest: session for session in changes.sessions}
        kept.links |= {link.digest: link for link in changes.links}
        if changes.settings is not None:
            kept.settings[changes.workspace] = changes.settings
        _add_entries(kept, changes.entries)
        self._check()

    def _spend(self) -> None:
        kept, changes = self._kept, self._changes
        for digest, at in changes.spends:
            link = kept.links.get(digest)
            if link is None or link.used_at is not None:
                raise InputError("the link was used before", field="token")
            if link.kind == "first_admin" and _has_admin(kept, changes.workspace):
                raise InputError("there is an administrator already", field="token")
            kept.links[digest] = msgspec.structs.replace(link, used_at=at)
        kept.links = {
            digest: link
            for digest, link in kept.links.items()
            if link.workspace != changes.workspace
            or link.used_at is not None
            or (link.user or "") not in changes.voids
        }

    def _end_sessions(self) -> None:
        changes = self._changes
        self._kept.sessions = {
            digest: session
            for digest, session in self._kept.sessions.items()
            if digest not in changes.ends_sessions
            and not (
                session.workspace == changes.workspace and session.user in changes.ends_sessions_of
            )
        }

    def _check(self) -> None:
        kept, changes = self._kept, self._changes
        people = [user for user in kept.users.values() if user.workspace == changes.workspace]
        for field in ("email", "agent", "subject"):
            held = [value for user in people if (value := getattr(user, field)) is not None]
            if len(held) != len(set(held)):
                raise InputError(f"somebody has this {field} already", field=field)
        keys = [key for key in kept.keys.values() if key.workspace == changes.workspace]
        named = {team for user in people for team in user.teams}
        named |= {team for key in keys for team in key.teams}
        if named & changes.drops_teams:
            raise InputError("the team still has people or keys", field="id")
        if not named <= {team for workspace, team in kept.teams if workspace == changes.workspace}:
            raise InputError("there is no such team", field="teams")
        if changes.keeps_admin and not _has_admin(kept, changes.workspace):
            raise InputError("no active administrator would be left", field="roles")


def _stands_in(words: str, user: User) -> bool:
    places = (user.name, user.email, user.agent or "")
    return any(words.casefold() in place.casefold() for place in places)


def _has_admin(kept: _Kept, workspace: str) -> bool:
    return any(
        user.workspace == workspace and user.active and "admin" in user.roles
        for user in kept.users.values()
    )


def _add_entries(kept: _Kept, entries: Iterable[AuditEntry]) -> None:
    for entry in entries:
        kept.number += 1
        kept.entries.append(msgspec.structs.replace(entry, number=kept.number))
