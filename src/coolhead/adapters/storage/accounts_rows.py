"""People, keys, sessions, links and audit entries to rows and back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Row

from coolhead.services.access.audit import AuditEntry
from coolhead.services.access.people import Link, ServiceKey, Session, User

AnyRow = Row[Any]


def user_row(user: User) -> dict[str, Any]:
    """The row of a user; without a password, which is kept where there is one."""
    return {
        "workspace": user.workspace,
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "roles": joined(user.roles),
        "agent": user.agent,
        "active": user.active,
        "subject": user.subject,
        "password": None,
        "created_at": user.created_at.timestamp(),
    }


def user_from(row: AnyRow, teams: Collection[str]) -> User:
    """The user of a row, in these teams."""
    return User(
        workspace=row.workspace,
        id=row.id,
        email=row.email,
        name=row.name,
        roles=msgspec.convert(parted(row.roles), frozenset, strict=False),
        created_at=moment(row.created_at),
        teams=frozenset(teams),
        agent=row.agent,
        active=row.active,
        subject=row.subject,
        has_password=row.password is not None,
    )


def key_row(key: ServiceKey) -> dict[str, Any]:
    """The row of a key."""
    return {
        "workspace": key.workspace,
        "id": key.id,
        "digest": key.digest,
        "name": key.name,
        "prefix": key.prefix,
        "scopes": joined(key.scopes),
        "created_at": key.created_at.timestamp(),
        "created_by": key.created_by,
        "expires_at": seconds(key.expires_at),
        "revoked_at": seconds(key.revoked_at),
        "used_at": seconds(key.used_at),
    }


def key_from(row: AnyRow, teams: Collection[str]) -> ServiceKey:
    """The key of a row, for these teams."""
    return ServiceKey(
        workspace=row.workspace,
        id=row.id,
        name=row.name,
        prefix=row.prefix,
        digest=row.digest,
        scopes=msgspec.convert(parted(row.scopes), frozenset, strict=False),
        teams=frozenset(teams),
        created_at=moment(row.created_at),
        created_by=row.created_by,
        expires_at=maybe(row.expires_at),
        revoked_at=maybe(row.revoked_at),
        used_at=maybe(row.used_at),
    )


def session_row(session: Session) -> dict[str, Any]:
    """The row of a session."""
    return {
        "digest": session.digest,
        "workspace": session.workspace,
        "user": session.user,
        "way": session.way,
        "created_at": session.created_at.timestamp(),
        "seen_at": session.seen_at.timestamp(),
    }


def session_from(row: AnyRow) -> Session:
    """The session of a row."""
    return Session(
        digest=row.digest,
        workspace=row.workspace,
        user=row.user,
        way=row.way,
        created_at=moment(row.created_at),
        seen_at=moment(row.seen_at),
    )


def link_row(link: Link) -> dict[str, Any]:
    """The row of a link."""
    return {
        "digest": link.digest,
        "workspace": link.workspace,
        "kind": link.kind,
        "user": link.user or "",
        "created_at": link.created_at.timestamp(),
        "expires_at": link.expires_at.timestamp(),
        "used_at": seconds(link.used_at),
    }


def link_from(row: AnyRow) -> Link:
    """The link of a row."""
    return Link(
        digest=row.digest,
        workspace=row.workspace,
        kind=row.kind,
        created_at=moment(row.created_at),
        expires_at=moment(row.expires_at),
        user=row.user or None,
        used_at=maybe(row.used_at),
    )


def entry_row(entry: AuditEntry) -> dict[str, Any]:
    """The row of an audit entry; its number is the database's."""
    return {
        "workspace": entry.workspace,
        "at": entry.at.timestamp(),
        "who": entry.who,
        "name": entry.name,
        "roles": ",".join(entry.roles),
        "action": entry.action,
        "kind": entry.kind,
        "object": entry.object,
        "detail": msgspec.json.encode(entry.detail).decode(),
        "address": entry.address[:64],
    }


def entry_from(row: AnyRow) -> AuditEntry:
    """The audit entry of a row."""
    return AuditEntry(
        workspace=row.workspace,
        at=moment(row.at),
        action=row.action,
        kind=row.kind,
        object=row.object,
        who=row.who,
        name=row.name,
        roles=tuple(parted(row.roles)),
        detail=msgspec.json.decode(row.detail),
        address=row.address,
        number=row.number,
    )


def joined(words: Iterable[str]) -> str:
    """A set of our own words as text."""
    return ",".join(sorted(words))


def parted(text: str) -> list[str]:
    """The words of such a text."""
    return text.split(",") if text else []


def moment(at: float) -> datetime:
    """The time of seconds since 1970."""
    return datetime.fromtimestamp(at, UTC)


def maybe(at: float | None) -> datetime | None:
    """The same where there may be none."""
    return None if at is None else moment(at)


def seconds(at: datetime | None) -> float | None:
    """Seconds since 1970 where there is a time."""
    return None if at is None else at.timestamp()
