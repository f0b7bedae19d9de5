"""Who has access: people, teams, programs' keys, sessions, and links that work once.

Times are aware ``datetime``s. Of a session, a key and a link only the SHA-256 of its token is
kept: each token is 256 random bits, so nothing slower than that is needed to keep it secret.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from coolhead.services.access.principal import Principal, Role, Scope

LinkKind = Literal["first_admin", "invitation", "password_reset"]
Way = Literal["password", "link", "single_sign_on"]

KEY_START: Final = "chk_"
"""What every key begins with, so that scanners for leaked secrets can know one."""
# Enough of a key to tell it from others, far too little to guess the rest.
PREFIX_CHARS: Final = len(KEY_START) + 6


class User(msgspec.Struct, frozen=True, kw_only=True):
    """A person with an account.

    ``email`` is lower-cased and unique in the workspace, so is ``agent`` (what the telephone
    system calls them). ``subject`` is who they are at the identity provider, as ``issuer subject``.
    ``has_password`` is told by the store and not written.
    """

    workspace: str
    id: str
    email: str
    name: str
    roles: frozenset[Role]
    created_at: datetime
    teams: frozenset[str] = frozenset()
    agent: str | None = None
    active: bool = True
    subject: str | None = None
    has_password: bool = False

    @property
    def principal(self) -> Principal:
        """This person as who asks."""
        return Principal(
            workspace=self.workspace,
            id=self.id,
            name=self.name,
            roles=self.roles,
            teams=self.teams,
            agent=self.agent,
        )


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """A team; ``id`` is what calls and sources say.

    ``minimum_free``: a break is called possible where so many of its agents stay free; None: as
    many as the workspace says.
    """

    workspace: str
    id: str
    name: str
    minimum_free: Annotated[int, Meta(ge=0, le=1_000)] | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody is signed in, at one browser."""

    digest: str
    workspace: str
    user: str
    way: Way
    created_at: datetime
    seen_at: datetime


class ServiceKey(msgspec.Struct, frozen=True, kw_only=True):
    """A program's key; ``prefix`` is how it begins, for people to tell it by."""

    workspace: str
    id: str
    name: str
    prefix: str
    digest: str
    scopes: frozenset[Scope]
    teams: frozenset[str]
    created_at: datetime
    created_by: str
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the key still opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    @property
    def principal(self) -> Principal:
        """This program as who asks."""
        return Principal(
            workspace=self.workspace,
            id=self.id,
            name=self.name,
            roles=frozenset({"service"}),
            teams=self.teams,
            scopes=self.scopes,
        )


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link that works once: it lets ``user`` set a password, or makes the first administrator."""

    digest: str
    workspace: str
    kind: LinkKind
    created_at: datetime
    expires_at: datetime
    user: str | None = None
    used_at: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Whether the link still works."""
        return self.used_at is None and now < self.expires_at


def digest_of(token: str) -> str:
    """What is kept of a token (hexadecimal)."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
