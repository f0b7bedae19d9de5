"""The port to where people, teams, keys, sessions, links, settings and the audit are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

import msgspec

from coolhead.services.access.audit import AuditEntry, AuditLog
from coolhead.services.access.people import Link, ServiceKey, Session, Team, User
from coolhead.services.access.settings import WorkspaceSettings


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What is changed together or not at all, with the audit entries that tell of it.

    ``passwords`` are hashes by user. ``ends_sessions_of`` ends every session of these users, then
    ``sessions`` begin. ``spends`` are links (by digest) that must not have been used before;
    ``voids`` are users whose links work no longer, "" for links of the first administrator.
    ``keeps_admin``: refused where no active administrator would be left.
    """

    workspace: str
    users: tuple[User, ...] = ()
    passwords: Mapping[str, str] = {}
    teams: tuple[Team, ...] = ()
    drops_teams: frozenset[str] = frozenset()
    keys: tuple[ServiceKey, ...] = ()
    voids: frozenset[str] = frozenset()
    links: tuple[Link, ...] = ()
    spends: tuple[tuple[str, datetime], ...] = ()
    ends_sessions_of: frozenset[str] = frozenset()
    ends_sessions: frozenset[str] = frozenset()
    sessions: tuple[Session, ...] = ()
    settings: WorkspaceSettings | None = None
    entries: tuple[AuditEntry, ...] = ()
    keeps_admin: bool = False


class UserQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which users are wanted, in the order of e-mails.

    ``teams`` None is every team, ``after`` the last e-mail of the page before. ``words`` stand in
    the name, the e-mail or the agent's id; the case of the letters a to z does not matter.
    """

    workspace: str
    teams: frozenset[str] | None = None
    active: bool | None = None
    words: str = ""
    after: str | None = None
    limit: int = 50


class AccessStore(AuditLog, Protocol):
    """Keeps who has access. Every method may raise ``StorageError``."""

    @property
    def changed(self) -> int:
        """How many changes were made through this object: what was read before may hold still."""

    async def apply(self, changes: Changes) -> None:
        """Make changes, all or none.

        Raises ``InputError`` where an e-mail, an agent or a subject is somebody else's already, a
        link was used before, a team to drop still has members or keys, a team named is not there,
        or no administrator would be left.
        """

    async def user(self, workspace: str, user: str) -> User | None:
        """The user of this id."""

    async def user_by_email(self, workspace: str, email: str) -> User | None:
        """The user of this e-mail, whatever its case."""

    async def user_by_subject(self, workspace: str, subject: str) -> User | None:
        """The user whom the identity provider knows as this."""

    async def users(self, query: UserQuery) -> list[User]:
        """The users that a query asks for."""

    async def has_admin(self, workspace: str) -> bool:
        """Whether there is an active administrator."""

    async def password_of(self, workspace: str, user: str) -> str | None:
        """The hash of a user's password, None where there is none."""

    async def teams(self, workspace: str) -> list[Team]:
        """Every team, in the order of ids."""

    async def keys(self, workspace: str) -> list[ServiceKey]:
        """Every key, newest first, those that were revoked too."""

    async def key_by_digest(self, digest: str) -> ServiceKey | None:
        """The key whose token has this digest."""

    async def session(self, digest: str) -> Session | None:
        """The session whose token has this digest."""

    async def link(self, digest: str) -> Link | None:
        """The link whose token has this digest."""

    async def settings(self, workspace: str) -> WorkspaceSettings:
        """The settings of a workspace, the usual ones where none were kept."""

    async def seen(self, digest: str, at: datetime) -> None:
        """A session or a key of this digest was used."""

    async def forget_ended(self, workspace: str, idle: datetime, began: datetime) -> int:
        """Remove sessions not seen since ``idle`` or begun before ``began``, and links long over.

        A link is long over that ended before ``began``. Returns how many sessions went.
        """
